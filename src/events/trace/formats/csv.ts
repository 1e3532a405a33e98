/**
 * Traces as comma-separated values. The first line names the columns, in any order; those in brackets may be missing:
 *
 *     op          malloc, calloc, realloc, memalign, free
 *     id          of the block: a whole number, to be used again only after free
 *     size        bytes asked for; nothing for free
 *     [alignment] of memalign: a power of two; nothing for the others
 *     [clock]     a whole number that never goes back; counts operations where it is missing
 */
import { TRACE_OP, TRACE_OP_NAMES, type AllocationTrace, type TraceOpName } from '../trace.js';
import { TraceBuilder } from '../trace-builder.js';
import { quote, type TraceProblems } from '../trace-problems.js';
import { forEachLine } from '../lines.js';
import { decimal } from './numbers.js';
import type { TraceFormat, TraceText } from './trace-format.js';

const COLUMNS = ['op', 'id', 'size', 'alignment', 'clock'] as const;
type ColumnName = (typeof COLUMNS)[number];
const NEEDED: readonly ColumnName[] = ['op', 'id', 'size'];

const cells = (line: string): string[] => line.split(',').map((cell) => cell.trim());

export const CSV: TraceFormat = {
  name: 'csv',
  recognises: (line) => ['op', 'id'].every((name) => cells(line.replace(/^\ufeff/, '')).includes(name)),
  read,
};

function read(bytes: Uint8Array, problems: TraceProblems): TraceText {
  const builder = new TraceBuilder(problems, { show: (id) => `id ${id}`, place: 'line' }, 'operations');
  let columns: Map<ColumnName, number> | undefined;
  let width = 0;
  let now = 0;
  forEachLine(bytes, (text, line) => {
    if (text.trim() === '') return;
    const row = cells(text);
    if (columns === undefined) {
      width = row.length;
      columns = readHeader(row, line, problems);
      return;
    }
    const at = (name: ColumnName): string => row[columns!.get(name) ?? -1] ?? '';
    if (row.length !== width) {
      problems.report(line, `has ${row.length} cells; expected the ${width} of the header`);
      return;
    }
    const op = at('op') as TraceOpName;
    const [id, size] = [decimal(at('id')), op === 'free' && at('size') === '' ? 0 : decimal(at('size'))];
    const alignment = at('alignment') === '' ? 0 : decimal(at('alignment'));
    const clock = at('clock') === '' ? now : decimal(at('clock'));
    if (!TRACE_OP_NAMES.includes(op))
      problems.report(line, `${quote(op)} is no operation; expected ${TRACE_OP_NAMES.join(', ')}`);
    else if (id === undefined) problems.report(line, `${quote(at('id'))} is no id; expected a whole number`);
    else if (size === undefined)
      problems.report(
        line,
        at('size') === ''
          ? `${op} has no size; expected a number of bytes`
          : `${quote(at('size'))} is no size; expected a number of bytes`,
      );
    else if (alignment === undefined)
      problems.report(line, `${quote(at('alignment'))} is no alignment; expected a power of two or nothing`);
    else if (clock === undefined || clock < now)
      problems.report(line, `the clock says ${quote(at('clock'))}; expected a whole number not below ${now}`);
    else {
      if (columns.has('clock')) now = clock;
      const time = columns.has('clock') ? clock : undefined;
      if (op === 'free') builder.free(line, id, time);
      else if (op === 'realloc') builder.reallocate(line, id, size, id, time);
      else builder.allocate(line, TRACE_OP[op], id, size, alignment, time);
    }
  });
  return { trace: builder.trace, notes: [] };
}

function readHeader(row: string[], line: number, problems: TraceProblems): Map<ColumnName, number> {
  const names = row.map((name) => name.replace(/^\ufeff/, '')) as ColumnName[];
  for (const name of names) {
    if (!COLUMNS.includes(name) || names.indexOf(name) !== names.lastIndexOf(name))
      problems.report(line, `a column is called ${quote(name)}; expected each of ${COLUMNS.join(', ')} at most once`);
  }
  for (const name of NEEDED) {
    if (!names.includes(name))
      problems.report(line, `there is no column "${name}"; expected ${NEEDED.join(', ')} at least`);
  }
  return new Map(names.map((name, i) => [name, i]));
}

export function* writeCsv(trace: AllocationTrace): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (let i = 0; i < trace.op.length; i++) {
    const op = TRACE_OP_NAMES[trace.op.get(i)]!;
    const size = op === 'free' ? '' : trace.size.get(i);
    const alignment = op === 'memalign' ? trace.alignment.get(i) : '';
    yield `${op},${trace.id.get(i)},${size},${alignment},${trace.clock.get(i)}\n`;
  }
}
