/** The measurements as tables, and what they are held against. */
import { geometricMean } from '../lib/statistics.mjs';

const BASE = { wasm: 'linked dlmalloc', js: 'js dlmalloc' };
/** Ways that a table has beside each other. */
const WAYS = { wasm: ['imported', 'native'], js: ['js'] };
const MEAN = 'geometric mean';

/** A ratio, or undefined where the workload was not run to its end. */
export function ratio({ times }, key, base) {
  const time = times[key];
  return time?.complete ? time.nanoseconds / times[base].nanoseconds : undefined;
}

function meanOf(rows, key, base) {
  const ratios = rows.map((row) => ratio(row, key, base));
  return ratios.includes(undefined) ? undefined : geometricMean(ratios);
}

/** One line per workload, one column per allocator. */
export function ratioTable(rows, kind) {
  const base = BASE[kind];
  const keys = Object.keys(rows[0].times).filter((key) => key !== base && WAYS[kind].includes(key.split(' ')[0]));
  const cell = (key) => (row) => {
    if (row.name === MEAN) return decimals(meanOf(rows, key, base));
    const { nanoseconds, complete } = row.times[key];
    return `${complete ? '' : '>'}${decimals(nanoseconds / row.times[base].nanoseconds)}`;
  };
  const columns = [
    { title: 'trace', width: 17, value: (row) => row.name },
    {
      title: 'dlmalloc ns',
      width: 11,
      value: (row) => (row.name === MEAN ? '' : row.times[base].nanoseconds.toFixed(1)),
    },
    ...keys.map((key) => nameColumn(key.slice(key.indexOf(' ') + 1), cell(key))),
  ];
  return { columns, lines: [...rows, { name: MEAN }] };
}

export function utilisationTable(rows) {
  const names = Object.keys(rows[0].utilisation);
  const percent = (value) => (value === undefined ? '-' : (100 * value).toFixed(1));
  const columns = [
    { title: 'trace', width: 17, value: (row) => row.name },
    ...names.map((name) => nameColumn(name, (row) => percent(row.utilisation[name]))),
  ];
  const lab = rows.filter(({ kind }) => kind === 'lab');
  const means = [['mean of all', rows], ...(lab.length > 0 ? [['mean of lab', lab]] : [])].map(([name, of]) => ({
    name,
    utilisation: Object.fromEntries(names.map((design) => [design, mean(of, design)])),
  }));
  return { columns, lines: [...rows, ...means] };
}

function nameColumn(title, value) {
  return { title, width: Math.max(title.length, 6), value };
}

function mean(rows, name) {
  const values = rows.map(({ utilisation }) => utilisation[name]);
  return values.length === 0 || values.includes(undefined)
    ? undefined
    : values.reduce((a, b) => a + b, 0) / values.length;
}

const decimals = (value) => (value === undefined ? '-' : value.toFixed(2));

/** By JavaScript all but the free lists by policy have to be as quick as dlmalloc. */
const BY_JS = ['segregated', 'tlsf', 'buddy', 'slab', 'mimalloc', 'arena'];

export function barsOf(rows) {
  const imported = { segregated: 1.3, tlsf: 1.25, slab: 1.1, mimalloc: 1 };
  const gains = rows.map(({ utilisation }) => 100 * (utilisation.segregated - utilisation.dlmalloc));
  const lab = mean(
    rows.filter(({ kind }) => kind === 'lab'),
    'segregated',
  );
  return [
    ...Object.entries(imported).map(([name, atMost]) => ({
      what: `${name} imported over dlmalloc linked, geometric mean`,
      value: meanOf(rows, `imported ${name}`, BASE.wasm),
      atMost,
    })),
    ...BY_JS.map((name) => ({
      what: `${name} over dlmalloc, both called by JavaScript, geometric mean`,
      value: meanOf(rows, `js ${name}`, BASE.js),
      atMost: 1,
    })),
    {
      what: 'utilisation of segregated less that of dlmalloc, worst trace',
      value: Math.min(...gains),
      atLeast: -0.5,
      unit: ' points',
    },
    {
      what: "utilisation of segregated on patterns like the lab's, mean",
      value: lab && 100 * lab,
      atLeast: 91,
      unit: ' %',
    },
  ];
}
