/** Horizontal bars in parts, with their sums behind them. */
import { shape } from '../elements.js';
import { rowChart, type ChartRow } from './row-chart.js';
import { linear } from './scales.js';
import { shortBytes } from './units.js';

export interface StackedBar extends ChartRow {
  /** In bytes, from the left. */
  parts: { className: string; bytes: number }[];
}

const BAR = 16;
const PIXELS_PER_TICK = 90;

export function stackedBars(host: HTMLElement, label: string, title: string, bars: readonly StackedBar[]): void {
  const most = Math.max(...bars.map(({ parts }) => parts.reduce((sum, { bytes }) => sum + bytes, 0)));
  rowChart(host, bars, {
    label,
    title,
    right: 68,
    scale: (pixels) => linear(most, pixels, Math.max(2, (pixels.to - pixels.from) / PIXELS_PER_TICK), 'binary'),
    format: shortBytes,
    draw: (plot, scale, { parts }, top, height) => {
      const y = top + (height - BAR) / 2;
      let sum = 0;
      for (const { className, bytes } of parts) {
        const x = scale.at(sum);
        sum += bytes;
        const width = scale.at(sum) - x;
        if (width > 0) plot.add(shape('rect', { class: className, x, y, width, height: BAR }));
      }
      plot.text(scale.at(sum) + 6, y + 12, shortBytes(sum), { class: 'tick' });
    },
  });
}
