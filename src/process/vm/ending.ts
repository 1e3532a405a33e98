/** How a program on paged memory ends, and how one is ended from inside a host call. */
import type { CodeOffset } from '../../base/ids.js';
import { AT_CALL } from '../../instrument/instrument.js';
import type { Ending } from '../../events/findings.js';
import { HeapCorrupted } from '../../memory/alloc/heap-corrupted.js';
import type { Checks } from '../checks.js';
import { classifyTrap, isEngineStackOverflow, signalOf, UNCAUGHT } from '../endings.js';
import { endingOf as checkedEndingOf, isWasmException } from '../report-ending.js';
import type { ProgramStart, SystemCalls } from '../system-calls.js';
import type { PagedProcess, SignalledFault } from './paged-process.js';
import type { PagedProgram } from './paged-program.js';

export type PagedEnding =
  | { how: 'exit'; status: number }
  /** `fault`: the access that no page could answer; else `message` says what happened. */
  | { how: 'signal'; signal: string; message: string; fault?: SignalledFault; stack: CodeOffset[] }
  | { how: 'timeout'; seconds: number }
  | { how: 'first-error' }
  /** The process goes on with another program. */
  | { how: 'exec'; program: string };

/** Ends the program from inside a host call. */
export class ProgramEnded extends Error {
  readonly ending: PagedEnding;
  constructor(ending: PagedEnding) {
    super('the program has ended');
    this.ending = ending;
  }
}

/** Gives the process another program, from inside a host call. */
export class ProgramReplaced extends Error {
  readonly next: NextProgram;
  constructor(next: NextProgram) {
    super('the process goes on with another program');
    this.next = next;
  }
}

/** What exec has asked for. */
export interface NextProgram {
  program: PagedProgram;
  name: string;
  start: ProgramStart;
}

/** Code offsets of the calls that the running program is in, innermost first. */
export function callStack(process: PagedProcess, site: CodeOffset): CodeOffset[] {
  const { callStackWords: words, callStackFirst: first, callStackEnd: end } = process;
  const sites = site === AT_CALL ? [] : [site];
  // A leaf makes no entry: then the innermost entry is its caller's.
  for (let at = end - 1; at >= first; at--) sites.push(words[at]!);
  return sites;
}

/** What an exception means that a program has ended by. @throws what is none */
export function endingOf(error: unknown, calls: SystemCalls, process: PagedProcess, checks?: Checks): PagedEnding {
  if (error instanceof ProgramEnded) return error.ending;
  const stack = callStack(process, AT_CALL);
  if (checks !== undefined) return withStack(checkedEndingOf(error, checks, calls), stack);
  const status = calls.exitStatus(error);
  if (status !== undefined) return { how: 'exit', status };
  if (error instanceof HeapCorrupted) return { how: 'signal', signal: 'SIGABRT', message: error.message, stack };
  if (isEngineStackOverflow(error))
    return { how: 'signal', signal: 'SIGSEGV', message: 'the call stack is used up', stack };
  if (isWasmException(error)) return { how: 'signal', signal: 'SIGABRT', message: UNCAUGHT, stack };
  if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  return { how: 'signal', signal: signalOf(classifyTrap(error.message)), message: error.message, stack };
}

function withStack(ending: Ending, stack: CodeOffset[]): PagedEnding {
  return ending.how === 'stopped'
    ? { how: 'signal', signal: ending.signal, message: 'its findings say why', stack }
    : ending;
}
