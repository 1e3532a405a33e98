/** Columns over powers of two, on a logarithmic axis: small, to stand beside others of the same axes. */
import { shape } from '../elements.js';
import { explorable, type Items } from './explore.js';
import { Plot, responsive } from './plot.js';
import { logarithmic } from './scales.js';
import type { TooltipContent } from './tooltip.js';
import { shortBytes } from './units.js';

export interface HistogramColumn {
  /** The column is for values from here to twice as many. */
  from: number;
  value: number;
  className: string;
  content: TooltipContent;
}

export interface HistogramOptions {
  label: string;
  xTitle: string;
  yTitle: string;
  /** Of both axes, so that histograms can be compared. */
  least: { x: number; y: number };
  most: { x: number; y: number };
  /** A value of x to be marked. */
  mark: number;
}

const HEIGHT = 150;
const MARGINS = { top: 20, right: 8, bottom: 36, left: 52 };

export function histogram(host: HTMLElement, columns: readonly HistogramColumn[], options: HistogramOptions): void {
  const { least, most, mark } = options;
  let items: Items | undefined;
  responsive(host, (width) => {
    const plot = new Plot(host, width, HEIGHT, MARGINS);
    const x = logarithmic(least.x, most.x, { from: MARGINS.left, to: plot.right }, 2);
    const y = logarithmic(least.y, most.y, { from: plot.bottom, to: MARGINS.top }, 2);
    plot.xAxis({ scale: x, format: shortBytes, title: options.xTitle });
    plot.yAxis({ scale: y, format: shortBytes, title: options.yTitle });
    const left = columns.map(({ from }) => x.at(from));
    for (const [i, { from, value, className }] of columns.entries()) {
      const height = Math.max(1, plot.bottom - y.at(value));
      const span = Math.max(1, x.at(2 * from) - left[i]! - 1);
      plot.add(shape('rect', { class: className, x: left[i]!, y: plot.bottom - height, width: span, height }));
    }
    if (mark > least.x && mark < most.x) plot.line(x.at(mark), MARGINS.top, x.at(mark), plot.bottom, 'mark');
    items = {
      count: columns.length,
      at: (px) => {
        const found = columns.findIndex(({ from }, i) => px >= left[i]! && px < x.at(2 * from));
        return found === -1 ? undefined : found;
      },
      place: (i) => ({ x: left[i]!, y: y.at(columns[i]!.value) }),
      content: (i) => columns[i]!.content,
    };
  });
  explorable(host, options.label, () => items);
}
