/**
 * The comment header of a corpus program: how to compile and run it, and everything that must be found in it.
 *
 *     // heapglass: <one sentence: what the program does wrong, or why it tempts a checker to a false alarm>
 *     // flags: -O1                                compiler flags
 *     // args: a b                                 the program's arguments
 *     // stdin: text\n                             standard input; empty without it
 *     // options: --freelist-vol=0                 options of heapglass
 *     // expect: InvalidWrite line 9 size 4        one per finding: kind, line, then any of
 *                                                  size N, count N, in PLACE, variable NAME, trap REST OF LINE
 *                                                  (a NAME of several words in double quotes)
 *     // expect: Leak definite line 5 bytes 40 blocks 1
 *     // expect: clean                             nothing may be found; blocks still reachable only where stated
 *     // stdout: hello\n                           exact standard output; several are joined; not compared without it
 *     // exit: 3 | stopped [SIGNAL]                how the program ends; 0 without it
 *     // oracle: valgrind | none REASON            whether native memcheck reports the same kinds and lines
 *
 * `line` is the line of the innermost frame that lies in the program's own file. The header ends at the first line
 * that is not a comment of this form. Invariant: a header that parses is complete, so a slip of the pen in a program
 * fails that program's test and never weakens it.
 */
import type { FindingKind, LeakKind, Place } from '../../src/events/findings.js';

export interface ExpectedFinding {
  kind: FindingKind;
  line: number;
  size?: number;
  count?: number;
  in?: Place['in'];
  variable?: string;
  trap?: string;
}

export interface ExpectedLeak {
  kind: LeakKind;
  line: number;
  /** Direct bytes, without those that the blocks lead to. */
  bytes?: number;
  blocks?: number;
}

export type ExpectedEnding = { how: 'exit'; status: number } | { how: 'stopped'; signal?: string };

export interface ProgramHeader {
  purpose: string;
  flags: string[];
  args: string[];
  stdin: Uint8Array;
  options: string[];
  findings: ExpectedFinding[];
  leaks: ExpectedLeak[];
  /** Undefined: not compared. */
  stdout?: string;
  ending: ExpectedEnding;
  oracle: { native: true } | { native: false; reason: string };
}

const FINDING_KINDS: Record<FindingKind, true> = {
  InvalidRead: true,
  InvalidWrite: true,
  InvalidFree: true,
  MismatchedFree: true,
  Overlap: true,
  FishyValue: true,
  InvalidAlignment: true,
  ReallocSizeZero: true,
  StackOverflow: true,
  HeapCorrupted: true,
  Trap: true,
};
const LEAK_KINDS: Record<LeakKind, true> = { definite: true, indirect: true, possible: true, reachable: true };
const PLACES: Record<Place['in'], true> = {
  'heap-block': true,
  heap: true,
  stack: true,
  'below-stack': true,
  global: true,
  data: true,
  'null-page': true,
  'stack-guard': true,
  code: true,
  unmapped: true,
};

const HEADER_LINE = /^\/\/ ([a-z]+):(?: (.*))?$/;

/** Parse the header of `source`. Throws an Error that names the header line at fault. */
export function parseHeader(source: string): ProgramHeader {
  const header: ProgramHeader = {
    purpose: '',
    flags: [],
    args: [],
    stdin: new Uint8Array(0),
    options: [],
    findings: [],
    leaks: [],
    ending: { how: 'exit', status: 0 },
    oracle: { native: true },
  };
  const seen = new Set<string>();
  let clean = false;
  for (const [index, text] of source.split(/\r?\n/).entries()) {
    const match = HEADER_LINE.exec(text);
    if (!match) break;
    const [, key, value = ''] = match;
    const fail = (why: string): never => {
      throw new Error(`line ${index + 1}: ${why}: ${text}`);
    };
    if (seen.has(key) && key !== 'expect' && key !== 'stdout') fail('given twice');
    seen.add(key);
    switch (key) {
      case 'heapglass':
        header.purpose = value;
        break;
      case 'flags':
        header.flags = words(value);
        break;
      case 'args':
        header.args = words(value);
        break;
      case 'options':
        header.options = words(value);
        break;
      case 'stdin':
        header.stdin = new TextEncoder().encode(unescape(value, fail));
        break;
      case 'stdout':
        header.stdout = (header.stdout ?? '') + unescape(value, fail);
        break;
      case 'exit':
        header.ending = parseEnding(value, fail);
        break;
      case 'oracle':
        header.oracle = parseOracle(value, fail);
        break;
      case 'expect':
        if (value === 'clean') clean = true;
        else if (value.startsWith('Leak ')) header.leaks.push(parseLeak(words(value), fail));
        else header.findings.push(parseFinding(value, fail));
        break;
      default:
        fail('unknown key');
    }
  }
  if (!header.purpose) throw new Error('no "// heapglass:" line says what the program is for');
  if (!seen.has('oracle')) throw new Error('no "// oracle:" line');
  if (!seen.has('expect')) throw new Error('no "// expect:" line');
  if (clean && (header.findings.length > 0 || header.leaks.some((leak) => leak.kind !== 'reachable'))) {
    throw new Error('both "expect: clean" and findings');
  }
  return header;
}

type Fail = (why: string) => never;

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function unescape(text: string, fail: Fail): string {
  return text.replace(/\\(.?)/g, (_, letter: string) => {
    if (letter === 'n') return '\n';
    if (letter === 't') return '\t';
    if (letter === '\\') return '\\';
    return fail(`unknown escape \\${letter}`);
  });
}

function natural(text: string | undefined, fail: Fail): number {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : fail('a number is missing');
}

function parseEnding(value: string, fail: Fail): ExpectedEnding {
  const [first, signal, ...rest] = words(value);
  if (rest.length > 0) fail('too many words');
  if (first === 'stopped') return signal === undefined ? { how: 'stopped' } : { how: 'stopped', signal };
  return { how: 'exit', status: natural(first, fail) };
}

function parseOracle(value: string, fail: Fail): ProgramHeader['oracle'] {
  if (value === 'valgrind') return { native: true };
  const reason = /^none (.+)$/.exec(value)?.[1];
  return reason === undefined ? fail('"valgrind" or "none REASON"') : { native: false, reason };
}

function parseLeak(parts: string[], fail: Fail): ExpectedLeak {
  const [, kind, line, number, ...rest] = parts;
  if (!Object.hasOwn(LEAK_KINDS, kind) || line !== 'line') fail('expected "Leak KIND line N"');
  const leak: ExpectedLeak = { kind: kind as LeakKind, line: natural(number, fail) };
  for (let i = 0; i < rest.length; i += 2) {
    const name = rest[i];
    if (name !== 'bytes' && name !== 'blocks') return fail(`unknown word "${name}"`);
    leak[name] = natural(rest[i + 1], fail);
  }
  return leak;
}

function parseFinding(value: string, fail: Fail): ExpectedFinding {
  const [head, trap] = value.split(/ trap (.*)/);
  const [kind, line, number, ...rest] = [...head.matchAll(/"[^"]*"|\S+/g)].map(([word]) => word);
  if (!Object.hasOwn(FINDING_KINDS, kind) || line !== 'line') fail('expected "KIND line N"');
  const finding: ExpectedFinding = { kind: kind as FindingKind, line: natural(number, fail) };
  if (trap !== undefined) finding.trap = trap;
  for (let i = 0; i < rest.length; i += 2) {
    const [name, argument] = [rest[i], rest[i + 1]];
    if (name === 'size' || name === 'count') finding[name] = natural(argument, fail);
    else if (name === 'variable' && argument !== undefined) finding.variable = argument.replaceAll('"', '');
    else if (name === 'in' && Object.hasOwn(PLACES, argument)) finding.in = argument as Place['in'];
    else fail(`unknown word "${name} ${argument ?? ''}"`);
  }
  return finding;
}
