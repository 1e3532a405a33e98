/** The kernel of Python's runtime: all that compiled code, definitions of types and TypeScript call. */
import { initSingletons } from './singletons.as';
import { initTracking } from './tracking.as';

export { allocBlock, freeBlock, freeCyclic, freeObject, newCyclic, newObject, resizeBlock } from './alloc.as';
export { callObject } from './call.as';
export { compare, compareBool, hashOf, identityHash, truthOf } from './compare.as';
export { dealloc } from './counts.as';
export { isSubtype } from './slots.as';
export { track, untrack } from './tracking.as';
export {
  builtin_call,
  builtin_dealloc,
  callDefinition,
  method_descriptor_call,
  newBuiltin,
} from '../objects/functions/builtin.as';
export { exception_clear, exception_dealloc } from '../objects/exceptions/base-exception.as';
export {
  newException,
  raiseArgument,
  raiseMemoryError,
  reserveMemoryError,
  setPending,
} from '../objects/exceptions/raise.as';
export { float_dealloc, int_dealloc, newInt } from '../objects/numbers/new-int.as';
export { str_compare, str_dealloc, str_hash } from '../objects/text/str.as';
export { dict_dealloc, dict_traverse, dictDelete, dictGet, dictSet, newDict } from '../objects/mappings/dict.as';
export { newTuple, tuple_dealloc, tuple_traverse } from '../objects/sequences/tuple.as';

/** Before anything else: the memory is empty. */
export function start(): void {
  initSingletons();
  initTracking();
}
