/** Writes the sections of a WebAssembly module; what goes into them is the caller's business, so it may be wrong. */
import type { ValueType } from '../../../src/instrument/binary/opcodes.js';
import { KIND, SECTION } from '../../../src/instrument/binary/opcodes.js';
import { ByteWriter } from '../../../src/instrument/binary/writer.js';

export interface Signature {
  params: readonly ValueType[];
  results: readonly ValueType[];
}

export interface PlainLimits {
  min: number;
  max?: number;
}

export type ImportPart = { module: string; name: string } & (
  | { kind: 'function'; type: number }
  | { kind: 'memory'; limits: PlainLimits }
  | { kind: 'global'; type: ValueType; mutable: boolean }
);

export interface FunctionPart {
  type: number;
  locals: readonly ValueType[];
  /** Instructions with the closing `end`. */
  code: Uint8Array;
}

export interface GlobalPart {
  type: ValueType;
  mutable: boolean;
  /** Constant expression without its `end`. */
  value: Uint8Array;
}

export interface ModuleParts {
  types: readonly Signature[];
  imports: readonly ImportPart[];
  functions: readonly FunctionPart[];
  /** A table of functions. */
  table?: PlainLimits;
  memory?: PlainLimits;
  /** Types of exception tags. */
  tags?: readonly number[];
  globals?: readonly GlobalPart[];
  exports: readonly { name: string; kind: keyof typeof KIND; index: number }[];
  start?: number;
  /** Encoded segments. */
  elements?: readonly Uint8Array[];
  data?: readonly Uint8Array[];
  customs?: readonly { name: string; payload: Uint8Array }[];
}

export function encodeModule(parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter(4096);
  out.raw(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const section = (id: number, write: (s: ByteWriter) => void): void => {
    const payload = new ByteWriter();
    write(payload);
    out.u8(id).sized(payload);
  };
  const list = <T>(id: number, entries: readonly T[] | undefined, write: (s: ByteWriter, entry: T) => void): void => {
    if (!entries || entries.length === 0) return;
    section(id, (s) => {
      s.u32(entries.length);
      for (const entry of entries) write(s, entry);
    });
  };
  list(SECTION.type, parts.types, (s, { params, results }) => {
    s.u8(0x60).u32(params.length).raw(Uint8Array.from(params));
    s.u32(results.length).raw(Uint8Array.from(results));
  });
  list(SECTION.import, parts.imports, (s, entry) => {
    s.name(entry.module).name(entry.name).u8(KIND[entry.kind]);
    if (entry.kind === 'function') s.u32(entry.type);
    else if (entry.kind === 'memory') limits(s, entry.limits);
    else s.u8(entry.type).u8(entry.mutable ? 1 : 0);
  });
  list(SECTION.function, parts.functions, (s, { type }) => s.u32(type));
  if (parts.table) list(SECTION.table, [parts.table], (s, table) => limits(s.u8(0x70), table));
  if (parts.memory) list(SECTION.memory, [parts.memory], limits);
  list(SECTION.tag, parts.tags, (s, type) => s.u8(0).u32(type));
  list(SECTION.global, parts.globals, (s, { type, mutable, value }) =>
    s
      .u8(type)
      .u8(mutable ? 1 : 0)
      .raw(value)
      .u8(0x0b),
  );
  list(SECTION.export, parts.exports, (s, { name, kind, index }) => s.name(name).u8(KIND[kind]).u32(index));
  if (parts.start !== undefined) section(SECTION.start, (s) => s.u32(parts.start!));
  list(SECTION.element, parts.elements, (s, segment) => s.raw(segment));
  if (parts.data?.length) section(SECTION.dataCount, (s) => s.u32(parts.data!.length));
  list(SECTION.code, parts.functions, (s, { locals, code }) => {
    const body = new ByteWriter();
    const runs = runsOf(locals);
    body.u32(runs.length);
    for (const [count, type] of runs) body.u32(count).u8(type);
    s.sized(body.raw(code));
  });
  list(SECTION.data, parts.data, (s, segment) => s.raw(segment));
  for (const { name, payload } of parts.customs ?? []) section(SECTION.custom, (s) => s.name(name).raw(payload));
  return new Uint8Array(out.bytes());
}

function limits(s: ByteWriter, { min, max }: PlainLimits): void {
  s.u8(max === undefined ? 0 : 1).u32(min);
  if (max !== undefined) s.u32(max);
}

function runsOf(types: readonly ValueType[]): [number, ValueType][] {
  const runs: [number, ValueType][] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0]++;
    else runs.push([1, type]);
  }
  return runs;
}
