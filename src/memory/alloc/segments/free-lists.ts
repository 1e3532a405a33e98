/** The free lists of a heap of segments (format.ts): those of each page, and the free frames bin by bin. */
import type { Address, Bytes } from '../../../base/ids.js';
import type { FreeChunk, FreeList } from '../../../events/lesson/heap-picture.js';
import { linkedFrom } from '../linked-chunks.js';
import { BINS, FRAME, FREE, LINK, LOCAL_FREE, NEXT_RUN, OWNER, RUN_BINS, RUN_FRAMES, SEGMENT } from './format.js';
import { shapeOf } from './inspect-pages.js';
import { eachRun, pagesOf, type SegmentView } from './runs.js';

/** `hidden`: as for a walk. What a page has never handed out is a list of one, though no link leads there. */
export function freeListsOf(view: SegmentView, hidden: number = 0): FreeList[] {
  if (view.base === 0) return [];
  const lists: FreeList[] = [];
  eachRun(view, ({ at, kind }) => {
    if (kind !== SEGMENT) return;
    for (const { page, taken } of pagesOf(view, at)) {
      const owner = view.words[(page + OWNER) >> 2]!;
      if (taken && owner !== 0 && owner !== hidden) lists.push(...listsOfPage(view, page));
    }
  });
  const runs = Array.from({ length: BINS }, (_, bin) => runsInBin(view, bin)).flat();
  if (runs.length > 0) lists.push({ name: 'free frames', chunks: runs });
  return lists;
}

function runsInBin({ words, base }: SegmentView, bin: number): FreeChunk[] {
  const runs = linkedFrom(words, words[(base + RUN_BINS + 4 + 4 * bin) >> 2]!, NEXT_RUN);
  return runs.map((address) => ({ address, size: words[(address + RUN_FRAMES) >> 2]! * FRAME }));
}

function listsOfPage(view: SegmentView, page: Address): FreeList[] {
  const { words } = view;
  const shape = shapeOf(view, page);
  if (shape === undefined) return [];
  const { start, bump, end, size } = shape;
  const linked = (head: number): FreeChunk[] =>
    sized(linkedFrom(words, words[(page + head) >> 2]!, words[(page + LINK) >> 2]!), size);
  return [
    { name: `free of ${size}`, page: start, chunks: linked(FREE) },
    { name: `local free of ${size}`, page: start, chunks: linked(LOCAL_FREE) },
    { name: 'never used', page: start, untouched: true, chunks: sized(bump < end ? [bump] : [], end - bump) },
  ].filter(({ chunks }) => chunks.length > 0);
}

function sized(addresses: readonly Address[], size: Bytes): FreeChunk[] {
  return addresses.map((address) => ({ address, size }));
}
