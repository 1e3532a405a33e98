/**
 * Objects whose state is TypeScript's: found by their address, and gone when they die. They have no references of the
 * program, so collectors need not look into them.
 */
import type { Address } from '../../base/ids.js';
import { INHERITABLE } from '../format/types.js';
import type { TypeDefinition } from '../runtime/definitions.js';
import type { Runtime } from '../runtime/runtime.js';

const BYTES = 8;
const registries = new WeakMap<Runtime, Map<Address, unknown>>();

function statesOf(rt: Runtime): Map<Address, unknown> {
  let states = registries.get(rt);
  if (states === undefined) registries.set(rt, (states = new Map()));
  return states;
}

/** An instance of such a type, or of a class that derives from it. */
export function makeStated(rt: Runtime, type: Address, state: unknown): Address {
  const self = rt.keep(rt.kernel.newInstance(type));
  statesOf(rt).set(self, state);
  return self;
}

export function stateOf<State>(rt: Runtime, self: Address): State {
  return statesOf(rt).get(self) as State;
}

/** What the definitions of such types have in common. */
export function statedType(address: Address, name: string, module: string): TypeDefinition {
  return {
    address,
    name,
    module,
    flags: INHERITABLE,
    bytes: BYTES,
    slots: {
      DEALLOC: (rt, self) => {
        statesOf(rt).delete(self);
        rt.kernel.owned_dealloc(self);
      },
    },
  };
}
