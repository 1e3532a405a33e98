/**
 * Whether a module that could be read can run here as a program. What is found wrong is said before anything runs, in
 * words that name the thing.
 */
import { MalformedModule } from '../instrument/binary/reader.js';
import type { FunctionType, Import, WasmModule } from '../instrument/binary/module.js';
import { KIND, TYPE } from '../instrument/binary/opcodes.js';
import { IMPORT_MODULE } from '../instrument/instrument.js';
import { PROGRAM_LIMIT, WASM_PAGE } from '../memory/layout.js';
import type { ProgramImage } from './image.js';

/** Parameters of a system call, one letter each: i for i32, I for i64; then ":i" when it returns an i32. */
export type Signature = string;
export type SignatureOf = (module: string, name: string) => Signature | undefined;

/** The engine's own judgement of the module as it is in the file. @throws MalformedModule */
export function requireValid(bytes: Uint8Array): void {
  if (WebAssembly.validate(bytes)) return;
  try {
    void new WebAssembly.Module(bytes);
  } catch (error) {
    throw new MalformedModule((error as Error).message.replace(/^WebAssembly\.Module\(\): /, ''), 0);
  }
}

/** @throws MalformedModule */
export function requireRunnable(
  module: WasmModule,
  image: ProgramImage,
  memoryLimit: number,
  signatureOf: SignatureOf,
): void {
  const fail = (message: string): never => {
    throw new MalformedModule(message, 0);
  };
  if (!module.exports.some(({ name, kind }) => kind === KIND.function && (name === '_start' || name === '_initialize')))
    fail('it exports no function _start, so it is no program');
  const memory = (module.memory?.min ?? 0) * WASM_PAGE;
  for (const { active, address, bytes } of module.data)
    if (active && (address ?? 0) + bytes.length > memory) fail('a data segment does not fit into its memory');
  const needed = Math.max(memory, image.heapStart);
  if (needed > PROGRAM_LIMIT)
    fail(`it needs ${megabytes(needed)} of memory to start, and a program can have ${megabytes(PROGRAM_LIMIT)} here`);
  if (needed > memoryLimit)
    fail(`it needs ${megabytes(needed)} of memory to start, which is more than --memory-limit allows`);
  for (const entry of module.imports) {
    const problem = problemOf(module, entry, signatureOf);
    if (problem !== undefined) fail(`it imports ${entry.module}.${entry.name}, ${problem}`);
  }
}

function problemOf(module: WasmModule, entry: Import, signatureOf: SignatureOf): string | undefined {
  if (entry.module === IMPORT_MODULE) return 'and has been prepared by heapglass already';
  if (entry.kind === KIND.memory) return undefined;
  if (entry.kind !== KIND.function) return 'which is no function; heapglass only has functions';
  const wanted = signatureOf(entry.module, entry.name);
  return wanted === undefined || wanted === signature(module.types[entry.type])
    ? undefined
    : 'but with other parameters or results than that function has';
}

function signature({ params, results }: FunctionType): Signature {
  const letters = (types: readonly number[]): string =>
    types.map((type) => (type === TYPE.i32 ? 'i' : type === TYPE.i64 ? 'I' : '?')).join('');
  return results.length === 0 ? letters(params) : `${letters(params)}:${letters(results)}`;
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}
