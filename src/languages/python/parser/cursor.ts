/**
 * Where the parser stands among the tokens, and the marks it leaves in the tree. The parser decides by the next token or
 * two and never says what is wrong: it throws `Refused`, and the diagnosis goes over the statement again.
 */
import type { SourceText } from '../source/source-text.js';
import { T } from '../tokens/kinds.js';
import { N } from '../tokens/names.js';
import { invalidEscape, type LookUpCharacter } from './escapes.js';
import type { Tokenizer } from '../tokens/tokenizer.js';
import type { Context, Name, Span } from '../tree/ast.js';

/** The tokens are no Python. Made once: there may be many when alternatives are tried. */
export class Refused extends Error {}
const REFUSED = new Refused('invalid syntax');

/** The tree would be deeper than what CPython's own parser has room for. */
export class TooDeep extends Error {}

/**
 * The engine's stack frames that nested syntax may take: what Node's default stack has room for, with some left. The limits
 * of the tokenizer (200 brackets, 100 indents) stay far below it.
 */
const MAX_FRAMES = 5000;

/** The most stack frames between a kind of syntax and the same one within it. */
export const FRAMES = { bracket: 14, lambda: 6, power: 3, block: 6, field: 20 } as const;

/** A literal with an escape that stands for itself. */
export interface EscapeWarning {
  readonly message: string;
  /** Of its token. */
  readonly span: Span;
}

export class Cursor {
  readonly source: SourceText;
  readonly tokenizer: Tokenizer;
  readonly names: readonly string[];
  readonly lookUpCharacter: LookUpCharacter | undefined;
  kind: Uint8Array;
  /** Index of the next token. */
  at = 0;
  /** Escapes that CPython warns of, by the offset of what they were found in. */
  readonly escapeWarnings = new Map<number, EscapeWarning>();
  /** It has met type parameters or an alias (PEP 695). */
  hasTypeParameters = false;
  /** Where the top-level statement began that is being parsed. */
  statementAt = 0;
  #depth = 0;

  constructor(source: SourceText, tokenizer: Tokenizer, lookUpCharacter?: LookUpCharacter) {
    this.source = source;
    this.tokenizer = tokenizer;
    this.names = tokenizer.names.text;
    this.kind = tokenizer.tokens.kind;
    this.lookUpCharacter = lookUpCharacter;
  }

  next(): number {
    return this.kind[this.at];
  }

  /** Goes over the next token if it is of this kind. */
  take(kind: number): boolean {
    if (this.kind[this.at] !== kind) return false;
    this.at++;
    return true;
  }

  expect(kind: number): void {
    if (this.kind[this.at] !== kind) throw REFUSED;
    this.at++;
  }

  refuse(): never {
    throw REFUSED;
  }

  /** The number of the name that the next token is; -1 for other tokens. */
  softWord(): number {
    return this.kind[this.at] === T.Name ? this.tokenizer.tokens.value[this.at] : -1;
  }

  isUnderscore(): boolean {
    return this.softWord() === N.underscore;
  }

  identifier(): string {
    if (this.kind[this.at] !== T.Name) throw REFUSED;
    return this.names[this.tokenizer.tokens.value[this.at++]];
  }

  name(ctx: Context): Name {
    const first = this.at;
    const id = this.identifier();
    return { kind: 'Name', span: this.span(first), id, ctx };
  }

  /** Notes what is to be warned of in a piece of a literal that is not raw. */
  noteEscapes(from: number, to: number, span: () => Span, isBytes = false): void {
    const message = invalidEscape(this.source, from, to, isBytes);
    if (message !== undefined) this.escapeWarnings.set(from, { message, span: span() });
  }

  /** From a token to the last one that was taken and is text. */
  span(first: number): Span {
    let last = this.at - 1;
    // Line ends, indents and dedents belong to no node.
    while (last > first && this.kind[last] >= T.Newline && this.kind[last] <= T.Dedent) last--;
    return this.spanOf(first, last);
  }

  spanOf(first: number, last: number): Span {
    const { line, endLine, start, end } = this.tokenizer.tokens;
    const { lineStarts } = this.source;
    const startLine = line[first];
    const lastLine = endLine[last];
    return {
      line: startLine,
      column: start[first] - lineStarts[startLine],
      endLine: lastLine,
      endColumn: end[last] - lineStarts[lastLine],
    };
  }

  /** Before what may contain itself; `leave` follows with the same number. */
  enter(frames: number): void {
    this.#depth += frames;
    if (this.#depth > MAX_FRAMES) this.tooDeep();
  }

  leave(frames: number): void {
    this.#depth -= frames;
  }

  tooDeep(): never {
    throw new TooDeep('too deep');
  }

  depth(): number {
    return this.#depth;
  }

  backTo(at: number, depth: number): void {
    this.at = at;
    this.#depth = depth;
  }
}
