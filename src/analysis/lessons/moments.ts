/** What is where in the pictures of a lesson. */
import type { Address, Bytes } from '../../base/ids.js';
import type { FreeList, HeapPicture, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Lesson, LessonStep } from '../../events/lesson/lesson.js';

/** A step with the heap as it was before. */
export interface Moment {
  step: LessonStep;
  before: HeapPicture;
  after: HeapPicture;
}

export function momentsOf({ opening, steps }: Lesson): Moment[] {
  return steps.map((step, i) => ({ step, before: i === 0 ? opening : steps[i - 1]!.picture, after: step.picture }));
}

export function blocksOf({ areas }: HeapPicture): PictureBlock[] {
  return areas.flatMap(({ blocks }) => blocks);
}

/** The block that the byte at `address` belongs to. */
export function blockAt(picture: HeapPicture, address: Address): PictureBlock | undefined {
  return blocksOf(picture).find((block) => block.address <= address && address < block.address + block.size);
}

/** The block in use that the program knows by `payload`. */
export function usedBlock(picture: HeapPicture, payload: Address): PictureBlock | undefined {
  return blocksOf(picture).find((block) => !block.free && block.payload === payload);
}

export function freeWithin(picture: HeapPicture, from: Address, size: Bytes): PictureBlock[] {
  return blocksOf(picture).filter(
    (block) => block.free && block.address >= from && block.address + block.size <= from + size,
  );
}

/** The list that leads to the chunk at `address`, and the chunk's place in it, from 0 on. */
export function listWith(picture: HeapPicture, address: Address): { list: FreeList; place: number } | undefined {
  for (const list of picture.freeLists) {
    const place = list.chunks.findIndex((chunk) => chunk.address === address);
    if (place !== -1) return { list, place };
  }
  return undefined;
}

/** How a design keeps what is free: in one list, in several, in lists of each page, or not at all. */
export type Listing = 'one' | 'several' | 'pages' | 'none';

export function listingOf({ opening, steps }: Lesson): Listing {
  const lists = [opening, ...steps.map(({ picture }) => picture)].flatMap(({ freeLists }) => freeLists);
  if (lists.length === 0) return 'none';
  if (lists.some(({ page }) => page !== undefined)) return 'pages';
  return new Set(lists.map(({ name }) => name)).size === 1 ? 'one' : 'several';
}

/** "+48": how lessons write addresses. */
export function offset({ start }: Lesson, address: Address): string {
  return `+${address - start}`;
}
