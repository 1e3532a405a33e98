/** One heap map: time to the right, addresses upward; pointing at a cell says what it is and moves the page's moment. */
import { percentOf } from '../../analysis/allocators/space-parts.js';
import { grouped, hex } from '../../base/format.js';
import { explorable, type Items } from '../charts/explore.js';
import { Plot, responsive } from '../charts/plot.js';
import type { TooltipContent } from '../charts/tooltip.js';
import { shortBytes, shortCount } from '../charts/units.js';
import { linear } from '../charts/scales.js';
import { element, shape } from '../elements.js';
import { nearestIndex } from '../nearest-index.js';
import type { Signal } from '../signal.js';
import { HEAP_MAP_PARTS, PART_NAMES, type MapData } from './map-data.js';
import { mapColours, paintMap } from './picture.js';

const HEIGHT = 300;
const MARGINS = { top: 6, right: 8, bottom: 40, left: 76 };
/** Least distance of two addresses on the axis. */
const LABEL_DISTANCE = 14;

export function heapMap(host: HTMLElement, name: string, map: MapData, end: number, moment: Signal<number>): void {
  if (map.isEmpty) {
    host.append(element('p', { class: 'caption' }, 'It held nothing at any sample.'));
    return;
  }
  const canvas = element('canvas', { 'aria-hidden': 'true' });
  host.append(canvas);
  const paint = (): void => paintMap(canvas, map, mapColours());
  paint();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);

  let items: Items | undefined;
  let follow = (): void => undefined;
  responsive(host, (width) => {
    const plot = new Plot(host, width, HEIGHT, MARGINS);
    const x = linear(end, { from: MARGINS.left, to: plot.right }, Math.max(2, width / 110), 'decimal');
    const [span, rise] = [plot.right - MARGINS.left, plot.bottom - MARGINS.top];
    const y = (cell: number): number => plot.bottom - (cell / map.cells) * rise;
    // Columns end at their operations; the last may be before the trace's end, where an allocator broke down.
    const pictureEnd = x.at(map.operations.at(-1)!);
    const columnWidth = (pictureEnd - MARGINS.left) / map.columns;
    place(canvas, MARGINS.left, MARGINS.top, pictureEnd - MARGINS.left, rise);
    plot.xAxis({ scale: x, format: shortCount, title: 'operations' });
    addressAxis(plot, map, y, span);
    const rule = plot.line(0, MARGINS.top, 0, plot.bottom, 'moment');
    const frame = plot.add(shape('rect', { class: 'cell-mark', width: 0, height: 0 }));
    follow = () => {
      const at = String(x.at(moment.value));
      rule.setAttribute('x1', at);
      rule.setAttribute('x2', at);
    };
    follow();
    const corner = (item: number): { x: number; y: number } => ({
      x: MARGINS.left + Math.floor(item / map.cells) * columnWidth,
      y: y((item % map.cells) + 1),
    });
    const clamp = (column: number, cell: number): number =>
      Math.max(0, Math.min(map.columns - 1, column)) * map.cells + Math.max(0, Math.min(map.cells - 1, cell));
    items = {
      count: map.columns * map.cells,
      at: (px, py) => {
        const column = Math.floor((px - MARGINS.left) / columnWidth);
        const cell = Math.floor(((plot.bottom - py) / rise) * map.cells);
        return column < 0 || column >= map.columns || cell < 0 || cell >= map.cells ? undefined : clamp(column, cell);
      },
      place: corner,
      content: (item) => cellContent(map, Math.floor(item / map.cells), item % map.cells),
      move: (item, right, down) =>
        item === undefined
          ? clamp(nearestIndex(map.operations, moment.value), 0)
          : clamp(Math.floor(item / map.cells) + right, (item % map.cells) - down),
      picked: (item) => {
        if (item === undefined) {
          frame.setAttribute('width', '0');
          return;
        }
        moment.value = map.operations[Math.floor(item / map.cells)]!;
        const { x: left, y: top } = corner(item);
        const size = { x: left - 1, y: top - 1, width: columnWidth + 2, height: rise / map.cells + 2 };
        for (const [key, value] of Object.entries(size)) frame.setAttribute(key, String(value));
      },
    };
  });
  moment.follow(() => follow());
  explorable(host, `Heap map of ${name}`, () => items);
}

function place(canvas: HTMLCanvasElement, left: number, top: number, width: number, height: number): void {
  Object.assign(canvas.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

/** First and last addresses of the ranges, and a line where addresses are left out between two. */
function addressAxis(plot: Plot, map: MapData, y: (cell: number) => number, span: number): void {
  const left = plot.margins.left;
  plot.add(shape('rect', { class: 'frame', x: left, y: plot.margins.top, width: span, height: y(0) - y(map.cells) }));
  let last = Infinity;
  const label = (address: number, at: number): void => {
    if (last - at < LABEL_DISTANCE) return;
    last = at;
    plot.text(left - 6, at + 4, hex(address), { class: 'tick address', 'text-anchor': 'end' });
  };
  for (const [i, { from, to }] of map.ranges.entries()) {
    const [low, high] = [y(map.firstCells[i]!), y(map.firstCells[i + 1]!)];
    if (i > 0) plot.line(left - 8, low, left + span, low, 'gap');
    label(from, i > 0 ? low - 6 : low - 4);
    label(to, i < map.ranges.length - 1 ? high + 8 : high + 6);
  }
}

function cellContent(map: MapData, column: number, cell: number): TooltipContent {
  const { from, to } = map.addresses(cell);
  const shares = map.shares(column, cell);
  const held = HEAP_MAP_PARTS.reduce((sum, part) => sum + shares[part], 0);
  const rows = HEAP_MAP_PARTS.map((part) => ({
    label: PART_NAMES[part],
    value: percentOf(shares[part], 1),
    swatch: `part-${part}`,
  }));
  const none = { label: 'not held', value: percentOf(1 - held, 1), swatch: 'part-none' };
  return {
    title: `${hex(from)} to ${hex(to - 1)}, ${shortBytes(to - from)}; after operation ${grouped(map.operations[column]!)}`,
    rows: [...rows, none],
  };
}
