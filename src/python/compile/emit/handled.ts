/** The exception that is being handled: the top item of its stack, and what it was before on the operand stack. */
import { HANDLED_VALUE } from '../../format/frames.js';
import { HANDLED_TOP, PENDING } from '../../format/memory-map.js';
import type { Body } from './body.js';

/** At the start of a handler: pushes what was handled before, and the pending exception, which is handled now. */
export function pushHandled(b: Body): void {
  const { asm, word, scratch } = b;
  asm.loadAt(HANDLED_TOP).tee(word).load(HANDLED_VALUE);
  b.push('nullable');
  asm.loadAt(PENDING).set(scratch);
  asm.i32(0).i32(0).store(PENDING);
  b.increfLocal(scratch);
  asm.get(word).get(scratch).store(HANDLED_VALUE);
  asm.get(scratch);
  b.push('owned');
}

/** Takes an exception that is pending off as the top entry. */
export function takePending(b: Body): void {
  b.asm.loadAt(PENDING);
  b.push('owned');
  b.asm.i32(0).i32(0).store(PENDING);
}

/** Pops an exception, which is pending again, and goes where it leads. Its traceback has this frame already. */
export function raiseAgain(b: Body): void {
  const exception = b.pop();
  b.asm.i32(0);
  b.consume(exception);
  b.asm.store(PENDING);
  b.jump(b.failure('again'));
}

/** Pops what was handled before: it is again. @param keepsTop it is below the top entry */
export function popHandled(b: Body, keepsTop = false): void {
  const { asm, word, scratch } = b;
  const top = keepsTop ? ownTop(b) : undefined;
  const before = b.pop();
  asm.loadAt(HANDLED_TOP).tee(word).load(HANDLED_VALUE).set(scratch);
  asm.get(word).get(before.local).store(HANDLED_VALUE);
  if (top !== undefined) {
    asm.get(top.local);
    b.push('owned', { known: top.known });
  }
  b.xdecref(scratch);
}

function ownTop(b: Body): ReturnType<Body['pop']> {
  b.own();
  return b.pop();
}
