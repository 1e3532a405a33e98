/** Files that are packed with gzip or zstd, which follows from how they begin. */
import { spawnSync } from 'node:child_process';
import * as zlib from 'node:zlib';
import { TraceError } from '../../events/trace/trace-problems.js';

/** What a packed file may become: more than its text could not be a trace that fits into memory. */
const MOST_BYTES = 2 ** 32;

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

interface Packing {
  name: string;
  magic: readonly number[];
  unpack: Unpack;
}

const PACKINGS: readonly Packing[] = [
  { name: 'gzip', magic: [0x1f, 0x8b], unpack: zlib.gunzipSync },
  {
    name: 'zstd',
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    // Node has it from 22.15 on; before that, the program does.
    unpack: (zlib as { zstdDecompressSync?: Unpack }).zstdDecompressSync ?? unpackWithProgram,
  },
];

/** How zstd names what it reads. */
const OWN_INPUT = /^\/\*stdin\*\\ *: */;

/** The bytes themselves when they are not packed. @throws TraceError */
export function unpacked(bytes: Uint8Array): Uint8Array {
  const packing = PACKINGS.find(({ magic }) => magic.every((byte, i) => bytes[i] === byte));
  if (packing === undefined) return bytes;
  const { name, unpack } = packing;
  try {
    return unpack(bytes, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if (error instanceof TraceError) throw error;
    throw new TraceError(0, `is packed with ${name} and damaged: ${(error as Error).message}`);
  }
}

/** By the zstd on the path. @throws TraceError when there is none; Error when the bytes are damaged */
function unpackWithProgram(bytes: Uint8Array, { maxOutputLength }: { maxOutputLength: number }): Uint8Array {
  const { error, status, stdout, stderr } = spawnSync('zstd', ['-dcq'], { input: bytes, maxBuffer: maxOutputLength });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    const advice = `Node ${process.versions.node} cannot unpack it without the program zstd (Node 22.15 can)`;
    throw new TraceError(0, `is packed with zstd, and ${advice}`);
  }
  if (status === 0) return stdout;
  // What the program says comes first: that its pipe broke says nothing.
  const [said] = (stderr?.toString() ?? '').trim().split('\n');
  throw new Error(said!.replace(OWN_INPUT, '') || (error?.message ?? 'the program zstd was stopped'));
}
