/**
 * Checks runs, segments and pages (format.ts). Bounded on any memory contents: runs are visited upward, a list of free
 * blocks at most as far as its page has blocks, a bin as far as there are free runs.
 */
import type { Address } from '../../../base/ids.js';
import type { BrokenInvariant } from '../contract.js';
import {
  BINS,
  EXACT_BINS,
  FRAME,
  FREE_ENDS,
  FREE_RUN,
  HEADS,
  KIND,
  MAPPED,
  NEXT_RUN,
  OWNER,
  PARTIAL,
  PAYLOAD,
  PREVIOUS_RUN,
  RUN_BINS,
  RUN_FRAMES,
  SEGMENT,
  SMALL_PAGE,
  SMALL_PAGES,
  USED_PAGES,
  WHOLE_PAGE,
} from './format.js';
import { inspectPage } from './inspect-pages.js';
import { bit, eachRun, pagesOf, shiftOf, type SegmentView } from './runs.js';

function broken(address: Address, message: string): BrokenInvariant {
  return { address, message };
}

/** The O(1) part: the summary of the bins. */
export function checkBins({ words, base }: SegmentView): BrokenInvariant | undefined {
  let summary = 0;
  for (let bin = 0; bin < BINS; bin++) if (words[(base + RUN_BINS + 4 + 4 * bin) >> 2] !== 0) summary |= 1 << bin;
  return summary === words[(base + RUN_BINS) >> 2]
    ? undefined
    : broken(base + RUN_BINS, 'the bitmap of the bins contradicts the bins');
}

/** The O(heap) part, but for the design's queues. */
export function inspectSegments(view: SegmentView): BrokenInvariant | undefined {
  const { words } = view;
  let free = 0;
  let partial = 0;
  let found: BrokenInvariant | undefined;
  let freeBefore = -1;
  const runs = eachRun(view, ({ at, kind, end }) => {
    if (kind === FREE_RUN) {
      free++;
      if (freeBefore === at && bit(view, MAPPED, at) === bit(view, MAPPED, at - FRAME))
        found = broken(at, 'two free runs of frames are not joined');
      else if (words[(end - 4) >> 2] !== words[(at + RUN_FRAMES) >> 2])
        found = broken(end - 4, 'the length at the end of a free run differs from its header');
      else if (!bit(view, FREE_ENDS, at) || !bit(view, FREE_ENDS, end - FRAME))
        found = broken(at, 'the bitmap of free runs misses one');
      freeBefore = end;
    } else if (bit(view, FREE_ENDS, at)) found = broken(at, 'the bitmap of free runs has one that is in use');
    else if (kind === SEGMENT) {
      found = inspectSegment(view, at);
      if (shiftOf(words, at) === SMALL_PAGE && words[(at + USED_PAGES) >> 2] !== (1 << SMALL_PAGES) - 1) partial++;
    } else {
      const payload = words[(at + PAYLOAD) >> 2]!;
      if (payload <= at || payload > at + FRAME || payload > end) found = broken(at, "a large block's header is wrong");
    }
    return found === undefined;
  });
  return found ?? runs ?? inspectBins(view, free) ?? inspectPartial(view, partial);
}

function inspectSegment(view: SegmentView, segment: Address): BrokenInvariant | undefined {
  const shift = shiftOf(view.words, segment);
  if (shift !== SMALL_PAGE && shift !== WHOLE_PAGE) return broken(segment, "a segment's header was overwritten");
  for (const { page, taken } of pagesOf(view, segment)) {
    if (!taken || view.words[(page + OWNER) >> 2] === 0) continue;
    const found = inspectPage(view, page);
    if (found) return found;
  }
  return undefined;
}

function inspectBins(view: SegmentView, free: number): BrokenInvariant | undefined {
  const { words, base } = view;
  let seen = 0;
  for (let bin = 0; bin < BINS; bin++) {
    let link = base + RUN_BINS + 4 + 4 * bin - NEXT_RUN;
    for (let run = words[(link + NEXT_RUN) >> 2]!; run !== 0; run = words[(run + NEXT_RUN) >> 2]!) {
      if (++seen > free) return broken(run, 'the bins hold more runs than the heap (a cycle or a stray link)');
      if (!isRun(view, run, FREE_RUN)) return broken(link + NEXT_RUN, 'a link of a bin leads to no free run');
      const frames = words[(run + RUN_FRAMES) >> 2]!;
      if (bin !== (frames < EXACT_BINS ? frames : EXACT_BINS + 27 - Math.clz32(frames)))
        return broken(run, `a run of ${frames} frames is in bin ${bin}`);
      if (words[(run + PREVIOUS_RUN) >> 2] !== link) return broken(run + PREVIOUS_RUN, 'a back link of a bin is wrong');
      link = run;
    }
  }
  return seen === free ? undefined : broken(base, `the heap has ${free} free runs but the bins ${seen}`);
}

function inspectPartial(view: SegmentView, partial: number): BrokenInvariant | undefined {
  const { words, base } = view;
  let seen = 0;
  let link = base + PARTIAL - NEXT_RUN;
  for (let segment = words[(base + PARTIAL) >> 2]!; segment !== 0; segment = words[(segment + NEXT_RUN) >> 2]!) {
    if (++seen > partial) return broken(segment, 'the list of segments is longer than the heap has segments');
    if (!isRun(view, segment, SEGMENT)) return broken(link + NEXT_RUN, 'a link leads to no segment');
    if (words[(segment + PREVIOUS_RUN) >> 2] !== link) return broken(segment, 'a back link of a segment is wrong');
    link = segment;
  }
  return seen === partial ? undefined : broken(base + PARTIAL, `${partial} segments have pages to give, not ${seen}`);
}

function isRun(view: SegmentView, at: Address, kind: number): boolean {
  return at > 0 && at % FRAME === 0 && at + FRAME <= view.words.length * 4 && bit(view, HEADS, at)
    ? view.words[(at + KIND) >> 2] === kind
    : false;
}
