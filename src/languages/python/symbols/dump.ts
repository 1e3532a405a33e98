/** Scopes as nested lists with the numbers of CPython's `_symtable`: type, name, line, nested, parameters, symbols, children. */
import type { Scope } from './scope.js';

const TYPES = { function: 0, class: 1, module: 2, annotation: 3 } as const;

export function dumpScope(scope: Scope): unknown[] {
  const symbols = [...scope.symbols].sort(([a], [b]) => compareCodePoints(a, b));
  return [
    TYPES[scope.type],
    scope.name,
    scope.line,
    scope.isNested ? 1 : 0,
    scope.parameters,
    Object.fromEntries(symbols),
    scope.children.map(dumpScope),
  ];
}

function compareCodePoints(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i++)
    if (left[i] !== right[i]) return left[i].codePointAt(0)! - right[i].codePointAt(0)!;
  return left.length - right.length;
}
