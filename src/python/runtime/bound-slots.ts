/** NEW and INIT written in TypeScript, with parameters in Python's notation. */
import type { Address } from '../../base/ids.js';
import type { WordNative } from './definitions.js';
import { bindParameters, parseParameters } from './parameters.js';
import type { Runtime } from './runtime.js';

/** `make` gets the type and the arguments in the order of the parameters, 0 for what was left out. */
export function newSlot(
  function_: string,
  notation: string,
  make: (rt: Runtime, type: Address, args: Address[]) => Address,
): WordNative {
  const known = parseParameters(function_, notation);
  return (rt, type, args, positional, names) => make(rt, type, bindParameters(rt, known, args, positional, names));
}

/** `init` gets the object and the arguments. */
export function initSlot(
  function_: string,
  notation: string,
  init: (rt: Runtime, self: Address, args: Address[]) => void,
): WordNative {
  const known = parseParameters(function_, notation);
  return (rt, self, args, positional, names) => {
    init(rt, self, bindParameters(rt, known, args, positional, names));
    return 0;
  };
}
