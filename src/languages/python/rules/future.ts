/** `from __future__ import`: only at the beginning, and only what there is. */
import { PythonSyntaxError } from '../errors.js';
import type { Module, Span } from '../tree/ast.js';

const KNOWN = new Set([
  ...['nested_scopes', 'generators', 'division', 'absolute_import', 'with_statement', 'print_function'],
  ...['unicode_literals', 'barry_as_FLUFL', 'generator_stop', 'annotations'],
]);

export const LATE = 'from __future__ imports must occur at the beginning of the file';

export interface FutureFeatures {
  readonly names: ReadonlySet<string>;
  /** The line of the last such import; 0 without one. */
  readonly lastLine: number;
}

export function futureFeatures(module: Module): FutureFeatures {
  const names = new Set<string>();
  let lastLine = 0;
  for (const statement of module.body) {
    if (statement.kind === 'Expr') {
      if (statement.value.kind !== 'Constant' || statement.value.value.type !== 'str') break;
    } else if (statement.kind === 'ImportFrom' && statement.module === '__future__') {
      for (const { name } of statement.names) {
        if (name === 'braces') refuse(statement.span, 'not a chance');
        if (!KNOWN.has(name)) refuse(statement.span, `future feature ${name} is not defined`);
        names.add(name);
      }
      lastLine = statement.span.line;
    } else break;
  }
  return { names, lastLine };
}

function refuse(span: Span, message: string): never {
  throw new PythonSyntaxError('SyntaxError', message, span.line, span.column + 1, span.line);
}
