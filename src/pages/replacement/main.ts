/** Brings the page of a comparison of page policies to life: the tables stand there already, the curves are drawn here. */
import type { CurveData } from '../../report/replacement/html/curve-data.js';
import { seriesClasses } from '../../report/html/series-colours.js';
import { legend } from '../charts/legend.js';
import { Signal } from '../signal.js';
import { sortable } from '../sortable.js';
import { missRatioCurves, scalesOf } from './curves.js';

const host = (id: string): HTMLElement => document.getElementById(id)!;

const subjects = JSON.parse(host('data').textContent!) as CurveData[];
document.documentElement.classList.add('scripted');
for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) sortable(table);

const names = subjects[0]!.policies.map(({ name }) => name);
const classes = seriesClasses(names);
const state = {
  shown: new Signal<ReadonlySet<string>>(new Set(names)),
  emphasised: new Signal<string | undefined>(undefined),
  moment: new Signal(subjects[0]!.frames[0]!),
  classes,
  scales: scalesOf(subjects),
};
legend(
  host('legend'),
  names.map((name, i) => ({ name, className: classes[i]! })),
  state.shown,
  state.emphasised,
);
subjects.forEach((data, i) => missRatioCurves(host(`curves-${i}`), data, state));
