/** The charts of sums: footprint and its parts, time against footprint, steps. */
import { percentOf } from '../../analysis/allocators/space-parts.js';
import { counted, grouped } from '../../base/format.js';
import type { AllocatorData, ComparisonData } from '../../report/allocators/data.js';
import { ranges } from '../charts/ranges.js';
import { scatter } from '../charts/scatter.js';
import { stackedBars } from '../charts/stacked-bars.js';
import type { TooltipRow } from '../charts/tooltip.js';
import { shortBytes } from '../charts/units.js';
import type { ViewState } from './view-state.js';

const PARTS = ['payload', 'rounding', 'headers', 'free', 'rest'] as const;

export function partsChart(host: HTMLElement, { allocators }: ComparisonData): void {
  const bars = allocators.map(({ name, peak }) => ({
    name,
    parts: PARTS.map((part) => ({ className: `part-${part}`, bytes: peak[part] })),
    content: {
      title: `${name}, after operation ${grouped(peak.operation)}`,
      rows: [
        ...PARTS.map((part) => ({
          label: part,
          value: `${grouped(peak[part])} (${percentOf(peak[part], peak.footprint)})`,
          swatch: `part-${part}`,
        })),
        { label: 'footprint', value: counted(peak.footprint, 'byte') },
      ],
    },
  }));
  stackedBars(host, 'Parts of the highest footprint by allocator', 'bytes', bars);
}

/** @returns false when there are no times */
export function timeSpaceChart(
  host: HTMLElement,
  { allocators, baseline }: ComparisonData,
  { classes }: ViewState,
): boolean {
  const points = allocators.flatMap(({ name, time, peakFootprint, nanosecondsPerOperation }, i) => {
    if (time === undefined || time <= 0 || peakFootprint <= 0) return [];
    const rows: TooltipRow[] = [
      { label: `time (${baseline} = 1)`, value: time.toFixed(2) },
      { label: 'footprint', value: counted(peakFootprint, 'byte') },
    ];
    if (nanosecondsPerOperation !== undefined)
      rows.splice(1, 0, { label: 'per operation', value: `${nanosecondsPerOperation.toFixed(1)} ns` });
    return [{ name, className: classes[i]!, x: time, y: peakFootprint, content: { title: name, rows } }];
  });
  const [best] = points;
  if (best === undefined) return false;
  scatter(host, points, {
    label: 'Time and footprint by allocator',
    x: { title: `time, ${baseline} = 1`, format: (tick) => `${tick}×`, base: 10 },
    y: { title: 'highest footprint', format: shortBytes, base: 2 },
    sameProductAs: best,
  });
  return true;
}

export function stepsChart(host: HTMLElement, { allocators }: ComparisonData): void {
  const rows = allocators.map(({ name, steps: { allocating, freeing } }) => ({
    name,
    ranges: [
      { className: 'allocating', ...allocating },
      { className: 'freeing', ...freeing },
    ],
    content: {
      title: `${name}: steps per call`,
      rows: [
        { label: 'malloc and its kin', value: stepsText(allocating), swatch: 'allocating' },
        { label: 'free', value: stepsText(freeing), swatch: 'freeing' },
      ],
    },
  }));
  ranges(host, 'Steps per call by allocator', 'steps', rows);
}

function stepsText({ median, p99, worst, worstAt }: AllocatorData['steps']['allocating']): string {
  const where = worst === 0 ? '' : `, at operation ${grouped(worstAt)}`;
  return `median ${grouped(median)}, p99 ${grouped(p99)}, worst ${grouped(worst)}${where}`;
}
