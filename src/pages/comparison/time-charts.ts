/** The charts over time: footprint above payload, and the unusable free space index. */
import { counted, grouped } from '../../base/format.js';
import type { ComparisonData } from '../../report/allocators/data.js';
import { legend } from '../charts/legend.js';
import { lines, type Line } from '../charts/lines.js';
import { shortBytes } from '../charts/units.js';
import type { ViewState } from './view-state.js';

export interface TimeHosts {
  legend: HTMLElement;
  footprint: HTMLElement;
  unusable: HTMLElement;
}

export function timeCharts(hosts: TimeHosts, { allocators, trace }: ComparisonData, state: ViewState): void {
  const entries = allocators.map(({ name }, i) => ({ name, className: state.classes[i]! }));
  legend(hosts.legend, entries, state.shown, state.emphasised);
  const own = (column: 'footprint' | 'unusable'): Line[] =>
    allocators.map(({ name, series }, i) => ({
      name,
      className: state.classes[i]!,
      x: series.operation,
      y: series[column],
    }));
  const shared = {
    xTitle: 'operations',
    end: trace.operations,
    titleAt: (x: number) => `after operation ${grouped(x)}`,
    ...state,
  };
  // The payload is the trace's: that of the allocator which served most.
  const served = allocators.reduce((a, b) => (b.failures.count < a.failures.count ? b : a)).series;
  const payload = { name: 'payload', className: 'part-payload', x: served.operation, y: served.payload, isArea: true };
  lines(hosts.footprint, [payload, ...own('footprint')], {
    ...shared,
    label: 'Footprint of each allocator, and the payload, over time',
    yTitle: 'bytes held from the page source',
    height: 340,
    steps: 'binary',
    format: shortBytes,
    exact: (bytes) => counted(bytes, 'byte'),
  });
  lines(hosts.unusable, own('unusable'), {
    ...shared,
    label: 'Unusable free space index of each allocator over time',
    yTitle: 'index, from 0 to 1',
    height: 240,
    top: 1,
    steps: 'decimal',
    format: (tick) => tick.toFixed(1),
    exact: (index) => index.toFixed(3),
  });
}
