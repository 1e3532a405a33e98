/**
 * A file's bytes to the text that the tokenizer reads: byte order mark, the encoding that a comment in the first two lines
 * names (PEP 263), line ends of every kind.
 */
import { PythonSyntaxError } from '../errors.js';
import { SourceText } from './source-text.js';

const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
/** No encoding is looked for further to the right. */
const MAX_COOKIE_LINE = 4096;
const BLANK = /^[ \t\f]*(?:#.*)?$/;

export function normalise(file: Uint8Array, fileName: string): SourceText {
  const hasMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;
  const bytes = withLineFeeds(hasMark ? file.subarray(3) : file);
  void fileName;
  const declared = declaredEncoding(bytes);
  const encoding = declared ?? 'utf-8';
  if (hasMark && encoding !== 'utf-8')
    throw new PythonSyntaxError('SyntaxError', `encoding problem: ${encoding} with BOM`);
  const text = encoding === 'utf-8' ? checkedUtf8(bytes) : transcoded(bytes, encoding);
  return new SourceText(text, declared === undefined && !hasMark);
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
  if (encoding === 'ascii') return checkedAscii(bytes);
  const label = encoding
    .toLowerCase()
    .replace(/^cp(125\d)$/, 'windows-$1')
    .replaceAll('_', '-');
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(label, { fatal: true });
  } catch {
    throw new PythonSyntaxError('SyntaxError', `unknown encoding: ${encoding}`);
  }
  try {
    return new TextEncoder().encode(decoder.decode(bytes));
  } catch {
    throw new PythonSyntaxError('SyntaxError', `encoding problem: ${encoding}`);
  }
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

function checkedAscii(bytes: Uint8Array): Uint8Array {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  if (at < 0) return bytes;
  const byte = bytes[at].toString(16);
  const message = `(unicode error) 'ascii' codec can't decode byte 0x${byte} in position ${at}: ordinal not in range(128)`;
  throw new PythonSyntaxError('SyntaxError', message, 0, 0, 0, 0);
}

function checkedUtf8(bytes: Uint8Array): Uint8Array {
  return bytes;
}
