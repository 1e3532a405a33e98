/** Objects for tests of the collector: a type whose instances refer to others from four fields, with a finaliser. */
import type { Address } from '../../base/ids.js';
import { CYCLIC } from '../../memory/gc/format.js';
import { TYPES } from '../format/memory-map.js';
import { TYPE_BYTES } from '../format/types.js';
import type { TypeDefinition } from '../runtime/definitions.js';
import { installTypes } from '../runtime/install.js';
import type { Runtime } from '../runtime/runtime.js';

export const FIELDS = 4;
const FIRST_FIELD = 8;
const WEAK = FIRST_FIELD + 4 * FIELDS;
const BYTES = WEAK + 4;
/** Behind all others. */
const NODE_TYPE = TYPES + 0x1f0 * TYPE_BYTES;

export interface NodeEvents {
  finalize?(node: Address): void;
  die?(node: Address): void;
}

export class Nodes {
  readonly #rt: Runtime;
  readonly events: NodeEvents = {};

  constructor(rt: Runtime) {
    this.#rt = rt;
    installTypes(rt, [this.#definition()]);
  }

  /** A new node, owned by whoever asks. */
  make(): Address {
    const { kernel, views } = this.#rt;
    const p = kernel.newCyclic(NODE_TYPE, BYTES);
    for (let at = FIRST_FIELD; at < BYTES; at += 4) views.setWord(p + at, 0);
    kernel.track(p);
    return p;
  }

  get(node: Address, field: number): Address {
    return this.#rt.views.word(node + FIRST_FIELD + 4 * field);
  }

  /** Makes a field refer to another node, or to nothing (0). */
  set(node: Address, field: number, to: Address): void {
    const old = this.get(node, field);
    if (to !== 0) this.#rt.incref(to);
    this.#rt.views.setWord(node + FIRST_FIELD + 4 * field, to);
    if (old !== 0) this.#rt.decref(old);
  }

  #definition(): TypeDefinition {
    const rt = this.#rt;
    const clear = (p: Address) => {
      for (let field = 0; field < FIELDS; field++) this.set(p, field, 0);
    };
    return {
      address: NODE_TYPE,
      name: 'node',
      flags: CYCLIC,
      bytes: BYTES,
      weakAt: WEAK,
      slots: {
        FINALIZE: (_, p) => this.events.finalize?.(p),
        TRAVERSE: (_, p, visitor, argument) => {
          for (let field = 0; field < FIELDS; field++) {
            const to = this.get(p, field);
            if (to !== 0) rt.callIndex(visitor, to, argument);
          }
          return 0;
        },
        CLEAR: (_, p) => {
          clear(p);
          return 0;
        },
        DEALLOC: (_, p) => {
          if (rt.kernel.finalizeDying(p)) return;
          rt.kernel.clearWeakReferences(p);
          rt.kernel.untrackIfTracked(p);
          clear(p);
          rt.kernel.freeCyclic(p, BYTES);
          this.events.die?.(p);
        },
      },
    };
  }
}
