/** The picture of an address space for people: areas, the resident map, walks through the page table, and who touched. */
import { counted, grouped, hex } from '../../base/format.js';
import { PAGE_STATES, type AreaPicture, type PagePicture, type WalkRecord } from '../../events/paging/page-picture.js';
import type { Style } from '../style.js';
import { paragraph } from '../text/paragraph.js';
import type { SourceExcerpts } from '../text/source-excerpt.js';
import { faultLines } from './fault-lines.js';

const CELLS = 64;
const MOST_LINES = 12;
/** Which state a cell of several pages shows: the first of these that one of them has. */
const PRECEDENCE = [PAGE_STATES.dirty, PAGE_STATES.clean, PAGE_STATES.swapped, PAGE_STATES.zero, PAGE_STATES.untouched];

export interface PagesTextOptions {
  style: Style;
  /** All processes of the run. */
  pids: readonly number[];
  width: number;
  excerpts: SourceExcerpts;
}

export function pagesText(picture: PagePicture, options: PagesTextOptions): string {
  const { style, pids } = options;
  const others = pids.filter((pid) => pid !== picture.pid);
  const lines = [
    ...(others.length === 0 ? [] : [`process ${picture.pid}; --pid shows another: ${others.join(', ')}`, '']),
    style.strong(
      `pages ${picture.moment}: ${counted(picture.faults, 'fault')} so far, ${counted(picture.resident, 'page')} resident`,
    ),
    '',
    ...picture.maps.trimEnd().split('\n'),
    '',
    style.strong('resident map'),
    `    ${PAGE_STATES.dirty} dirty   ${PAGE_STATES.clean} clean   ${PAGE_STATES.zero} the zero page   ${PAGE_STATES.swapped} in swap   ${PAGE_STATES.untouched} never touched, or gone`,
    ...picture.areas.flatMap((area) => areaLines(area, options)),
    ...picture.walks.flatMap((walk) => ['', ...walkLines(walk, style)]),
  ];
  if (picture.lines.length > 0) {
    lines.push('', style.strong('lines that caused the faults'));
    lines.push(...faultLines(picture.lines, MOST_LINES, options));
  }
  return `${lines.join('\n')}\n`;
}

function areaLines(area: AreaPicture, { width, style }: PagesTextOptions): string[] {
  const pages = (area.end - area.start) / 4096;
  const name = area.name === '' ? 'anonymous memory' : area.name;
  const facts = `${counted(pages, 'page')}, ${grouped(area.residentPages)} resident, ${counted(area.minorFaults, 'minor fault')}, ${grouped(area.majorFaults)} major`;
  const head = (more: string): string[] =>
    paragraph(`  ${hex(area.start)}  ${name}`, facts + more, width, (label) => label);
  if (area.residentPages + area.swappedPages === 0) return head('').map(style.faint);
  const perCell = pages <= CELLS * 4 ? 1 : Math.ceil(pages / CELLS / 4);
  const cells = cellsOf(area, perCell);
  const rows: string[] = [];
  for (let at = 0; at < cells.length; at += CELLS) rows.push(`    ${cells.slice(at, at + CELLS)}`);
  return [...head(perCell === 1 ? '' : `; a letter is ${counted(perCell, 'page')}`), ...rows];
}

function cellsOf({ pages }: AreaPicture, perCell: number): string {
  let cells = '';
  let present = new Set<string>();
  let filled = 0;
  const close = (): void => {
    cells += PRECEDENCE.find((state) => present.has(state)) ?? PAGE_STATES.untouched;
    present = new Set();
    filled = 0;
  };
  for (const [state, count] of pages) {
    for (let left = count; left > 0; ) {
      const part = Math.min(left, perCell - filled);
      present.add(state);
      filled += part;
      left -= part;
      if (filled === perCell) close();
    }
  }
  if (filled > 0) close();
  return cells;
}

function walkLines({ address, area, steps, offset, memoryAddress }: WalkRecord, style: Style): string[] {
  const lines = [style.strong(`walk to ${hex(address)}`) + (area === undefined ? ': in no area' : `: in ${area}`)];
  for (const { level, tableName, index, tableFrame, entryAddress, entry, bits, frame, swapSlot } of steps) {
    const leads =
      frame !== undefined ? `-> frame ${frame}` : swapSlot !== undefined ? `-> swap slot ${swapSlot}` : '-> nothing';
    lines.push(`    level ${level}  ${tableName} in frame ${tableFrame}, entry ${index} at ${hex(entryAddress)}`);
    lines.push(`             ${entry.replace(/(.{4})(?=.)/g, '$1_')} ${leads}`);
    if (bits.length > 0) lines.push(`             ${bits.join(', ')}`);
  }
  lines.push(
    memoryAddress === undefined
      ? '    the processor would fault here'
      : `    + offset ${hex(offset)} = memory address ${hex(memoryAddress)}`,
  );
  return lines;
}
