/**
 * How many slots the values of an instance have in CPython: as many as its class's instances could have attributes when it
 * was made, of which there is one less with each instance until they have what they need. Exact while none has died that is
 * younger than one that lives, and not more than MOST have been made.
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
  /** By class: how many instances live. */
  readonly #living = new Map<Address, number>();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  count(p: Address): number {
    this.#ranks ??= this.#findRanks();
    const { views } = this.#rt;
    const type = this.#rt.typeOf(p);
    const keys = views.word(type + SHARED_KEYS);
    const usable = views.word(type + SHARED_USABLE);
    const now = (keys === 0 ? 0 : views.word(keys + KEYS_ENTRIES)) + usable;
    const rank = this.#ranks.get(p);
    if (rank === undefined) return now;
    // While each instance takes one, the younger ones are known by that; afterwards only the older ones are.
    const younger = (this.#living.get(type) ?? 0) - 1 - rank;
    return usable > 1 ? Math.min(now + younger, MOST - rank) : Math.max(now, MOST - rank);
  }

  #findRanks(): Map<Address, number> {
    const ranks = new Map<Address, number>();
    for (let generation = GENERATIONS; generation >= 0; generation--) {
      for (const p of trackedObjects(this.#rt, generation, generation)) {
        if (!isSlotted(this.#rt, p)) continue;
        const type = this.#rt.typeOf(p);
        const rank = this.#living.get(type) ?? 0;
        ranks.set(p, rank);
        this.#living.set(type, rank + 1);
      }
    }
    return ranks;
  }
}
