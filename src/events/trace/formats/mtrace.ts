/**
 * Logs of glibc's mtrace (MALLOC_TRACE):
 *
 *     = Start
 *     @ ./prog:(main+0x1b)[0x11cc] + 0x55ac46cbc4a0 0x26     malloc, calloc, memalign; (nil) when it failed
 *     @ ./prog:[0x1238] < 0x55ac46cbc4a0                     realloc of this block ...
 *     @ ./prog:[0x1238] > 0x55ac46cc3800 0x5cd               ... to this one, on the next line
 *     @ ./prog:[0x1280] ! 0x55ac46cc2160 0x7fffffffffffff    realloc that failed: nothing happened
 *     @ ./prog:[0x12a5] - 0x55ac46cbc2a0                     free
 *     = End
 *
 * The caller may be missing, or be only "[0x8048209]". Blocks from before mtrace() was called are freed without having
 * been allocated: such lines are left out and counted.
 */
import { TRACE_OP } from '../trace.js';
import { quote, type TraceProblems } from '../trace-problems.js';
import { forEachLine } from '../lines.js';
import { NativeLog } from './native-log.js';
import { hexadecimal } from './numbers.js';
import type { TraceFormat, TraceText } from './trace-format.js';

const CALL = /^(?:(?:@ .*|\[0x[0-9a-f]+\]) )?([-+<>!]) (\(nil\)|0x[0-9a-f]+)(?: (0x[0-9a-f]+|0))?$/;
const RULE = /^= (?:Start|End)\s*$/;

export const MTRACE: TraceFormat = {
  name: 'mtrace',
  recognises: (line) => RULE.test(line) || (CALL.test(line.trim()) && /^(?:@|\[|.*0x)/.test(line)),
  read,
};

function read(bytes: Uint8Array, problems: TraceProblems): TraceText {
  const reader = new MtraceReader(problems);
  forEachLine(bytes, (text, line) => reader.line(text.trim(), line));
  reader.end();
  return { trace: reader.log.trace, notes: reader.log.notes() };
}

class MtraceReader {
  readonly log: NativeLog;
  readonly #problems: TraceProblems;
  /** Of a realloc of which one line is read; its block may be unknown. */
  #moving: { from: number; line: number } | undefined;

  constructor(problems: TraceProblems) {
    this.#problems = problems;
    this.log = new NativeLog(problems);
  }

  line(text: string, line: number): void {
    if (text === '' || RULE.test(text)) return;
    const [, op, place, bytes] = CALL.exec(text) ?? [];
    const address = place === '(nil)' ? 0 : hexadecimal(place?.slice(2));
    const size = bytes === '0' ? 0 : hexadecimal(bytes?.slice(2));
    if (op === undefined || address === undefined || (bytes !== undefined && size === undefined)) {
      this.#problems.report(line, `${quote(text)} is no call; expected "@ CALLER + 0xADDRESS 0xSIZE" or the like`);
      return;
    }
    if (op !== '>') this.#incomplete();
    if ((op === '+' || op === '>' || op === '!') === (size === undefined)) {
      const expected = size === undefined ? 'an address and a size' : 'an address only';
      this.#problems.report(
        line,
        `${quote(`${op} ${place}`)} ${size === undefined ? 'has no size' : 'has a size'}; expected ${expected}`,
      );
    } else if (op === '!') this.log.failed();
    else if (op === '+') this.log.allocated(line, TRACE_OP.malloc, address, size!);
    else if (op === '-') this.log.freed(line, address);
    else if (op === '<') this.#moving = { from: address, line };
    else this.#moved(address, size!, line);
  }

  end(): void {
    this.#incomplete();
  }

  #moved(to: number, size: number, line: number): void {
    const moving = this.#moving;
    this.#moving = undefined;
    if (moving === undefined) {
      this.#problems.report(line, `is the second half of a realloc; expected "<" in the line before`);
      return;
    }
    this.log.moved(line, moving.from, to, size, moving.line);
  }

  #incomplete(): void {
    if (this.#moving === undefined) return;
    const { line } = this.#moving;
    this.#moving = undefined;
    this.#problems.report(line, 'is half a realloc; expected ">" in the next line');
  }
}
