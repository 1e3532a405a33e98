/**
 * The recording file: a list of named, checksummed sections. docs/recording-format.md describes it for others.
 *
 *     0   8   magic "heapglas"
 *     8   4   version
 *     12  4   number of sections
 *     16      sections, one behind the other:
 *               1   length of the name
 *               n   name, ASCII
 *               1   encoding: 0 as it is, 1 deflate
 *               4   checksum of the stored bytes: CRC-32 (IEEE 802.3)
 *               8   bytes when decoded
 *               8   bytes as stored
 *               m   stored bytes
 *
 * All numbers are little endian. Readers pass over sections that they do not know.
 * Cost: one pass over the bytes to write or read, and the compressor's.
 */
export const MAGIC = 'heapglas';
export const VERSION = 1;

/** The file is no recording, or a damaged one, or too new. The message is for people. */
export class RecordingFormatError extends Error {}

/** The compressor, given from outside: this layer has none. */
export interface Compressor {
  deflate(bytes: Uint8Array): Uint8Array;
  /** @throws when the bytes are damaged or decode to more than `size`. */
  inflate(bytes: Uint8Array, size: number): Uint8Array;
}

const SMALL = 64;
const HEAD = 16;
const ENTRY = 22;

export function writeSections(sections: ReadonlyMap<string, Uint8Array>, compressor: Compressor): Uint8Array {
  const stored = [...sections].map(([name, raw]) => {
    const packed = raw.length > SMALL ? compressor.deflate(raw) : raw;
    const smaller = packed.length < raw.length;
    return { name, raw, bytes: smaller ? packed : raw, encoding: smaller ? 1 : 0 };
  });
  const file = new Uint8Array(stored.reduce((sum, s) => sum + ENTRY + s.name.length + s.bytes.length, HEAD));
  const view = new DataView(file.buffer);
  for (let i = 0; i < MAGIC.length; i++) file[i] = MAGIC.charCodeAt(i);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, stored.length, true);
  let at = HEAD;
  for (const { name, raw, bytes, encoding } of stored) {
    file[at++] = name.length;
    for (let i = 0; i < name.length; i++) file[at++] = name.charCodeAt(i);
    file[at++] = encoding;
    view.setUint32(at, crc32(bytes), true);
    view.setBigUint64(at + 4, BigInt(raw.length), true);
    view.setBigUint64(at + 12, BigInt(bytes.length), true);
    at += 20;
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** @throws RecordingFormatError */
export function readSections(file: Uint8Array, compressor: Compressor): Map<string, Uint8Array> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEAD || ascii(file, 0, MAGIC.length) !== MAGIC)
    throw new RecordingFormatError('it is not a heapglass recording');
  const version = view.getUint32(8, true);
  if (version > VERSION) {
    throw new RecordingFormatError(
      `it was made by a newer heapglass (format ${version}; this one reads up to ${VERSION})`,
    );
  }
  const sections = new Map<string, Uint8Array>();
  let at = HEAD;
  const need = (count: number): void => {
    if (count > file.length - at) throw new RecordingFormatError('it is cut off');
  };
  for (let n = view.getUint32(12, true); n > 0; n--) {
    need(1);
    const length = file[at++];
    need(length + ENTRY - 1);
    const name = ascii(file, at, length);
    at += length;
    const encoding = file[at++];
    const sum = view.getUint32(at, true);
    const size = Number(view.getBigUint64(at + 4, true));
    const storedSize = Number(view.getBigUint64(at + 12, true));
    at += 20;
    need(storedSize);
    const bytes = file.subarray(at, at + storedSize);
    at += storedSize;
    if (crc32(bytes) !== sum) throw new RecordingFormatError(`it is damaged (checksum of "${name}")`);
    sections.set(name, decode(bytes, encoding, size, name, compressor));
  }
  return sections;
}

function decode(bytes: Uint8Array, encoding: number, size: number, name: string, compressor: Compressor): Uint8Array {
  let raw: Uint8Array;
  try {
    raw = encoding === 1 ? compressor.inflate(bytes, size) : bytes;
  } catch {
    throw new RecordingFormatError(`it is damaged (contents of "${name}")`);
  }
  if (encoding > 1 || raw.length !== size) throw new RecordingFormatError(`it is damaged (size of "${name}")`);
  return raw;
}

function ascii(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = CRC_TABLE[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
