/** The heap of one allocator at the page's moment: its sums, and its addresses as a list. */
import { percentOf } from '../../analysis/allocators/space-parts.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { AllocatorData } from '../../report/allocators/data.js';
import { nearestIndex } from '../charts/explore.js';
import { shortBytes } from '../charts/units.js';
import { element } from '../elements.js';
import { HEAP_MAP_PARTS, PART_NAMES, type MapData } from './map-data.js';
import { runsAt, type Run } from './runs.js';

export function heapRow(host: HTMLElement, { name, series, heapMap }: AllocatorData, map: MapData, at: number): void {
  if (map.columns === 0) {
    host.replaceChildren(element('p', {}, `${name} has no sample.`));
    return;
  }
  const column = nearestIndex(map.operations, at);
  const row = heapMap.rows[column]!;
  const free = `${counted(series.free[row]!, 'byte')} free in ${counted(series.freeBlocks[row]!, 'block')}`;
  const sums = `${name} after operation ${grouped(map.operations[column]!)}: footprint ${grouped(series.footprint[row]!)} bytes, payload ${grouped(series.payload[row]!)}, ${free}, the largest of ${grouped(series.largestFree[row]!)}.`;
  const heads = ['from', 'to', 'size', 'mostly', ...HEAP_MAP_PARTS.map((part) => PART_NAMES[part])];
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const rows = runsAt(map, column).map(lineOf);
  const table = element('table', { class: 'runs' }, element('thead', {}, head), element('tbody', {}, ...rows));
  const scroll = element('div', { class: 'scroll tall', tabindex: 0, role: 'group', 'aria-label': 'Addresses' }, table);
  host.replaceChildren(element('p', { class: 'sums' }, sums), scroll);
}

function lineOf({ from, to, mostly, shares }: Run): HTMLTableRowElement {
  const kind = element('td', { class: 'kind' });
  kind.append(
    element('i', { class: `swatch part-${mostly ?? 'none'}` }),
    mostly === undefined ? 'not held' : PART_NAMES[mostly],
  );
  const cells = HEAP_MAP_PARTS.map((part) => element('td', {}, shares[part] === 0 ? '' : percentOf(shares[part], 1)));
  return element(
    'tr',
    {},
    element('td', {}, hex(from)),
    element('td', {}, hex(to - 1)),
    element('td', {}, shortBytes(to - from)),
    kind,
    ...cells,
  );
}
