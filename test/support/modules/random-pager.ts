/**
 * Paged memory at its most fickle, for translated programs: few frames, and with every fault other pages may go, come back
 * elsewhere, or lose the right to be written. A program must not notice.
 */
import type { WasmModule } from '../../../src/instrument/binary/module.js';
import type { Instrumented } from '../../../src/instrument/instrument.js';
import { translateModule } from '../../../src/instrument/translate/translate-module.js';
import { PAGE, SPILL_AREA, type TranslationTables } from '../../../src/instrument/translate/translation.js';
import { SHADOW_BASE } from '../../../src/memory/layout.js';
import { MOST_PAGES, type ByteRange, type Sandbox } from './sandbox.js';

const WASM_PAGE = 65536;
export const TABLES: TranslationTables = { readsAt: 0x1000_0000, writesAt: 0x1400_0000, spillAt: 0x1800_0000 };
const FRAMES_AT = 0x2000_0000;
const MOST_VIRTUAL = 2 * MOST_PAGES * (WASM_PAGE / PAGE);

export class RandomPager {
  faults = 0;
  readonly #sandbox: Sandbox;
  readonly #reads: Int32Array;
  readonly #writes: Int32Array;
  readonly #bytes: Uint8Array;
  /** Page in each frame, -1: none. */
  readonly #inFrame: number[];
  /** Pages that are in no frame. */
  readonly #stored = new Map<number, Uint8Array>();
  /** Contents of pages in frames that nobody was allowed to write since they came in. */
  readonly #clean = new Map<number, Uint8Array>();
  /** Only one page can be reached at a time, as for exact replacement policies. */
  readonly #exact: boolean;
  #seed: number;

  constructor(sandbox: Sandbox, frames: number, seed: number, exact: boolean) {
    this.#sandbox = sandbox;
    this.#exact = exact;
    this.#seed = seed | 1;
    const { buffer } = sandbox.memory;
    this.#reads = new Int32Array(buffer, TABLES.readsAt, 2 ** 20);
    this.#writes = new Int32Array(buffer, TABLES.writesAt, 2 ** 20);
    this.#bytes = new Uint8Array(buffer);
    this.#inFrame = Array.from({ length: frames }, () => -1);
    this.#reads.fill(0, 0, MOST_VIRTUAL);
    this.#writes.fill(0, 0, MOST_VIRTUAL);
    this.#bytes.fill(0, TABLES.spillAt, TABLES.spillAt + SPILL_AREA);
  }

  /** The module's data, as a loader puts it there. */
  load({ data }: WasmModule): void {
    for (const { active, address, bytes } of data) {
      if (!active) continue;
      bytes.forEach((byte, at) => {
        const place = (address ?? 64) + at;
        this.#page(Math.floor(place / PAGE))[place % PAGE] = byte;
      });
    }
  }

  transform(module: WasmModule, instrumented: Instrumented, stackPointer = 0, readOnly?: ByteRange): Uint8Array {
    this.load(module);
    const checks = { shadow: SHADOW_BASE, readOnly };
    return translateModule(instrumented, { tables: TABLES, stackPointer, checks });
  }

  fault(address: number, write: number): void {
    this.faults++;
    const page = Math.floor((address >>> 0) / PAGE);
    if (!this.#sandbox.isMapped(page * PAGE, 1)) this.#sandbox.stop('memory access out of bounds');
    if (this.#exact) this.#inFrame.forEach((_, frame) => this.#evict(frame));
    else
      for (let goes = this.#below(3); goes > 0; goes--) {
        const frame = this.#below(this.#inFrame.length);
        if (this.#inFrame[frame] !== page) this.#evict(frame);
      }
    let frame = this.#inFrame.indexOf(page);
    if (frame < 0) {
      frame = this.#below(this.#inFrame.length);
      this.#evict(frame);
      this.#bytes.set(this.#page(page), FRAMES_AT + frame * PAGE);
      this.#clean.set(page, this.#page(page));
      this.#stored.delete(page);
      this.#inFrame[frame] = page;
    }
    const entry = FRAMES_AT + frame * PAGE - page * PAGE;
    this.#reads[page] = entry;
    if (write === 0 && this.#below(2) === 0) return;
    this.#writes[page] = entry;
    this.#clean.delete(page);
  }

  /** The program's memory. */
  program(): Uint8Array {
    this.#inFrame.forEach((_, frame) => this.#evict(frame));
    const pages = this.#sandbox.cell('pages');
    const whole = new Uint8Array(pages * WASM_PAGE);
    for (const [page, bytes] of this.#stored) if (page * PAGE < whole.length) whole.set(bytes, page * PAGE);
    return whole;
  }

  #evict(frame: number): void {
    const page = this.#inFrame[frame];
    if (page < 0) return;
    const at = FRAMES_AT + frame * PAGE;
    const bytes = this.#bytes.slice(at, at + PAGE);
    const clean = this.#clean.get(page);
    // What may not be written has not been.
    if (this.#writes[page] === 0 && clean !== undefined && Buffer.compare(bytes, clean) !== 0)
      throw new Error(`page ${page} was written, which it must not be`);
    this.#stored.set(page, bytes);
    this.#clean.delete(page);
    // Whoever still goes there finds rubbish, and leaves none behind.
    this.#bytes.fill(0xa5, at, at + PAGE);
    this.#inFrame[frame] = -1;
    this.#reads[page] = 0;
    this.#writes[page] = 0;
  }

  #page(page: number): Uint8Array {
    let bytes = this.#stored.get(page);
    if (bytes === undefined) this.#stored.set(page, (bytes = new Uint8Array(PAGE)));
    return bytes;
  }

  #below(limit: number): number {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * limit);
  }
}
