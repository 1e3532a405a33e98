/** What happened in a step and why, in sentences. All of it is read off the heap before and after, and off the counters. */
import { counted, grouped } from '../../base/format.js';
import type { Bytes } from '../../base/ids.js';
import type { FreeList, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Lesson } from '../../events/lesson/lesson.js';
import { choiceOf } from './choice.js';
import { explainFree } from './explain-free.js';
import { blockAt, freeWithin, listWith, offset, usedBlock, type Moment } from './moments.js';

export function explainStep(lesson: Lesson, moment: Moment): string {
  const { operation } = moment.step;
  const sentences =
    operation.kind === 'free' ? explainFree(lesson, moment) : explainMalloc(lesson, moment, operation.size);
  return sentences.join(' ');
}

function explainMalloc(lesson: Lesson, moment: Moment, asked: Bytes): string[] {
  const { step, after } = moment;
  const rounding = roundingOf(lesson, asked, step.need);
  if (step.address === 0) return [rounding, failure(moment)];
  const block = usedBlock(after, step.address)!;
  return [rounding, ...origin(lesson, moment, block)];
}

function roundingOf({ format: { header } }: Lesson, asked: Bytes, need: Bytes): string {
  const bytes = counted(asked, 'byte');
  if (header > 0) return `${bytes} and a header of ${header} need a chunk of ${grouped(need)}.`;
  return asked === need ? `${bytes} need no rounding.` : `${bytes} are rounded up to ${grouped(need)}.`;
}

function failure({ step: { need, coalesces }, before, after }: Moment): string {
  const joined = coalesces === 0 ? '' : `Free neighbours are joined first (${counted(coalesces, 'join')}). `;
  const { free, freeBlocks, largestFree } = (coalesces === 0 ? before : after).sums;
  if (free === 0) return 'Nothing is free, and there is no more memory.';
  if (largestFree < need && freeBlocks > 1)
    return `${joined}${counted(free, 'byte')} are free, but in ${grouped(freeBlocks)} pieces, the largest of ${grouped(largestFree)}.`;
  if (largestFree < need) return `${joined}Only ${counted(free, 'byte')} are free.`;
  const { freeLists } = before;
  if (freeLists.some(({ page }) => page !== undefined))
    return `${counted(free, 'byte')} are free, but in pages of other sizes, and there is no more memory.`;
  const chunk = `A free chunk of ${counted(largestFree, 'byte')} is large enough, but`;
  return freeLists.length === 0
    ? `${chunk} no list leads to it, and there is no room behind the last block.`
    : `${chunk} the search does not come to it, and there is no more memory.`;
}

function origin(lesson: Lesson, moment: Moment, block: PictureBlock): string[] {
  const { step, before, after } = moment;
  if (step.coalesces > 0)
    return [
      `No free chunk is large enough, so that free neighbours are joined first (${counted(step.coalesces, 'join')}); then the chunk at ${offset(lesson, block.address)} is there.`,
    ];
  const from = blockAt(before, block.address);
  if (from === undefined || !from.free) return [fresh(moment)];
  const listed = listWith(before, from.address) ?? listWith(before, block.address);
  if (listed?.list.page !== undefined) {
    const { list, place } = listed;
    return [fromPage(lesson, list, place)];
  }
  if (listed === undefined) return [newPage(lesson, moment, block)];
  const inside = freeWithin(after, from.address, from.size).map(({ size }) => size);
  return [...searched(moment), `${choiceOf(lesson, moment, from)}; ${division(step.need, from, block, inside)}.`];
}

/** In memory that no block had before. */
function fresh({ before, after }: Moment): string {
  const grown = after.sums.footprint - before.sums.footprint;
  if (grown > 0) return `Nothing free serves, so that the heap gets ${counted(grown, 'more byte')}.`;
  const { free } = before.sums;
  const place = 'It is laid behind the last block';
  return free === 0 ? `${place}.` : `${place}; the ${counted(free, 'byte')} in freed blocks are not used again.`;
}

function fromPage(lesson: Lesson, { name, page, untouched }: FreeList, place: number): string {
  const where = `the page at ${offset(lesson, page!)}`;
  if (untouched) return `No freed block waits in ${where}, so that more blocks are cut from what it never used.`;
  if (name.startsWith('local'))
    return `The free list of ${where} is empty, so that its local free list takes its place.`;
  return `It is ${place === 0 ? 'the first' : `number ${place + 1}`} in the free list of ${where}.`;
}

function newPage(lesson: Lesson, { after }: Moment, block: PictureBlock): string {
  const area = after.areas.find(({ from, to }) => from <= block.address && block.address < to)!;
  const blocks = Math.floor(area.blocks.reduce((sum, { size }) => sum + size, 0) / block.size);
  const page = `the page at ${offset(lesson, area.from)}`;
  return blocks === 1
    ? `Blocks of that size have no page in common: it gets ${page} for itself.`
    : `No page has a free block of ${grouped(block.size)}, so that ${page} is cut into ${grouped(blocks)} of them.`;
}

function searched({ step: { looked }, before }: Moment): string[] {
  const free = before.freeLists.reduce((sum, { chunks }) => sum + chunks.length, 0);
  if (looked === 0 || (free === 1 && looked === 1)) return [];
  if (looked > free) return [`The search takes ${counted(looked, 'step')}.`];
  return [`Of ${counted(free, 'free chunk')} ${grouped(looked)} ${looked === 1 ? 'is' : 'are'} looked at.`];
}

/** What becomes of the free chunk `from`. `rests`: what of it is still free. */
function division(need: Bytes, from: PictureBlock, block: PictureBlock, rests: readonly Bytes[]): string {
  if (rests.length === 0)
    return block.size === need
      ? 'it fits exactly'
      : `all of it is taken, ${grouped(block.size - need)} bytes more than needed, too few to split off`;
  const stay = rests.map(grouped).join(' + ');
  const where = block.address === from.address ? '' : ' from its end';
  return `it is split: ${grouped(block.size)} are taken${where}, ${stay} stay free`;
}
