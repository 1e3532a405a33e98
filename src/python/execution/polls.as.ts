/** The program can be stopped, and collections run, where compiled code polls. */
import { poll } from '../kernel/collector.as';

export function op_poll(_frame: i32): i32 {
  return poll();
}
