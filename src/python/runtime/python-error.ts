/**
 * How an exception of the program goes through TypeScript: the exception itself is in PENDING. It is no Error, for which the engine
 * would write down its stack: that takes 10 µs, twice what all else about it takes.
 */
export class PythonError {
  readonly message = 'an exception of the program was not taken';
}

/** Whether the engine's own stack was too short: calls through the kernel take more of it than frames take of theirs. */
export function isEngineStackOverflow(problem: unknown): boolean {
  return problem instanceof RangeError && problem.message.includes('call stack');
}
