/** The arguments of calls and of class definitions. */
import { T } from '../tokens/kinds.js';
import type { Expr, Keyword } from '../tree/ast.js';
import type { Cursor } from './cursor.js';
import { atFor, parseExpression, parseGenerators, parseNamedExpression, parseStarred } from './expressions.js';

export interface CallArguments {
  readonly args: Expr[];
  readonly keywords: Keyword[];
}

/** From `(` to `)`. After a keyword only keywords and `*` may follow, after `**` only keywords and `**`. */
export function parseCallArguments(p: Cursor, isClass = false): CallArguments {
  const open = p.at++;
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  let unpacked = false;
  while (p.next() !== T.RightParen) {
    const first = p.at;
    const kind = p.next();
    if (kind === T.DoubleStar) {
      p.at++;
      const value = parseExpression(p);
      keywords.push({ span: p.span(first), arg: undefined, value });
      unpacked = true;
    } else if (kind === T.Star) {
      if (unpacked) p.refuse();
      args.push(parseStarred(p, parseExpression));
    } else if (kind === T.Name && p.kind[first + 1] === T.Assign) {
      const arg = p.identifier();
      p.at++;
      const value = parseExpression(p);
      keywords.push({ span: p.span(first), arg, value });
    } else {
      if (keywords.length > 0) p.refuse();
      const value = parseNamedExpression(p);
      if (atFor(p)) {
        if (args.length > 0 || isClass) p.refuse();
        const generators = parseGenerators(p);
        p.expect(T.RightParen);
        return { args: [{ kind: 'GeneratorExp', span: p.span(open), element: value, generators }], keywords };
      }
      args.push(value);
    }
    if (!p.take(T.Comma)) break;
  }
  p.expect(T.RightParen);
  return { args, keywords };
}
