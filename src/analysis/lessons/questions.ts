/** What can be asked about a step, and whether an answer is right. */
import type { Address } from '../../base/ids.js';
import type { FreeChunk } from '../../events/lesson/heap-picture.js';
import type { Lesson } from '../../events/lesson/lesson.js';
import { blockAt, blocksOf, listingOf, listWith, offset, type Moment } from './moments.js';

export interface Question {
  /** What is asked for, in a word or two. */
  subject: string;
  /** Ends with what an answer looks like. */
  text: string;
  /** The right answer as lessons write it. */
  answer: string;
  /** Its numbers, addresses as offsets; none: NULL, or an empty list. */
  numbers: number[];
}

const LIST_SHAPE = 'address size, address size, ...';

export function questionsAbout(lesson: Lesson, moment: Moment): Question[] {
  const { step, after } = moment;
  if (step.operation.kind === 'malloc') {
    const questions = [addressQuestion(lesson, step.address)];
    if (listingOf(lesson) === 'one') questions.push(listQuestion(lesson, moment));
    else if (step.address !== 0) questions.push(sizeQuestion(moment));
    return questions;
  }
  const listing = listingOf(lesson);
  if (listing === 'one') return [listQuestion(lesson, moment)];
  if (listing === 'none') return [waitingQuestion(moment)];
  const chunk = step.address === 0 ? undefined : blockAt(after, step.address);
  if (chunk === undefined) return [];
  return listing === 'several' ? [chunkQuestion(lesson, chunk)] : frontQuestion(lesson, moment, chunk.address);
}

function addressQuestion(lesson: Lesson, address: Address): Question {
  const text = 'What does malloc return? (address, or NULL)';
  if (address === 0) return { subject: 'returns', text, answer: 'NULL', numbers: [] };
  return { subject: 'returns', text, answer: offset(lesson, address), numbers: [address - lesson.start] };
}

function listQuestion(lesson: Lesson, { after }: Moment): Question {
  const chunks = after.freeLists.flatMap((list) => list.chunks);
  return {
    subject: 'free list',
    text: `What is the free list afterwards? (${LIST_SHAPE})`,
    ...listAnswer(lesson, chunks),
  };
}

function sizeQuestion({ step, after }: Moment): Question {
  const { usable } = blocksOf(after).find(({ payload, free }) => !free && payload === step.address)!;
  return {
    subject: 'bytes to use',
    text: 'How many bytes may the program use there?',
    answer: String(usable),
    numbers: [usable],
  };
}

function chunkQuestion(lesson: Lesson, chunk: FreeChunk): Question {
  const text = 'Which free chunk is it part of afterwards? (address size)';
  return { subject: 'becomes part of', text, ...listAnswer(lesson, [chunk]) };
}

/** Nothing when its page has become free as a whole. */
function frontQuestion(lesson: Lesson, { after }: Moment, address: Address): Question[] {
  const list = listWith(after, address)?.list;
  if (list === undefined) return [];
  const text = 'Which two blocks, if there are two, come first in its list afterwards? (addresses)';
  const front = list.chunks.slice(0, 2).map((chunk) => chunk.address);
  const answer = front.map((first) => offset(lesson, first)).join(' ');
  return [{ subject: 'first two in its list', text, answer, numbers: front.map((first) => first - lesson.start) }];
}

function waitingQuestion({ after }: Moment): Question {
  const { free } = after.sums;
  return {
    subject: 'bytes in freed blocks',
    text: 'How many bytes lie in freed blocks afterwards?',
    answer: String(free),
    numbers: [free],
  };
}

function listAnswer(lesson: Lesson, chunks: readonly FreeChunk[]): Pick<Question, 'answer' | 'numbers'> {
  return {
    answer: chunks.length === 0 ? 'empty' : chunks.map((chunk) => chunkText(lesson, chunk)).join(' -> '),
    numbers: chunks.flatMap(({ address, size }) => [address - lesson.start, size]),
  };
}

/** "[+48 64]". */
export function chunkText(lesson: Lesson, { address, size }: FreeChunk): string {
  return `[${offset(lesson, address)} ${size}]`;
}

/** Words for no address and for no chunk. */
const NOTHING = /^(null|nil|none|empty|nothing|-1|\[\])$/i;
const NUMBER = /0x[0-9a-f]+|\d+/gi;

/** Numbers may be decimal or hexadecimal, addresses offsets or as the program sees them, with any signs between them. */
export function isRight(lesson: Lesson, { numbers }: Question, given: string): boolean {
  const text = given.trim();
  if (NOTHING.test(text)) return numbers.length === 0;
  const found = [...text.matchAll(NUMBER)].map(([word]) => Number(word));
  if (numbers.length === 0) return found.length === 1 && found[0] === 0;
  return found.length === numbers.length && found.every((number, i) => sameNumber(lesson, number, numbers[i]!));
}

/** No offset of a lesson is as large as an address. */
function sameNumber({ start }: Lesson, given: number, right: number): boolean {
  return given === right || given === start + right;
}
