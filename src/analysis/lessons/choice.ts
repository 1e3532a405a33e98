/** Why of all free chunks just this one served: what is said holds of the chunks as they were. */
import { grouped } from '../../base/format.js';
import type { FreeChunk, FreeList, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Lesson } from '../../events/lesson/lesson.js';
import { listWith, offset, type Moment } from './moments.js';

interface Choice {
  chosen: FreeChunk;
  /** The list that it was in, in the order of a search. */
  searched: readonly FreeChunk[];
  /** Free chunks of all lists that are large enough. */
  fitting: readonly FreeChunk[];
}

interface Reason {
  holds(choice: Choice): boolean;
  words: string;
}

const ONLY: Reason = { holds: ({ fitting }) => fitting.length === 1, words: 'the only one that is large enough' };
const SMALLEST: Reason = {
  holds: ({ chosen, fitting }) => fitting.every(({ size }) => size >= chosen.size),
  words: 'the smallest that is large enough',
};
const LARGEST: Reason = {
  holds: ({ chosen, fitting }) => fitting.every(({ size }) => size <= chosen.size),
  words: 'the largest',
};
const isFirst = ({ chosen, searched, fitting }: Choice): boolean =>
  searched.find((chunk) => fitting.includes(chunk)) === chosen;
const FIRST: Reason = { holds: isFirst, words: 'the first in the list that is large enough' };
const NEXT: Reason = { holds: isFirst, words: 'the first that is large enough from where the last search ended' };

/** By the allocator's name; others take what is smallest as far as they can see. */
const REASONS: Readonly<Record<string, readonly Reason[]>> = {
  'first-fit': [ONLY, FIRST],
  'next-fit': [ONLY, NEXT],
  'worst-fit': [ONLY, LARGEST],
};
const OTHERS: readonly Reason[] = [ONLY, SMALLEST];

/** "The chunk at +96 with 128 bytes is the smallest that is large enough". */
export function choiceOf(lesson: Lesson, { step: { need }, before }: Moment, from: PictureBlock): string {
  const what = `The free chunk at ${offset(lesson, from.address)} with ${grouped(from.size)} bytes`;
  const listed = listWith(before, from.address)!;
  const searched = inSearchOrder(listed.list);
  const choice: Choice = {
    chosen: listed.list.chunks[listed.place]!,
    searched,
    fitting: before.freeLists.flatMap(({ chunks }) => chunks.filter(({ size }) => size >= need)),
  };
  const reasons = REASONS[lesson.allocator] ?? OTHERS;
  const reason = reasons.find(({ holds }) => holds(choice));
  if (reason !== undefined) return `${what} is ${reason.words}`;
  return `${what} serves, from "${listed.list.name}"`;
}

function inSearchOrder({ chunks, rover }: FreeList): readonly FreeChunk[] {
  const at = chunks.findIndex(({ address }) => address === rover);
  return at <= 0 ? chunks : [...chunks.slice(at), ...chunks.slice(0, at)];
}
