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
 * Bytes that have been checked before with nothing in between that could change the answer (rewrite/passed-checks.ts)
 * are not asked for again. But the program goes on after a finding, and the same bytes are then a finding for the next
 * access as well. So a local per function holds doubt: at first the span that stores must keep out of, and -1 for the
 * rest of the invocation once the host has heard of an error. A repeated test is one comparison with it:
 *
 *     if (e - first <u span)  miss(...)      the first store after a load
 *     if (span == -1)         miss(...)      otherwise
 *
 * In paged memory the test is left to the translation (translate/translate-function.ts).
 *
 * Not tested: accesses inside the function's own frame at a constant distance from its base, when the frame is of known
 * size and holds no padding (rewrite/analyse-function.ts proves both).
 */
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';
import { CONSTANT, FRAME, LOCAL, UNKNOWN } from '../rewrite/operand-tracker.js';
import type { Base } from '../rewrite/passed-checks.js';
import { missName } from '../runtime/check-helpers.js';
import { RETIRED_FRAME } from '../runtime/layout-calls.js';
import type { AccessFacts, FunctionContext, Pass } from './pass.js';

const { i32 } = TYPE;

export const checkPass: Pass = {
  access(f, access) {
    if (insideOwnFrame(f, access) || retiresFrame(f, access)) return;
    const base: Base = { kind: f.tracker.peek(access.operands.length), value: f.tracker.value };
    const known = base.kind !== UNKNOWN;
    const passed = known ? f.passed.find(base, access.offset, access.size) : undefined;
    if (f.helpers.paged) {
      const isRepeated = access.write ? passed === 'writable' : passed !== undefined;
      f.checkWhenTranslated({ doubt: f.initialised(readOnlySpan(f)), isRepeated });
    } else {
      const operand = addressOperand(f, access);
      if (passed === undefined) emitTest(f, access, operand);
      else emitRepeatedTest(f, access, operand, passed === 'writable');
      restoreOperands(f, access);
    }
    if (known && passed !== 'writable' && (passed === undefined || access.write)) {
      f.passed.add(base, access.offset, access.size, access.write);
    }
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
function addressOperand(f: FunctionContext, access: AccessFacts): Operand {
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

/** Name where the access goes; what is answered pushes that address. */
function effectiveAddress(f: FunctionContext, { offset }: AccessFacts, operand: Operand): () => void {
  const { out } = f;
  if ('constant' in operand) {
    const effective = (operand.constant + offset) | 0;
    return () => out.u8(OP.i32Const).s32(effective);
  }
  if (offset === 0) return () => out.u8(OP.localGet).u32(operand.local);
  const effective = f.scratch(i32, 2);
  out.u8(OP.localGet).u32(operand.local).u8(OP.i32Const).s32(offset).u8(OP.i32Add).u8(OP.localSet).u32(effective);
  return () => out.u8(OP.localGet).u32(effective);
}

function emitTest(f: FunctionContext, access: AccessFacts, operand: Operand): void {
  const { out, helpers } = f;
  const { size } = access;
  const push = effectiveAddress(f, access, operand);
  // Leaving the inner block means: ask the exact helper. The last test leaves the outer one when all is well.
  out.u8(OP.block).u8(BLOCK_VOID).u8(OP.block).u8(BLOCK_VOID);
  const missIf = (): void => {
    f.hintBranch(false);
    out.u8(OP.brIf).u8(0);
  };
  if (size > 1) {
    push();
    out
      .u8(OP.i32Const)
      .s32(Math.min(size, 8) - 1)
      .u8(OP.i32And);
    missIf();
  }
  if (access.write && helpers.readOnly) {
    const { start, end } = helpers.readOnly;
    const first = start - (size - 1);
    push();
    out.u8(OP.i32Const).s32(first).u8(OP.i32Sub);
    out
      .u8(OP.i32Const)
      .s32(end - first)
      .u8(OP.i32LtU);
    missIf();
  }
  push();
  out.u8(OP.i32Const).s32(3).u8(OP.i32ShrU);
  if (size === 16) out.u8(OP.i32Load16U).u8(0).u32(helpers.shadow).u8(OP.i32Const).s32(0xffff).u8(OP.i32Eq);
  else out.u8(OP.i32Load8U).u8(0).u32(helpers.shadow).u8(OP.i32Const).s32(0xff).u8(OP.i32Eq);
  f.hintBranch(true);
  out.u8(OP.brIf).u8(1);
  out.u8(OP.end);
  emitMiss(f, access, push);
  out.u8(OP.end);
}

/** The test of bytes that have been checked before: only doubt or, for the first store, read-only data is left to ask. */
function emitRepeatedTest(f: FunctionContext, access: AccessFacts, operand: Operand, writable: boolean): void {
  const { out } = f;
  const { readOnly } = f.helpers;
  const push = effectiveAddress(f, access, operand);
  const span = f.initialised(readOnlySpan(f));
  if (access.write && readOnly && !writable) {
    push();
    out
      .u8(OP.i32Const)
      .s32(readOnly.start - LARGEST + 1)
      .u8(OP.i32Sub);
    out.u8(OP.localGet).u32(span).u8(OP.i32LtU);
  } else out.u8(OP.localGet).u32(span).u8(OP.i32Const).s32(DOUBT).u8(OP.i32Eq);
  f.hintBranch(false);
  out.u8(OP.if).u8(BLOCK_VOID);
  emitMiss(f, access, push);
  out.u8(OP.end);
}

function emitMiss(f: FunctionContext, access: AccessFacts, push: () => void): void {
  const span = f.initialised(readOnlySpan(f));
  push();
  f.siteAndFrame();
  f.call(missName(access.size, access.write));
  f.out.u8(OP.localGet).u32(span).u8(OP.i32Or).u8(OP.localSet).u32(span);
}

/** No access is larger. */
const LARGEST = 16;
export const DOUBT = -1;

/** How many addresses a store of any size may not have. */
function readOnlySpan({ helpers: { readOnly } }: FunctionContext): number {
  return readOnly ? readOnly.end - readOnly.start + LARGEST - 1 : 0;
}
