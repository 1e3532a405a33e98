/**
 * Traces of the malloc lab (Bryant and O'Hallaron, Computer Systems: A Programmer's Perspective), `.rep`:
 *
 *     20000        suggested heap size, not used
 *     3            number of ids
 *     8            number of operations
 *     1            weight of the trace, not used
 *     a 0 512      malloc
 *     r 0 640      realloc
 *     f 0          free; f -1 is free(NULL)
 *
 * The header's numbers may also share lines. An id can be used again when it has been freed.
 */
import { TRACE_OP, type AllocationTrace } from '../trace.js';
import { TraceBuilder } from '../trace-builder.js';
import { quote, type TraceProblems } from '../trace-problems.js';
import { forEachLine } from '../lines.js';
import { peakOf } from '../payload.js';
import { decimal } from './numbers.js';
import type { TraceFormat, TraceText } from './trace-format.js';

const HEADER = ['suggested heap size', 'number of ids', 'number of operations', 'weight'];
const NUMBERS = /^\s*\d+(\s+\d+){0,3}\s*$/;

export const REP: TraceFormat = {
  name: 'rep',
  recognises: (line) => NUMBERS.test(line),
  read,
};

function read(bytes: Uint8Array, problems: TraceProblems): TraceText {
  const builder = new TraceBuilder(problems, { show: (id) => `id ${id}`, place: 'line' }, 'operations');
  const header: number[] = [];
  let operations = 0;
  let last = 0;
  forEachLine(bytes, (text, line) => {
    last = line;
    const words = text.trim().split(/\s+/);
    if (words[0] === '') return;
    if (header.length < HEADER.length) readHeader(words, line, header, problems);
    else {
      operations++;
      if (operations === header[2]! + 1)
        problems.report(line, `is one operation more than the header's ${header[2]}; expected the end of the file`);
      readOperation(words, line, header[1]!, builder, problems);
    }
  });
  if (header.length < HEADER.length)
    problems.report(last, `the file ends in its header; expected the ${HEADER[header.length]}`);
  else if (operations < header[2]!)
    problems.report(last, `the file ends after ${operations} operations; expected the ${header[2]} of its header`);
  return { trace: builder.trace, notes: [] };
}

function readHeader(words: string[], line: number, header: number[], problems: TraceProblems): void {
  for (const word of words) {
    const value = decimal(word);
    if (value === undefined || header.length === HEADER.length) {
      const expected = HEADER[header.length] ?? 'an operation on a line of its own';
      problems.report(line, `${quote(word)} in the header; expected the ${expected}`);
      return;
    }
    header.push(value);
  }
}

function readOperation(
  words: string[],
  line: number,
  ids: number,
  builder: TraceBuilder,
  problems: TraceProblems,
): void {
  const [op, name, bytes, ...more] = words;
  const takesSize = op === 'a' || op === 'r';
  const text = quote(words.join(' '));
  if (!takesSize && op !== 'f') {
    problems.report(line, `${text} is no operation; expected "a ID SIZE", "r ID SIZE" or "f ID"`);
    return;
  }
  if (op === 'f' && name === '-1' && bytes === undefined) return;
  const id = decimal(name);
  const size = takesSize ? decimal(bytes) : 0;
  if (id === undefined || size === undefined || more.length > 0 || (!takesSize && bytes !== undefined)) {
    const wrong = takesSize && name !== undefined && bytes === undefined ? 'has no size' : 'is malformed';
    problems.report(line, `${text} ${wrong}; expected "${takesSize ? `${op} ID SIZE` : 'f ID'}" with whole numbers`);
  } else if (id >= ids) problems.report(line, `${text} names id ${id}; expected one below the header's ${ids}`);
  else if (op === 'a') builder.allocate(line, TRACE_OP.malloc, id, size);
  else if (op === 'r') builder.reallocate(line, id, size);
  else builder.free(line, id);
}

/** What the format cannot say is written as `a`. */
export function* writeRep(trace: AllocationTrace): Generator<string> {
  const count = trace.op.length;
  yield `${peakOf(trace).bytes}\n${trace.ids}\n${count}\n1\n`;
  for (let i = 0; i < count; i++) {
    const op = trace.op.get(i);
    const id = trace.id.get(i);
    if (op === TRACE_OP.free) yield `f ${id}\n`;
    else yield `${op === TRACE_OP.realloc ? 'r' : 'a'} ${id} ${trace.size.get(i)}\n`;
  }
}

/** What of the trace is lost in a `.rep` file, as sentences. */
export function lostInRep(trace: AllocationTrace): string[] {
  const count = (wanted: number): number => trace.op.view().reduce((sum, op) => sum + (op === wanted ? 1 : 0), 0);
  const [aligned, zeroed] = [count(TRACE_OP.memalign), count(TRACE_OP.calloc)];
  const lost: string[] = [];
  if (aligned > 0) lost.push(`${aligned} aligned allocations are written as malloc: rep knows no alignment, csv does`);
  if (zeroed > 0) lost.push(`${zeroed} calls of calloc are written as malloc: rep does not tell them apart, csv does`);
  return lost;
}
