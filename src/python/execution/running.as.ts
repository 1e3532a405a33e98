/** Bodies of modules, classes and expressions: functions whose frame has a namespace. */
import { ENTRY, FRAME_FUNCTION, FRAME_LOCALS } from '../format/frames';
import { SP } from '../format/memory-map';
import { newRef } from '../kernel/counts.as';

/** Runs a function without parameters in a namespace, both borrowed. */
export function runBody(callee: i32, locals: i32): i32 {
  const frame = load<i32>(SP);
  store<i32>(frame, newRef(callee), FRAME_FUNCTION);
  store<i32>(frame, newRef(locals), FRAME_LOCALS);
  return call_indirect<i32>(load<i32>(callee, ENTRY), frame);
}
