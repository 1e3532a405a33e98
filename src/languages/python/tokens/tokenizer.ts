/**
 * Source to tokens, one pass over the bytes. Strings are one token each, f-strings too; the tokens of a replacement field
 * are added behind all others when the parser comes to it (`addField`). What cannot be a token ends the columns with one
 * of kind Error, and `error` says why. Indentation is measured twice, with tabs as 8 and as 1: both must agree.
 */
import type { SourceText } from '../source/source-text.js';
import { PythonSyntaxError, type SyntaxErrorType } from '../errors.js';
import { CLASS, codePointName, DIGIT, firstInvalid, isPrintable, NAME_PART, NAME_START } from './characters.js';
import { OPERATORS, T } from './kinds.js';
import { Names } from './names.js';
import { endOfNumber } from './numbers.js';
import { endOfFormatted, endOfPlain, PREFIX, PREFIX_LENGTH_SHIFT, stringPrefix } from './string-extent.js';
import { TokenColumns } from './token-columns.js';
import type { TokenError } from './token-error.js';

const MAX_LEVEL = 200;
const MAX_INDENTS = 100;

/** Operators of one, two and three characters by their bytes. */
const ONE = new Uint8Array(128);
const TWO = new Map<number, number>();
const THREE = new Map<number, number>();
/** Bytes that may begin a longer operator. */
const LONGER = new Uint8Array(128);
for (const [text, kind] of Object.entries(OPERATORS)) {
  const [a, b, c] = [...text].map((letter) => letter.charCodeAt(0));
  if (text.length === 1) ONE[a] = kind;
  else LONGER[a] = 1;
  if (text.length === 2) TWO.set(a | (b << 8), kind);
  if (text.length === 3) THREE.set(a | (b << 8) | (c << 16), kind);
}
// They belong to no operator; the parser refuses them.
for (const letter of '$?`') ONE[letter.charCodeAt(0)] = T.Exclamation;

class Stop extends Error {
  readonly reason: TokenError;
  constructor(reason: TokenError) {
    super(reason.error.message);
    this.reason = reason;
  }
}

export class Tokenizer {
  readonly tokens: TokenColumns;
  readonly names = new Names();
  error: TokenError | undefined;
  /** The innermost bracket that was open where the tokens end. */
  openBracket: { readonly line: number; readonly column: number; readonly message: string } | undefined;
  readonly #source: SourceText;
  readonly #b: Uint8Array;
  readonly #indents: number[] = [0];
  readonly #tightIndents: number[] = [0];
  readonly #brackets = new Uint8Array(MAX_LEVEL);
  readonly #bracketAt = new Int32Array(MAX_LEVEL);
  readonly #bracketLine = new Int32Array(MAX_LEVEL);
  #level = 0;
  #line = 1;
  /** An f-string without an end was seen: the source is wrong, and no further one is searched through to its end. */
  #lostFields = false;

  constructor(source: SourceText) {
    this.#source = source;
    this.#b = source.bytes;
    this.tokens = new TokenColumns((source.bytes.length >> 2) + 64);
  }

  /** All tokens of the source. */
  run(): void {
    this.error = this.#guarded(() => this.#all());
    this.openBracket = this.#openBracket();
  }

  /**
   * The tokens of a replacement field, behind those that there are, up to where it ends: at a `}`, `:` or `!` outside of
   * brackets, or at `limit`. Gives that offset, and the last token is an End there; -1 where something is no token.
   */
  addField(start: number, line: number, limit: number): number {
    this.#level = 0;
    this.#line = line;
    let end = -1;
    this.#guarded(() => {
      end = this.#tokens(start, limit, true);
      this.#add(T.End, end, end, 0);
    });
    return end;
  }

  #guarded(work: () => void): TokenError | undefined {
    try {
      work();
      return undefined;
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      const at = this.tokens.count > 0 ? this.tokens.end[this.tokens.count - 1] : 0;
      this.#add(T.Error, at, at, 0);
      return problem.reason;
    }
  }

  #add(kind: number, start: number, end: number, value: number): void {
    this.tokens.add(kind, start, end, this.#line, this.#line, value, this.#level);
  }

  #all(): void {
    const length = this.#b.length;
    let i = 0;
    while (i < length) {
      i = this.#indentation(i);
      if (i >= length) break;
      i = this.#tokens(i, length, false);
    }
    this.#stopAtEndProblem();
    if (this.#level > 0) this.#unclosed();
    this.#line = this.#source.lineCount;
    while (this.#indents.length > 1) {
      this.#indents.pop();
      this.#add(T.Dedent, length, length, 0);
    }
    this.#add(T.End, length, length, 0);
  }

  /** From the start of a line to its first token, over lines that have none; adds indents and dedents. */
  #indentation(from: number): number {
    const b = this.#b;
    let i = from;
    for (;;) {
      let column = 0;
      let tight = 0;
      let continued = 0;
      for (; ; i++) {
        const c = b[i];
        if (c === 0x20) {
          column++;
          tight++;
        } else if (c === 9) {
          column = (column | 7) + 1;
          tight++;
        } else if (c === 12) column = tight = 0;
        else if (c === 0x5c) {
          continued ||= column;
          i = this.#continuation(i) - 1;
        } else break;
      }
      if (b[i] === 0x23) i = this.#behindComment(i);
      if (i >= b.length) return i;
      if (b[i] === 10) {
        i++;
        this.#line++;
        continue;
      }
      this.#indent(continued || column, continued || tight, i);
      return i;
    }
  }

  #indent(column: number, tight: number, at: number): void {
    const top = this.#indents.length - 1;
    if (column === this.#indents[top]) {
      if (tight !== this.#tightIndents[top]) this.#tabError();
      return;
    }
    if (column > this.#indents[top]) {
      if (top + 1 >= MAX_INDENTS) this.#stopAtLine('IndentationError', 'too many levels of indentation');
      if (tight <= this.#tightIndents[top]) this.#tabError();
      this.#indents.push(column);
      this.#tightIndents.push(tight);
      this.#add(T.Indent, at, at, 0);
      return;
    }
    while (column < this.#indents[this.#indents.length - 1]) {
      this.#indents.pop();
      this.#tightIndents.pop();
    }
    const kept = this.#indents.length - 1;
    if (column !== this.#indents[kept]) {
      const end = this.#endOfLine(at);
      const column = this.#source.characters(this.#lineStart(), end) + 1;
      const message = 'unindent does not match any outer indentation level';
      this.#stop('IndentationError', message, this.#line, column, this.#line, -1);
    }
    if (tight !== this.#tightIndents[kept]) this.#tabError();
    for (let n = top; n > kept; n--) this.#add(T.Dedent, at, at, 0);
  }

  /** The tokens from `from`: to the end of the logical line and over its line feed, or of a field. */
  #tokens(from: number, limit: number, isField: boolean): number {
    const b = this.#b;
    const tokens = this.tokens;
    let i = from;
    // A comment belongs to the line's end behind it.
    let commentAt = -1;
    while (i < limit) {
      const c = b[i];
      if (c === 0x20 || c === 9 || c === 12) {
        i++;
        continue;
      }
      const start = i;
      if (CLASS[c] & NAME_START) {
        // Only these letters begin the prefix of a string.
        const lower = c | 0x20;
        if (lower === 0x62 || lower === 0x66 || lower === 0x72 || lower === 0x75) {
          const prefix = stringPrefix(b, i);
          if (prefix >= 0) {
            i = this.#string(i, prefix, limit);
            continue;
          }
        }
        let bits = c;
        do {
          i++;
          bits |= b[i];
        } while (CLASS[b[i]] & NAME_PART);
        if (bits >= 0x80) this.#checkName(start, i);
        const name = this.names.intern(b, start, i);
        tokens.add(Names.keywordKind(name) || T.Name, start, i, this.#line, this.#line, name, this.#level);
        continue;
      }
      if (c === 10) {
        i++;
        if (this.#level > 0 || isField) {
          this.#line++;
          continue;
        }
        this.#add(T.Newline, commentAt < 0 ? start : commentAt, start, 0);
        this.#line++;
        return i;
      }
      if (CLASS[c] & DIGIT || (c === 0x2e && CLASS[b[i + 1]] & DIGIT)) {
        const end = endOfNumber(b, i);
        if (typeof end === 'object') {
          const from = end.from < 0 ? undefined : this.#column(end.from) + 1;
          this.#stopAt(end.message, end.offset, from);
        } else i = end;
        this.#add(T.Number, start, i, 0);
        continue;
      }
      if (c === 0x22 || c === 0x27) {
        i = this.#string(i, stringPrefix(b, i), limit);
        continue;
      }
      if (c === 0x23) {
        commentAt = i;
        i = this.#behindComment(i);
        continue;
      }
      if (c === 0x5c) {
        i = this.#continuation(i);
        continue;
      }
      if (isField && this.#level === 0 && (c === 0x7d || c === 0x3a || (c === 0x21 && b[i + 1] !== 0x3d))) return i;
      let kind = ONE[c];
      i++;
      if (LONGER[c]) {
        const two = c | (b[i] << 8);
        const three = THREE.get(two | (b[i + 1] << 16));
        if (three !== undefined) {
          kind = three;
          i += 2;
        } else {
          const twice = TWO.get(two);
          if (twice !== undefined) {
            kind = twice;
            i++;
          }
        }
      }
      if (kind === 0) this.#stopAt(`invalid non-printable character ${codePointName(String.fromCharCode(c))}`, i);
      if (kind >= T.LeftParen && kind <= T.RightBrace) this.#bracket(kind, start, c);
      tokens.add(kind, start, i, this.#line, this.#line, 0, this.#level);
    }
    return i;
  }

  #bracket(kind: number, at: number, c: number): void {
    const isOpening = (kind & 1) === 0;
    if (isOpening) {
      if (this.#level >= MAX_LEVEL) this.#stopAt('too many nested parentheses', at + 1);
      this.#brackets[this.#level] = c;
      this.#bracketAt[this.#level] = at;
      this.#bracketLine[this.#level] = this.#line;
      this.#level++;
      return;
    }
    const closing = String.fromCharCode(c);
    if (this.#level === 0) this.#stopAt(`unmatched '${closing}'`, at + 1);
    this.#level--;
    const opening = String.fromCharCode(this.#brackets[this.#level]);
    if (OPERATORS[opening] === kind - 1) return;
    const line = this.#bracketLine[this.#level];
    const where = line === this.#line ? '' : ` on line ${line}`;
    this.#stopAt(`closing parenthesis '${closing}' does not match opening parenthesis '${opening}'${where}`, at + 1);
  }

  #string(start: number, prefix: number, limit: number): number {
    const quoteAt = start + (prefix >> PREFIX_LENGTH_SHIFT);
    const triple = (prefix & PREFIX.triple) !== 0;
    const body = quoteAt + (triple ? 3 : 1);
    const quote = this.#b[quoteAt];
    let end = -1;
    if (prefix & PREFIX.formatted && !this.#lostFields) {
      end = endOfFormatted(this.#b, body, quote, prefix, limit);
      this.#lostFields = end < 0;
    }
    // A field without an end: the string that older Pythons see, for the parser's message about it.
    if (end < 0) end = endOfPlain(this.#b, body, quote, triple, limit);
    const line = this.#line;
    if (end < 0) this.#unterminated(start, body, triple, limit);
    for (let i = start; i < end; i++) if (this.#b[i] === 10) this.#line++;
    this.tokens.add(T.String, start, end, line, this.#line, prefix, this.#level);
    return end;
  }

  #unterminated(start: number, body: number, triple: boolean, limit: number): never {
    if (triple) this.#stopAtEndProblem();
    let end = body;
    if (triple) end = limit;
    else for (; end < limit && this.#b[end] !== 10; end++) if (this.#b[end] === 0x5c) end++;
    let detected = this.#line;
    for (let i = start; i < Math.min(end, limit); i++) if (this.#b[i] === 10) detected++;
    if (triple) detected = this.#source.lineCount;
    detected = Math.min(detected, this.#source.lineCount);
    const kind = triple ? 'triple-quoted string' : 'string';
    this.#stopAt(`unterminated ${kind} literal (detected at line ${detected})`, start + 1);
  }

  #checkName(start: number, end: number): void {
    const characters = [...this.#source.slice(start, end)];
    const at = firstInvalid(characters);
    if (at < 0) return;
    const offset = start + new TextEncoder().encode(characters.slice(0, at + 1).join('')).length;
    const name = codePointName(characters[at]);
    const printable = isPrintable(characters[at]);
    this.#stopAt(
      printable ? `invalid character '${characters[at]}' (${name})` : `invalid non-printable character ${name}`,
      offset,
    );
  }

  #behindComment(from: number): number {
    const end = this.#b.indexOf(10, from);
    return end < 0 ? this.#b.length : end;
  }

  #continuation(at: number): number {
    if (this.#b[at + 1] !== 10) {
      const column = this.#source.column(this.#line, at) + 2;
      const message = 'unexpected character after line continuation character';
      this.#stop('SyntaxError', message, this.#line, column, this.#line, 0);
    }
    this.#line++;
    if (at + 2 < this.#b.length) return at + 2;
    if (this.#level > 0) this.#unclosed();
    const line = this.#line - 1;
    const column = this.#source.column(line, at) + 2;
    return this.#stop('SyntaxError', 'unexpected EOF while parsing', line, column, line, -1);
  }

  #stopAtEndProblem(): void {
    if (this.#source.endProblem !== undefined) throw new Stop(this.#source.endProblem);
  }

  #unclosed(): never {
    const { line, column, message } = this.#openBracket()!;
    this.#stop('SyntaxError', message, line, column, line, 0);
  }

  #openBracket(): Tokenizer['openBracket'] {
    if (this.#level === 0) return undefined;
    const line = this.#bracketLine[this.#level - 1];
    const at = this.#bracketAt[this.#level - 1];
    return {
      line,
      column: this.#source.characters(this.#source.lineStarts[line], at) + 1,
      message: `'${String.fromCharCode(this.#brackets[this.#level - 1])}' was never closed`,
    };
  }

  #tabError(): never {
    this.#stopAtLine('TabError', 'inconsistent use of tabs and spaces in indentation');
  }

  #stopAtLine(type: SyntaxErrorType, message: string): never {
    this.#stop(type, message, this.#line, 1, this.#line, 0);
  }

  /** An error where the tokenizer has read up to `offset`. */
  #stopAt(message: string, offset: number, from?: number): never {
    const column = this.#column(offset);
    this.#stop('SyntaxError', message, this.#line, from ?? column, this.#line, column, true);
  }

  #stop(
    type: SyntaxErrorType,
    message: string,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
    isLoud = false,
  ): never {
    const error = new PythonSyntaxError(type, message, line, column, endLine, endColumn);
    // The tokenizer shows the line as it has it; other messages show what the file is found to have there.
    if (isLoud) error.shownText = this.#source.line(line);
    throw new Stop({ error, isLoud });
  }

  #lineStart(): number {
    return this.#source.lineStarts[this.#line];
  }

  #column(offset: number): number {
    return this.#source.characters(this.#lineStart(), offset);
  }

  #endOfLine(from: number): number {
    return this.#behindComment(from);
  }
}
