/** Allocation traces as files on this machine, packed or not, and recordings as traces. */
import { readFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { MAGIC } from '../../events/format/sections.js';
import { traceOfRecording } from '../../events/trace/from-recording.js';
import { readTrace, type ReadTrace } from '../../events/trace/read-trace.js';
import { TraceError } from '../../events/trace/trace-problems.js';
import { decodeFile } from './recording-store.js';

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

/** @throws TraceError, RecordingFormatError, or the file system's error */
export function loadTrace(path: string, lenient: boolean): ReadTrace {
  const bytes = unpacked(readFileSync(path));
  const isRecording = [...MAGIC].every((letter, i) => bytes[i] === letter.charCodeAt(0));
  return isRecording ? traceOfRecording(decodeFile(bytes), lenient) : readTrace(bytes, lenient);
}

function unpacked(bytes: Uint8Array): Uint8Array {
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
