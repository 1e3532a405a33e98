/**
 * Valgrind memcheck's XML (protocol 4) in the corpus's terms, so that one comparison serves both tools.
 *
 * Differences that are bridged here: memcheck calls a buffer that a system call reads or fills for the program a
 * SyscallParam, where heapglass says InvalidRead or InvalidWrite; it reports a stopping signal outside its errors, where
 * heapglass has a Trap; and it states a lost block's bytes with those that the block leads to.
 */
import type { ObservedEnding, ObservedFinding, ObservedLeak } from '../corpus/compare.js';
import { all, parseXml, textOf, type XmlElement } from './xml.js';

export interface MemcheckReport {
  findings: ObservedFinding[];
  leaks: ObservedLeak[];
  /** Set when a signal ended the program. */
  signal?: string;
}

const LEAKS: Record<string, string> = {
  Leak_DefinitelyLost: 'definite',
  Leak_IndirectlyLost: 'indirect',
  Leak_PossiblyLost: 'possible',
  Leak_StillReachable: 'reachable',
};

/** System calls that only read what the program hands them. */
const READING_CALLS = /^Syscall param (p?writev?|open|openat|unlink|unlinkat)\(/;

/** `fileName` is the program's own file, in which lines are looked for. */
export function readMemcheck(xml: string, fileName: string): MemcheckReport {
  const root = parseXml(xml);
  const report: MemcheckReport = { findings: [], leaks: [] };
  const counts = new Map<string, number>();
  for (const table of all(root, 'errorcounts')) {
    for (const pair of all(table, 'pair')) counts.set(textOf(pair, 'unique') ?? '', Number(textOf(pair, 'count')));
  }
  for (const error of all(root, 'error')) {
    const kind = textOf(error, 'kind') ?? '';
    const line = ownLine(error, fileName);
    if (Object.hasOwn(LEAKS, kind)) {
      const direct = /\(([\d,]+) direct/.exec(textOf(error, 'xwhat/text') ?? '')?.[1].replaceAll(',', '');
      report.leaks.push({
        kind: LEAKS[kind],
        line,
        bytes: Number(direct ?? textOf(error, 'xwhat/leakedbytes')),
        blocks: Number(textOf(error, 'xwhat/leakedblocks')),
      });
    } else {
      const what = textOf(error, 'what') ?? '';
      report.findings.push({
        kind: kind === 'SyscallParam' ? (READING_CALLS.test(what) ? 'InvalidRead' : 'InvalidWrite') : kind,
        line,
        count: counts.get(textOf(error, 'unique') ?? '') ?? 1,
      });
    }
  }
  for (const fatal of all(root, 'fatal_signal')) {
    report.signal = textOf(fatal, 'signame');
    // SIGSEGV follows an invalid access that is among the errors already.
    if (report.signal !== 'SIGSEGV') report.findings.push({ kind: 'Trap', line: ownLine(fatal, fileName), count: 1 });
  }
  return report;
}

function ownLine(element: XmlElement, fileName: string): number | undefined {
  const frames = all(element, 'stack')
    .slice(0, 1)
    .flatMap((stack) => all(stack, 'frame'));
  const frame = frames.find((one) => textOf(one, 'file') === fileName && textOf(one, 'line') !== undefined);
  return frame && Number(textOf(frame, 'line'));
}

export function endingOf(report: MemcheckReport, status: number): ObservedEnding {
  return report.signal === undefined ? { how: 'exit', status } : { how: 'stopped', signal: report.signal };
}
