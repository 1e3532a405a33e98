/** One workload on several allocators, as a table, and what to see in it. */
import { figuresOf } from '../../analysis/lessons/figures.js';
import { counted, grouped } from '../../base/format.js';
import type { LessonOutcome, SideBySide } from '../../events/lesson/lesson.js';
import type { Style } from '../style.js';
import { TIED, wrapped } from '../text/paragraph.js';
import { textTable } from '../text/table.js';

/** @param title what the workload is */
export function sideBySideLines(
  title: string,
  { request, outcomes }: SideBySide,
  width: number,
  style: Style,
): string[] {
  const columns = [
    { head: ['allocator'], align: 'left' as const },
    { head: ['foot-', 'print'] },
    { head: ['inter-', 'nal'] },
    { head: ['free', 'bytes'] },
    { head: ['pieces'] },
    { head: ['largest'] },
    { head: ['exter-', 'nal'] },
    { head: ['un-', 'usable'] },
    { head: [short(request), 'more'] },
  ];
  const rows = outcomes.map(({ design, before, grew }) => {
    const { internal, external } = figuresOf(before);
    return [
      design,
      short(before.footprint),
      percent(internal),
      short(before.free),
      grouped(before.freeBlocks),
      short(before.largestFree),
      percent(external),
      before.unusable.toFixed(2),
      ending(grew),
    ];
  });
  return [
    '',
    style.strong(title),
    ...textTable(columns, rows, style.faint),
    '',
    ...wrapped(meaning(request), width),
    ...wrapped(observations(outcomes, request).join(' ').replaceAll(' %', `${TIED}%`), width),
  ];
}

function meaning(request: number): string {
  return `Before the last request: internal is the share of the bytes handed out that nobody asked for, external the share of the free bytes that are not in the largest piece, unusable the share in pieces smaller than ${grouped(request)}. The last column is what the request does to the footprint.`;
}

function observations(outcomes: readonly LessonOutcome[], request: number): string[] {
  const said: string[] = [];
  const stuck = outcomes.find(({ before, grew }) => before.free >= request && grew !== 0);
  if (stuck !== undefined) {
    const { free, freeBlocks, largestFree } = stuck.before;
    said.push(
      `${stuck.design} has ${counted(free, 'free byte')} and still cannot serve ${grouped(request)} from them: none of its ${counted(freeBlocks, 'piece')} has more than ${grouped(largestFree)}.`,
    );
  }
  const byFootprint = outcomes.toSorted((a, b) => a.before.footprint - b.before.footprint);
  const [least, most] = [byFootprint[0]!, byFootprint.at(-1)!];
  if (least.before.footprint < most.before.footprint)
    said.push(
      `${most.design} holds ${(most.before.footprint / least.before.footprint).toFixed(1)} times as much memory as ${least.design}.`,
    );
  const wasteful = outcomes.toSorted((a, b) => figuresOf(b.before).internal - figuresOf(a.before).internal)[0]!;
  said.push(`Most is lost inside of blocks by ${wasteful.design}: ${percent(figuresOf(wasteful.before).internal)}.`);
  return said;
}

/** Bytes in at most seven characters; what has more is told in KiB. */
function short(bytes: number): string {
  return bytes < 1e6 ? grouped(bytes) : `${grouped(Math.round(bytes / 1024))}k`;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

function ending(grew: LessonOutcome['grew']): string {
  if (grew === undefined) return 'fails';
  return grew === 0 ? 'fits' : `+${short(grew)}`;
}
