/** Names that nothing may be stored in. */
import type { Arguments, Context, Keyword, Span } from '../tree/ast.js';
import { errorAt } from './tree-error.js';

export function checkName(name: string, ctx: Context, span: Span): void {
  if (name !== '__debug__' || ctx === 'Load') return;
  errorAt(span, ctx === 'Store' ? 'cannot assign to __debug__' : 'cannot delete __debug__');
}

export function checkParameters(args: Arguments, span: Span): void {
  for (const p of [...args.posOnly, ...args.args, args.varArg, ...args.kwOnly, args.kwArg])
    if (p !== undefined) checkName(p.arg, 'Store', span);
}

/** The keywords of a call: none twice. */
export function checkKeywords(keywords: readonly Keyword[], span: Span): void {
  const names = keywords.map((keyword) => keyword.arg);
  const isTwice =
    new Set(names.filter((name) => name !== undefined)).size < names.filter((name) => name !== undefined).length;
  for (const [at, name] of names.entries()) {
    if (name === undefined) continue;
    checkName(name, 'Store', span);
    const again = isTwice ? names.indexOf(name, at + 1) : -1;
    if (again >= 0) errorAt(keywords[again].span, `keyword argument repeated: ${name}`);
  }
}
