/** Quoted-printable (RFC 2045), with CPython's line lengths and exceptions. */

const EQUALS = 0x3d;
const NEWLINE = 0x0a;
const RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const UNDERSCORE = 0x5f;
const DOT = 0x2e;
/** Of a line, with its `=` at the end. */
const LONGEST = 76;
const DIGITS = new TextEncoder().encode('0123456789ABCDEF');

export interface QuotedOptions {
  readonly quoteTabs: boolean;
  /** Line ends stay line ends. */
  readonly isText: boolean;
  readonly isHeader: boolean;
}

export function toQuoted(content: Uint8Array, options: QuotedOptions): Uint8Array {
  const first = content.indexOf(NEWLINE);
  const lineEnd = first > 0 && content[first - 1] === RETURN ? [RETURN, NEWLINE] : [NEWLINE];
  const out: number[] = [];
  let column = 0;
  const makeRoom = (needed: number) => {
    if (column + needed < LONGEST) return;
    out.push(EQUALS, ...lineEnd);
    column = 0;
  };
  for (let at = 0; at < content.length; ) {
    const byte = content[at];
    if (mustQuote(content, at, column, options)) {
      makeRoom(3);
      out.push(EQUALS, DIGITS[byte >> 4], DIGITS[byte & 15]);
      column += 3;
      at++;
    } else if (options.isText && isLineEnd(content, at)) {
      column = 0;
      const last = out.at(-1);
      if (last === SPACE || last === TAB) out.splice(-1, 1, EQUALS, DIGITS[last >> 4], DIGITS[last & 15]);
      out.push(...lineEnd);
      at += byte === RETURN ? 2 : 1;
    } else {
      if (at + 1 !== content.length && content[at + 1] !== NEWLINE) makeRoom(1);
      column++;
      out.push(options.isHeader && byte === SPACE ? UNDERSCORE : byte);
      at++;
    }
  }
  return Uint8Array.from(out);
}

function isLineEnd(content: Uint8Array, at: number): boolean {
  return content[at] === NEWLINE || (content[at] === RETURN && content[at + 1] === NEWLINE);
}

function mustQuote(content: Uint8Array, at: number, column: number, options: QuotedOptions): boolean {
  const byte = content[at];
  const next = content[at + 1];
  const isLast = at + 1 === content.length;
  const isBreak = byte === NEWLINE || byte === RETURN;
  const isBlank = byte === TAB || byte === SPACE;
  return (
    byte > 126 ||
    byte === EQUALS ||
    (options.isHeader && byte === UNDERSCORE) ||
    // A dot alone in a line ends a mail.
    (byte === DOT && column === 0 && (isLast || next === NEWLINE || next === RETURN || next === 0)) ||
    (!options.isText && isBreak) ||
    (isBlank && isLast) ||
    (byte < 33 && !isBreak && (options.quoteTabs || !isBlank))
  );
}

export function fromQuoted(text: Uint8Array, isHeader: boolean): Uint8Array {
  const out = new Uint8Array(text.length);
  let to = 0;
  for (let at = 0; at < text.length; ) {
    const byte = text[at++];
    if (byte !== EQUALS) {
      out[to++] = isHeader && byte === UNDERSCORE ? SPACE : byte;
      continue;
    }
    if (at >= text.length) break;
    const value = /^[0-9a-fA-F]{2}$/.test(String.fromCharCode(text[at], text[at + 1] ?? 0));
    if (text[at] === NEWLINE || text[at] === RETURN) {
      const end = text.indexOf(NEWLINE, at);
      at = end === -1 ? text.length : end + 1;
    } else if (text[at] === EQUALS) {
      out[to++] = EQUALS;
      at++;
    } else if (value) {
      out[to++] = Number.parseInt(String.fromCharCode(text[at], text[at + 1]), 16);
      at += 2;
    } else out[to++] = EQUALS;
  }
  return out.subarray(0, to);
}
