/**
 * How many slots the values of an instance have in CPython: as many as its class's instances could have attributes when it
 * was made, of which there is one less with each instance until they have what they need. Exact while none has died.
 */
import type { Address } from '../../../base/ids.js';
import { GENERATIONS } from '../../../memory/gc/format.js';
import { KEYS_ENTRIES } from '../../format/objects.js';
import { SHARED_KEYS, SHARED_USABLE } from '../../format/types.js';
import { trackedObjects } from '../../runtime/referents.js';
import type { Runtime } from '../../runtime/runtime.js';
import { isSlotted } from './cpython-size.js';

/** Of the first instance of a class. */
const MOST = 29;

export class ValueSlots {
  readonly #rt: Runtime;
  /** By instance: how many of its class are older. Found when it is asked for. */
  #ranks: Map<Address, number> | undefined;

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  count(p: Address): number {
    this.#ranks ??= this.#findRanks();
    const { views } = this.#rt;
    const type = this.#rt.typeOf(p);
    const keys = views.word(type + SHARED_KEYS);
    const now = (keys === 0 ? 0 : views.word(keys + KEYS_ENTRIES)) + views.word(type + SHARED_USABLE);
    return Math.max(now, MOST - (this.#ranks.get(p) ?? MOST));
  }

  #findRanks(): Map<Address, number> {
    const ranks = new Map<Address, number>();
    const seen = new Map<Address, number>();
    for (let generation = GENERATIONS; generation >= 0; generation--) {
      for (const p of trackedObjects(this.#rt, generation, generation)) {
        if (!isSlotted(this.#rt, p)) continue;
        const type = this.#rt.typeOf(p);
        const rank = seen.get(type) ?? 0;
        ranks.set(p, rank);
        seen.set(type, rank + 1);
      }
    }
    return ranks;
  }
}
