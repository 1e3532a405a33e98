/**
 * The first walk over a function: what the rewriting walk has to know before it emits its first byte.
 */
import { OP } from '../binary/opcodes.js';
import type { CodeBody, WasmModule } from '../binary/module.js';
import { InstructionCursor, readLocals } from './instructions.js';
import { Effects, type Signatures } from './effects.js';
import { OperandTracker } from './operand-tracker.js';

export interface FunctionFacts {
  /** Types of all locals, parameters first. */
  locals: number[];
  /** How many of them are parameters. */
  parameters: number;
  /** File offset of the first instruction. */
  code: number;
  /** How often each local is set. */
  sets: Uint32Array;
  /** True when the function calls anything that keeps a call-stack entry. */
  hasCalls: boolean;
  callsSetjmp: boolean;
  hasLoops: boolean;
  /**
   * Size of the function's stack frame: a constant that the prologue subtracts from the stack pointer and every
   * epilogue adds again; 0 when it has none; undefined when the stack pointer moves in other ways (alloca, large
   * alignment, setjmp).
   */
  frameSize: number | undefined;
  /**
   * A leaf function may use bytes below the stack pointer without moving it (a red zone, at most 128 bytes): then
   * `frameSize` is how far down it reaches.
   */
  redZone: boolean;
  /** True when an address inside the frame may be known to anyone but this function's own loads and stores. */
  frameEscapes: boolean;
}

/** What is known of functions that are called. */
export interface Callees {
  /** The instrumented program calls it directly, with no call-stack entry. */
  isQuiet(functionIndex: number): boolean;
  /** It makes its caller one that can be jumped to. */
  isSetjmp(functionIndex: number): boolean;
}

export function analyseFunction(
  module: WasmModule,
  body: CodeBody,
  params: readonly number[],
  signatures: Signatures,
  callees?: Callees,
): FunctionFacts {
  const cursor = new InstructionCursor(module.bytes, body.start, body.end);
  const locals = [...params, ...readLocals(cursor.reader)];
  const code = cursor.reader.pos;
  const sets = new Uint32Array(locals.length);
  let hasCalls = false;
  let callsSetjmp = false;
  let hasLoops = false;
  let movesStack = false;
  let readsStack = false;
  while (cursor.reader.pos < body.end) {
    cursor.step();
    switch (cursor.opcode) {
      case OP.localSet:
      case OP.localTee:
        if (cursor.index >= locals.length) cursor.reader.fail('A function names a local that it does not have');
        sets[cursor.index]++;
        break;
      case OP.call:
        hasCalls ||= callees?.isQuiet(cursor.index) !== true;
        callsSetjmp ||= callees?.isSetjmp(cursor.index) === true;
        break;
      case OP.loop:
        hasLoops = true;
        break;
      case OP.callIndirect:
      case OP.returnCall:
      case OP.returnCallIndirect:
        hasCalls = true;
        break;
      case OP.globalSet:
        movesStack ||= cursor.index === signatures.stackPointer;
        break;
      case OP.globalGet:
        readsStack ||= cursor.index === signatures.stackPointer;
        break;
    }
  }
  const frame =
    movesStack || readsStack
      ? analyseFrame(module, body, code, sets, signatures, !movesStack)
      : { frameSize: 0, frameEscapes: false, redZone: false };
  return { locals, parameters: params.length, code, sets, hasCalls, callsSetjmp, hasLoops, ...frame };
}

type FrameFacts = Pick<FunctionFacts, 'frameSize' | 'frameEscapes' | 'redZone'>;

/** LLVM's limit for WebAssembly. */
export const RED_ZONE_LIMIT = 128;

function analyseFrame(
  module: WasmModule,
  body: CodeBody,
  code: number,
  sets: Uint32Array,
  signatures: Signatures,
  redZone: boolean,
): FrameFacts {
  let frameSize: number | undefined;
  let lowest = 0;
  let regular = true;
  let frameEscapes = false;
  const tracker = new OperandTracker(sets);
  const effects = new Effects(tracker, signatures, {
    // Compilers first work out where the frame begins, and only then what lies in it.
    frameAddress: (value) => {
      lowest = Math.min(lowest, value);
    },
    // Also one at or above the frame's end: a loop may walk down from there.
    escapes: () => {
      frameEscapes = true;
    },
    frameAccess: (value, size) => {
      const outside = !redZone && (frameSize === undefined || value < -frameSize);
      frameEscapes ||= value < 0 && (outside || value + size > 0);
    },
    stackPointerSet: (value) => {
      if (value === undefined || value > 0) regular = false;
      else if (value < 0 && frameSize === undefined) frameSize = -value;
      else if (value < 0) regular = false;
    },
    stackPointerRead: () => {
      regular = false;
    },
  });
  const cursor = new InstructionCursor(module.bytes, code, body.end);
  while (cursor.reader.pos < body.end) {
    cursor.step();
    effects.apply(cursor);
  }
  if (redZone) frameSize = lowest < -RED_ZONE_LIMIT ? undefined : Math.ceil(-lowest / 16) * 16;
  if (!regular || frameSize === undefined || frameSize % 16 !== 0) {
    return { frameSize: undefined, frameEscapes: true, redZone };
  }
  return { frameSize, frameEscapes, redZone };
}
