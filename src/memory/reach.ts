/** Makes memory longer, of whatever kind it is. */
import type { Address, Bytes } from '../base/ids.js';
import { bufferOf, type KernelMemory } from './kernel.js';
import { WASM_PAGE } from './layout.js';

/** A buffer that can be made longer: a resizable ArrayBuffer or a growable SharedArrayBuffer. */
interface LongerBuffer {
  readonly byteLength: Bytes;
  readonly maxByteLength: Bytes;
  readonly resizable?: boolean;
  readonly growable?: boolean;
  resize(size: Bytes): void;
  grow(size: Bytes): void;
}

/** Whether the memory has bytes up to `end` now; when it can, it grows for that. */
export function reach(memory: KernelMemory, end: Address): boolean {
  const missing = end - bufferOf(memory).byteLength;
  if (missing <= 0) return true;
  if (!(memory instanceof WebAssembly.Memory)) return lengthen(memory as unknown as LongerBuffer, end);
  try {
    memory.grow(Math.ceil(missing / WASM_PAGE));
    return true;
  } catch {
    return false;
  }
}

/** Where memory can end at most; what the engine has may be less. */
export function furthestEnd(memory: KernelMemory): Address {
  if (memory instanceof WebAssembly.Memory) return 2 ** 32;
  const { byteLength, maxByteLength } = memory as unknown as LongerBuffer;
  return maxByteLength ?? byteLength;
}

function lengthen(buffer: LongerBuffer, end: Address): boolean {
  if (!(end <= buffer.maxByteLength)) return false;
  const size = Math.min(Math.ceil(end / WASM_PAGE) * WASM_PAGE, buffer.maxByteLength);
  try {
    if (buffer.resizable) buffer.resize(size);
    else if (buffer.growable) buffer.grow(size);
    else return false;
    return true;
  } catch {
    return false;
  }
}
