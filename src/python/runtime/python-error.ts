/** How an exception of the program goes through TypeScript: the exception itself is in PENDING. */
export class PythonError extends Error {
  override readonly name = 'PythonError';
}
