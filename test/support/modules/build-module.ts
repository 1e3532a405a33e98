/**
 * Small modules for tests that are about one thing, written with the emitter that heapglass's own helpers are written
 * with. Functions are called by name; the stack pointer is global 0 where there is one.
 */
import { CodeBuilder } from '../../../src/instrument/binary/code-builder.js';
import { OP, TYPE, type ValueType } from '../../../src/instrument/binary/opcodes.js';
import { ByteWriter } from '../../../src/instrument/binary/writer.js';
import { encodeModule, type FunctionPart, type ImportPart, type Signature } from './encode-module.js';

interface Definition {
  name: string;
  type: Signature;
  locals: readonly ValueType[];
  build(code: CodeBuilder): void;
}

export class ModuleBuilder {
  readonly #types: Signature[] = [];
  readonly #imports: ImportPart[] = [];
  readonly #functions: Definition[] = [];
  readonly #tags: number[] = [];
  readonly #table: string[] = [];
  readonly #data: Uint8Array[] = [];
  #stackPointer: number | undefined;
  #start: string | undefined;

  type(params: readonly ValueType[], results: readonly ValueType[]): number {
    const key = ({ params, results }: Signature): string => `${params.join()}>${results.join()}`;
    const found = this.#types.findIndex((known) => key(known) === key({ params, results }));
    return found >= 0 ? found : this.#types.push({ params, results }) - 1;
  }

  /** A function that the host gives, of module "env". */
  import(name: string, params: readonly ValueType[], results: readonly ValueType[]): this {
    this.#imports.push({ module: 'env', name, kind: 'function', type: this.type(params, results) });
    return this;
  }

  /** A function, exported under its name; `locals` come behind the parameters. */
  function(
    name: string,
    type: Partial<Signature>,
    build: (code: CodeBuilder) => void,
    locals: readonly ValueType[] = [],
  ): this {
    const { params = [], results = [] } = type;
    this.type(params, results);
    this.#functions.push({ name, type: { params, results }, locals, build });
    return this;
  }

  tag(params: readonly ValueType[]): number {
    return this.#tags.push(this.type(params, [])) - 1;
  }

  /** Function pointers 0, 1, ... */
  table(...functions: string[]): this {
    this.#table.push(...functions);
    return this;
  }

  /** Bytes at a fixed address. */
  data(address: number, bytes: Uint8Array): this {
    const segment = new ByteWriter().u8(0).u8(OP.i32Const).s32(address).u8(OP.end);
    this.#data.push(segment.u32(bytes.length).raw(bytes).bytes());
    return this;
  }

  stackPointer(value: number): this {
    this.#stackPointer = value;
    return this;
  }

  start(name: string): this {
    this.#start = name;
    return this;
  }

  encode(): Uint8Array<ArrayBuffer> {
    const index = (name: string): number => {
      const imported = this.#imports.findIndex((entry) => entry.name === name);
      if (imported >= 0) return imported;
      const defined = this.#functions.findIndex((entry) => entry.name === name);
      if (defined < 0) throw new Error(`no function is called ${name}`);
      return this.#imports.length + defined;
    };
    const elements = new ByteWriter().u8(0).u8(OP.i32Const).s32(0).u8(OP.end).u32(this.#table.length);
    for (const name of this.#table) elements.u32(index(name));
    const value = new ByteWriter().u8(OP.i32Const).s32(this.#stackPointer ?? 0);
    return encodeModule({
      types: this.#types,
      imports: this.#imports,
      functions: this.#functions.map(({ type, locals, build }): FunctionPart => {
        const code = new CodeBuilder(type.params.length + locals.length, index);
        build(code);
        return { type: this.type(type.params, type.results), locals, code: code.op(OP.end).code.bytes() };
      }),
      table: this.#table.length > 0 ? { min: this.#table.length } : undefined,
      memory: { min: 2 },
      tags: this.#tags,
      globals: this.#stackPointer === undefined ? [] : [{ type: TYPE.i32, mutable: true, value: value.bytes() }],
      exports: this.#functions.map(({ name }) => ({ name, kind: 'function', index: index(name) })),
      start: this.#start === undefined ? undefined : index(this.#start),
      elements: this.#table.length > 0 ? [elements.bytes()] : [],
      data: this.#data,
    });
  }
}
