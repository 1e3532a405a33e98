/** A run on paged memory for people: what happened, as /usr/bin/time -v would say it and what it would have cost. */
import { ownFrames } from '../../analysis/stacks.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { FaultRecord, PagingEnding, PagingRecord } from '../../events/paging/paging-record.js';
import type { Style } from '../style.js';
import { paragraph } from '../text/paragraph.js';
import { SourceExcerpts, type SourceLine } from '../text/source-excerpt.js';
import { textTable } from '../text/table.js';
import { faultLines } from './fault-lines.js';
import { endingWords, processLines } from './process-table.js';
import { pagesSize, size } from './units.js';

export interface PagingTextOptions {
  style: Style;
  width: number;
  sourceLine: SourceLine;
  /** Another report has said already how the process was stopped; here it is only said why a page could not answer. */
  isToldElsewhere?(pid: number): boolean;
}

/** Lines of source that are shown with their faults. */
const MOST_LINES = 8;
const MOST_STACK = 12;

export function pagingText(record: PagingRecord, options: PagingTextOptions): string {
  const { style, width, sourceLine } = options;
  const excerpts = new SourceExcerpts(sourceLine, record.directory, width, style);
  const lines = deathLines(record, options, excerpts);
  if (lines.length > 0) lines.push('');
  lines.push(style.strong(`paged memory: ${record.program}`));
  for (const [label, value] of facts(record)) lines.push(`    ${label}: ${value}`);
  if (record.processes.length > 1) lines.push('', ...processLines(record, style));
  lines.push('', ...costLines(record, style));
  if (record.lines.length > 0) {
    lines.push('', style.strong('where pages were touched first or came back'));
    lines.push(...faultLines(record.lines, MOST_LINES, { excerpts, width, style }));
  }
  return `${lines.join('\n')}\n`;
}

function facts(record: PagingRecord): [string, string][] {
  const { observed, swapSize } = record;
  const rows: [string, string][] = [
    ['Physical memory', `${size(record.ram / 1024)}, ${counted(record.ram / 4096, 'frame')}; policy ${record.policy}`],
    ['Minor (reclaiming a frame) page faults', grouped(record.minorFaults)],
    ['Major (requiring I/O) page faults', grouped(record.majorFaults)],
    ['Maximum resident set size', pagesSize(record.peakResident)],
    ['Resident at the end', pagesSize(record.residentAtEnd)],
    ['Maximum address space', pagesSize(record.peakMapped)],
    ['Pages evicted', grouped(record.evictions)],
    [
      'Swap',
      swapSize === undefined
        ? 'none (--swap FILE)'
        : `${counted(record.swapIn, 'page')} in, ${grouped(record.swapOut)} out, at most ${pagesSize(record.peakSwap)} of ${size(swapSize / 1024)} used`,
    ],
    ['Signals delivered', grouped(record.signalsDelivered)],
  ];
  if (observed !== undefined) {
    const { accesses, tlbLevel2Hits, tlbMisses } = observed;
    const rate = accesses === 0 ? 0 : 1 - (tlbLevel2Hits + tlbMisses) / accesses;
    rows.push(['Memory accesses', grouped(accesses)]);
    rows.push([
      'TLB hit rate',
      `${percent(rate)} in level 1; ${grouped(tlbLevel2Hits)} hits in level 2, ${grouped(tlbMisses)} misses`,
    ]);
  }
  const { ending } = record;
  rows.push(['Elapsed on this machine', `${(record.milliseconds / 1000).toFixed(3)} s`]);
  rows.push(['Exit status', ending.how === 'exit' ? String(ending.status) : endingWords(ending)]);
  return rows;
}

/** What the model's figures are called. */
const COST_NAMES: Record<string, string> = {
  accesses: 'access that hits the cache',
  tlbLevel2Hits: 'level-2 TLB hit',
  tlbMisses: 'page-table walk',
  minorFaults: 'minor fault',
  majorFaults: 'major fault',
  pagesOut: 'page written out',
};

function costLines({ costs, observed }: PagingRecord, { strong, faint }: Style): string[] {
  const total = costs.reduce((sum, { count, each }) => sum + count * each, 0);
  const rows = costs
    .filter(({ count, each }) => count > 0 && each > 0)
    .map(({ what, count, each }) => [COST_NAMES[what] ?? what, grouped(count), time(each), time(count * each)]);
  return [
    `${strong('modelled time')}: ${time(total)}${observed === undefined ? ', without accesses and TLB (--observe no)' : ''}`,
    ...textTable(
      [{ head: ['what'], align: 'left' }, { head: ['count'] }, { head: ['each'] }, { head: ['in all'] }],
      rows,
      faint,
    ).map((line) => `    ${line}`),
  ];
}

/** How processes were ended that did not end by themselves. */
function deathLines(
  { ending, processes }: PagingRecord,
  options: PagingTextOptions,
  excerpts: SourceExcerpts,
): string[] {
  const isTold = (pid: number, each: PagingEnding): boolean =>
    options.isToldElsewhere?.(pid) === true && !(each.how === 'signal' && each.fault);
  if (ending.how === 'timeout' || processes.length < 2)
    return isTold(processes[0]!.pid, ending) ? [] : endingLines(ending, options, excerpts);
  return processes.flatMap(({ pid, parent, program, ending: each }) => {
    if (isTold(pid, each)) return [];
    const of = parent === undefined ? '' : `, child of ${parent}`;
    const lines = endingLines(each, options, excerpts);
    return lines.length === 0 ? [] : [options.style.strong(`process ${pid} (${program}${of})`), ...lines];
  });
}

function endingLines(ending: PagingEnding, { style, width }: PagingTextOptions, excerpts: SourceExcerpts): string[] {
  if (ending.how === 'timeout') return [style.error(`the program was stopped after ${ending.seconds} s`)];
  if (ending.how !== 'signal') return [];
  const { fault, message, signal } = ending;
  const stack = ownFrames(ending.stack);
  const shown = stack.find(({ line }) => line > 0);
  const lines = fault === undefined ? paragraph(signal, message, width, style.error) : faultText(fault, width, style);
  lines.push(...excerpts.at(shown));
  stack.slice(0, MOST_STACK).forEach((frame, at) => {
    const place = frame.line > 0 && frame !== shown ? `  ${excerpts.position(frame)}` : '';
    lines.push(`    ${at === 0 ? 'in' : 'by'} ${frame.function}${place}`);
  });
  if (stack.length > MOST_STACK) lines.push(`    and ${counted(stack.length - MOST_STACK, 'more call')}`);
  return lines;
}

function faultText(fault: FaultRecord, width: number, style: Style): string[] {
  const what = fault.signal === 'SIGSEGV' ? 'Segmentation fault' : 'Bus error';
  return [
    ...paragraph(
      what,
      `the program ${fault.access === 'read' ? 'reads' : 'writes'} at ${hex(fault.address)}; ${fault.reason}`,
      width,
      style.error,
    ),
    ...paragraph('page', fault.page, width, style.note),
    ...fault.nearby.flatMap((text) => paragraph('nearby', text, width, style.note)),
  ];
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(2)} %`;
}

const UNITS: readonly [number, string][] = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [1, 'ns'],
];

function time(nanoseconds: number): string {
  const [unit, name] = UNITS.find(([least]) => nanoseconds >= least) ?? UNITS[3]!;
  const value = nanoseconds / unit;
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(2)} ${name}`;
}
