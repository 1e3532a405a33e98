/** Brings the page of an allocator comparison to life: the tables stand there already, the charts are drawn here. */
import type { ComparisonData } from '../../report/allocators/data.js';
import { sortable } from '../sortable.js';
import { freeBlockCharts } from './free-blocks.js';
import { heapMaps } from './heap-maps.js';
import { partsChart, stepsChart, timeSpaceChart } from './overview-charts.js';
import { timeCharts } from './time-charts.js';
import { startState } from './view-state.js';

const host = (id: string): HTMLElement => document.getElementById(id)!;

const data = JSON.parse(host('data').textContent!) as ComparisonData;
document.documentElement.classList.add('scripted');
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) sortable(table);

if (data.allocators.length > 0) {
  const state = startState(data);
  partsChart(host('parts-chart'), data);
  if (!timeSpaceChart(host('time-space-chart'), data, state)) host('time-space').hidden = true;
  stepsChart(host('steps-chart'), data);
  timeCharts(
    { legend: host('legend'), footprint: host('footprint-chart'), unusable: host('unusable-chart') },
    data,
    state,
  );
  freeBlockCharts(host('free-block-charts'), data);
  heapMaps({ controls: host('map-controls'), maps: host('maps'), row: host('heap-row') }, data, state);
}
