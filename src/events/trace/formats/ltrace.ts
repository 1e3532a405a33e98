/**
 * Logs of ltrace, however it was asked to begin its lines:
 *
 *     prog->malloc(10)                         = 0x2bf462a0        0 when it failed
 *     530 14:03:46.907536 [0x4011d8] prog->realloc(0x2bf462a0, 5000) = 0x2bf462a0
 *     [pid 530] operator new(unsigned long)(24 <unfinished ...>    what is called meanwhile comes next
 *     libstdc++.so.6->malloc(24)               = 0x2bf47630
 *     <... operator new(unsigned long) resumed> ) = 0x2bf47630     the same block
 *
 * Calls of other functions, signals and ends of processes are passed over. posix_memalign does not say which block it gives.
 */
import { counted } from '../../../base/format.js';
import { TRACE_OP } from '../trace.js';
import { quote, type TraceProblems } from '../trace-problems.js';
import { forEachLine } from '../lines.js';
import { NativeLog } from './native-log.js';
import { decimal, hexadecimal } from './numbers.js';
import type { TraceFormat, TraceText } from './trace-format.js';

/** Process, time, caller and object: whatever was asked for. */
const HEAD = String.raw`^(?:(?:\[pid (?<pid>\d+)\]|(?<number>\d+)) +)?(?:[\d:]+\.\d+ +|\d+:\d+:\d+ +)?(?:\[0x[0-9a-f]+\] +)?`;
const NAME = String.raw`(?<name>operator (?:new|delete)(?:\[\])?(?:\([^)]*\))?|[\w@.]+)`;
const CALL = new RegExp(
  String.raw`${HEAD}(?:[^\s(]+->)?${NAME}\((?<arguments>.*?)(?:\) += (?<result>.*)|<unfinished \.\.\.>)$`,
);
const RESUMED = new RegExp(String.raw`${HEAD}<\.\.\. ${NAME} resumed>(?<arguments>.*?)\) += (?<result>.*)$`);
const OTHER = new RegExp(String.raw`${HEAD}(?:---|\+\+\+) `);

/** By what the function is called in a log; C++ as ltrace shows it with -C and without. */
const ROUTINES: readonly (readonly [pattern: RegExp, routine: Routine])[] = [
  [/^(malloc|valloc|_Znwm|_Znam|_Znwj|_Znaj|operator new.*)$/, 'malloc'],
  [/^calloc$/, 'calloc'],
  [/^realloc$/, 'realloc'],
  [/^reallocarray$/, 'reallocarray'],
  [/^(memalign|aligned_alloc)$/, 'memalign'],
  [/^posix_memalign$/, 'posix_memalign'],
  [/^(free|cfree|_ZdlPv\w*|_ZdaPv\w*|operator delete.*)$/, 'free'],
];
type Routine = 'malloc' | 'calloc' | 'realloc' | 'reallocarray' | 'memalign' | 'posix_memalign' | 'free';

export const LTRACE: TraceFormat = {
  name: 'ltrace',
  recognises: (line) => CALL.test(line) || OTHER.test(line),
  read,
};

function read(bytes: Uint8Array, problems: TraceProblems): TraceText {
  const reader = new LtraceReader(problems);
  forEachLine(bytes, (text, line) => reader.line(text.trim(), line));
  return { trace: reader.log.trace, notes: reader.notes() };
}

class LtraceReader {
  readonly log: NativeLog;
  readonly #problems: TraceProblems;
  /** By process: arguments of the calls that have not returned, the innermost last. */
  readonly #open = new Map<string, string[]>();
  #withoutBlock = 0;

  constructor(problems: TraceProblems) {
    this.#problems = problems;
    this.log = new NativeLog(problems);
  }

  line(text: string, line: number): void {
    if (text === '' || OTHER.test(text)) return;
    const resumed = RESUMED.exec(text)?.groups;
    const call = resumed ?? CALL.exec(text)?.groups;
    if (call === undefined) {
      this.#problems.report(line, `${quote(text)} is no call; expected "malloc(10) = 0x2bf462a0" or the like`);
      return;
    }
    const calls = this.#callsOf(call['pid'] ?? call['number'] ?? '');
    const begun = resumed === undefined ? '' : (calls.pop() ?? '');
    if (call['result'] === undefined) calls.push(call['arguments']!);
    else this.#called(line, call['name']!, begun + call['arguments']!, call['result'], resumed !== undefined);
  }

  notes(): string[] {
    const notes = this.log.notes();
    if (this.#withoutBlock > 0) {
      const those = counted(this.#withoutBlock, 'call');
      notes.push(`${those} of posix_memalign left out, whose blocks ltrace does not show.`);
    }
    return notes;
  }

  #callsOf(process: string): string[] {
    let calls = this.#open.get(process);
    if (calls === undefined) this.#open.set(process, (calls = []));
    return calls;
  }

  /** @param isOuter calls were made before it returned, perhaps for the same block */
  #called(line: number, name: string, words: string, result: string, isOuter: boolean): void {
    const routine = ROUTINES.find(([pattern]) => pattern.test(name))?.[1];
    if (routine === undefined) return;
    if (routine === 'posix_memalign') {
      this.#withoutBlock++;
      return;
    }
    const [first, second] = words.split(',').map(numberOf);
    const block = routine === 'free' ? 0 : numberOf(result);
    const needsTwo = routine !== 'malloc' && routine !== 'free';
    if (first === undefined || block === undefined || (needsTwo && second === undefined)) {
      this.#problems.report(line, `${quote(`${name}(${words}) = ${result}`)} has no numbers where ${name} has some`);
    } else if (routine === 'free') {
      if (first !== 0 && (!isOuter || this.log.isLive(first))) this.log.freed(line, first);
    } else if (isOuter && this.log.isLive(block)) {
      // By the call inside, which said so.
    } else if (routine === 'malloc') this.log.allocated(line, TRACE_OP.malloc, block, first);
    else if (routine === 'calloc') this.log.allocated(line, TRACE_OP.calloc, block, first * second!);
    else if (routine === 'memalign') this.log.allocated(line, TRACE_OP.memalign, block, second!, first);
    else
      this.#reallocated(
        line,
        first,
        block,
        routine === 'realloc' ? second! : second! * (numberOf(words.split(',')[2] ?? '') ?? 1),
      );
  }

  #reallocated(line: number, from: number, to: number, size: number): void {
    if (from === 0) this.log.allocated(line, TRACE_OP.malloc, to, size);
    else if (size === 0 && to === 0) this.log.freed(line, from);
    else if (to === 0) this.log.failed();
    else this.log.moved(line, from, to, size);
  }
}

/** What is larger than any size is Infinity, and so is what is negative. */
function numberOf(text: string): number | undefined {
  const word = text.trim();
  if (word === 'nil' || word === 'NULL' || word === '(nil)') return 0;
  if (/^0x/i.test(word)) return hexadecimal(word.slice(2));
  return /^(?:-\d+|\d{16,})$/.test(word) ? Infinity : decimal(word);
}
