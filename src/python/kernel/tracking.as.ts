/** Which objects the collector knows (memory/gc), for the kernel. */
import { hasHead, isTracked } from '../../memory/gc/counting/tracking.as';
import { TYPE } from '../../memory/gc/format';
import { FIXED } from '../format/memory-map';
import { TUPLE_TYPE } from '../format/types';

export { isTracked, track, untrack, untrackIfTracked } from '../../memory/gc/counting/tracking.as';

/**
 * Whether an object can be part of a cycle: it has a head, and is no tuple that was found to hold nothing of the kind. What
 * always exists cannot: built-in types are of a type whose instances may.
 */
export function mayBeTracked(p: i32): bool {
  return p >= FIXED && hasHead(p) && (load<i32>(p, TYPE) != TUPLE_TYPE || isTracked(p));
}
