/**
 * A kernel is a hot path of the memory system as WebAssembly, compiled from a `kernel.as.ts` (scripts/kernels.mjs). It
 * works in somebody else's memory and keeps there what it must remember, but for a few words in its globals.
 *
 * In a WebAssembly.Memory it runs as WebAssembly, and instrumented programs call it without passing through JavaScript.
 * Over any other buffer the same code runs as JavaScript (wasm2js).
 *
 * Cost: compiling takes about a millisecond for a kernel of a few kilobytes, once for each kind.
 */

/** What scripts/kernels.mjs makes. */
export interface KernelImage {
  /** The module, base64. */
  wasm: string;
  script(imports: KernelImports & { env: { memory: { buffer: ArrayBufferLike } } }): object;
}

export type KernelImports = Record<string, Record<string, unknown>>;

/** Where a kernel can run. A buffer has to have its size from the start. */
export type KernelMemory = WebAssembly.Memory | ArrayBufferLike;

/** A WebAssembly global or what looks like one. */
export interface Cell {
  value: number;
}

const compiled = new WeakMap<KernelImage, WebAssembly.Module>();

/** The exports of a new instance; `imports` as the kernel's source declares them, a module name for each file. */
export function startKernel<Exports>(image: KernelImage, memory: KernelMemory, imports: KernelImports): Exports {
  if (!(memory instanceof WebAssembly.Memory))
    return image.script({ ...imports, env: { memory: { buffer: memory } } }) as Exports;
  let module = compiled.get(image);
  if (module === undefined) compiled.set(image, (module = new WebAssembly.Module(decodeBase64(image.wasm))));
  return new WebAssembly.Instance(module, { ...imports, env: { memory } }).exports as Exports;
}

/** The bytes behind a kernel's memory as they are now. */
export function bufferOf(memory: KernelMemory): ArrayBufferLike {
  return memory instanceof WebAssembly.Memory ? memory.buffer : memory;
}

function decodeBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
