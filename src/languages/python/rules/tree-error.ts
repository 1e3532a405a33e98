import { PythonSyntaxError } from '../errors.js';
import type { Span } from '../tree/ast.js';

/** An error that the tree shows: CPython counts its columns in bytes. */
export function errorAt(span: Span, message: string): never {
  throw new PythonSyntaxError('SyntaxError', message, span.line, span.column + 1, span.endLine, span.endColumn + 1);
}

export function treeTooDeep(): never {
  throw new PythonSyntaxError('RecursionError', 'maximum recursion depth exceeded during compilation');
}
