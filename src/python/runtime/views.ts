/** The memory of a Python program as TypeScript reads it. Views are made again whenever the memory has grown. */
import type { Address } from '../../base/ids.js';

export class Views {
  readonly memory: WebAssembly.Memory;
  i32!: Int32Array;
  u32!: Uint32Array;
  u8!: Uint8Array;
  u16!: Uint16Array;
  f64!: Float64Array;
  i64!: BigInt64Array;

  constructor(memory: WebAssembly.Memory) {
    this.memory = memory;
    this.refresh();
  }

  /** After the memory has grown: the old buffer is detached. */
  refresh(): void {
    const { buffer } = this.memory;
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.u8 = new Uint8Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.i64 = new BigInt64Array(buffer);
  }

  word(at: Address): number {
    return this.i32[at >> 2];
  }

  setWord(at: Address, value: number): void {
    this.i32[at >> 2] = value;
  }
}
