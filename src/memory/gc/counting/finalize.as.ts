/** FINALIZE of an object that dies because nobody refers to it any more. */
import { COUNT, FINALIZE, TYPE } from '../format';
import { hasHead, markFinalized, wasFinalized } from './tracking.as';

/**
 * Calls FINALIZE, unless that was done before. The count is 0 and the object is tracked if it can be. True: it lives on,
 * since FINALIZE made a reference to it.
 */
export function finalizeDying(p: i32): bool {
  const function_ = load<i32>(load<i32>(p, TYPE), FINALIZE);
  if (function_ == 0) return false;
  const cyclic = hasHead(p);
  if (cyclic && wasFinalized(p)) return false;
  store<i32>(p, 1, COUNT);
  call_indirect<void>(function_, p);
  if (cyclic) markFinalized(p);
  const count = load<i32>(p, COUNT) - 1;
  store<i32>(p, count, COUNT);
  return count != 0;
}
