import type { TokenError } from '../tokens/token-error.js';

const SHOWN_PIECE = 999;

/**
 * A program's text as the tokenizer reads it: UTF-8 with line feeds only, and one at the end. Offsets are bytes, as in
 * CPython's positions. Columns of errors are characters; `characters` converts.
 */
export class SourceText {
  readonly bytes: Uint8Array;
  /** Where each line starts; index 1 is line 1, and there is one entry more than there are lines. */
  readonly lineStarts: Int32Array;
  readonly lineCount: number;
  /** One character for each byte: right for slices that are ASCII. */
  readonly #narrow: string;
  readonly #isAscii: boolean;

  /** CPython counts the columns of its parser's messages in bytes where the source declares no encoding. */
  readonly columnsAreBytes: boolean;

  /** CPython reads the last line as one that does not end, since it is an expression's: the line feed there is no token. */
  endsOpen = false;

  /** Why the text ends here although the file goes on. */
  readonly endProblem: TokenError | undefined;

  /** A byte order mark stood before the text. */
  readonly #hasMark: boolean;

  constructor(bytes: Uint8Array, columnsAreBytes = false, endProblem?: TokenError, hasMark = false) {
    this.columnsAreBytes = columnsAreBytes;
    this.#hasMark = hasMark;
    this.endProblem = endProblem;
    this.bytes = bytes;
    this.#narrow = new TextDecoder('latin1').decode(bytes);
    let lines = 0;
    let seen = 0;
    for (let i = 0; i < bytes.length; i++) {
      seen |= bytes[i];
      if (bytes[i] === 10) lines++;
    }
    this.#isAscii = seen < 0x80;
    this.lineCount = lines;
    this.lineStarts = new Int32Array(lines + 3).fill(bytes.length);
    this.lineStarts[0] = 0;
    this.lineStarts[1] = 0;
    for (let i = 0, line = 2; i < bytes.length; i++) if (bytes[i] === 10) this.lineStarts[line++] = i + 1;
  }

  /** The text between two offsets. */
  slice(start: number, end: number): string {
    if (this.#isAscii) return this.#narrow.slice(start, end);
    for (let i = start; i < end; i++) if (this.bytes[i] >= 0x80) return decodeUtf8(this.bytes.subarray(start, end));
    return this.#narrow.slice(start, end);
  }

  /** How many characters (code points) stand between two offsets. */
  characters(start: number, end: number): number {
    if (this.#isAscii) return end - start;
    let count = 0;
    for (let i = start; i < end; i++) if ((this.bytes[i] & 0xc0) !== 0x80) count++;
    return count;
  }

  /** The column of an offset, from 0, as the parser's messages count. */
  column(line: number, offset: number): number {
    const start = this.lineStarts[line];
    // CPython looks the column up in the file's line, where the mark is three bytes and one character.
    if (this.#hasMark && line === 1) return this.characters(start, Math.max(start, offset - 2));
    return this.columnsAreBytes ? offset - start : this.characters(start, offset);
  }

  isOpen(line: number): boolean {
    return this.endsOpen && line >= this.lineCount;
  }

  /** A line without its end. */
  line(number: number): string {
    if (number < 1 || number > this.lineCount) return '';
    return this.slice(this.lineStarts[number], this.lineStarts[number + 1] - 1);
  }

  /** A line as CPython shows it: it reads pieces of a fixed size, and has the last one in the end. */
  shownLine(number: number): string {
    if (number < 1 || number > this.lineCount) return '';
    const start = this.lineStarts[number];
    const length = this.lineStarts[number + 1] - start;
    const skipped = Math.floor((length - 1) / SHOWN_PIECE) * SHOWN_PIECE;
    const mark = this.#hasMark && number === 1 ? '\ufeff' : '';
    return mark + this.slice(start + skipped, start + length - 1);
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
