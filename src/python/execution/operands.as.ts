/**
 * Operands: owned references that compiled code has put at SP + LOCALS, where the frame of a callee starts. Who runs code
 * before it has taken them moves SP behind them.
 */
import { LOCALS } from '../format/frames';
import { SP } from '../format/memory-map';
import { decref } from '../kernel/counts.as';

/** Where operands are. */
export function operands(): i32 {
  return load<i32>(SP) + LOCALS;
}

/** Moves SP behind `count` operands. Their address. */
export function claim(count: i32): i32 {
  const at = operands();
  store<i32>(SP, (at + (count << 2) + 7) & ~7);
  return at;
}

/** Puts SP back. */
export function unclaim(at: i32): void {
  store<i32>(SP, at - LOCALS);
}

/** Releases operands in their order. */
export function release(at: i32, count: i32): void {
  for (let i = 0; i < count; i++) decref(load<i32>(at + (i << 2)));
}

/** Releases operands that nobody has claimed. */
export function dropOperands(count: i32): void {
  const at = claim(count);
  release(at, count);
  unclaim(at);
}
