/** The ways a program stops in the middle of a host call: exceptions that unwind its frames. */
import type { Ending, TrapKind } from '../events/findings.js';

/** Thrown by the host to end the program; carries how it ended. */
export class ProgramStopped extends Error {
  readonly ending: Ending;
  constructor(ending: Ending, message = 'the program was stopped') {
    super(message);
    this.ending = ending;
  }
}

/** Of C programs only longjmp throws; C++'s own exceptions stop the program where they are thrown. */
export const UNCAUGHT =
  'an exception was thrown and not caught: by longjmp, if the function that called setjmp has returned, or a handler of a ' +
  'signal jumps out of its loop instead of a call';

/** What an engine says when it traps, as far as engines differ: [pattern, kind]. */
const ENGINE_TRAPS: readonly (readonly [RegExp, TrapKind])[] = [
  [/unreachable/i, 'unreachable'],
  [/table index|table access|index out of bounds.*table|undefined element/i, 'table index out of bounds'],
  [
    /signature|type mismatch|call_indirect to a (different|signature)|indirect call (type|signature)/i,
    'indirect call to the wrong type',
  ],
  [/null function|indirect call to null|uninitialized element|dereferencing a null/i, 'indirect call to null'],
  [/divide by zero|division by zero/i, 'integer divide by zero'],
  [/unrepresentable|conversion/i, 'invalid conversion to integer'],
  [/integer overflow|divide result/i, 'integer overflow'],
  [/memory access|out of bounds/i, 'memory out of bounds'],
];

export function classifyTrap(message: string): TrapKind {
  return ENGINE_TRAPS.find(([pattern]) => pattern.test(message))?.[1] ?? 'unreachable';
}

/** The engine's own stack is used up: RangeError in V8 and JavaScriptCore, InternalError in SpiderMonkey. */
export function isEngineStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion|stack size/i.test(error.message);
}

/** The signal that a Unix would have sent. */
export function signalOf(trap: TrapKind): 'SIGSEGV' | 'SIGILL' | 'SIGFPE' | 'SIGABRT' {
  switch (trap) {
    case 'integer divide by zero':
    case 'integer overflow':
      return 'SIGFPE';
    case 'abort':
    case 'uncaught exception':
      return 'SIGABRT';
    case 'unreachable':
    case 'unsupported call':
    case 'invalid conversion to integer':
      return 'SIGILL';
    default:
      return 'SIGSEGV';
  }
}
