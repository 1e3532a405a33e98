/** Shows a heap of segments (format.ts) block by block, as far as it makes sense. */
import type { Address } from '../../../base/ids.js';
import type { HeapBlock } from '../contract.js';
import { FIRST_OF_SMALL, FREE_RUN, LARGE, OWNER, PAYLOAD, SMALL_PAGE } from './format.js';
import { freeBlocksOf, shapeOf } from './inspect-pages.js';
import { eachRun, pagesOf, shiftOf, type SegmentView } from './runs.js';

/** `hidden`: owner of pages whose blocks are not the program's. */
export function walkSegments(view: SegmentView, visit: (block: HeapBlock) => boolean | void, hidden: number = 0): void {
  if (view.base === 0) return;
  const { words } = view;
  const block: HeapBlock = { address: 0, size: 0, payload: 0, usable: 0, free: false };

  const show = (address: Address, end: Address, payload: Address, free: boolean): boolean => {
    block.address = address;
    block.size = end - address;
    block.payload = payload;
    block.free = free;
    block.usable = free ? 0 : end - payload;
    return visit(block) !== false;
  };

  const showPage = (page: Address): boolean => {
    const shape = shapeOf(view, page);
    if (shape === undefined) return false;
    const free = freeBlocksOf(view, page, shape);
    if (typeof free === 'number') return false;
    for (let n = 0; n < free.length; n++) {
      const at = shape.start + n * shape.size;
      if (!show(at, at + shape.size, at, free[n] === 1)) return false;
    }
    return shape.bump === shape.end || show(shape.bump, shape.end, shape.bump, true);
  };

  eachRun(view, ({ at, kind, end }) => {
    if (kind === FREE_RUN) return show(at, end, at, true);
    if (kind === LARGE) return show(at, end, words[(at + PAYLOAD) >> 2]!, false);
    const small = shiftOf(words, at) === SMALL_PAGE;
    for (const { page, taken } of pagesOf(view, at)) {
      const owner = words[(page + OWNER) >> 2]!;
      if (taken) {
        if (owner !== 0 && owner !== hidden && !showPage(page)) return false;
      } else if (small) {
        const index = (page - at) >> 6;
        const from = index === 0 ? at + FIRST_OF_SMALL : at + (index << SMALL_PAGE);
        if (!show(from, at + ((index + 1) << SMALL_PAGE), from, true)) return false;
      }
    }
    return true;
  });
}
