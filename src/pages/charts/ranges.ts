/** Ranges on a logarithmic axis from 0: a line from the median (dot) to the worst (end), with the 99th percentile (ring). */
import { shape } from '../elements.js';
import { rowChart, type ChartRow } from './row-chart.js';
import { logarithmicFromZero } from './scales.js';
import { shortCount } from './units.js';

export interface RangeRow extends ChartRow {
  ranges: { className: string; median: number; p99: number; worst: number }[];
}

export function ranges(host: HTMLElement, label: string, title: string, rows: readonly RangeRow[]): void {
  const most = Math.max(...rows.flatMap((row) => row.ranges.map(({ worst }) => worst)));
  rowChart(host, rows, {
    label,
    title,
    right: 20,
    scale: ({ from, to }) => logarithmicFromZero(most, { from: from + 6, to }),
    format: shortCount,
    draw: (plot, scale, row, top, height) => {
      for (const [i, { className, median, p99, worst }] of row.ranges.entries()) {
        const y = top + (height * (i + 1)) / (row.ranges.length + 1);
        const end = scale.at(worst);
        plot.line(scale.at(median), y, end, y, `range ${className}`);
        plot.line(end, y - 4, end, y + 4, `range ${className}`);
        plot.add(shape('circle', { class: `ring ${className}`, cx: scale.at(p99), cy: y, r: 3 }));
        plot.add(shape('circle', { class: `dot ${className}`, cx: scale.at(median), cy: y, r: 3.5 }));
      }
    },
  });
}
