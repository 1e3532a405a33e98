/**
 * What a run reported against what the program's header expects, as sentences; none means that they agree. Pure.
 */
import type { ExpectedEnding, ExpectedFinding, ExpectedLeak, ProgramHeader } from './header.js';

export interface ObservedFinding {
  kind: string;
  /** Line of the innermost frame in the program's own file; undefined when no frame is. */
  line?: number;
  size?: number;
  count: number;
  /** The access stands in a function without line information, called from that line. */
  inLibrary?: boolean;
  in?: string;
  variable?: string;
  trap?: string;
}

export interface ObservedLeak {
  kind: string;
  line?: number;
  bytes: number;
  blocks: number;
}

export type ObservedEnding = { how: string; status?: number; signal?: string };

export interface ObservedRun {
  findings: ObservedFinding[];
  leaks: ObservedLeak[];
  ending: ObservedEnding;
  stdout: string;
}

export function compareRun(expected: ProgramHeader, observed: ObservedRun): string[] {
  const printed = expected.stdout === undefined || expected.stdout === observed.stdout;
  return [
    ...compareFindings(expected.findings, observed.findings),
    ...compareLeaks(expected.leaks, observed.leaks),
    ...compareEnding(expected.ending, observed.ending),
    ...(printed ? [] : [`printed ${JSON.stringify(observed.stdout)}`]),
  ];
}

/**
 * Findings one to one: each expected one must be there with all that is stated of it, and no other. Only a library
 * function may make more of one expected finding: in how many steps it touches memory is its own affair.
 */
export function compareFindings(expected: ExpectedFinding[], observed: ObservedFinding[]): string[] {
  const left = [...observed];
  const differences: string[] = [];
  for (const want of expected) {
    const candidates = left.filter((got) => got.kind === want.kind && got.line === want.line);
    const ranked = candidates
      .map((got) => ({ got, wrong: mismatches(want, got) }))
      .sort((a, b) => a.wrong.length - b.wrong.length);
    const best = ranked[0];
    if (!best) {
      differences.push(`missing: ${describe(want)}`);
      continue;
    }
    left.splice(left.indexOf(best.got), 1);
    if (best.wrong.length > 0) differences.push(`${want.kind} line ${want.line}: ${best.wrong.join(', ')}`);
  }
  const stated = new Set(expected.map((want) => `${want.kind} ${want.line}`));
  for (const got of left) {
    if (got.inLibrary && stated.has(`${got.kind} ${got.line}`)) continue;
    differences.push(`not expected: ${describe(got)}`);
  }
  return differences;
}

const DETAILS = ['size', 'count', 'in', 'variable', 'trap'] as const;

function mismatches(want: ExpectedFinding, got: ObservedFinding): string[] {
  return DETAILS.filter((name) => want[name] !== undefined && want[name] !== got[name]).map(
    (name) => `${name} ${want[name]} expected, was ${got[name]}`,
  );
}

function describe(finding: ExpectedFinding | ObservedFinding): string {
  const details = DETAILS.filter((name) => finding[name] !== undefined).map((name) => `${name} ${finding[name]}`);
  return [finding.kind, `line ${finding.line ?? '?'}`, ...details].join(' ');
}

/** Kinds and lines only, each once: the measure for tools that count and place errors differently. */
export function compareKindsAndLines(expected: ExpectedFinding[], observed: ObservedFinding[]): string[] {
  const key = (finding: ExpectedFinding | ObservedFinding): string => `${finding.kind} line ${finding.line ?? '?'}`;
  const wanted = new Set(expected.map(key));
  const found = new Set(observed.map(key));
  return [
    ...[...wanted].filter((one) => !found.has(one)).map((one) => `missing: ${one}`),
    ...[...found].filter((one) => !wanted.has(one)).map((one) => `not expected: ${one}`),
  ];
}

/** Leak records one to one. */
export function compareLeaks(expected: ExpectedLeak[], observed: ObservedLeak[]): string[] {
  const left = [...observed];
  const differences: string[] = [];
  for (const want of expected) {
    const fits = (got: ObservedLeak): boolean =>
      got.kind === want.kind &&
      got.line === want.line &&
      (want.bytes === undefined || want.bytes === got.bytes) &&
      (want.blocks === undefined || want.blocks === got.blocks);
    const index = left.findIndex(fits);
    if (index >= 0) left.splice(index, 1);
    else differences.push(`missing: ${describeLeak(want)}`);
  }
  for (const got of left) differences.push(`not expected: ${describeLeak(got)}`);
  return differences;
}

function describeLeak(leak: ExpectedLeak | ObservedLeak): string {
  const details = (['bytes', 'blocks'] as const)
    .filter((name) => leak[name] !== undefined)
    .map((name) => `${name} ${leak[name]}`);
  return [`Leak ${leak.kind} line ${leak.line ?? '?'}`, ...details].join(' ');
}

export function compareEnding(expected: ExpectedEnding, observed: ObservedEnding): string[] {
  const show = (ending: ObservedEnding): string =>
    [ending.how, ending.status, ending.signal].filter((x) => x !== undefined).join(' ');
  const same =
    expected.how === 'exit'
      ? observed.how === 'exit' && observed.status === expected.status
      : observed.how === 'stopped' && (expected.signal === undefined || observed.signal === expected.signal);
  return same ? [] : [`ended by ${show(observed)}, expected ${show(expected)}`];
}
