/**
 * The recording file: a list of named, typed, checksummed sections. docs/recording-format.md describes it for others.
 *
 *     0   8   magic "heapglas"
 *     8   4   version: the oldest that has all that is in the file
 *     12  4   CRC-32 of bytes 0 to 11
 *     16      sections, one behind the other:
 *               1   n, length of the name
 *               n   name, ASCII
 *               1   type of the elements
 *               1   encoding of the stored bytes
 *               4   bytes when decoded, at most 16 MiB
 *               4   m, bytes as stored
 *               4   CRC-32 of all of the section but this field
 *               m   stored bytes
 *             and last one that is called "end" and has no bytes
 *
 * All numbers are little endian. Sections of one name and type are the parts of one column, in their order; so a column
 * may have any size, a writer need not have all of it at once, and a reader never has to believe a large number.
 *
 * Every byte of a file is under a checksum, a file that is cut off lacks its end, and nothing may follow the end.
 * Readers check what they do not know and pass over it. Cost: one pass over the bytes, and the compressor's.
 */
import { crc32 } from './crc32.js';
import { type Compressor, decodeBytes, encodeBytes, ENCODING } from './encoding.js';
import { damaged, RecordingFormatError } from './format-error.js';

export const MAGIC = 'heapglas';
/** The newest version that is read. */
export const VERSION = 2;

/** Types of elements: code and width in bytes. `json` is text in UTF-8. */
export const ELEMENT = {
  json: { code: 0, width: 1 },
  u8: { code: 1, width: 1 },
  u32: { code: 2, width: 4 },
  f64: { code: 3, width: 8 },
} as const;
export type ElementType = (typeof ELEMENT)[keyof typeof ELEMENT];

export interface Section {
  name: string;
  type: ElementType;
  bytes: Uint8Array;
}

/** Most decoded bytes of one part: a multiple of every element's width. */
export const PART = 2 ** 24;

const HEADER = 16;
/** Bytes of a section without its name and its stored bytes. */
const FRAME = 15;
const END = 'end';

/** Writes a file from its beginning to its end, section by section. */
export class SectionWriter {
  readonly #write: (bytes: Uint8Array) => void;

  constructor(write: (bytes: Uint8Array) => void, version: number) {
    this.#write = write;
    write(header(version));
  }

  /** @param compressor without it the bytes are stored as they are */
  add({ name, type, bytes }: Section, compressor?: Compressor): void {
    // An empty column has one empty part: it is there, and it is empty.
    for (let at = 0; at === 0 || at < bytes.length; at += PART)
      part(name, type, bytes.subarray(at, at + PART), compressor).forEach(this.#write);
  }

  end(): void {
    this.add({ name: END, type: ELEMENT.json, bytes: new Uint8Array(0) });
  }
}

/** @param version that the file has */
export function writeSections(sections: readonly Section[], compressor: Compressor, version = 1): Uint8Array {
  const parts: Uint8Array[] = [];
  const writer = new SectionWriter((bytes) => parts.push(bytes), version);
  for (const section of sections) writer.add(section, compressor);
  writer.end();
  const file = new Uint8Array(parts.reduce((sum, bytes) => sum + bytes.length, 0));
  let at = 0;
  for (const bytes of parts) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

function header(version: number): Uint8Array {
  const bytes = new Uint8Array(HEADER);
  const view = new DataView(bytes.buffer);
  putAscii(bytes, 0, MAGIC);
  view.setUint32(8, version, true);
  view.setUint32(12, crc32(bytes.subarray(0, 12)), true);
  return bytes;
}

/** Everything in front of the stored bytes, and those. */
function part(
  name: string,
  type: ElementType,
  raw: Uint8Array,
  compressor: Compressor | undefined,
): [Uint8Array, Uint8Array] {
  const { encoding, bytes } = compressor
    ? encodeBytes(raw, type.width, compressor)
    : { encoding: ENCODING.plain, bytes: raw };
  const head = new Uint8Array(FRAME + name.length);
  const view = new DataView(head.buffer);
  head[0] = name.length;
  putAscii(head, 1, name);
  const at = 1 + name.length;
  head[at] = type.code;
  head[at + 1] = encoding;
  view.setUint32(at + 2, raw.length, true);
  view.setUint32(at + 6, bytes.length, true);
  view.setUint32(at + 10, crc32(bytes, crc32(head.subarray(0, at + 10))), true);
  return [head, bytes];
}

interface StoredPart {
  type: number;
  encoding: number;
  size: number;
  bytes: Uint8Array;
}

/** The sections of a file by name, checked but not decoded. */
export class SectionReader {
  readonly #parts = new Map<string, StoredPart[]>();
  readonly #compressor: Compressor;

  /** @throws RecordingFormatError */
  constructor(file: Uint8Array, compressor: Compressor) {
    this.#compressor = compressor;
    checkHeader(file);
    let at = HEADER;
    for (;;) {
      const { name, end, ...stored } = readPart(file, at);
      at = end;
      if (name === END) break;
      const parts = this.#parts.get(name);
      if (parts) parts.push(stored);
      else this.#parts.set(name, [stored]);
    }
    if (at !== file.length) throw damaged('bytes behind its end');
  }

  has(name: string): boolean {
    return this.#parts.has(name);
  }

  /**
   * The decoded bytes of a section, for each of its parts one array.
   * @throws RecordingFormatError when there is none or it is not of this type
   */
  read(name: string, type: ElementType): Uint8Array[] {
    const parts = this.#parts.get(name);
    if (!parts) throw damaged(`no "${name}"`);
    return parts.map((part) => {
      if (part.type !== type.code || part.size % type.width !== 0) throw damaged(`type of "${name}"`);
      return decodeBytes(part, type.width, part.size, name, this.#compressor);
    });
  }
}

function checkHeader(file: Uint8Array): void {
  if (ascii(file.subarray(0, MAGIC.length)) !== MAGIC)
    throw new RecordingFormatError('it is not a heapglass recording');
  if (file.length < HEADER) throw cutOff();
  const view = viewOf(file);
  if (crc32(file.subarray(0, 12)) !== view.getUint32(12, true)) throw damaged('header');
  const version = view.getUint32(8, true);
  if (version > VERSION) {
    throw new RecordingFormatError(
      `it was made by a newer heapglass (format ${version}; this one reads up to ${VERSION})`,
    );
  }
  if (version === 0) throw damaged('version');
}

function readPart(file: Uint8Array, start: number): StoredPart & { name: string; end: number } {
  const length = file[start];
  if (length === undefined || file.length - start < FRAME + length) throw cutOff();
  const view = viewOf(file);
  const at = start + 1 + length;
  const bytesStart = start + FRAME + length;
  const end = bytesStart + view.getUint32(at + 6, true);
  if (end > file.length) throw cutOff();
  const name = ascii(file.subarray(start + 1, at));
  const bytes = file.subarray(bytesStart, end);
  if (crc32(bytes, crc32(file.subarray(start, at + 10))) !== view.getUint32(at + 10, true))
    throw damaged(`checksum of "${name.replace(/[^ -~]/g, '?')}"`);
  const size = view.getUint32(at + 2, true);
  if (size > PART) throw damaged(`size of "${name}"`);
  return { name, type: file[at], encoding: file[at + 1], size, bytes, end };
}

function cutOff(): RecordingFormatError {
  return new RecordingFormatError('it is cut off');
}

function viewOf(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}

function putAscii(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
