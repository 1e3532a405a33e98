/** Checks pages, their free lists and the queues of their owners (format.ts). */
import type { Address } from '../../../base/ids.js';
import type { BrokenInvariant } from '../contract.js';
import {
  BLOCK_SIZE,
  BUMP,
  END,
  FIRST_OF_WHOLE,
  FRAME,
  FREE,
  FULL,
  LINK,
  LOCAL_FREE,
  NEXT_PAGE,
  OWNER,
  PREVIOUS_PAGE,
  SEGMENT,
  START,
  USED,
} from './format.js';
import { eachRun, pagesOf, shiftOf, type SegmentView } from './runs.js';

/** What a page's header says of its blocks. */
export interface PageShape {
  start: Address;
  /** Blocks below it have been handed out at some time. */
  bump: Address;
  end: Address;
  size: number;
}

function broken(address: Address, message: string): BrokenInvariant {
  return { address, message };
}

/** The shape of a page, or undefined when its header makes no sense. */
export function shapeOf({ words }: SegmentView, page: Address): PageShape | undefined {
  const segment = page & -FRAME;
  const index = (page - segment) >> 6;
  const shift = shiftOf(words, segment);
  const from = segment + (index === 0 ? FIRST_OF_WHOLE : index << shift);
  const to = segment + ((index + 1) << shift);
  const start = words[(page + START) >> 2]!;
  const bump = words[(page + BUMP) >> 2]!;
  const end = words[(page + END) >> 2]!;
  const size = words[(page + BLOCK_SIZE) >> 2]!;
  const sound = size >= 16 && (start & 15) === 0 && from <= start && start <= bump && bump <= end && end <= to;
  return sound && (end - start) % size === 0 && (bump - start) % size === 0 ? { start, bump, end, size } : undefined;
}

/** A 1 for each block of the page that is in one of its free lists; or where the link lies that leads elsewhere. */
export function freeBlocksOf(view: SegmentView, page: Address, shape: PageShape): Uint8Array | Address {
  const { words } = view;
  const free = new Uint8Array((shape.bump - shape.start) / shape.size);
  const link = words[(page + LINK) >> 2]!;
  if (link < 0 || link >= shape.size || (link & 3) !== 0) return page + LINK;
  for (const list of [FREE, LOCAL_FREE]) {
    let from = page + list;
    for (let block = words[from >> 2]!; block !== 0; block = words[from >> 2]!) {
      const at = (block - shape.start) / shape.size;
      if (!Number.isInteger(at) || at < 0 || at >= free.length || free[at] === 1) return from;
      free[at] = 1;
      from = block + link;
    }
  }
  return free;
}

export function inspectPage(view: SegmentView, page: Address): BrokenInvariant | undefined {
  const shape = shapeOf(view, page);
  if (shape === undefined) return broken(page, "a page's header was overwritten");
  const free = freeBlocksOf(view, page, shape);
  if (typeof free === 'number')
    return broken(free, 'a free list of a page leads to no free block of it, or in a circle');
  const used = free.length - free.reduce((sum, one) => sum + one, 0);
  const counted = view.words[(page + USED) >> 2]!;
  if ((counted & ~FULL) !== used) return broken(page, `a page counts ${counted & ~FULL} blocks in use, not ${used}`);
  if (counted < 0 && used * shape.size !== shape.end - shape.start)
    return broken(page, 'a page counts as full but is not');
  return undefined;
}

/** The queue whose first page is in the word at `head` holds each page of `owner` that is not full once. */
export function inspectQueue(
  view: SegmentView,
  head: Address,
  owner: number,
  last?: Address,
): BrokenInvariant | undefined {
  const { words } = view;
  const waiting = waitingPages(view).get(owner) ?? new Set<Address>();
  let previous = 0;
  for (let page = words[head >> 2]!; page !== 0; page = words[(page + NEXT_PAGE) >> 2]!) {
    if (!waiting.delete(page)) return broken(page, 'a queue of pages has one twice, or one that is not its own');
    if (words[(page + PREVIOUS_PAGE) >> 2] !== previous)
      return broken(page, 'a back link of a queue of pages is wrong');
    previous = page;
  }
  if (last !== undefined && last !== previous) return broken(head, 'a queue of pages does not end where it should');
  return waiting.size === 0 ? undefined : broken([...waiting][0]!, 'a page with free blocks is in no queue');
}

const gathered = new WeakMap<SegmentView, Map<number, Set<Address>>>();

/** The pages that are not full, by owner. */
function waitingPages(view: SegmentView): Map<number, Set<Address>> {
  let pages = gathered.get(view);
  if (pages !== undefined) return pages;
  gathered.set(view, (pages = new Map()));
  const { words } = view;
  eachRun(view, ({ at, kind }) => {
    if (kind !== SEGMENT) return;
    for (const { page, taken } of pagesOf(view, at)) {
      const owner = words[(page + OWNER) >> 2]!;
      if (!taken || owner === 0 || words[(page + USED) >> 2]! < 0) continue;
      const of = pages.get(owner);
      if (of === undefined) pages.set(owner, new Set([page]));
      else of.add(page);
    }
  });
  return pages;
}
