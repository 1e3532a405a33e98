/** The heap maps of all allocators, and the list of addresses of one of them at the moment looked at. */
import { grouped } from '../../base/format.js';
import type { ComparisonData } from '../../report/allocators/data.js';
import { shortBytes } from '../charts/units.js';
import { element } from '../elements.js';
import { heapMap } from '../heap-map/heap-map.js';
import { heapRow } from '../heap-map/heap-row.js';
import { MapData } from '../heap-map/map-data.js';
import { Signal } from '../signal.js';
import type { ViewState } from './view-state.js';

export interface MapHosts {
  controls: HTMLElement;
  maps: HTMLElement;
  row: HTMLElement;
}

export function heapMaps(hosts: MapHosts, { allocators, trace }: ComparisonData, { moment }: ViewState): void {
  const chosen = new Signal(0);
  const maps = allocators.map(({ heapMap: data, series }) => new MapData(data, series.operation));
  for (const [i, { name }] of allocators.entries()) {
    const map = maps[i]!;
    const chart = element('div', { class: 'chart map' });
    const size = map.ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    const about = `${shortBytes(size)} of addresses, ${shortBytes(map.cellBytes)} a cell`;
    const figure = element('figure', { class: 'small' }, element('h3', {}, name, element('small', {}, about)), chart);
    hosts.maps.append(figure);
    heapMap(chart, name, map, trace.operations, moment);
    chart.addEventListener('pointerdown', () => (chosen.value = i));
    chart.addEventListener('focus', () => (chosen.value = i));
    const mark = (): void => void figure.classList.toggle('chosen', chosen.value === i);
    chosen.follow(mark);
    mark();
  }
  controls(hosts.controls, allocators, chosen, trace.operations, moment);
  const show = (): void => heapRow(hosts.row, allocators[chosen.value]!, maps[chosen.value]!, moment.value);
  chosen.follow(show);
  moment.follow(show);
  show();
}

function controls(
  host: HTMLElement,
  allocators: ComparisonData['allocators'],
  chosen: Signal<number>,
  operations: number,
  moment: Signal<number>,
): void {
  const slider = element('input', { type: 'range', min: 1, max: operations, id: 'moment' });
  const output = element('span', { class: 'moment-text' });
  slider.addEventListener('input', () => (moment.value = slider.valueAsNumber));
  const follow = (): void => {
    slider.value = String(moment.value);
    const text = `after operation ${grouped(moment.value)} of ${grouped(operations)}`;
    output.textContent = text;
    slider.setAttribute('aria-valuetext', text);
  };
  moment.follow(follow);
  follow();
  const select = element('select', { id: 'chosen' });
  select.append(...allocators.map(({ name }, i) => element('option', { value: i }, name)));
  select.addEventListener('change', () => (chosen.value = Number(select.value)));
  chosen.follow(() => (select.value = String(chosen.value)));
  host.append(
    element('label', { for: 'moment' }, 'Moment'),
    slider,
    output,
    element('label', { for: 'chosen' }, 'List of'),
    select,
  );
}
