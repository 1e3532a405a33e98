/**
 * check: the addressability test before each load and store.
 *
 * The inline test asks two questions with one branch: is the shadow byte of the granule all ones, and is the access
 * aligned to its size (so that it does not leave the granule)? Anything else goes to `missReadN`/`missWriteN`, which
 * know exactly. Stores also miss when a byte of theirs is read-only data.
 *
 *     e  = address + offset,  first = roStart - (size-1)
 *     if ((shadow[e >> 3] != 0xff) | (e & (size-1)) | (e - first <u roEnd - first))  miss(e, site, frame)
 *
 * Not tested: accesses inside the function's own frame at a constant distance from its base, when the frame is of known
 * size and holds no padding (rewrite/analyse-function.ts proves both).
 */
import { OP, TYPE } from '../binary/opcodes.js';
import { CONSTANT, FRAME, LOCAL } from '../rewrite/operand-tracker.js';
import { missName } from '../runtime/check-helpers.js';
import { RETIRED_FRAME } from '../runtime/layout-calls.js';
import type { AccessFacts, FunctionContext, Pass } from './pass.js';

const { i32 } = TYPE;

export const checkPass: Pass = {
  access(f, access) {
    if (insideOwnFrame(f, access) || retiresFrame(f, access)) return;
    const address = addressLocal(f, access);
    emitTest(f, access, address);
    restoreOperands(f, access);
  },
};

function insideOwnFrame(f: FunctionContext, access: AccessFacts): boolean {
  const size = f.facts.frameSize;
  if (size === undefined || f.tracker.peek(access.operands.length) !== FRAME) return false;
  const from = f.tracker.value + access.offset;
  return from >= -size && from + access.size <= 0;
}

/** The layout pass's own store, into a word that is padding by then. */
function retiresFrame(f: FunctionContext, access: AccessFacts): boolean {
  return access.write && access.size === 4 && f.tracker.peek() === CONSTANT && f.tracker.value === RETIRED_FRAME;
}

/** An operand that can simply be pushed once more. */
type Operand = { local: number } | { constant: number };

/**
 * Make the address available: as it is when it comes straight from a local or constant, else through a scratch local,
 * with the operands above it set aside.
 */
function addressLocal(f: FunctionContext, access: AccessFacts): Operand {
  const kind = f.tracker.peek(access.operands.length);
  if (kind === LOCAL) return { local: f.tracker.value };
  if (kind === CONSTANT) return { constant: f.tracker.value };
  const local = f.scratch(i32, 0);
  for (const type of [...access.operands].reverse()) f.out.u8(OP.localSet).u32(f.scratch(type, 1));
  f.out.u8(OP.localTee).u32(local);
  return { local };
}

function restoreOperands(f: FunctionContext, access: AccessFacts): void {
  const kind = f.tracker.peek(access.operands.length);
  if (kind === LOCAL || kind === CONSTANT) return;
  for (const type of access.operands) f.out.u8(OP.localGet).u32(f.scratch(type, 1));
}

function emitTest(f: FunctionContext, access: AccessFacts, operand: Operand): void {
  const { out, helpers } = f;
  const { size, offset } = access;
  let push: () => void;
  if ('constant' in operand) {
    const effective = (operand.constant + offset) | 0;
    push = () => out.u8(OP.i32Const).s32(effective);
  } else if (offset === 0) push = () => out.u8(OP.localGet).u32(operand.local);
  else {
    const effective = f.scratch(i32, 2);
    out.u8(OP.localGet).u32(operand.local).u8(OP.i32Const).s32(offset).u8(OP.i32Add).u8(OP.localSet).u32(effective);
    push = () => out.u8(OP.localGet).u32(effective);
  }
  // Leaving the inner block means: ask the exact helper. The last test leaves the outer one when all is well.
  out.u8(OP.block).u8(0x40).u8(OP.block).u8(0x40);
  const tests: (() => void)[] = [];
  if (size > 1)
    tests.push(() => {
      push();
      out
        .u8(OP.i32Const)
        .s32(Math.min(size, 8) - 1)
        .u8(OP.i32And);
    });
  if (access.write && helpers.readOnly) {
    const { start, end } = helpers.readOnly;
    const first = start - (size - 1);
    tests.push(() => {
      push();
      out.u8(OP.i32Const).s32(first).u8(OP.i32Sub);
      out
        .u8(OP.i32Const)
        .s32(end - first)
        .u8(OP.i32LtU);
    });
  }
  for (const test of tests) {
    test();
    f.hintBranch(false);
    out.u8(OP.brIf).u8(0);
  }
  push();
  out.u8(OP.i32Const).s32(3).u8(OP.i32ShrU);
  if (size === 16) out.u8(OP.i32Load16U).u8(0).u32(helpers.shadow).u8(OP.i32Const).s32(0xffff).u8(OP.i32Eq);
  else out.u8(OP.i32Load8U).u8(0).u32(helpers.shadow).u8(OP.i32Const).s32(0xff).u8(OP.i32Eq);
  f.hintBranch(true);
  out.u8(OP.brIf).u8(1);
  out.u8(OP.end);
  push();
  f.siteAndFrame();
  f.call(missName(size, access.write));
  out.u8(OP.end);
}
