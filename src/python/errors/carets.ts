/**
 * The line of carets under a line of a traceback: where the operation stands that failed. In a binary operation the
 * operator, in a subscription the brackets are marked, and the rest is underlined with ~.
 */
import { parse } from '../../languages/python/parse.js';
import type { Expr, Span } from '../../languages/python/tree/ast.js';

/** What is marked within a segment: offsets in characters. */
interface Anchors {
  readonly from: number;
  readonly to: number;
}

/**
 * @param line of the source, whole
 * @returns undefined where carets would say nothing: the operation is all that stands there
 */
export function caretsUnder(line: string, span: Span): string | undefined {
  const stripped = line.trimEnd();
  const indent = line.length - line.trimStart().length;
  const start = characters(line, span.column);
  const isOneLine = span.endLine === span.line;
  const end = isOneLine ? characters(line, span.endColumn) : stripped.length;
  if (start >= end) return undefined;
  const anchors = isOneLine ? anchorsIn(line.slice(start, end)) : undefined;
  if (anchors === undefined && start === indent && end === stripped.length) return undefined;
  const marks = Array.from({ length: end - start }, (_, at) => {
    if (anchors === undefined) return '^';
    return at >= anchors.from && at < anchors.to ? '^' : '~';
  });
  return ' '.repeat(start - indent) + marks.join('');
}

/** The characters that so many bytes of UTF-8 are. */
function characters(line: string, bytes: number): number {
  if (/^[\0-\x7f]*$/.test(line)) return Math.min(bytes, line.length);
  const encoded = new TextEncoder().encode(line).subarray(0, bytes);
  return Array.from(new TextDecoder().decode(encoded)).length;
}

function anchorsIn(segment: string): Anchors | undefined {
  const expression = expressionOf(segment);
  if (expression === undefined) return undefined;
  if (expression.kind === 'BinOp') {
    const left = characters(segment, expression.left.span.endColumn - 1);
    const right = characters(segment, expression.right.span.column - 1);
    return operatorAt(segment, left, right);
  }
  if (expression.kind === 'Subscript') {
    let from = characters(segment, expression.value.span.endColumn - 1);
    while (from < segment.length && segment[from] !== '[') from++;
    return { from, to: characters(segment, expression.slice.span.endColumn - 1) + 1 };
  }
  return undefined;
}

/** In parentheses, so that it is an expression whatever it is: columns are one to the right. */
function expressionOf(segment: string): Expr | undefined {
  try {
    const { body } = parse(new TextEncoder().encode(`(${segment})`));
    const [statement] = body;
    return body.length === 1 && statement.kind === 'Expr' ? statement.value : undefined;
  } catch {
    return undefined;
  }
}

/** The operator between two operands, of one character or two. */
function operatorAt(segment: string, left: number, right: number): Anchors | undefined {
  for (let at = left; at < right; at++) {
    if (/\s/.test(segment[at]) || segment[at] === ')') continue;
    const isLong = at + 1 < right && !/\s/.test(segment[at + 1]);
    return { from: at, to: at + (isLong ? 2 : 1) };
  }
  return undefined;
}
