/**
 * Finds the calls of one function at which it may be suspended, and which control structures they lie in. The calls are
 * numbered from 1 in order, so that those inside a structure are a range.
 *
 * Calls in a handler of an exception (`catch` of the older exception instructions) are none of them: nothing can lead back
 * into a handler without the exception. They are held instead (suspension.ts). Code that cannot be reached has none.
 */
import type { CodeBody, WasmModule } from '../binary/module.js';
import { OP } from '../binary/opcodes.js';
import { InstructionCursor } from '../rewrite/instructions.js';

/** Numbers of calls: `first` up to but not including `end`. */
export interface CallRange {
  first: number;
  end: number;
}

export interface CallSites {
  count: number;
  /** Of each control structure, by the position of its first instruction: the range of each of its arms. */
  arms: ReadonlyMap<number, readonly CallRange[]>;
  /** Calls that are held. */
  held: number;
}

interface Open {
  start: number;
  arms: CallRange[];
  /** Code is reached. */
  live: boolean;
  handlers: number;
}

/** Leads nowhere but to a label, or out of the function. */
export function endsLine(opcode: number): boolean {
  switch (opcode) {
    case OP.unreachable:
    case OP.br:
    case OP.brTable:
    case OP.return:
    case OP.returnCall:
    case OP.returnCallIndirect:
    case OP.throw:
    case OP.rethrow:
    case OP.throwRef:
      return true;
    default:
      return false;
  }
}

export function opensStructure(opcode: number): boolean {
  return (opcode >= OP.block && opcode <= OP.if) || opcode === OP.try || opcode === OP.tryTable;
}

/** @param mayUnwind whether the call at the cursor may */
export function findCallSites(
  module: WasmModule,
  body: CodeBody,
  code: number,
  mayUnwind: (c: InstructionCursor) => boolean,
): CallSites {
  const c = new InstructionCursor(module.bytes, code, body.end);
  const arms = new Map<number, CallRange[]>();
  let next = 1;
  let held = 0;
  const stack: Open[] = [{ start: -1, arms: [{ first: 1, end: 1 }], live: true, handlers: 0 }];
  let live = true;
  const close = (open: Open): void => {
    open.arms.at(-1)!.end = next;
  };
  while (c.reader.pos < body.end) {
    c.step();
    const top = stack.at(-1)!;
    if (opensStructure(c.opcode)) {
      stack.push({ start: c.start, arms: [{ first: next, end: next }], live, handlers: top.handlers });
      continue;
    }
    switch (c.opcode) {
      case OP.else:
      case OP.catch:
      case OP.catchAll:
        close(top);
        top.arms.push({ first: next, end: next });
        if (c.opcode !== OP.else && top.arms.length === 2) top.handlers++;
        live = top.live;
        continue;
      case OP.end:
      case OP.delegate:
        close(top);
        arms.set(top.start, top.arms);
        stack.pop();
        live = top.live;
        continue;
    }
    if (live && isCall(c.opcode) && mayUnwind(c)) {
      if (top.handlers > 0) held++;
      else next++;
    }
    if (endsLine(c.opcode)) live = false;
  }
  return { count: next - 1, arms, held };
}

export function isCall(opcode: number): boolean {
  return opcode >= OP.call && opcode <= OP.returnCallIndirect;
}
