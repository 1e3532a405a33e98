/** What charts with a named row for each thing have in common: the names, and picking a row. */
import { shape } from '../elements.js';
import { explorable, type Items } from './explore.js';
import { Plot, responsive } from './plot.js';
import type { Pixels, Scale } from './scales.js';
import type { TooltipContent } from './tooltip.js';

export interface ChartRow {
  name: string;
  content: TooltipContent;
}

export interface RowDrawing<R extends ChartRow> {
  /** For screen readers. */
  label: string;
  /** Of the axis. */
  title: string;
  /** Room at the right, in pixels. */
  right: number;
  scale(pixels: Pixels): Scale;
  format: (tick: number) => string;
  /** @param top, height of the row */
  draw(plot: Plot, scale: Scale, row: R, top: number, height: number): void;
}

const HEIGHT = 26;
const TOP = 4;
const GAP = 8;
/** Of a letter of a name, about. */
const LETTER = 6.7;
/** Names have no more than this share of the width; longer ones are cut short. */
const MOST_NAME = 0.4;

export function rowChart<R extends ChartRow>(host: HTMLElement, rows: readonly R[], drawing: RowDrawing<R>): void {
  let items: Items | undefined;
  responsive(host, (width) => {
    const longest = Math.max(...rows.map(({ name }) => name.length)) * LETTER + 2 * GAP;
    const left = Math.round(Math.min(longest, width * MOST_NAME));
    const letters = Math.floor((left - GAP) / LETTER);
    const margins = { top: TOP, right: drawing.right, bottom: 38, left };
    const plot = new Plot(host, width, TOP + rows.length * HEIGHT + margins.bottom, margins);
    const scale = drawing.scale({ from: left, to: plot.right });
    plot.xAxis({ scale, format: drawing.format, title: drawing.title });
    const marker = plot.add(shape('rect', { class: 'row-mark', x: 0, width, height: HEIGHT, y: -HEIGHT }));
    const top = (row: number): number => TOP + row * HEIGHT;
    for (const [i, row] of rows.entries()) {
      plot.text(left - GAP, top(i) + HEIGHT / 2 + 4, cut(row.name, letters), { class: 'name', 'text-anchor': 'end' });
      drawing.draw(plot, scale, row, top(i), HEIGHT);
    }
    items = {
      count: rows.length,
      at: (_, y) => {
        const row = Math.floor((y - TOP) / HEIGHT);
        return row >= 0 && row < rows.length ? row : undefined;
      },
      place: (row) => ({ x: left, y: top(row) + HEIGHT }),
      content: (row) => rows[row]!.content,
      picked: (row) => marker.setAttribute('y', String(row === undefined ? -HEIGHT : top(row))),
    };
  });
  explorable(host, drawing.label, () => items);
}

function cut(name: string, letters: number): string {
  return name.length <= letters ? name : `${name.slice(0, Math.max(1, letters - 1))}…`;
}
