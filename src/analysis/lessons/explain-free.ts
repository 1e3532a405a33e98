/** What becomes of a freed block. */
import { counted, grouped } from '../../base/format.js';
import type { PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Lesson } from '../../events/lesson/lesson.js';
import { blockAt, freeWithin, listingOf, listWith, offset, usedBlock, type Moment } from './moments.js';

export function explainFree(lesson: Lesson, moment: Moment): string[] {
  const { step, before, after } = moment;
  if (step.address === 0) return ['That allocation had failed, and free(NULL) does nothing.'];
  const block = usedBlock(before, step.address)!;
  const now = blockAt(after, block.address);
  if (after.sums.footprint < before.sums.footprint) return ['Its memory goes back to where the heap got it from.'];
  if (now === undefined) return ['It was the last block, and the next one begins where it began.'];
  const listed = listWith(after, now.address);
  if (listed === undefined && freeLists(lesson))
    return [
      `It was the last used block of its page: the page of ${grouped(now.size)} bytes is free for blocks of any size.`,
    ];
  if (listed === undefined) return ['It is marked as free and no more: no list leads to it.'];
  return [neighbours(lesson, moment, block, now), place(lesson, moment, now)];
}

function freeLists(lesson: Lesson): boolean {
  return listingOf(lesson) !== 'none';
}

function neighbours(lesson: Lesson, { before, after }: Moment, block: PictureBlock, now: PictureBlock): string {
  const joined = freeWithin(before, now.address, now.size);
  const chunk = (one: PictureBlock): string => `${offset(lesson, one.address)} with ${grouped(one.size)} bytes`;
  if (joined.length > 0 && lesson.format.sizes === 'powers') {
    const order = joined.sort((a, b) => a.size - b.size).map((one) => `the buddy at ${chunk(one)}`);
    return `It is merged with ${order.join(', then with ')}: one block of ${grouped(now.size)} at ${offset(lesson, now.address)}.`;
  }
  if (joined.length > 0) {
    const sides = joined.map(
      (one) => `the free chunk ${one.address < block.address ? 'before' : 'behind'} it (${chunk(one)})`,
    );
    return `It is joined with ${sides.join(' and ')}: one chunk of ${grouped(now.size)} at ${offset(lesson, now.address)}.`;
  }
  if (lesson.format.sizes === 'powers') return buddy(lesson, after, block);
  if (listingOf(lesson) === 'pages') return '';
  const beside = [blockAt(after, block.address - 1), blockAt(after, block.address + block.size)];
  const free = beside.filter((one) => one?.free === true);
  return free.length === 0
    ? 'Nothing beside it is free, so that it stays a chunk of its own.'
    : `There ${free.length === 1 ? 'is a free chunk' : 'are free chunks'} beside it, but they are not joined now.`;
}

function buddy(lesson: Lesson, after: Moment['after'], block: PictureBlock): string {
  const address = lesson.start + ((block.address - lesson.start) ^ block.size);
  const other = blockAt(after, address);
  const where = `Its buddy at ${offset(lesson, address)}`;
  if (other === undefined) return `${where} is the heap's own, so that nothing is merged.`;
  if (!other.free) return `${where} is in use, so that nothing is merged.`;
  if (other.size < block.size) return `${where} is split, so that nothing is merged.`;
  return `${where} is free too; they are not merged yet.`;
}

function place(lesson: Lesson, { step: { looked }, after }: Moment, now: PictureBlock): string {
  const { list, place } = listWith(after, now.address)!;
  const listing = listingOf(lesson);
  const way = looked === 0 ? '' : ` It takes ${counted(looked, 'step')} to find that place.`;
  if (listing === 'one') {
    const { length } = list.chunks;
    return length === 1
      ? 'The free list has only this chunk.'
      : `It is number ${place + 1} of ${length} in the list.${way}`;
  }
  const of = list.page === undefined ? '' : ` of the page at ${offset(lesson, list.page)}`;
  return `It is ${place === 0 ? 'first' : `number ${place + 1}`} in "${list.name}"${of}.${way}`;
}
