/**
 * A recording to bytes and back. Tables are one section per column; everything small is one JSON section, "meta".
 *
 * What the reader gives back is sound: columns of one table have equal lengths, every index points into its table, the
 * clock never goes back, and "meta" has the form that its types promise. So reports can rely on it, whatever the bytes
 * were.
 */
import { F64Column, U32Column, U8Column } from '../../base/column.js';
import { StringTable } from '../../base/strings.js';
import { EVENT, type EventTable, type FrameTable, type Recording, type StackTable } from '../recording.js';
import { checkMeta, type Meta } from './check-meta.js';
import type { Compressor } from './encoding.js';
import { damaged } from './format-error.js';
import { totalsOf } from '../trace/payload.js';
import { CallLogReader, type CallLog } from '../trace/call-log.js';
import { ELEMENT, type ElementType, type Section, SectionReader, SectionWriter, writeSections } from './sections.js';

type Column = U8Column | U32Column | F64Column;
type Columns<T> = { [C in keyof T]: new () => T[C] };

const STACKS: Columns<StackTable> = { site: U32Column, parent: U32Column };
const FRAMES: Columns<FrameTable> = {
  siteOffset: U32Column,
  siteFirst: U32Column,
  function: U32Column,
  symbol: U32Column,
  file: U32Column,
  line: U32Column,
  column: U32Column,
};
const EVENTS: Columns<EventTable> = {
  kind: U8Column,
  clock: F64Column,
  subject: U32Column,
  address: U32Column,
  size: U32Column,
  stack: U32Column,
  routine: U8Column,
};

/** The version that a file has which holds a call log. */
const WITH_CALLS = 2;
const CALLS = 'calls';

export function encodeRecording(recording: Recording, compressor: Compressor): Uint8Array {
  const { calls } = recording;
  if (calls === undefined) return writeSections(tablesOf(recording), compressor);
  return writeSections([callsSection(calls.words), ...tablesOf(recording)], compressor, WITH_CALLS);
}

/** Writes the recording of a run without checks while it runs: its calls as they come, then all the rest. */
export class CallRecordingWriter {
  readonly #sections: SectionWriter;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#sections = new SectionWriter(write, WITH_CALLS);
  }

  /** Stored as they are: a compressor would take longer than the program. */
  calls(words: Uint32Array): void {
    this.#sections.add(callsSection(words));
  }

  /** @param recording without its calls */
  finish(recording: Recording): void {
    // There even when the program made no calls.
    this.calls(new Uint32Array(0));
    for (const section of tablesOf(recording)) this.#sections.add(section);
    this.#sections.end();
  }
}

function callsSection({ buffer, byteOffset, byteLength }: Uint32Array): Section {
  return { name: CALLS, type: ELEMENT.u32, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

function tablesOf(recording: Recording): Section[] {
  const { header, findings, leaks, totals, ending, sources, strings } = recording;
  const meta: Meta = { header, findings, leaks, totals, ending, sources, strings: strings.all() };
  return [
    { name: 'meta', type: ELEMENT.json, bytes: new TextEncoder().encode(JSON.stringify(meta)) },
    ...sectionsOf('stacks', recording.stacks),
    ...sectionsOf('frames', recording.frames),
    ...sectionsOf('events', recording.events),
  ];
}

/** @throws RecordingFormatError */
export function decodeRecording(file: Uint8Array, compressor: Compressor): Recording {
  const reader = new SectionReader(file, compressor);
  const meta = readMeta(reader);
  const stacks = readTable(reader, 'stacks', STACKS);
  const frames = readTable(reader, 'frames', FRAMES);
  const events = readTable(reader, 'events', EVENTS);
  checkStacks(stacks);
  checkMeta(meta, stacks.site.length);
  checkFrames(frames, meta.strings.length);
  checkEvents(events, stacks.site.length, meta.findings.length);
  const recording: Recording = { ...meta, strings: StringTable.from(meta.strings), stacks, frames, events };
  if (!reader.has(CALLS)) return recording;
  const calls = readCalls(reader);
  return { ...recording, calls, totals: totalsOf(calls.trace) };
}

function readCalls(reader: SectionReader): CallLog {
  const words = new U32Column();
  for (const part of reader.read(CALLS, ELEMENT.u32)) append(words, part);
  const log = new CallLogReader();
  sound(log.take(words.view()), 'calls');
  return { words: words.view(), trace: log.trace, wrongCalls: log.wrongCalls };
}

function sectionsOf(table: string, columns: StackTable | FrameTable | EventTable): Section[] {
  return Object.entries(columns).map(([name, column]: [string, Column]) => {
    const { buffer, byteOffset, byteLength } = column.view();
    return { name: `${table}.${name}`, type: elementOf(column), bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  });
}

function readTable<T>(reader: SectionReader, table: string, columns: Columns<T>): T {
  const make = ([name, Kind]: [string, new () => Column]): [string, Column] => {
    const column = new Kind();
    for (const bytes of reader.read(`${table}.${name}`, elementOf(column))) append(column, bytes);
    return [name, column];
  };
  return Object.fromEntries(Object.entries<new () => Column>(columns as never).map(make)) as T;
}

function elementOf(column: Column): ElementType {
  if (column instanceof U8Column) return ELEMENT.u8;
  return column instanceof U32Column ? ELEMENT.u32 : ELEMENT.f64;
}

function append(column: Column, bytes: Uint8Array): void {
  const width = column.data.BYTES_PER_ELEMENT;
  const length = column.length + bytes.length / width;
  column.reserve(length);
  new Uint8Array(column.data.buffer).set(bytes, column.length * width);
  column.length = length;
}

function readMeta(reader: SectionReader): Meta {
  const bytes = new U8Column();
  for (const part of reader.read('meta', ELEMENT.json)) append(bytes, part);
  try {
    return JSON.parse(new TextDecoder().decode(bytes.view())) as Meta;
  } catch {
    throw damaged('"meta" is no JSON');
  }
}

function sound(holds: boolean, what: string): void {
  if (!holds) throw damaged(what);
}

function ofEqualLength(columns: Record<string, Column>): boolean {
  const [first, ...rest] = Object.values(columns);
  return rest.every((column) => column.length === first.length);
}

function checkStacks(stacks: StackTable): void {
  sound(ofEqualLength({ ...stacks }) && stacks.site.length > 0, 'stack table');
  const parents = stacks.parent.view();
  for (let i = 1; i < parents.length; i++) sound(parents[i] < i, 'parents of stacks');
}

function checkFrames({ siteOffset, siteFirst, ...columns }: FrameTable, names: number): void {
  sound(ofEqualLength(columns) && siteFirst.length === siteOffset.length + 1, 'frame table');
  const rows = columns.function.length;
  const [offsets, first] = [siteOffset.view(), siteFirst.view()];
  sound(first[0] === 0 && first[first.length - 1] === rows, 'index of frames');
  for (let i = 1; i < first.length; i++) sound(first[i] > first[i - 1], 'index of frames');
  for (let i = 1; i < offsets.length; i++) sound(offsets[i] > offsets[i - 1], 'order of frames');
  for (const column of [columns.function, columns.symbol, columns.file])
    for (const name of column.view()) sound(name < names, 'names of frames');
}

function checkEvents(events: EventTable, stackCount: number, findingCount: number): void {
  sound(ofEqualLength({ ...events }), 'event table');
  const [kind, clock, subject, stack] = [
    events.kind.view(),
    events.clock.view(),
    events.subject.view(),
    events.stack.view(),
  ];
  let now = 0;
  for (let i = 0; i < kind.length; i++) {
    sound(clock[i] >= now && clock[i] <= Number.MAX_SAFE_INTEGER, 'clock of events');
    now = clock[i];
    sound(stack[i] < stackCount, 'stacks of events');
    sound(kind[i] !== EVENT.finding || subject[i] < findingCount, 'findings of events');
  }
}
