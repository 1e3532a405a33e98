/** The free lists, each chunk with address and size, in the order in which they are linked. */
import type { FreeList } from '../../events/lesson/heap-picture.js';
import type { Lesson } from '../../events/lesson/lesson.js';
import { chunkText } from '../../analysis/lessons/questions.js';
import { offset } from '../../analysis/lessons/moments.js';
import { counted } from '../../base/format.js';
import type { Style } from '../style.js';
import { TIED, wrapped } from '../text/paragraph.js';

/** Chunks shown of one list. */
const MOST = 8;

export function freeListLines(lesson: Lesson, freeLists: readonly FreeList[], width: number, style: Style): string[] {
  if (freeLists.length === 0) return [];
  const names = freeLists.map((list) => nameOf(lesson, list));
  const label = Math.max(...names.map((name) => name.length)) + 2;
  return freeLists.flatMap((list, i) =>
    wrapped(chain(lesson, list), width - label).map(
      (line, n) => style.faint((n === 0 ? names[i]! : '').padEnd(label)) + line,
    ),
  );
}

function nameOf(lesson: Lesson, { name, page }: FreeList): string {
  return page === undefined ? name : `${offset(lesson, page)} ${name}`;
}

function chain(lesson: Lesson, { chunks, rover }: FreeList): string {
  if (chunks.length === 0) return '(empty)';
  const shown = chunks
    .slice(0, MOST)
    .map((chunk) => (chunk.address === rover ? '*' : '') + chunkText(lesson, chunk).replace(' ', TIED));
  const more = chunks.length - shown.length;
  return [...shown, ...(more > 0 ? [counted(more, 'more chunk').replaceAll(' ', TIED)] : [])].join(`${TIED}-> `);
}
