/**
 * A pass adds one kind of hook while the rewriter walks a function. Passes see the function through `FunctionContext`
 * and append to `out`; the instruction that they were called for follows what they emit. What a pass emits must leave
 * the operand stack as it was.
 */
import type { ByteWriter } from '../binary/writer.js';
import type { ValueType } from '../binary/opcodes.js';
import type { DeferredCheck } from '../rewrite/access-list.js';
import type { FunctionFacts } from '../rewrite/analyse-function.js';
import type { InstructionCursor } from '../rewrite/instructions.js';
import type { OperandTracker } from '../rewrite/operand-tracker.js';
import type { PassedChecks } from '../rewrite/passed-checks.js';
import type { HelperContext } from '../runtime/helper.js';

export interface FunctionContext {
  readonly out: ByteWriter;
  readonly facts: FunctionFacts;
  readonly cursor: InstructionCursor;
  readonly tracker: OperandTracker;
  readonly passed: PassedChecks;
  readonly helpers: HelperContext;
  /** Code offset of the current instruction. */
  readonly site: number;
  /** Code offset of the instruction after it. */
  readonly nextSite: number;
  /** Result types of the function. */
  readonly results: readonly ValueType[];
  /** Local that holds the address of this function's call-stack entry; undefined in functions without calls. */
  readonly frame: number | undefined;
  /** A local of this function for use within one hook; the same one for the same type and number. */
  scratch(type: ValueType, number?: number): number;
  /** An i32 local that is set to this value at entry; the same one for the same value. */
  initialised(first: number): number;
  /** The branch instruction that is emitted next will rarely (or nearly always) be taken. */
  hintBranch(taken: boolean): void;
  /** Emit `call` of a helper or host import. */
  call(name: string): void;
  /** The access that is being copied is checked where it is translated, which asks one question for both. */
  checkWhenTranslated(check: DeferredCheck): void;
  /** Emit the two operands (site, frame) that helpers take last; the site is the current one unless given. */
  siteAndFrame(site?: number): void;
}

export interface AccessFacts {
  size: number;
  write: boolean;
  /** Operands above the address on the stack, bottom first. */
  operands: readonly ValueType[];
  offset: number;
  align: number;
}

export interface Pass {
  /** At the start of a function. */
  enter?(f: FunctionContext): void;
  /** Before a load or store. */
  access?(f: FunctionContext, access: AccessFacts): void;
  /** Before a call; its arguments are on the stack. */
  call?(f: FunctionContext): void;
  /** Before `global.set` of the stack pointer; the new value is on the stack. */
  stackPointer?(f: FunctionContext): void;
  /** Before an instruction that may trap by itself: a division, an indirect call, `unreachable`. */
  instruction?(f: FunctionContext): void;
  /** After an instruction whose result is on the stack (isSlowArithmetic in binary/opcodes.ts). */
  computed?(f: FunctionContext): void;
  /** After the `loop` instruction: at the head of every iteration. */
  loop?(f: FunctionContext): void;
  /** Around the whole body: called before its first and after its last instruction. */
  open?(f: FunctionContext): void;
  close?(f: FunctionContext): void;
}
