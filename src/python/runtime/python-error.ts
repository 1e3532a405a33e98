/** How an exception of the program goes through TypeScript: the exception itself is in PENDING. */
export class PythonError extends Error {
  override readonly name = 'PythonError';
}

/** Whether the engine's own stack was too short: calls through the kernel take more of it than frames take of theirs. */
export function isEngineStackOverflow(problem: unknown): boolean {
  return problem instanceof RangeError && problem.message.includes('call stack');
}
