/** String literals that stand side by side, as one constant or one f-string. */
import { T } from '../tokens/kinds.js';
import { PREFIX, PREFIX_LENGTH_SHIFT } from '../tokens/string-extent.js';
import type { Expr, StringValue } from '../tree/ast.js';
import type { Cursor } from './cursor.js';
import { decodeBytes, decodeText, joinTexts, StringProblem } from './escapes.js';
import { FormattedPieces } from './formatted.js';

/** The body of a string token: between its quotes. */
export function stringBody(p: Cursor, token: number): { flags: number; from: number; to: number } {
  const { start, end, value } = p.tokenizer.tokens;
  const flags = value[token];
  const quotes = flags & PREFIX.triple ? 3 : 1;
  return { flags, from: start[token] + (flags >> PREFIX_LENGTH_SHIFT) + quotes, to: end[token] - quotes };
}

/** strings: refuses what is malformed. */
export function parseStrings(p: Cursor): Expr {
  const first = p.at;
  let all = 0;
  let common = 0xff;
  while (p.next() === T.String) {
    const flags = p.tokenizer.tokens.value[p.at++];
    all |= flags;
    common &= flags;
  }
  try {
    if (all & PREFIX.bytes) {
      if (!(common & PREFIX.bytes)) p.refuse();
      return bytesConstant(p, first);
    }
    return all & PREFIX.formatted ? formattedString(p, first) : textConstant(p, first);
  } catch (problem) {
    if (problem instanceof StringProblem) p.refuse();
    throw problem;
  }
}

function textOf(p: Cursor, token: number): StringValue {
  const { flags, from, to } = stringBody(p, token);
  const isRaw = (flags & PREFIX.raw) !== 0;
  if (!isRaw) p.noteEscapes(from, to, () => p.spanOf(token, token));
  return decodeText(p.source, from, to, isRaw, p.lookUpCharacter);
}

function isUnicode(p: Cursor, first: number): boolean {
  return p.source.bytes[p.tokenizer.tokens.start[first]] === 0x75;
}

function textConstant(p: Cursor, first: number): Expr {
  const behind = p.at;
  let value = textOf(p, first);
  if (behind - first > 1) {
    const parts = [value];
    for (let token = first + 1; token < behind; token++) parts.push(textOf(p, token));
    value = joinTexts(parts);
  }
  return { kind: 'Constant', span: p.span(first), value, isUnicode: isUnicode(p, first) };
}

function bytesConstant(p: Cursor, first: number): Expr {
  const parts: Uint8Array[] = [];
  for (let token = first; token < p.at; token++) {
    const { flags, from, to } = stringBody(p, token);
    const isRaw = (flags & PREFIX.raw) !== 0;
    if (!isRaw) p.noteEscapes(from, to, () => p.spanOf(token, token), true);
    parts.push(decodeBytes(p.source, from, to, isRaw));
  }
  const value = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    value.set(part, at);
    at += part.length;
  }
  return { kind: 'Constant', span: p.span(first), value: { type: 'bytes', value }, isUnicode: false };
}

function formattedString(p: Cursor, first: number): Expr {
  const behind = p.at;
  const span = p.span(first);
  const pieces = new FormattedPieces(p, span, isUnicode(p, first));
  for (let token = first; token < behind; token++) {
    const { flags, from, to } = stringBody(p, token);
    if (flags & PREFIX.formatted) {
      pieces.enterToken(token);
      const line = p.tokenizer.tokens.line[token];
      pieces.addFormatted(from, to, line, (flags & PREFIX.raw) !== 0);
    } else pieces.addText(textOf(p, token));
  }
  return { kind: 'JoinedStr', span, values: pieces.finish() };
}
