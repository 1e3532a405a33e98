/** The kernel of Python's runtime: all that compiled code, definitions of types and TypeScript call. */
import { initCollector } from './collector.as';
import { initSingletons } from './singletons.as';

export { allocBlock, freeBlock, freeCyclic, freeObject, newCyclic, newObject, resizeBlock } from './alloc.as';
export { callObject } from './call.as';
export { clearTraces, outerTrace, resetTracedPeak, startTracing, stopTracing } from './tracing.as';
export { collect, poll } from './collector.as';
export { compare, compareBool, hashOf, identityHash, truthOf } from './compare.as';
export { dealloc } from './counts.as';
export { newInstance, owned_clear, owned_dealloc, owned_traverse } from './owned.as';
export { isSubtype } from './slots.as';
export { track, untrack, untrackIfTracked } from './tracking.as';
export { finalizeDying } from '../../memory/gc/counting/finalize.as';
export { callSpecial, callWith, lookUpSpecial } from './special.as';
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
  reservedMemoryError,
  reserveMemoryError,
  setPending,
} from '../objects/exceptions/raise.as';
export {
  str_capitalize,
  str_casefold,
  str_lower,
  str_swapcase,
  str_title,
  str_upper,
} from '../objects/text/casing.as';
export {
  str_center,
  str_expandtabs,
  str_join,
  str_ljust,
  str_lstrip,
  str_partition,
  str_replace,
  str_rjust,
  str_rpartition,
  str_rsplit,
  str_rstrip,
  str_split,
  str_splitlines,
  str_strip,
  str_zfill,
} from '../objects/text/parting.as';
export {
  str_isalnum,
  str_isalpha,
  str_isascii,
  str_isdecimal,
  str_isdigit,
  str_isidentifier,
  str_islower,
  str_isnumeric,
  str_isprintable,
  str_isspace,
  str_istitle,
  str_isupper,
} from '../objects/text/predicates.as';
export { str_ascii, str_repr } from '../objects/text/repr.as';
export {
  str_count,
  str_endswith,
  str_find,
  str_index,
  str_removeprefix,
  str_removesuffix,
  str_rfind,
  str_rindex,
  str_startswith,
} from '../objects/text/searching.as';
export {
  str_append,
  str_compare,
  str_concat,
  str_contains,
  str_dealloc,
  str_equal,
  str_hash,
  str_item,
  str_length,
  str_range,
  str_repeat,
  str_str,
  str_subscript,
} from '../objects/text/str.as';
export {
  iterator_self,
  newSequenceIterator,
  sequence_iterator_dealloc,
  sequence_iterator_traverse,
} from '../objects/iterators/sequence-iterator.as';
export { str_iter, str_iterator_next } from '../objects/text/iterator.as';
export { bytesOf } from '../objects/bytes/bytes.as';
export { setHashSeed } from '../objects/text/hash.as';
export { strOf } from '../objects/text/strings.as';
export * from '../objects/numbers/exports.as';
export * from '../objects/mappings/exports.as';
export {
  clearWeakReferences,
  countWeakReferences,
  newWeakProxy,
  newWeakReference,
  referentOf,
  weakref_call,
  weakref_clear,
  weakref_compare,
  weakref_dealloc,
  weakref_hash,
  weakref_init,
  weakref_new,
  weakref_traverse,
} from '../objects/weak/reference.as';
export { freeze, setEnabled, setThreshold, unfreeze } from '../../memory/gc/counting/schedule.as';
export * from '../objects/iterators/exports.as';
export * from '../objects/sequences/exports.as';
export * from '../objects/sets/exports.as';

/** Before anything else: the memory is empty. */
export function start(): void {
  initSingletons();
  initCollector();
}
