/**
 * The inside of f-strings (PEP 498, PEP 701). Texts and fields get the position of the whole literal, as in CPython 3.11,
 * specifications that of their token; expressions get their own.
 */
import { T } from '../tokens/kinds.js';
import type { Expr, FormattedValue, JoinedStr, Span, StringValue } from '../tree/ast.js';
import { parseFieldExpression } from './atoms.js';
import { type Cursor, FRAMES } from './cursor.js';
import { decodeText, joinTexts } from './escapes.js';

/** A format specification may have fields, and theirs may not. */
const MAX_SPECIFICATIONS = 2;
const CONVERSIONS = ['s', 'r', 'a'] as const;

export class FormattedPieces {
  readonly #p: Cursor;
  readonly #span: Span;
  readonly #textSpan: Span;
  readonly #isUnicode: boolean;
  readonly #nesting: number;
  readonly #values: Expr[] = [];
  #texts: (string | StringValue)[] = [];
  /** Of the token whose pieces are added. */
  #tokenSpan: Span;

  /** `span` is the whole literal's, `textSpan` what texts get: within a specification the span of its own token. */
  constructor(p: Cursor, span: Span, isUnicode: boolean, textSpan = span, nesting = 0) {
    this.#p = p;
    this.#span = span;
    this.#textSpan = textSpan;
    this.#tokenSpan = textSpan;
    this.#isUnicode = isUnicode;
    this.#nesting = nesting;
  }

  addText(text: string | StringValue): void {
    this.#texts.push(text);
  }

  /** What follows stands in this token. */
  enterToken(token: number): void {
    this.#tokenSpan = this.#p.spanOf(token, token);
  }

  finish(): Expr[] {
    this.#flush();
    return this.#values;
  }

  #flush(): void {
    const value = joinTexts(this.#texts);
    if (value.value === '') return;
    this.#values.push({ kind: 'Constant', span: this.#textSpan, value, isUnicode: this.#isUnicode });
    this.#texts = [];
  }

  /**
   * The body of an f-string between two offsets, or a format specification up to its `}`. `line` is the line of the first.
   * Gives where it ended.
   */
  addFormatted(from: number, to: number, line: number, raw: boolean): number {
    const { bytes } = this.#p.source;
    let textStart = from;
    let currentLine = line;
    let i = from;
    const endText = () => {
      if (i <= textStart) return;
      if (!raw) this.#p.noteEscapes(textStart, i, () => this.#tokenSpan);
      this.addText(decodeText(this.#p.source, textStart, i, raw, this.#p.lookUpCharacter));
    };
    while (i < to) {
      const c = bytes[i];
      if (c === 10) currentLine++;
      if (c === 0x5c && !raw && bytes[i + 1] === 0x4e && bytes[i + 2] === 0x7b) {
        while (i < to && bytes[i] !== 0x7d) i++;
        i++;
      } else if (c === 0x5c && !raw && bytes[i + 1] !== 0x7b && bytes[i + 1] !== 0x7d) {
        if (bytes[i + 1] === 10) currentLine++;
        i += 2;
      } else if (c !== 0x7b && c !== 0x7d) i++;
      else if (bytes[i + 1] === c && i + 1 < to && this.#nesting === 0) {
        i++;
        endText();
        textStart = ++i;
      } else {
        endText();
        if (c === 0x7d) {
          if (this.#nesting === 0) this.#p.refuse();
          return i;
        }
        const end = this.#field(i, to, currentLine, raw);
        for (; i < end; i++) if (bytes[i] === 10) currentLine++;
        textStart = i;
      }
    }
    i = to;
    endText();
    if (this.#nesting > 0) this.#p.refuse();
    return to;
  }

  /** The replacement field at `open`; gives the offset behind it. */
  #field(open: number, to: number, line: number, raw: boolean): number {
    const p = this.#p;
    const { bytes } = p.source;
    if (this.#nesting >= MAX_SPECIFICATIONS) p.refuse();
    const { value, isDebug, end } = this.#expression(open, to, line);
    if (isDebug) this.addText(p.source.slice(open + 1, end));
    let i = end;
    let conversion: FormattedValue['conversion'];
    if (bytes[i] === 0x21 && i < to) {
      const letter = CONVERSIONS.find((known) => known.charCodeAt(0) === bytes[i + 1]);
      if (letter === undefined) p.refuse();
      conversion = letter;
      i += 2;
    }
    let formatSpec: JoinedStr | undefined;
    if (bytes[i] === 0x3a && i < to) {
      let specLine = line;
      for (let at = open; at < i; at++) if (bytes[at] === 10) specLine++;
      const pieces = new FormattedPieces(p, this.#span, this.#isUnicode, this.#tokenSpan, this.#nesting + 1);
      i = pieces.addFormatted(i + 1, to, specLine, raw);
      formatSpec = { kind: 'JoinedStr', span: this.#tokenSpan, values: pieces.finish() };
    }
    if (bytes[i] !== 0x7d || i >= to) p.refuse();
    if (isDebug && conversion === undefined && formatSpec === undefined) conversion = 'r';
    this.#flush();
    this.#values.push({ kind: 'FormattedValue', span: this.#span, value, conversion, formatSpec });
    return i + 1;
  }

  #expression(open: number, to: number, line: number): { value: Expr; isDebug: boolean; end: number } {
    const p = this.#p;
    const { tokens } = p.tokenizer;
    const outer = p.at;
    const base = tokens.count;
    const end = p.tokenizer.addField(open + 1, line, to);
    p.kind = tokens.kind;
    if (end < 0) p.refuse();
    p.at = base;
    p.enter(FRAMES.field);
    const value = parseFieldExpression(p, { open, end, line });
    p.leave(FRAMES.field);
    const isDebug = p.take(T.Assign);
    if (p.next() !== T.End) p.refuse();
    p.at = outer;
    tokens.count = base;
    return { value, isDebug, end };
  }
}
