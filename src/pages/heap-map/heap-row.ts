/** The heap of one allocator at the page's moment: its sums, and its addresses as a list. */
import { percentOf } from '../../analysis/allocators/space-parts.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { AllocatorData } from '../../report/allocators/data.js';
import { shortBytes } from '../charts/units.js';
import { element } from '../elements.js';
import { nearestIndex } from '../nearest-index.js';
import { HEAP_MAP_PARTS, PART_NAMES, type MapData } from './map-data.js';
import { runsAt, type Run } from './runs.js';

export function heapRow(host: HTMLElement, { name, series, heapMap }: AllocatorData, map: MapData, at: number): void {
  if (map.isEmpty) {
    host.replaceChildren(element('p', { class: 'sums' }, `${name} held nothing at any sample.`));
    return;
  }
  const column = nearestIndex(map.operations, at);
  const row = heapMap.rows[column]!;
  const free = `${counted(series.free[row]!, 'byte')} free in ${counted(series.freeBlocks[row]!, 'block')}`;
  const sums = `${name} after operation ${grouped(map.operations[column]!)}: footprint ${grouped(series.footprint[row]!)} bytes, payload ${grouped(series.payload[row]!)}, ${free}, the largest of ${grouped(series.largestFree[row]!)}.`;
  const heads = ['from', 'size', 'of its bytes', 'mostly'];
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const rows = runsAt(map, column).map(lineOf);
  const table = element('table', { class: 'runs' }, element('thead', {}, head), element('tbody', {}, ...rows));
  const scroll = element('div', { class: 'scroll tall', tabindex: 0, role: 'group', 'aria-label': 'Addresses' }, table);
  host.replaceChildren(element('p', { class: 'sums' }, sums), scroll);
}

function lineOf({ from, to, mostly, shares }: Run): HTMLTableRowElement {
  const parts = HEAP_MAP_PARTS.filter((part) => shares[part] > 0);
  const words = parts.map((part) => `${PART_NAMES[part]} ${percentOf(shares[part], 1)}`).join(', ');
  const bar = element('span', { class: 'shares', role: 'img', 'aria-label': words, title: words });
  for (const part of parts)
    bar.append(element('i', { class: `part-${part}`, style: `flex-basis: ${100 * shares[part]}%` }));
  const name = mostly === undefined ? 'not held' : `${PART_NAMES[mostly]} ${percentOf(shares[mostly], 1)}`;
  return element(
    'tr',
    {},
    element('td', { title: `${hex(from)} to ${hex(to - 1)}` }, hex(from)),
    element('td', { title: counted(to - from, 'byte') }, shortBytes(to - from)),
    element('td', {}, bar),
    element('td', { class: 'kind' }, name),
  );
}
