/**
 * A recording to bytes and back. Tables are one section per column, little-endian arrays; everything small is one JSON
 * section, "meta". Columns of one table have equal lengths, and every index points into its table: the reader checks
 * both, so that reports can rely on them.
 */
import { F64Column, U32Column, U8Column } from '../../base/column.js';
import { StringTable } from '../../base/strings.js';
import type { Recording } from '../recording.js';
import { type Compressor, readSections, RecordingFormatError, writeSections } from './sections.js';

type Column = U8Column | U32Column | F64Column;
type Meta = Pick<Recording, 'header' | 'findings' | 'leaks' | 'totals' | 'ending' | 'sources'> & {
  strings: readonly string[];
};

const TABLES = ['stacks', 'frames', 'events'] as const;

export function encodeRecording(recording: Recording, compressor: Compressor): Uint8Array {
  const { header, findings, leaks, totals, ending, sources, strings } = recording;
  const meta: Meta = { header, findings, leaks, totals, ending, sources, strings: strings.all() };
  const sections = new Map<string, Uint8Array>([['meta', new TextEncoder().encode(JSON.stringify(meta))]]);
  for (const table of TABLES) {
    for (const [name, column] of Object.entries(recording[table]) as [string, Column][]) {
      const { buffer, byteOffset, byteLength } = column.view();
      sections.set(`${table}.${name}`, new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
  return writeSections(sections, compressor);
}

/** @throws RecordingFormatError */
export function decodeRecording(file: Uint8Array, compressor: Compressor): Recording {
  const sections = readSections(file, compressor);
  const meta = readMeta(sections.get('meta'));
  const u32 = (name: string): U32Column => fill(new U32Column(), sections.get(name), name, 4);
  const u8 = (name: string): U8Column => fill(new U8Column(), sections.get(name), name, 1);
  const recording: Recording = {
    ...meta,
    strings: StringTable.from(meta.strings),
    stacks: { site: u32('stacks.site'), parent: u32('stacks.parent') },
    frames: {
      siteOffset: u32('frames.siteOffset'),
      siteFirst: u32('frames.siteFirst'),
      function: u32('frames.function'),
      file: u32('frames.file'),
      line: u32('frames.line'),
      column: u32('frames.column'),
    },
    events: {
      kind: u8('events.kind'),
      clock: fill(new F64Column(), sections.get('events.clock'), 'events.clock', 8),
      block: u32('events.block'),
      address: u32('events.address'),
      size: u32('events.size'),
      stack: u32('events.stack'),
      routine: u8('events.routine'),
    },
  };
  verify(recording);
  return recording;
}

function readMeta(bytes: Uint8Array | undefined): Meta {
  if (!bytes) throw new RecordingFormatError('it is damaged (no "meta")');
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as Meta;
  } catch {
    throw new RecordingFormatError('it is damaged ("meta" is no JSON)');
  }
}

function fill<C extends Column>(column: C, bytes: Uint8Array | undefined, name: string, width: number): C {
  if (!bytes || bytes.length % width !== 0) throw new RecordingFormatError(`it is damaged ("${name}")`);
  const count = bytes.length / width;
  column.reserve(count);
  new Uint8Array(column.data.buffer).set(bytes);
  column.length = count;
  return column;
}

/** Equal lengths within a table, and indices that point at something. */
function verify({ stacks, frames, events, strings }: Recording): void {
  const sound = (holds: boolean, what: string): void => {
    if (!holds) throw new RecordingFormatError(`it is damaged (${what})`);
  };
  const equal = (columns: Column[]): boolean => columns.every((column) => column.length === columns[0].length);
  sound(equal(Object.values(stacks) as Column[]) && stacks.site.length > 0, 'stack table');
  sound(equal(Object.values(events) as Column[]), 'event table');
  const { siteOffset, siteFirst, ...columns } = frames;
  sound(equal(Object.values(columns) as Column[]) && siteFirst.length === siteOffset.length + 1, 'frame table');
  for (let i = 1; i < stacks.parent.length; i++) sound(stacks.parent.get(i) < i, 'stack parents');
  for (let i = 0; i < siteFirst.length; i++) {
    sound(
      siteFirst.get(i) <= frames.function.length && (i === 0 || siteFirst.get(i) > siteFirst.get(i - 1)),
      'frame index',
    );
  }
  const names = strings.all().length;
  for (let i = 0; i < frames.function.length; i++) {
    sound(frames.function.get(i) < names && frames.file.get(i) < names, 'names of frames');
  }
}
