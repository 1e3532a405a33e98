/** What is wrong with a source, as the exception that CPython raises. */
import { NotSupported, type PythonSyntaxError } from '../../languages/python/errors.js';
import type { Address } from '../../base/ids.js';
import { SourceLines } from '../errors/source-lines.js';
import { NONE } from '../format/memory-map.js';
import {
  INDENTATION_ERROR,
  MEMORY_ERROR,
  NOT_IMPLEMENTED_ERROR,
  RECURSION_ERROR,
  SYNTAX_ERROR,
  TAB_ERROR,
} from '../format/types.js';
import { PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';

const TYPES: Readonly<Record<PythonSyntaxError['type'], Address>> = {
  SyntaxError: SYNTAX_ERROR,
  IndentationError: INDENTATION_ERROR,
  TabError: TAB_ERROR,
  MemoryError: MEMORY_ERROR,
  RecursionError: RECURSION_ERROR,
};

function lineOf(rt: Runtime, fileName: string, line: number): string | undefined {
  const text = new SourceLines(rt.surroundings).line(fileName, line);
  return text === undefined ? undefined : `${text}\n`;
}

export function raiseSyntaxError(rt: Runtime, problem: PythonSyntaxError | NotSupported, fileName: string): never {
  if (problem instanceof NotSupported) rt.raise(NOT_IMPLEMENTED_ERROR, problem.message);
  const type = TYPES[problem.type];
  if (problem.line === undefined) rt.raise(type, problem.message);
  const number = (value: number | undefined) => (value === undefined ? NONE : rt.int(value));
  const shown = problem.shownText ?? lineOf(rt, fileName, problem.line);
  const place = rt.tuple([
    rt.string(fileName),
    number(problem.line),
    number(problem.column),
    shown === undefined ? NONE : rt.string(shown),
    number(problem.endLine),
    number(problem.endColumn),
  ]);
  const exception = rt.call(type, [rt.string(problem.message), place]);
  rt.incref(exception);
  rt.kernel.setPending(exception);
  throw new PythonError();
}
