/**
 * A heap drawn to scale, a line for each area:
 *
 *       +0 |##0##|###1###::|.......96.......|
 *
 * A column stands for as many bytes in all lines of a lesson. A block begins with a bar; `#` is asked for, `:` handed out
 * beyond that, `.` free, and blank is not handed out yet. Pointers' numbers stand in their blocks, sizes in free ones,
 * where there is room. A column in which several blocks lie shows what most of its bytes are, and no bar.
 */
import type { Bytes } from '../../base/ids.js';
import { grouped } from '../../base/format.js';
import type { HeapArea, HeapPicture, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Style } from '../style.js';

const MARGIN = 9;
const MOST_COLUMNS = 68;
const LEAST_SCALE = 8;

export const MAP_LEGEND = '| a block begins   # asked for   : handed out besides   . free';

/** Bytes of a column: a power of two, so that the longest area of all pictures fits. */
export function scaleOf(pictures: readonly HeapPicture[]): Bytes {
  const longest = Math.max(...pictures.flatMap(({ areas }) => areas.map(({ from, to }) => to - from)), 1);
  let scale = LEAST_SCALE;
  while (longest / scale > MOST_COLUMNS) scale *= 2;
  return scale;
}

export function heapMap({ areas }: HeapPicture, start: number, scale: Bytes, style: Style): string[] {
  if (areas.length === 0) return [`${' '.repeat(MARGIN)}(nothing yet)`];
  return areas.map(
    (area) => `${style.faint(`+${area.from - start}`.padStart(MARGIN - 1))} ${areaLine(area, scale, style)}`,
  );
}

function areaLine({ from, to, blocks }: HeapArea, scale: Bytes, style: Style): string {
  const columns = Math.ceil((to - from) / scale);
  const cells = Array<string>(columns).fill(' ');
  const weights = new Float64Array(columns);
  for (const block of blocks) {
    const first = Math.ceil((block.address - from) / scale);
    const end = Math.ceil((block.address + block.size - from) / scale);
    if (end - first >= 2) drawWide(cells, block, first, end, scale, from);
    else drawNarrow(cells, weights, block, from, scale);
    // A column that a wide block only ends in is its own: nothing narrow that begins there hides it.
    if (end - first >= 2) weights.fill(Infinity, first, end);
  }
  return paint(`${cells.join('')}|`, style);
}

/** A bar, what fills it, and its label. */
function drawWide(cells: string[], block: PictureBlock, first: number, end: number, scale: Bytes, from: number): void {
  cells[first] = '|';
  const asked = block.asked === undefined ? block.address + block.size : block.payload + block.asked;
  for (let column = first + 1; column < end; column++)
    cells[column] = block.free ? '.' : from + column * scale < asked ? '#' : ':';
  const label = block.free ? grouped(block.size) : String(block.pointer ?? '');
  const room = end - first - 1;
  if (label.length > (block.free ? room - 2 : room)) return;
  const at = first + 1 + ((room - label.length) >> 1);
  for (let i = 0; i < label.length; i++) cells[at + i] = label[i]!;
}

/** Of several blocks in one column the largest part counts. */
function drawNarrow(cells: string[], weights: Float64Array, block: PictureBlock, from: number, scale: Bytes): void {
  const column = Math.min(Math.floor((block.address - from) / scale), cells.length - 1);
  if (block.size <= weights[column]!) return;
  weights[column] = block.size;
  cells[column] = block.free ? '.' : '#';
}

function paint(line: string, style: Style): string {
  return line.replace(/\|+|[#\d]+|:+|[.,\d]+/g, (part) => {
    if (part.startsWith('|')) return style.faint(part);
    if (part.startsWith(':')) return style.warning(part);
    return part.includes('#') ? style.note(part) : part.includes('.') ? style.help(part) : part;
  });
}
