/** Files that are packed with gzip or zstd, which follows from how they begin. */
import * as zlib from 'node:zlib';
import { TraceError } from '../../events/trace/trace-problems.js';

/** What a packed file may become: more than its text could not be a trace that fits into memory. */
const MOST_BYTES = 2 ** 32;

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

interface Packing {
  name: string;
  magic: readonly number[];
  /** Missing where this version of Node has none. */
  unpack: Unpack | undefined;
}

const PACKINGS: readonly Packing[] = [
  { name: 'gzip', magic: [0x1f, 0x8b], unpack: zlib.gunzipSync },
  {
    name: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    unpack: (zlib as { zstdDecompressSync?: Unpack }).zstdDecompressSync,
  },
];

/** The bytes themselves when they are not packed. @throws TraceError */
export function unpacked(bytes: Uint8Array): Uint8Array {
  const packing = PACKINGS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte));
  if (packing === undefined) return bytes;
  const { name, unpack } = packing;
  if (unpack === undefined) {
    const advice = `Node ${process.versions.node} cannot unpack it (22.15 can); unpack it with: ${name} -d FILE`;
    throw new TraceError(0, `is packed with ${name}, and ${advice}`);
  }
  try {
    return unpack(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    throw new TraceError(0, `is packed with ${name} and damaged: ${(error as Error).message}`);
  }
}
