/**
 * A heap drawn to scale, a line for each area:
 *
 *       +0 |##0##|###1###::|.......96.......|
 *
 * A column stands for as many bytes in all lines of a lesson, and shows the block that its first byte is of. A block begins
 * with a bar; `#` is asked for, `:` handed out beyond that, `.` free, and blank is not handed out yet. Pointers' numbers
 * stand in their blocks, sizes in free ones, where there is room. Of blocks smaller than a column only `#` or `.` is shown:
 * what more of the column's bytes are. The end of a page that is not cut into blocks yet is not drawn but told.
 */
import { grouped } from '../../base/format.js';
import type { Address, Bytes } from '../../base/ids.js';
import type { HeapArea, HeapPicture, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Style } from '../style.js';

const MARGIN = 9;
const MOST_COLUMNS = 68;
const LEAST_SCALE = 8;

export const MAP_LEGEND = '| a block begins   # asked for   : handed out besides   . free';

/** Bytes of a column: a power of two, so that the longest area of all pictures fits. */
export function scaleOf(pictures: readonly HeapPicture[]): Bytes {
  let scale = LEAST_SCALE;
  for (const picture of pictures) {
    for (const area of picture.areas) {
      const rest = unusedRest(area);
      const room = MOST_COLUMNS - restText(rest).length;
      while ((endOf(area, rest) - area.from) / scale > room) scale *= 2;
    }
  }
  return scale;
}

export function heapMap(picture: HeapPicture, start: Address, scale: Bytes, style: Style): string[] {
  if (picture.areas.length === 0) return [`${' '.repeat(MARGIN)}(nothing yet)`];
  return picture.areas.map((area) => {
    const rest = unusedRest(area);
    const line = `${areaCells(area, endOf(area, rest), scale)}|`;
    const place = `+${area.from - start}`.padStart(MARGIN - 1);
    return `${style.faint(place)} ${painted(line, style)}${style.faint(restText(rest))}`;
  });
}

function unusedRest({ blocks }: HeapArea): PictureBlock | undefined {
  const last = blocks.at(-1);
  return last?.untouched ? last : undefined;
}

function endOf({ to }: HeapArea, rest: PictureBlock | undefined): Address {
  return rest?.address ?? to;
}

function restText(rest: PictureBlock | undefined): string {
  return rest === undefined ? '' : ` ${grouped(rest.size)} unused`;
}

function areaCells({ from, blocks }: HeapArea, to: Address, scale: Bytes): string {
  const cells = Array<string>(Math.ceil((to - from) / scale)).fill(' ');
  const used = new Float64Array(cells.length);
  for (const block of blocks) {
    if (block.address >= to) continue;
    const first = Math.ceil((block.address - from) / scale);
    const end = Math.ceil((block.address + block.size - from) / scale);
    if (end - first >= 2) drawWide(cells, block, first, end, (column) => from + column * scale);
    else if (end > first) cells[first] = block.free ? '.' : '#';
    else if (!block.free) {
      used[first - 1]! += block.size;
      if (cells[first - 1] === '.' && used[first - 1]! * 2 >= scale) cells[first - 1] = '#';
    }
  }
  return cells.join('');
}

/** A bar, what fills it, and its label. */
function drawWide(
  cells: string[],
  block: PictureBlock,
  first: number,
  end: number,
  addressOf: (column: number) => Address,
): void {
  cells[first] = '|';
  const asked = block.payload + (block.asked ?? block.usable);
  for (let column = first + 1; column < end; column++)
    cells[column] = block.free ? '.' : addressOf(column) < asked ? '#' : ':';
  const label = block.free ? grouped(block.size) : String(block.pointer ?? '');
  const room = end - first - 1;
  if (label.length > (block.free ? room - 2 : room)) return;
  const at = first + 1 + ((room - label.length) >> 1);
  for (let i = 0; i < label.length; i++) cells[at + i] = label[i]!;
}

function painted(line: string, style: Style): string {
  return line.replace(/\|+|[#\d]+|:+|[.,\d]+/g, (part) => {
    if (part.startsWith('|')) return style.faint(part);
    if (part.startsWith(':')) return style.warning(part);
    return part.includes('.') ? style.help(part) : style.note(part);
  });
}
