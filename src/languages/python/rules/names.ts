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
  const again = repetitions(keywords.map((keyword) => keyword.arg));
  for (const [at, { arg }] of keywords.entries()) {
    if (arg === undefined) continue;
    checkName(arg, 'Store', span);
    const next = again[at];
    if (next !== undefined) errorAt(keywords[next].span, `keyword argument repeated: ${arg}`);
  }
}

/** For each name, where it comes again next. */
export function repetitions(names: readonly (string | undefined)[]): (number | undefined)[] {
  const last = new Map<string, number>();
  const next: (number | undefined)[] = [];
  for (let at = names.length - 1; at >= 0; at--) {
    const name = names[at];
    if (name === undefined) continue;
    next[at] = last.get(name);
    last.set(name, at);
  }
  return next;
}
