/** The same workload on several allocators, as a table. */
import { figuresOf } from '../../analysis/lessons/figures.js';
import { grouped } from '../../base/format.js';
import type { LessonOutcome, SideBySide } from '../../events/lesson/lesson.js';
import type { Style } from '../style.js';
import { wrapped } from '../text/paragraph.js';
import { textTable } from '../text/table.js';

export function sideBySideLines({ blocks, request, outcomes }: SideBySide, width: number, style: Style): string[] {
  const columns = [
    { head: ['allocator'], align: 'left' as const },
    { head: ['footprint'] },
    { head: ['internal'] },
    { head: ['free', 'bytes'] },
    { head: ['pieces'] },
    { head: ['largest'] },
    { head: ['external'] },
    { head: ['un-', 'usable'] },
    { head: [`${grouped(request)} more`], align: 'left' as const },
  ];
  const rows = outcomes.map(({ design, before, grew }) => {
    const { internal, external } = figuresOf(before);
    return [
      design,
      grouped(before.footprint),
      `${(100 * internal).toFixed(1)}${PERCENT}`,
      grouped(before.free),
      grouped(before.freeBlocks),
      grouped(before.largestFree),
      `${(100 * external).toFixed(1)}${PERCENT}`,
      before.unusable.toFixed(2),
      ending(grew),
    ];
  });
  return [
    '',
    style.strong(`The same with ${grouped(blocks)} blocks, side by side, each heap as large as it likes`),
    ...textTable(columns, rows, style.faint),
    ...wrapped(
      `Before the last request: internal is the share of the bytes handed out that nobody asked for, external the share of the free bytes outside of the largest piece, unusable the share in pieces smaller than ${grouped(request)}.`,
      width,
    ),
  ];
}

const PERCENT = ' %';

function ending(grew: LessonOutcome['grew']): string {
  if (grew === undefined) return 'fails';
  return grew === 0 ? 'fits' : `+${grouped(grew)}`;
}
