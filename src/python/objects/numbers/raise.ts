/** What the pure functions of `text` throw, as exceptions of the program. */
import { MEMORY_ERROR, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { isEngineStackOverflow } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { NumberError } from './text/number-error.js';

const TYPES = { ValueError: VALUE_ERROR, OverflowError: OVERFLOW_ERROR, TypeError: TYPE_ERROR } as const;

/** @throws PythonError */
export function inWordsOf<Result>(rt: Runtime, work: () => Result): Result {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof NumberError) rt.raise(TYPES[problem.name], problem.message);
    // A string or a BigInt that no engine could hold.
    if (problem instanceof RangeError && !isEngineStackOverflow(problem)) rt.raise(MEMORY_ERROR, '');
    throw problem;
  }
}
