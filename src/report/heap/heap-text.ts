/** The heap for people: what its bytes are spent on, a map to scale, and the blocks one by one. */
import { cellRows, cellSize } from '../../analysis/heap/heap-cells.js';
import { heapRows, type HeapRow } from '../../analysis/heap/heap-rows.js';
import { framesOf, userFrame, type Frame } from '../../analysis/stacks.js';
import { counted, grouped, hex } from '../../base/format.js';
import type { StackId } from '../../base/ids.js';
import { bytesByOwner, NO_BLOCK, OWNERS, type HeapPicture, type Owner } from '../../events/heap/heap-picture.js';
import type { HeapWriter } from '../../events/findings.js';
import type { Recording } from '../../events/recording.js';
import { ALLOCATION_ROUTINES } from '../../events/routines.js';
import { PLAIN, type Style } from '../style.js';
import { paragraph } from '../text/paragraph.js';
import { recordedLines, SourceExcerpts } from '../text/source-excerpt.js';
import { shortName } from '../text/stack-lines.js';
import { GAP, textTable, type TableColumn } from '../text/table.js';

export interface HeapReport {
  picture: HeapPicture;
  recording: Recording;
  message: string | undefined;
}

export interface HeapTextOptions {
  width: number;
  style: Style;
  /** Every row of the table, not only the first and the last. */
  all: boolean;
}

const SIGNS: Record<Owner, string> = {
  payload: '#',
  rounding: '~',
  header: 'h',
  redzone: 'r',
  quarantine: 'q',
  free: '.',
  top: '_',
  tables: 'T',
  program: 'P',
  unknown: '?',
};

const MEANINGS: Record<Owner, string> = {
  payload: 'asked for and not freed',
  rounding: 'handed out, asked for by nobody',
  header: "the allocator's headers of these blocks",
  redzone: 'guard bytes around blocks',
  quarantine: 'freed, kept back to catch its use',
  free: 'free chunks',
  top: 'the free chunk at the end',
  tables: "the allocator's own tables, or in no block",
  program: 'taken by the program itself',
  unknown: 'behind what was overwritten',
};

const COLUMNS = 64;
const ROWS = 16;
/** Rows of the table shown at each end of a heap that has more. */
const SHOWN = 20;

export function heapText(report: HeapReport, options: HeapTextOptions): string {
  const { picture } = report;
  const lines = headLines(report, options);
  if (picture.ranges.length > 0) {
    lines.push('', ...sumLines(picture, options), '', ...mapLines(picture, options));
    lines.push('', ...tableLines(report, options));
  }
  lines.push(...noteLines(report, options));
  return `${lines.join('\n')}\n`;
}

function headLines({ picture, recording }: HeapReport, { width, style }: HeapTextOptions): string[] {
  const { allocator, checked, ranges, moment } = picture;
  const when = moment.at === 'exit' ? 'at exit' : `after call ${grouped(moment.event)} of malloc and its kin`;
  const where = moment.at === 'peak' ? `where its payload is highest, ${when}` : when;
  const above = checked ? ' beneath the checks' : ', nothing checked';
  const [label, ...rest] = paragraph(
    recording.header.program,
    `the heap ${where}, on ${allocator}${above}`,
    width,
    style.strong,
  );
  const places = ranges.map(({ start, end }) => `${hex(start)} to ${hex(end)}`);
  const more = places.length > 3 ? `, and ${places.length - 3} more pieces` : '';
  return [
    label!,
    ...rest,
    ...(places.length === 0 ? ['The program has no heap.'] : [places.slice(0, 3).join(', ') + more]),
  ];
}

function sumLines(picture: HeapPicture, { style }: HeapTextOptions): string[] {
  const sums = bytesByOwner(picture);
  const total = sums.reduce((sum, bytes) => sum + bytes, 0);
  const share = (bytes: number): string => `${total === 0 ? '0.0' : ((100 * bytes) / total).toFixed(1)} %`;
  const columns: TableColumn[] = [
    { head: ['owner'], align: 'left' },
    { head: ['bytes'] },
    { head: ['share'] },
    { head: [''], align: 'left' },
  ];
  const rows = OWNERS.map((owner, code) => [owner, grouped(sums[code]!), share(sums[code]!), MEANINGS[owner]] as const);
  const blocks = (live: number): number => picture.blocks.live.view().reduce((n, is) => n + Number(is === live), 0);
  const counts: Partial<Record<Owner, number>> = { payload: blocks(1), quarantine: blocks(0) };
  const cells = rows
    .filter((_, code) => sums[code]! > 0)
    .map(([owner, bytes, part, meaning]) => {
      const count = counts[owner];
      return [owner, bytes, part, count === undefined ? meaning : `${meaning}: ${counted(count, 'block')}`];
    });
  return textTable(columns, [...cells, ['in all', grouped(total), share(total), '']], style.faint);
}

function painter(style: Style): Record<Owner, (text: string) => string> {
  return {
    payload: style.help,
    rounding: style.strong,
    header: style.note,
    redzone: style.error,
    quarantine: style.warning,
    free: style.faint,
    top: style.faint,
    tables: style.note,
    program: style.strong,
    unknown: style.error,
  };
}

function mapLines(picture: HeapPicture, { width, style }: HeapTextOptions): string[] {
  const columns = Math.max(16, Math.min(COLUMNS, width - 16));
  const size = cellSize(picture.ranges, columns * ROWS);
  const rows = cellRows(picture, size, columns);
  if (rows.length === 0) return [];
  const paint = painter(style);
  const used = OWNERS.filter((_, code) => rows.some(({ cells }) => cells.includes(code)));
  const legend = used.map((owner) => `${SIGNS[owner]} ${owner}`).join('  ');
  const label = Math.max(...rows.map(({ address }) => hex(address).length));
  return [
    ...paragraph('map', `each sign stands for ${grouped(size)} bytes, as what most of them are`, width, style.strong),
    legend,
    ...rows.map(({ address, cells }) => `${style.faint(hex(address).padStart(label))}  ${painted(cells, paint)}`),
  ];
}

/** Runs of one owner are painted at once. */
function painted(cells: readonly number[], paint: Record<Owner, (text: string) => string>): string {
  let text = '';
  for (let from = 0, to = 0; from < cells.length; from = to) {
    while (to < cells.length && cells[to] === cells[from]) to++;
    const owner = OWNERS[cells[from]!]!;
    text += paint[owner](SIGNS[owner].repeat(to - from));
  }
  return text;
}

const TABLE: readonly TableColumn[] = [
  { head: ['address'] },
  { head: ['bytes'] },
  { head: [''], align: 'left' },
  { head: ['owner'], align: 'left' },
  { head: ['asked', 'for'] },
  { head: ['allocated in'], align: 'left' },
];
/** Columns that the last one has at least. */
const LEAST_PLACE = 20;

function tableLines({ picture, recording }: HeapReport, { width, style, all }: HeapTextOptions): string[] {
  const { shown, hidden } = endsOf(heapRows(picture), all);
  const cells = shown.map((row) => cellsOf(picture, row));
  const others = textTable(
    TABLE.slice(0, -1),
    cells.map((row) => row.slice(0, -1)),
    (text) => text,
  ).map((line) => line.length);
  const places = new Places(recording, Math.max(LEAST_PLACE, width - Math.max(...others) - GAP.length));
  const rows: string[][] = [];
  for (const [i, row] of cells.entries()) {
    const [first = '', ...more] = places.of(picture, shown[i]!.block);
    rows.push([...row.slice(0, -1), first]);
    for (const place of more) rows.push(row.map((_, column) => (column === row.length - 1 ? place : '')));
  }
  const lines = textTable(TABLE, rows, style.faint);
  if (hidden === 0) return lines;
  const above = lines.length - linesFor(rows, SHOWN);
  lines.splice(above, 0, style.faint(`... ${counted(hidden, 'row')} more; --all shows them`));
  return lines;
}

/** Lines that the last `count` rows take. */
function linesFor(rows: readonly (readonly string[])[], count: number): number {
  let lines = 0;
  for (let i = rows.length - 1, left = count; i >= 0 && left > 0; i--) {
    lines++;
    if (rows[i]![0] !== '') left--;
  }
  return lines;
}

/** The first and the last rows, or all of them. */
function endsOf(rows: Iterable<HeapRow>, all: boolean): { shown: HeapRow[]; hidden: number } {
  const first: HeapRow[] = [];
  const last: HeapRow[] = [];
  let hidden = 0;
  for (const row of rows) {
    if (all || first.length < SHOWN) first.push(row);
    else if (last.push(row) > SHOWN) {
      last.shift();
      hidden++;
    }
  }
  return { shown: [...first, ...last], hidden };
}

function cellsOf({ blocks }: HeapPicture, { address, size, owner, block, times }: HeapRow): string[] {
  const many = times > 1 ? `x ${grouped(times)}` : '';
  return [hex(address), grouped(size), many, owner, block === NO_BLOCK ? '' : grouped(blocks.size.get(block)), ''];
}

/** Where blocks come from and where they were freed, in few words. */
class Places {
  readonly #recording: Recording;
  readonly #room: number;
  readonly #excerpts: SourceExcerpts;
  readonly #known = new Map<string, string>();

  constructor(recording: Recording, room: number) {
    this.#recording = recording;
    this.#room = room;
    this.#excerpts = new SourceExcerpts(recordedLines(recording), recording.header.directory, room, PLAIN);
  }

  of({ blocks }: HeapPicture, row: number): string[] {
    if (row === NO_BLOCK) return [];
    const routine = ALLOCATION_ROUTINES[blocks.routine.get(row)]!;
    const from = this.#place(blocks.allocStack.get(row), '') ?? routine;
    if (blocks.live.get(row) === 1) return [from];
    return [from, this.#place(blocks.freeStack.get(row), 'freed in ') ?? 'freed'];
  }

  #place(stack: StackId, lead: string): string | undefined {
    const key = `${lead}${stack}`;
    let text = this.#known.get(key);
    if (text === undefined) {
      const frame = userFrame(framesOf(this.#recording, stack));
      if (frame === undefined) return undefined;
      this.#known.set(key, (text = this.#fit(lead, frame)));
    }
    return text;
  }

  /** With less of the path, and then of the name, where there is no room for all. */
  #fit(lead: string, frame: Frame): string {
    const name = shortName(frame.function);
    const path = this.#excerpts.shortPath(frame.file);
    const place = (file: string): string => (frame.line > 0 ? ` ${file}:${frame.line}` : '');
    for (const end of [place(path), place(path.slice(path.lastIndexOf('/') + 1)), ''])
      if (lead.length + name.length + end.length <= this.#room) return `${lead}${name}${end}`;
    return `${lead}${name}`.slice(0, this.#room - 3) + '...';
  }
}

function noteLines(report: HeapReport, { width, style }: HeapTextOptions): string[] {
  const { picture, recording, message } = report;
  const { ending, findings } = recording;
  const { broken, checked } = picture;
  const lines: string[] = [];
  const say = (label: string, text: string, paint: (label: string) => string): void =>
    void lines.push(...paragraph(label, text, width, paint));
  if (broken) say('error', `the heap is broken at ${hex(broken.address)}: ${broken.message}`, style.error);
  else say('note', 'every invariant of the allocator holds', style.note);
  if (broken?.writer) say('note', writerText(recording, broken.writer), style.note);
  const isStopped = ending.how === 'stopped';
  if (isStopped) {
    const why = message === undefined || broken ? '' : ` (${message})`;
    say('note', `the program was stopped by ${ending.signal}${why}`, style.note);
  }
  if (!checked && (broken || isStopped))
    say('help', 'heapglass run finds who wrote or freed what it must not', style.help);
  if (ending.how === 'timeout') say('note', `the program was stopped after ${ending.seconds} s`, style.note);
  const errors = findings.reduce((sum, { count }) => sum + count, 0);
  if (errors > 0)
    say('warning', `the program made ${counted(errors, 'memory error')}; heapglass run shows them`, style.warning);
  return ['', ...lines];
}

function writerText(recording: Recording, { address, size, stack, covers }: HeapWriter): string {
  const frame = userFrame(framesOf(recording, stack));
  const position = new SourceExcerpts(recordedLines(recording), recording.header.directory, 0, PLAIN);
  const where = frame === undefined ? '' : ` in ${shortName(frame.function)}`;
  const line = frame !== undefined && frame.line > 0 ? ` at ${position.position(frame)}` : '';
  const what = covers ? 'written over by an invalid write' : 'the last invalid write to the heap was';
  return `${what} of ${counted(size, 'byte')} at ${hex(address)},${where}${line}`;
}
