/**
 * A file's bytes to the text that the tokenizer reads: byte order mark, the encoding that a comment in the first two lines
 * names (PEP 263), line ends of every kind.
 */
import { PythonSyntaxError } from '../errors.js';
import type { TokenError } from '../tokens/token-error.js';
import { SourceText } from './source-text.js';

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
/** No encoding is looked for further to the right. */
const MAX_COOKIE_LINE = 4096;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

/** The file's name is for the message about bytes that are no UTF-8. */
export function normalise(file: Uint8Array, fileName: string): SourceText {
  const hasMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  const bytes = withLineFeeds(hasMark ? file.subarray(3) : file);
  const declared = declaredEncoding(bytes);
  if (hasMark && declared !== undefined && declared !== 'utf-8') cannotRead(`${declared} with BOM`);
  const text = declared === undefined || declared === 'utf-8' ? bytes : transcoded(bytes, declared);
  const isImplied = declared === undefined && !hasMark;
  const end = firstWrong(text, isImplied ? fileName : undefined);
  return new SourceText(end === undefined ? text : text.subarray(0, end.offset), isImplied, end?.problem, hasMark);
}

/** The same of what is a text already: it declares nothing, and columns are characters. */
export function normaliseText(text: Uint8Array): SourceText {
  return new SourceText(withLineFeeds(text));
}

/** Where the first line begins that cannot be read, and why. */
function firstWrong(
  bytes: Uint8Array,
  undeclaredIn: string | undefined,
): { offset: number; problem: TokenError } | undefined {
  const nul = bytes.indexOf(0);
  const bad = firstInvalidUtf8(bytes);
  if (nul < 0 && bad < 0) return undefined;
  const at = nul < 0 ? bad : bad < 0 ? nul : Math.min(nul, bad);
  const offset = bytes.lastIndexOf(10, at) + 1;
  let line = 1;
  for (let i = 0; i < offset; i++) if (bytes[i] === 10) line++;
  if (at === nul) {
    const problem = new PythonSyntaxError('SyntaxError', 'source code cannot contain null bytes', line, 0, line, 0);
    problem.shownText = new TextDecoder().decode(bytes.subarray(offset, at));
    return { offset, problem: { error: problem, isLoud: true } };
  }
  const byte = bytes[at].toString(16);
  if (undeclaredIn !== undefined) {
    const why = 'but no encoding declared; see https://peps.python.org/pep-0263/ for details';
    const message = `Non-UTF-8 code starting with '\\x${byte}' in file ${undeclaredIn} on line ${line}, ${why}`;
    return { offset, problem: { error: new PythonSyntaxError('SyntaxError', message), isLoud: true } };
  }
  const message = `(unicode error) 'utf-8' codec can't decode byte 0x${byte} in position ${at - offset}: invalid start byte`;
  const problem = new PythonSyntaxError('SyntaxError', message, line, 0, line, 0);
  problem.shownText = new TextDecoder().decode(bytes.subarray(offset, bytes.indexOf(10, at)));
  return { offset, problem: { error: problem, isLoud: false } };
}

/** The offset of the first byte that belongs to no character; -1 where there is none. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const c = bytes[i];
    if (c < 0x80) {
      i++;
      continue;
    }
    const length = c >= 0xc2 && c <= 0xdf ? 2 : c >= 0xe0 && c <= 0xef ? 3 : c >= 0xf0 && c <= 0xf4 ? 4 : 0;
    if (length === 0) return i;
    for (let k = 1; k < length; k++) if ((bytes[i + k] & 0xc0) !== 0x80) return i;
    const second = bytes[i + 1];
    // No longer form than needed, no surrogates, nothing beyond U+10FFFF.
    if ((c === 0xe0 && second < 0xa0) || (c === 0xed && second >= 0xa0)) return i;
    if ((c === 0xf0 && second < 0x90) || (c === 0xf4 && second >= 0x90)) return i;
    i += length;
  }
  return -1;
}

function cannotRead(encoding: string): never {
  throw new PythonSyntaxError('SyntaxError', `encoding problem: ${encoding}`);
}

/** The encoding that the source declares, by its normal name where it is one of those that Python itself reads. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  let start = 0;
  for (let line = 0; line < 2; line++) {
    let end = bytes.indexOf(10, start);
    if (end < 0) end = bytes.length;
    const text = new TextDecoder('latin1').decode(bytes.subarray(start, Math.min(end, start + MAX_COOKIE_LINE)));
    const name = COOKIE.exec(text)?.[1];
    if (name !== undefined) return encodingOf(name);
    if (!BLANK.test(text)) return undefined;
    start = end + 1;
  }
  return undefined;
}

function encodingOf(name: string): string {
  const normal = name.toLowerCase().replaceAll('_', '-');
  if (/^(?:utf-8(?:-.*)?|utf8|u8|cp65001)$/.test(normal)) return 'utf-8';
  if (/^(?:latin-1|iso-8859-1|iso-latin-1)(?:-.*)?$|^(?:latin1|latin|l1|iso8859-1|8859|cp819)$/.test(normal))
    return 'iso-8859-1';
  if (/^(?:ascii|us-ascii|646)$/.test(normal)) return 'ascii';
  return name;
}

/** Text in another encoding than UTF-8, as UTF-8. */
function transcoded(bytes: Uint8Array, encoding: string): Uint8Array {
  if (encoding === 'iso-8859-1') return fromLatin1(bytes);
  if (encoding === 'ascii') return bytes.some((byte) => byte >= 0x80) ? cannotRead(encoding) : bytes;
  const label = encoding
    .toLowerCase()
    .replace(/^cp(125\d)$/, 'windows-$1')
    .replaceAll('_', '-');
  let text: string;
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return cannotRead(encoding);
  }
  // Browsers give control characters for the bytes that these encodings leave out; Python refuses them.
  if (label.startsWith('windows-') && /[\u0080-\u009f]/.test(text)) cannotRead(encoding);
  return new TextEncoder().encode(text);
}

/** CR LF and CR become LF, and the last line ends with one. */
function withLineFeeds(bytes: Uint8Array): Uint8Array {
  const isEnded = bytes.length === 0 || bytes[bytes.length - 1] === 10;
  if (isEnded && !bytes.includes(13)) return bytes;
  const result = new Uint8Array(bytes.length + 1);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== 13) result[length++] = bytes[i];
    else if (bytes[i + 1] !== 10) result[length++] = 10;
  }
  if (length > 0 && result[length - 1] !== 10) result[length++] = 10;
  return result.subarray(0, length);
}

function fromLatin1(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length * 2);
  let length = 0;
  for (const byte of bytes) {
    if (byte < 0x80) result[length++] = byte;
    else {
      result[length++] = 0xc0 | (byte >> 6);
      result[length++] = 0x80 | (byte & 0x3f);
    }
  }
  return result.subarray(0, length);
}
