/**
 * What CPython 3.11 says to an f-string that is wrong: it goes through the fields itself, and reads each expression as a
 * source of its own, in parentheses. F-strings that are right in Python 3.12 are left alone.
 */
import { PythonSyntaxError } from '../errors.js';
import { Cursor, Refused } from '../parser/cursor.js';
import { decodeText, StringProblem } from '../parser/escapes.js';
import { FormattedPieces } from '../parser/formatted.js';
import { stringBody } from '../parser/strings.js';
import { SourceText } from '../source/source-text.js';
import { PREFIX } from '../tokens/string-extent.js';
import { Tokenizer } from '../tokens/tokenizer.js';
import { diagnoseRule } from './diagnose.js';
import { checkStrings } from './string-check.js';

const MAX_BRACKETS = 200;
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const EXPECTING = "f-string: expecting '}'";

export function checkFormatted(p: Cursor, token: number): void {
  const { flags, from, to } = stringBody(p, token);
  const raw = (flags & PREFIX.raw) !== 0;
  if (isRight(p, token, from, to, raw)) return;
  new FormattedCheck(p, token, to, raw).literal(from, 0);
  throw new StringProblem('f-string: invalid syntax');
}

function isRight(p: Cursor, token: number, from: number, to: number, raw: boolean): boolean {
  const { at } = p;
  const depth = p.depth();
  const { tokens } = p.tokenizer;
  const { count } = tokens;
  try {
    const pieces = new FormattedPieces(p, p.spanOf(token, token), false);
    pieces.enterToken(token);
    pieces.addFormatted(from, to, tokens.line[token], raw);
    return true;
  } catch (problem) {
    if (!(problem instanceof Refused) && !(problem instanceof StringProblem)) throw problem;
    return false;
  } finally {
    tokens.count = count;
    p.backTo(at, depth);
  }
}

class FormattedCheck {
  readonly #p: Cursor;
  readonly #token: number;
  readonly #to: number;
  readonly #raw: boolean;

  constructor(p: Cursor, token: number, to: number, raw: boolean) {
    this.#p = p;
    this.#token = token;
    this.#to = to;
    this.#raw = raw;
  }

  #character(at: number): string {
    return at < this.#to ? String.fromCharCode(this.#p.source.bytes[at]) : '';
  }

  /** Text and fields; gives where it ended, which within a specification is a `}` or the end. */
  literal(from: number, nesting: number): number {
    let i = from;
    let textStart = from;
    const endText = (at: number) => decodeText(this.#p.source, textStart, at, this.#raw, this.#p.lookUpCharacter);
    while (i < this.#to) {
      let c = this.#character(i++);
      if (!this.#raw && c === '\\' && i < this.#to) {
        c = this.#character(i++);
        if (c === 'N') {
          if (this.#character(i++) === '{') while (i < this.#to && this.#character(i++) !== '}');
          continue;
        }
      }
      if (c !== '{' && c !== '}') continue;
      if (nesting === 0 && this.#character(i) === c) {
        endText(i);
        textStart = ++i;
        continue;
      }
      if (nesting === 0 && c === '}') throw new StringProblem("f-string: single '}' is not allowed");
      endText(i - 1);
      if (c === '}') return i - 1;
      i = this.#field(i, nesting);
      textStart = i;
    }
    endText(this.#to);
    return this.#to;
  }

  /** From behind the `{` to behind the `}`. */
  #field(start: number, nesting: number): number {
    if (nesting >= 2) throw new StringProblem('f-string: expressions nested too deeply');
    let i = this.#endOfExpression(start);
    if (i >= this.#to) throw new StringProblem(EXPECTING);
    this.#expression(start, i);
    if (this.#character(i) === '=') {
      i++;
      while (/^\s$/.test(this.#character(i))) i++;
      if (i >= this.#to) throw new StringProblem(EXPECTING);
    }
    if (this.#character(i) === '!') i = this.#conversion(i + 1);
    if (this.#character(i) === ':') i = this.literal(i + 1, nesting + 1);
    if (this.#character(i) !== '}') throw new StringProblem(EXPECTING);
    return i + 1;
  }

  #conversion(at: number): number {
    if (at >= this.#to) throw new StringProblem(EXPECTING);
    if (/^[sra]$/.test(this.#character(at))) return at + 1;
    throw new StringProblem("f-string: invalid conversion character: expected 's', 'r', or 'a'");
  }

  #endOfExpression(start: number): number {
    const brackets: string[] = [];
    let quote = '';
    let i = start;
    for (; i < this.#to; i++) {
      const c = this.#character(i);
      if (c === '\\') throw new StringProblem('f-string expression part cannot include a backslash');
      if (quote !== '') {
        if (c === quote[0] && (quote.length === 1 || this.#isTriple(i))) {
          i += quote.length - 1;
          quote = '';
        }
      } else if (c === "'" || c === '"') {
        quote = this.#isTriple(i) ? c + c + c : c;
        i += quote.length - 1;
      } else if (c === '(' || c === '[' || c === '{') {
        if (brackets.length >= MAX_BRACKETS) throw new StringProblem('f-string: too many nested parenthesis');
        brackets.push(c);
      } else if (c === '#') throw new StringProblem("f-string expression part cannot include '#'");
      else if (brackets.length === 0 && /^[!:}=<>]$/.test(c)) {
        if (this.#character(i + 1) === '=' && c !== ':' && c !== '}') i++;
        else if (c !== '<' && c !== '>') break;
      } else if (c === ')' || c === ']' || c === '}') closeBracket(brackets, c);
    }
    if (quote !== '') throw new StringProblem('f-string: unterminated string');
    if (brackets.length > 0) throw new StringProblem(`f-string: unmatched '${brackets.at(-1)}'`);
    return i;
  }

  #isTriple(at: number): boolean {
    const c = this.#character(at);
    return this.#character(at + 1) === c && this.#character(at + 2) === c;
  }

  #expression(from: number, to: number): void {
    const { bytes } = this.#p.source;
    const text = bytes.subarray(from, to);
    if (text.every((c) => c === 0x20 || c === 9 || c === 10 || c === 12)) {
      const next = this.#character(to);
      if (next !== '}') throw new StringProblem(`f-string: expression required before '${next}'`);
      throw new StringProblem('f-string: empty expression not allowed');
    }
    const source = new SourceText(Uint8Array.from([0x28, ...text, 0x29, 10]), this.#p.source.columnsAreBytes);
    const tokenizer = new Tokenizer(source);
    tokenizer.run();
    const cursor = new Cursor(source, tokenizer, this.#p.lookUpCharacter);
    const problem = diagnoseRule(
      cursor,
      'star_expressions',
      (first, last) => checkStrings(cursor, first, last),
      'f-string: ',
    );
    if (problem === undefined) return;
    let line = this.#p.tokenizer.tokens.line[this.#token] - 1;
    for (let at = this.#p.tokenizer.tokens.start[this.#token]; at < from; at++) if (bytes[at] === 10) line++;
    const moved = new PythonSyntaxError(
      problem.type,
      problem.message,
      problem.line === undefined ? undefined : problem.line + line,
      problem.column,
      problem.endLine === undefined ? undefined : problem.endLine + line,
      problem.endColumn,
    );
    moved.shownText = problem.shownText ?? `${source.line(problem.line ?? 1)}\n`;
    throw moved;
  }
}

function closeBracket(brackets: string[], c: string): void {
  const opening = brackets.pop();
  if (opening === undefined) throw new StringProblem(`f-string: unmatched '${c}'`);
  if (CLOSING[opening] === c) return;
  throw new StringProblem(`f-string: closing parenthesis '${c}' does not match opening parenthesis '${opening}'`);
}
