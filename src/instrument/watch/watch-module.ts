/**
 * Rewrites a module so that somebody hears of every store that has to do with one watched address: a store to the word at
 * that address (which counts references, in Python's objects), one that puts the address somewhere, and one that writes over
 * a word that held it. Before such a store a function of the table is called; all other stores go on as they were.
 *
 * Helpers come after the last function, so nothing moves in the index spaces. The module must import a table, and word 0 of
 * the cells is 0 as long as nothing is watched.
 *
 *     store   (address, value)           what was there is there still
 *     copy    (to, from, bytes)          memory.copy, before it
 *     fill    (at, bytes)                memory.fill, before it: with what does not matter
 *
 * Cost: one walk over each function; a call and a few loads for each store while the module runs.
 */
import { appendEntries } from '../binary/append-entries.js';
import { CodeBuilder } from '../binary/code-builder.js';
import { parseModule, type WasmModule } from '../binary/module.js';
import { rewriteSections } from '../binary/rewrite-sections.js';
import { MISC, OP, SECTION, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteWriter } from '../binary/writer.js';
import { appendCompilationHints } from '../compilation-hints.js';
import { InstructionCursor, readLocals } from '../rewrite/instructions.js';

/** Addresses of cells. The last three have the table index of what is called. */
export interface WatchCells {
  /** The watched address, or 0. */
  readonly watched: number;
  readonly store: number;
  readonly copy: number;
  readonly fill: number;
}

interface Helper {
  readonly name: string;
  readonly params: readonly ValueType[];
  build(b: CodeBuilder, cells: WatchCells, hookType: (words: number) => number): void;
}

const WORD = TYPE.i32;
const LONG = TYPE.i64;

/** Words that hooks take: their types come behind the helpers' own. */
const HOOK_WORDS = [2, 3];

const callHook = (b: CodeBuilder, cell: number, type: number): CodeBuilder => {
  b.i32(0).memory(OP.i32Load, cell);
  b.code.u8(OP.callIndirect).u32(type).u8(0);
  return b;
};

const HELPERS: readonly Helper[] = [
  {
    name: 'store',
    params: [WORD, WORD],
    build(b, cells, hookType) {
      const watched = b.local();
      b.i32(0).memory(OP.i32Load, cells.watched).tee(watched).op(OP.i32Eqz).if().return().end();
      b.get(0).get(watched).op(OP.i32Eq);
      b.get(1).get(watched).op(OP.i32Eq, OP.i32Or);
      b.get(0).memory(OP.i32Load).get(watched).op(OP.i32Eq, OP.i32Or).if();
      b.get(0).get(1);
      callHook(b, cells.store, hookType(2)).end();
    },
  },
  {
    name: 'store64',
    params: [WORD, LONG],
    build(b) {
      b.get(0).get(1).op(OP.i32WrapI64).call('store');
      b.get(0).i32(4).op(OP.i32Add).get(1).i64(32n).op(OP.i64ShrU, OP.i32WrapI64).call('store');
    },
  },
  {
    name: 'copy',
    params: [WORD, WORD, WORD],
    build(b, cells, hookType) {
      b.i32(0).memory(OP.i32Load, cells.watched).op(OP.i32Eqz).if().return().end();
      b.get(0).get(1).get(2);
      callHook(b, cells.copy, hookType(3));
    },
  },
  {
    name: 'fill',
    params: [WORD, WORD],
    build(b, cells, hookType) {
      b.i32(0).memory(OP.i32Load, cells.watched).op(OP.i32Eqz).if().return().end();
      b.get(0).get(1);
      callHook(b, cells.fill, hookType(2));
    },
  },
];

/** @throws MalformedModule */
export function watchModule(bytes: Uint8Array, cells: WatchCells): Uint8Array<ArrayBuffer> {
  const module = parseModule(bytes);
  const first = module.importedFunctions.length + module.functions.length;
  const resolve = (name: string): number => first + HELPERS.findIndex((helper) => helper.name === name);
  const code = new ByteWriter(bytes.length * 2);
  code.u32(module.code.length + HELPERS.length);
  module.code.forEach((body, index) => {
    const type = module.types[module.functions[index]!]!;
    code.sized(watchFunction(module, body, type.params.length, resolve));
  });
  const hookType = (words: number): number => module.types.length + HELPERS.length + HOOK_WORDS.indexOf(words);
  for (const helper of HELPERS) {
    const builder = new CodeBuilder(helper.params.length, resolve);
    helper.build(builder, cells, hookType);
    code.sized(builder.body());
  }
  return assemble(module, code);
}

function watchFunction(
  module: WasmModule,
  body: { start: number; end: number },
  parameters: number,
  resolve: (name: string) => number,
): ByteWriter {
  const cursor = new InstructionCursor(module.bytes, body.start, body.end);
  const declared = readLocals(cursor.reader);
  const [address, value, count, long] = [0, 1, 2, 3].map((at) => parameters + declared.length + at) as [
    number,
    number,
    number,
    number,
  ];
  const out = new ByteWriter(2 * (body.end - body.start));
  let copied = cursor.reader.pos;
  const flush = (to: number): ByteWriter => {
    out.copy(module.bytes, copied, to);
    copied = to;
    return out;
  };
  const get = (local: number): ByteWriter => out.u8(OP.localGet).u32(local);
  const set = (local: number): ByteWriter => out.u8(OP.localSet).u32(local);
  const call = (name: string): ByteWriter => out.u8(OP.call).u32(resolve(name));
  while (cursor.reader.pos < body.end) {
    cursor.step();
    const { opcode, sub, offset } = cursor;
    if (opcode === OP.i32Store || opcode === OP.i64Store) {
      flush(cursor.start);
      const held = opcode === OP.i32Store ? value : long;
      set(held);
      set(address);
      get(address).u8(OP.i32Const).s32(offset).u8(OP.i32Add);
      get(held);
      call(opcode === OP.i32Store ? 'store' : 'store64');
      get(address);
      get(held);
    } else if (opcode === OP.miscPrefix && (sub === MISC.memoryCopy || sub === MISC.memoryFill)) {
      flush(cursor.start);
      set(count);
      set(value);
      set(address);
      get(address);
      if (sub === MISC.memoryCopy) get(value);
      get(count);
      call(sub === MISC.memoryCopy ? 'copy' : 'fill');
      get(address);
      get(value);
      get(count);
    }
  }
  flush(body.end);
  const whole = new ByteWriter(out.length + 64);
  whole.u32(declared.length + 2);
  for (const type of declared) whole.u32(1).u8(type);
  return whole.u32(3).u8(WORD).u32(1).u8(LONG).raw(out.bytes());
}

function assemble({ bytes, types }: WasmModule, code: ByteWriter): Uint8Array<ArrayBuffer> {
  return rewriteSections(bytes, code, {
    [SECTION.type]: (payload, start, end) =>
      appendEntries(payload, bytes, [start, end], HELPERS.length + HOOK_WORDS.length, helperTypes),
    [SECTION.function]: (payload, start, end) =>
      appendEntries(payload, bytes, [start, end], HELPERS.length, (s) =>
        HELPERS.forEach((_, at) => s.u32(types.length + at)),
      ),
    [SECTION.custom]: (payload, start, end) => {
      const section = bytes.subarray(start, end);
      if (!appendCompilationHints(payload, section, HELPERS.length)) payload.raw(section);
    },
  });
}

const FUNCTION = 0x60;

function helperTypes(s: ByteWriter): void {
  const all = [
    ...HELPERS.map(({ params }) => params),
    ...HOOK_WORDS.map((words) => Array<ValueType>(words).fill(WORD)),
  ];
  for (const params of all) s.u8(FUNCTION).u32(params.length).raw(Uint8Array.from(params)).u32(0);
}
