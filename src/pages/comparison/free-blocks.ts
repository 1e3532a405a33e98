/** Free blocks by size, a small histogram for each allocator on common axes. */
import { counted, grouped } from '../../base/format.js';
import type { ComparisonData } from '../../report/allocators/data.js';
import { histogram } from '../charts/histogram.js';
import { element } from '../elements.js';

/** An axis is never shorter than so many bytes. */
const LEAST_AXIS = 1024;

export function freeBlockCharts(host: HTMLElement, { allocators }: ComparisonData): void {
  const all = allocators.flatMap(({ peak }) => peak.freeHistogram);
  const least = Math.min(16, ...all.map(({ from }) => from));
  const options = {
    least: { x: least, y: least / 2 },
    most: {
      x: 2 * Math.max(LEAST_AXIS, ...all.map(({ from }) => from)),
      y: Math.max(LEAST_AXIS, ...all.map(({ bytes }) => bytes)),
    },
  };
  for (const { name, peak, externalFragmentation } of allocators) {
    const { request } = externalFragmentation;
    const columns = peak.freeHistogram.map(({ from, blocks, bytes }) => ({
      from,
      value: bytes,
      className: 2 * from <= request ? 'too-small' : 'part-free-strong',
      content: {
        title: `${name}: free blocks of ${grouped(from)} to ${grouped(2 * from - 1)} bytes`,
        rows: [
          { label: 'blocks', value: grouped(blocks) },
          { label: 'together', value: counted(bytes, 'byte') },
        ],
      },
    }));
    const chart = element('div', { class: 'chart' });
    const sums =
      peak.freeBlocks === 0 ? 'nothing free' : `${counted(peak.free, 'byte')} in ${counted(peak.freeBlocks, 'block')}`;
    host.append(element('figure', { class: 'small' }, element('h3', {}, name, element('small', {}, sums)), chart));
    histogram(chart, columns, {
      ...options,
      label: `Free blocks of ${name} by size`,
      xTitle: 'size of a block',
      yTitle: 'bytes in such blocks',
      mark: request,
    });
  }
}
