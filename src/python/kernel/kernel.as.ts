/** The kernel of Python's runtime: all that compiled code, definitions of types and TypeScript call. */
import { initCollector } from './collector.as';
import { initSingletons } from './singletons.as';

export {
  allocBlock,
  allocBlockOf,
  freeBlock,
  freeCyclic,
  freeObject,
  newCyclic,
  newObject,
  resizeBlock,
} from './alloc.as';
export {
  blocksAtPeak,
  blocksNow,
  blocksOf as tracedBlocks,
  bytesAtPeak,
  bytesNow,
  bytesOf as tracedBytes,
  clearTraces,
  outerTrace,
  resetTracedPeak,
  startTracing,
  stopTracing,
  traceCount,
  traceFrames,
  unmarkAll,
} from './tracing.as';
export { bindTo, callObject, callWithSelf } from './call.as';
export { collect, collectIfDue, poll } from './collector.as';
export { compare, compareBool, hashOf, identityHash, truthOf } from './compare.as';
export { dealloc, op_dealloc } from './counts.as';
export { freeWaiting, pauseTracing } from './free-objects.as';
export { newInstance, owned_clear, owned_dealloc, owned_traverse } from './owned.as';
export { object_str, objectRepr } from './repr.as';
export { isSubtype } from './slots.as';
export { track, untrack, untrackIfTracked } from './tracking.as';
export { finalizeDying } from '../../memory/gc/counting/finalize.as';
export * from '../execution/exports.as';
export { callSpecial, lookUpSpecial } from './special.as';
export * from '../objects/classes/exports.as';
export { lock_dealloc } from '../modules/thread/lock.as';
export * from '../objects/functions/exports.as';
export * from '../objects/exceptions/exports.as';
export * from '../objects/numbers/exports.as';
export * from '../objects/mappings/exports.as';
export * from '../objects/bytes/exports.as';
export * from '../objects/text/exports.as';
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
export { beginLoading, endLoading } from '../../memory/gc/counting/loading.as';
export { freeze, setEnabled, setThreshold, unfreeze } from '../../memory/gc/counting/schedule.as';
export * from '../objects/iterators/exports.as';
export * from '../objects/sequences/exports.as';
export * from '../objects/sets/exports.as';
export { dict_repr, list_repr, tuple_repr } from '../objects/containers-repr.as';
export * from '../modules/array/exports.as';
export * from '../modules/functools/exports.as';
export * from '../modules/io/exports.as';
export * from '../modules/json/exports.as';
export * from '../modules/sre/exports.as';
export * from '../modules/struct/exports.as';
export * from '../modules/cmath/exports.as';
export * from '../modules/collections/exports.as';
export * from '../modules/itertools/exports.as';
export * from '../modules/sorted/exports.as';
export * from '../modules/builtins/exports.as';
export * from '../modules/operator/exports.as';

/** Before anything else: the memory is empty. */
export function start(): void {
  initSingletons();
  initCollector();
}
