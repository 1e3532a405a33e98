/**
 * Functions of JavaScript in the table that WebAssembly calls through. The table takes functions of WebAssembly only, so each
 * batch gets a module with a function for each that calls one import for all of its kind, with its number behind its words:
 *
 *     (func (param i32 i32) (result i32)  (call $kind (local.get 0) (local.get 1) (i32.const number)))
 *
 * An import for each function would do without these, but then an instance takes ten times as long to start.
 *
 * A module costs half a millisecond, so each has spare functions for natives to come.
 *
 * Cost: 2 us for a function; about 10 ns for a call.
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

/** Of each kind that a module is made for: as many as small modules and types of the program want. */
const SPARES = 24;

interface Entry extends NativeKind {
  /** Of the type of what is imported. */
  readonly type: string;
  /** What is imported. */
  readonly call: (...words: number[]) => number | bigint;
  /** Functions in the table that no native has yet. */
  readonly spares: Place[];
}

interface Place {
  /** In the table. */
  readonly index: number;
  /** In the list of calls. */
  readonly number: number;
}

export class Natives {
  readonly #guard: Guard;
  readonly #reserve: () => number;
  readonly #calls: Native[] = [];
  readonly #entries = new Map<string, Entry>();
  #waiting: { readonly place: Place; readonly entry: Entry }[] = [];

  /** @param reserve an index of the table that nobody else gets */
  constructor(guard: Guard, reserve: () => number) {
    this.#guard = guard;
    this.#reserve = reserve;
  }

  /** The index in the table; there can be called through it after the next `place`. */
  add(kind: NativeKind, call: Native): number {
    const entry = this.#entry(kind);
    const place = entry.spares.pop() ?? this.#newPlace(entry);
    this.#calls[place.number] = call;
    return place.index;
  }

  #newPlace(entry: Entry): Place {
    const place = { index: this.#reserve(), number: this.#calls.push(unused) - 1 };
    this.#waiting.push({ place, entry });
    return place;
  }

  #entry(kind: NativeKind): Entry {
    const name = `${kind.parameters} ${kind.result} ${kind.failure}`;
    let entry = this.#entries.get(name);
    if (entry === undefined) {
      const calls = this.#calls;
      entry = {
        ...kind,
        type: `${'i'.repeat(kind.parameters + 1)}>${RESULTS[kind.result]}`,
        call: (...words) => this.#guard(kind, calls[words.pop()!], words),
        spares: [],
      };
      this.#entries.set(name, entry);
    }
    return entry;
  }

  /** Puts the natives that wait into the table: one module for all of them. */
  place(table: WebAssembly.Table): void {
    if (this.#waiting.length === 0) return;
    const entries = [...new Set(this.#waiting.map(({ entry }) => entry))];
    for (const entry of entries) for (let spare = 0; spare < SPARES; spare++) entry.spares.push(this.#newPlace(entry));
    const waiting = this.#waiting;
    this.#waiting = [];
    const name = (entry: Entry) => String(entries.indexOf(entry));
    const module = encodeModule({
      imports: entries.map((entry) => ({ name: name(entry), type: entry.type })),
      functions: waiting.map(({ place: { number }, entry }) => ({
        type: entry.type.slice(1),
        body: body(entry.parameters, number, entries.indexOf(entry)),
        name: '',
      })),
      indirectTypes: [],
      elements: runs(waiting.map(({ place: { index } }) => index)),
      memory: false,
      exported: [],
    });
    const kernel = Object.fromEntries(entries.map((entry) => [name(entry), entry.call]));
    // Its functions put themselves into the table.
    void new WebAssembly.Instance(new WebAssembly.Module(module), { kernel, env: { table } });
  }
}

const unused: Native = () => {
  throw new Error('a spare native has been called');
};

function body(parameters: number, number: number, import_: number): Uint8Array {
  const code = new ByteWriter(16).u32(0);
  for (let at = 0; at < parameters; at++) code.u8(LOCAL_GET).u32(at);
  return code.u8(OP.i32Const).s32(number).u8(CALL).u32(import_).u8(OP.end).bytes();
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
