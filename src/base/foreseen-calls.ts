/**
 * What clang calls before an access when it is told to trace loads and stores (-fsanitize-coverage). The compiler's recipe lets these
 * calls stay undefined, the rewriter replaces them.
 */

export interface ForeseenCall {
  name: string;
  /** Bytes of the access. */
  size: number;
  write: boolean;
}

export const FORESEEN_CALLS: readonly ForeseenCall[] = [1, 2, 4, 8, 16].flatMap((size) => [
  { name: `__sanitizer_cov_load${size}`, size, write: false },
  { name: `__sanitizer_cov_store${size}`, size, write: true },
]);
