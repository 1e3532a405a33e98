/**
 * A kernel is a hot path of the memory system as WebAssembly, compiled from a `kernel.as.ts` (scripts/kernels.mjs). It
 * works in somebody else's memory and keeps there what it must remember, but for a few words in its globals.
 *
 * In a WebAssembly.Memory, shared or not, it runs as WebAssembly, and instrumented programs call it without passing
 * through JavaScript. Over any other buffer the same code runs as JavaScript (wasm2js).
 *
 * Cost: compiling takes about a millisecond for a kernel of a few kilobytes, once for each kind.
 */
import { decodeBase64 } from '../base/base64.js';
import { importShared } from './shared-import.js';

/** What scripts/kernels.mjs makes. */
export interface KernelImage {
  /** Of an allocator: the same for memory that nobody else writes to, without any test of what stands there. */
  trusting?: KernelImage;
  /** Of the checker: the same with the program's bytes elsewhere, where functions that it imports get at them. */
  apart?: KernelImage;
  /** The module, base64. */
  wasm: string;
  script(imports: KernelImports & { env: { memory: { buffer: ArrayBufferLike } } }): object;
}

export type KernelImports = Record<string, Record<string, unknown>>;

/** Memory whose addresses are not those of a buffer: who has it starts kernels on it itself (process/vm). */
export interface KernelHost {
  /** Of its buffer nothing can be said by a kernel's addresses. */
  readonly buffer: ArrayBufferLike;
  /** For what is written in TypeScript: the bytes at addresses. Whether all could be copied. */
  readonly copies: {
    read(address: number, into: Uint8Array): boolean;
    write(address: number, from: Uint8Array): boolean;
  };
  /** The exports of a new instance of a kernel that imports its memory as env.memory. */
  start(wasm: Uint8Array, imports: KernelImports): object;
}

/** Where a kernel can run. The size of a buffer is a multiple of 8. */
export type KernelMemory = WebAssembly.Memory | ArrayBufferLike | KernelHost;

/** A WebAssembly global or what looks like one. */
export interface Cell {
  value: number;
}

const compiled = new WeakMap<KernelImage, WebAssembly.Module>();
const compiledShared = new WeakMap<KernelImage, WebAssembly.Module>();

/**
 * The exports of a new instance; `imports` as the kernel's source declares them, a module name for each file.
 * @throws RangeError for a buffer of another size than a multiple of 8
 */
export function startKernel<Exports>(image: KernelImage, memory: KernelMemory, imports: KernelImports): Exports {
  if ('start' in memory) return memory.start(decodeBase64(image.wasm), imports) as Exports;
  if (!(memory instanceof WebAssembly.Memory)) {
    if (memory.byteLength % 8 !== 0)
      throw new RangeError(`the buffer has ${memory.byteLength} bytes: expected a multiple of 8`);
    return image.script({ ...imports, env: { memory: { buffer: memory } } }) as Exports;
  }
  return new WebAssembly.Instance(moduleFor(image, isShared(memory)), { ...imports, env: { memory } })
    .exports as Exports;
}

function moduleFor(image: KernelImage, shared: boolean): WebAssembly.Module {
  const modules = shared ? compiledShared : compiled;
  let module = modules.get(image);
  if (module === undefined) {
    const bytes = decodeBase64(image.wasm);
    modules.set(image, (module = new WebAssembly.Module(shared ? importShared(bytes) : bytes)));
  }
  return module;
}

/** The bytes behind a kernel's memory as they are now. */
export function bufferOf(memory: KernelMemory): ArrayBufferLike {
  return 'buffer' in memory ? memory.buffer : memory;
}

/** Whether other threads may have the memory too. */
export function isShared(memory: KernelMemory): boolean {
  return typeof SharedArrayBuffer !== 'undefined' && bufferOf(memory) instanceof SharedArrayBuffer;
}
