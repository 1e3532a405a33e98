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
import { counted, grouped, hex } from '../../../base/format.js';
import { TRACE_OP } from '../trace.js';
import { TraceBuilder } from '../trace-builder.js';
import { quote, type TraceProblems } from '../trace-problems.js';
import { forEachLine } from '../lines.js';
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
  return { trace: reader.builder.trace, notes: reader.notes() };
}

class MtraceReader {
  readonly builder: TraceBuilder;
  readonly #problems: TraceProblems;
  /** Of a realloc of which one line is read; its block may be unknown. */
  #moving: { from: number; line: number } | undefined;
  #unknown = 0;
  #firstUnknown = 0;
  #failed = 0;

  constructor(problems: TraceProblems) {
    this.#problems = problems;
    this.builder = new TraceBuilder(problems, { show: hex, place: 'line' }, 'operations');
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
    } else if (op === '!' || (op === '+' && address === 0)) this.#failed++;
    else if (op === '+') this.builder.allocate(line, TRACE_OP.malloc, address, size!);
    else if (op === '-') {
      if (this.#known(address, line)) this.builder.free(line, address);
    } else if (op === '<') this.#moving = { from: address, line };
    else this.#moved(address, size!, line);
  }

  end(): void {
    this.#incomplete();
  }

  notes(): string[] {
    const notes: string[] = [];
    if (this.#unknown > 0) {
      const those = counted(this.#unknown, 'call');
      notes.push(
        `${those} on blocks from before the log begins left out, the first in line ${grouped(this.#firstUnknown)}.`,
      );
    }
    if (this.#failed > 0) notes.push(`${counted(this.#failed, 'call')} that found no memory left out.`);
    return notes;
  }

  #moved(to: number, size: number, line: number): void {
    const moving = this.#moving;
    this.#moving = undefined;
    if (moving === undefined) {
      this.#problems.report(line, `is the second half of a realloc; expected "<" in the line before`);
    } else if (this.#known(moving.from, moving.line)) this.builder.reallocate(line, moving.from, size, to);
    else this.builder.allocate(line, TRACE_OP.malloc, to, size);
  }

  /** Whether the log can be expected to know the block. */
  #known(address: number, line: number): boolean {
    if (this.builder.isLive(address) || this.builder.wasFreed(address)) return true;
    if (this.#unknown++ === 0) this.#firstUnknown = line;
    return false;
  }

  #incomplete(): void {
    if (this.#moving === undefined) return;
    const { line } = this.#moving;
    this.#moving = undefined;
    this.#problems.report(line, 'is half a realloc; expected ">" in the next line');
  }
}
