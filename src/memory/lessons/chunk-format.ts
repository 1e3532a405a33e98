/** What chunks of a design look like, by making some on an empty heap and looking. */
import type { Bytes } from '../../base/ids.js';
import type { ChunkFormat } from '../../events/lesson/lesson.js';
import type { MakeAllocator } from '../alloc/designs.js';
import { LessonSpace } from './lesson-space.js';

/** Memory for trying: this, and so many times what is asked for. */
const ROOM = 2 ** 22;
const ROOM_FACTOR = 4;
/** Every request up to the first is tried, in steps of 16 up to the second, and some larger ones. */
const TRIED = 256;
const STEPPED = 1024;
const LARGER = [1500, 3000, 5000];
const MOST_ALIGNMENT = 4096;

interface Chunk {
  header: Bytes;
  size: Bytes;
  payload: number;
}

/** The chunks that requests get, each from fresh memory. */
function chunksFor(make: MakeAllocator, requests: readonly Bytes[]): Chunk[] {
  const room = 2 ** Math.ceil(Math.log2(ROOM + ROOM_FACTOR * requests.reduce((sum, size) => sum + size, 0)));
  const space = new LessonSpace(room, room);
  const allocator = make(space.memory, space);
  const payloads = requests.map((size) => allocator.malloc(size));
  const chunks = new Map<number, Chunk>();
  allocator.walk(({ payload, address, size, free }) => {
    if (!free) chunks.set(payload, { header: payload - address, size, payload });
  });
  return payloads.map((payload) => chunks.get(payload)!);
}

/** Bytes of the chunk that a request of each size needs. */
export function needsOf(make: MakeAllocator, requests: readonly Bytes[]): Map<Bytes, Bytes> {
  const sizes = [...new Set(requests)];
  const chunks = chunksFor(make, sizes);
  return new Map(sizes.map((size, i) => [size, chunks[i]!.size]));
}

export function measureFormat(make: MakeAllocator): ChunkFormat {
  const tried = Array.from({ length: TRIED }, (_, size) => size);
  for (let size = TRIED; size <= STEPPED; size += 16) tried.push(size);
  tried.push(...LARGER);
  const chunks = chunksFor(make, tried);
  const sizes = [...new Set(chunks.map(({ size }) => size))].sort((a, b) => a - b);
  const unit = sizes.reduce(greatestDivisor);
  const upToTried = sizes.filter((size) => size <= TRIED);
  const steady = upToTried.every((size, i) => i === 0 || unit === size - upToTried[i - 1]!);
  const kind = steady ? 'multiples' : sizes.every((size) => Number.isInteger(Math.log2(size))) ? 'powers' : 'classes';
  const places = chunks.reduce((all, { payload }) => all | payload, MOST_ALIGNMENT);
  return {
    header: Math.min(...chunks.map(({ header }) => header)),
    sizes: kind,
    unit,
    least: sizes[0]!,
    classes: kind === 'classes' ? sizes.filter((size) => size <= STEPPED) : [],
    alignment: places & -places,
  };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
