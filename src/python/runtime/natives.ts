/**
 * Functions of JavaScript in the table that WebAssembly calls through. The table takes functions of WebAssembly only, so each
 * batch gets a module with a function for each that calls one import for all of its kind, with its number behind its words:
 *
 *     (func (param i32 i32) (result i32)  (call $kind (local.get 0) (local.get 1) (i32.const number)))
 *
 * An import for each function would do without these, but then an instance takes ten times as long to start.
 *
 * Cost: a module for each batch, 2 us for a function; about 10 ns for a call.
 */
import { OP } from '../../instrument/binary/opcodes.js';
import { ByteWriter } from '../../instrument/binary/writer.js';
import { encodeModule, type Elements } from '../compile/wasm/module-writer.js';

/** Parameters are words. */
export interface Signature {
  readonly parameters: number;
  readonly result: 'word' | 'long' | 'none';
}

export type Native = (...words: number[]) => number | bigint | void;

/** What natives of one signature have in common. */
export interface NativeKind extends Signature {
  /** The result of one that throws. */
  readonly failure: number | bigint;
}

/** Calls a native of a kind. */
export type Guard = (kind: NativeKind, call: Native, words: number[]) => number | bigint;

const RESULTS = { word: 'i', long: 'l', none: '' } as const;
const CALL = 0x10;
const LOCAL_GET = 0x20;

export class Natives {
  readonly #guard: Guard;
  /** By number. */
  readonly #calls: Native[] = [];
  /** By name: what a module imports. */
  readonly #kinds = new Map<string, { type: string; call: (...words: number[]) => number | bigint }>();
  #waiting: { index: number; number: number; kind: string; parameters: number }[] = [];

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  /** @param index in the table, where it will be after the next `place` */
  add(index: number, kind: NativeKind, call: Native): void {
    const number = this.#calls.push(call) - 1;
    this.#waiting.push({ index, number, kind: this.#kind(kind), parameters: kind.parameters });
  }

  #kind(kind: NativeKind): string {
    const name = `${kind.parameters} ${kind.result} ${kind.failure}`;
    if (!this.#kinds.has(name)) {
      const calls = this.#calls;
      this.#kinds.set(name, {
        type: `${'i'.repeat(kind.parameters + 1)}>${RESULTS[kind.result]}`,
        call: (...words) => this.#guard(kind, calls[words.pop()!], words),
      });
    }
    return name;
  }

  /** Puts the natives that wait into the table: one module for all of them. */
  place(table: WebAssembly.Table): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const kinds = [...new Set(waiting.map(({ kind }) => kind))];
    const module = encodeModule({
      imports: kinds.map((name) => ({ name, type: this.#kinds.get(name)!.type })),
      functions: waiting.map(({ number, kind, parameters }) => ({
        type: this.#kinds.get(kind)!.type.slice(1),
        body: body(parameters, number, kinds.indexOf(kind)),
        name: '',
      })),
      indirectTypes: [],
      elements: runs(waiting.map(({ index }) => index)),
      memory: false,
      exported: [],
    });
    const kernel = Object.fromEntries(kinds.map((name) => [name, this.#kinds.get(name)!.call]));
    // Its functions put themselves into the table.
    void new WebAssembly.Instance(new WebAssembly.Module(module), { kernel, env: { table } });
  }
}

function body(parameters: number, number: number, import_: number): ByteWriter {
  const code = new ByteWriter(16).u32(0);
  for (let at = 0; at < parameters; at++) code.u8(LOCAL_GET).u32(at);
  return code.u8(OP.i32Const).s32(number).u8(CALL).u32(import_).u8(OP.end);
}

/** Indices that follow one another, together. */
function runs(indices: readonly number[]): Elements[] {
  const all: { at: number; first: number; count: number }[] = [];
  indices.forEach((index, first) => {
    const last = all.at(-1);
    if (last !== undefined && last.at + last.count === index) last.count++;
    else all.push({ at: index, first, count: 1 });
  });
  return all;
}
