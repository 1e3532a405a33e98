/**
 * Runs and pages by their headers (format.ts), for walks and checks. Bounded on any memory contents: runs are visited
 * upward, by the bitmap of their starts.
 */
import type { Address } from '../../../base/ids.js';
import type { BrokenInvariant } from '../contract.js';
import {
  FRAME,
  FRAME_LOG,
  FRAMES,
  FREE_RUN,
  HEADS,
  KIND,
  LARGE,
  RUN_FRAMES,
  SHIFT,
  SMALL_PAGES,
  USED_PAGES,
  WHOLE_PAGE,
} from './format.js';

export interface SegmentView {
  words: Int32Array;
  /** Address of the first segment; 0 before the first allocation. */
  base: Address;
}

export interface Run {
  at: Address;
  kind: number;
  /** Behind its last frame. */
  end: Address;
}

/** Bit of a frame in one of the bitmaps. */
export function bit({ words, base }: SegmentView, map: number, frame: Address): boolean {
  const index = frame >>> FRAME_LOG;
  return ((words[(base + map + ((index >>> 5) << 2)) >> 2]! >>> (index & 31)) & 1) === 1;
}

/** The runs upward, as far as their headers make sense; the result says where they do not. */
export function eachRun(view: SegmentView, visit: (run: Run) => boolean | void): BrokenInvariant | undefined {
  const { words, base } = view;
  const limit = words.length * 4;
  const run: Run = { at: 0, kind: 0, end: 0 };
  for (let index = 0; index < FRAMES; index++) {
    if ((index & 31) === 0 && words[(base + HEADS + (index >>> 3)) >> 2] === 0) {
      index += 31;
      continue;
    }
    const at = index * FRAME;
    if (!bit(view, HEADS, at)) continue;
    if (at < run.end) return overwritten(at, 'two runs of frames overlap');
    if (at >= limit) return overwritten(base + HEADS, 'the bitmap of runs shows one beyond the memory');
    run.at = at;
    run.kind = words[(at + KIND) >> 2]!;
    const frames = words[(at + RUN_FRAMES) >> 2]!;
    if (run.kind < FREE_RUN || run.kind > LARGE || frames < 1 || frames > (limit - at) / FRAME)
      return overwritten(at, 'the header of a run of frames was overwritten');
    run.end = at + frames * FRAME;
    if (visit(run) === false) return undefined;
  }
  return undefined;
}

/** Headers of the taken pages of a segment, whether they have an owner or not. */
export function* pagesOf({ words }: SegmentView, segment: Address): Generator<{ page: Address; taken: boolean }> {
  const pages = shiftOf(words, segment) === WHOLE_PAGE ? 1 : SMALL_PAGES;
  const used = words[(segment + USED_PAGES) >> 2]!;
  for (let p = 0; p < pages; p++) yield { page: segment + 64 * p, taken: ((used >> p) & 1) === 1 };
}

export function shiftOf(words: Int32Array, run: Address): number {
  return words[(run + SHIFT) >> 2]! & 255;
}

function overwritten(address: Address, message: string): BrokenInvariant {
  return { address, message };
}
