/**
 * What the recording of a Python program tells of its memory, in the form of its memory report: allocations by line, with
 * what each line had when most bytes were there.
 *
 * Cost: two walks over the events; a number for each block.
 */
import { EVENT, type Recording } from '../../events/recording.js';
import type {
  AllocatingLine,
  BlockSum,
  GenerationReport,
  PythonMemoryReport,
} from '../../events/python/memory-report.js';

const GENERATIONS = 3;

interface Sums {
  readonly blocks: Float64Array;
  readonly bytes: Float64Array;
}

export function recordedMemory(recording: Recording): PythonMemoryReport {
  const { events, stacks, frames, header } = recording;
  const lineCount = frames.line.length;
  const none = (): Sums => ({ blocks: new Float64Array(lineCount + 1), bytes: new Float64Array(lineCount + 1) });
  const [now, allocated, peak] = [none(), none(), none()];
  const collections: { collections: number; collected: number }[] = Array.from({ length: GENERATIONS }, () => ({
    collections: 0,
    collected: 0,
  }));
  const end = peakOf(recording);
  /** By block: the row of its line's frame; the one behind the last where nothing is known of it. */
  const rowOf = new Map<number, number>();
  const keepPeak = (): void => {
    peak.blocks.set(now.blocks);
    peak.bytes.set(now.bytes);
  };
  if (end === 0) keepPeak();
  for (let i = 0; i < events.kind.length; i++) {
    const kind = events.kind.get(i);
    const block = events.subject.get(i);
    const bytes = events.size.get(i);
    if (kind === EVENT.alloc) {
      const stack = events.stack.get(i);
      const row = stack === 0 ? lineCount : stacks.site.get(stack) - 1;
      rowOf.set(block, row);
      allocated.blocks[row]++;
      allocated.bytes[row] += bytes;
      now.blocks[row]++;
      now.bytes[row] += bytes;
    } else if (kind === EVENT.free) {
      const row = rowOf.get(block) ?? lineCount;
      rowOf.delete(block);
      now.blocks[row]--;
      now.bytes[row] -= bytes;
    } else if (kind === EVENT.collection && block < GENERATIONS) {
      collections[block].collections++;
      collections[block].collected += bytes;
    }
    if (i + 1 === end) keepPeak();
  }
  const sumOf = ({ blocks, bytes }: Sums): BlockSum => ({ blocks: total(blocks), bytes: total(bytes) });
  return {
    program: header.program,
    directory: header.directory,
    peak: sumOf(peak),
    allocated: sumOf(allocated),
    alive: sumOf(now),
    lines: linesOf(recording, { peak, allocated, alive: now }),
    collections: collections satisfies GenerationReport[],
  };
}

/** So many events have happened when most bytes are there for the first time. */
function peakOf({ events }: Recording): number {
  let now = 0;
  let most = 0;
  let at = 0;
  for (let i = 0; i < events.kind.length; i++) {
    const kind = events.kind.get(i);
    if (kind === EVENT.free) now -= events.size.get(i);
    if (kind !== EVENT.alloc) continue;
    now += events.size.get(i);
    if (now <= most) continue;
    most = now;
    at = i + 1;
  }
  return at;
}

function total(numbers: Float64Array): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

/** A line of two functions is one. */
function linesOf(
  { frames, strings, sources }: Recording,
  { peak, allocated, alive }: Record<'peak' | 'allocated' | 'alive', Sums>,
): AllocatingLine[] {
  const texts = new Map(sources.map(({ file, line, text }) => [`${file}:${line}`, text]));
  const lines = new Map<string, AllocatingLine>();
  const plus = (sum: BlockSum | undefined, { blocks, bytes }: Sums, row: number): BlockSum => ({
    blocks: (sum?.blocks ?? 0) + blocks[row],
    bytes: (sum?.bytes ?? 0) + bytes[row],
  });
  for (let row = 0; row < frames.line.length; row++) {
    if (allocated.blocks[row] === 0) continue;
    const key = `${frames.file.get(row)}:${frames.line.get(row)}`;
    const known = lines.get(key);
    lines.set(key, {
      file: strings.get(frames.file.get(row)),
      line: frames.line.get(row),
      function: known?.function ?? strings.get(frames.function.get(row)),
      source: texts.get(key)?.trim() ?? '',
      peak: plus(known?.peak, peak, row),
      allocated: plus(known?.allocated, allocated, row),
      alive: plus(known?.alive, alive, row),
    });
  }
  return [...lines.values()].sort(
    (a, b) => b.peak.bytes - a.peak.bytes || b.allocated.bytes - a.allocated.bytes || a.line - b.line,
  );
}
