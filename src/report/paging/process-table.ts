/** The processes of a run, as a table. */
import { grouped } from '../../base/format.js';
import type { PagingEnding, PagingRecord, ProcessRecord } from '../../events/paging/paging-record.js';
import type { Style } from '../style.js';
import { textTable } from '../text/table.js';
import { pagesSize } from './units.js';

/** Of more processes, those with most faults are shown. */
const MOST_PROCESSES = 40;

/** Nothing where there was only one. */
export function processLines({ processes, swapSize }: PagingRecord, { strong, faint }: Style): string[] {
  if (processes.length < 2) return [];
  const faults = ({ minorFaults, majorFaults }: ProcessRecord): number => minorFaults + majorFaults;
  const shown =
    processes.length > MOST_PROCESSES
      ? [...processes].sort((a, b) => faults(b) - faults(a)).slice(0, MOST_PROCESSES)
      : processes;
  const sum = (count: (process: ProcessRecord) => number): string =>
    grouped(processes.reduce((total, process) => total + count(process), 0));
  const swap = (process: ProcessRecord): string[] => (swapSize === undefined ? [] : [pagesSize(process.peakSwapped)]);
  const rows = shown.map((process) => [
    String(process.pid),
    process.parent === undefined ? '-' : String(process.parent),
    process.program,
    grouped(process.minorFaults),
    grouped(process.majorFaults),
    pagesSize(process.peakResident),
    ...swap(process),
    grouped(process.turns),
    endingWords(process.ending),
  ]);
  rows.push([
    'all',
    '',
    processes.length > shown.length ? `${grouped(processes.length)} processes` : '',
    sum(({ minorFaults }) => minorFaults),
    sum(({ majorFaults }) => majorFaults),
    '',
    ...(swapSize === undefined ? [] : ['']),
    sum(({ turns }) => turns),
    '',
  ]);
  return [
    strong('processes'),
    ...textTable(
      [
        ...[{ head: ['pid'] }, { head: ['parent'] }, { head: ['program'], align: 'left' as const }],
        ...[{ head: ['minor'] }, { head: ['major'] }, { head: ['resident', 'at most'] }],
        ...(swapSize === undefined ? [] : [{ head: ['in swap', 'at most'] }]),
        ...[{ head: ['turns'] }, { head: ['ended'], align: 'left' as const }],
      ],
      rows,
      faint,
    ).map((line) => `    ${line}`),
  ];
}

export function endingWords(ending: PagingEnding): string {
  if (ending.how === 'exit') return `exit ${ending.status}`;
  if (ending.how === 'exec') return `went on as ${ending.program}`;
  if (ending.how === 'first-error') return 'stopped at the first error';
  return ending.how === 'signal' ? `killed by ${ending.signal}` : 'timeout';
}
