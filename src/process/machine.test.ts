import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WASM_PAGE } from '../memory/layout.js';
import type { ProgramImage } from './image.js';
import { Machine } from './machine.js';

const image: ProgramImage = {
  stackPointer: undefined,
  stack: { start: 4096, end: 65536 },
  data: { start: 65536, end: 70_000 },
  readOnly: undefined,
  heapStart: 70_016,
  errno: undefined,
  nullEnd: 4096,
};
const LIMIT = 64 * WASM_PAGE;

type Step = { do: 'map' | 'grow' | 'sbrk'; pages: number } | { do: 'unmap'; which: number; keep: number };
const pages = fc.integer({ min: 1, max: 6 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('map' as const), pages }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('grow' as const, 'sbrk' as const), pages }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('unmap' as const), which: fc.nat(), keep: fc.nat(2) }) },
);

/** What the program holds, each piece filled with a byte of its own. */
class Model {
  readonly machine = new Machine(image, { min: 0 }, LIMIT);
  readonly maps: { at: number; size: number; tag: number }[] = [];
  readonly #kept: { at: number; size: number; tag: number }[] = [];
  readonly #bytes = new Uint8Array(this.machine.buffer, 0, LIMIT);
  #tag = 0;

  perform(s: Step): void {
    if (s.do === 'unmap') return this.#unmap(s.which, s.keep);
    const size = s.pages * WASM_PAGE;
    if (s.do === 'map') {
      const at = this.machine.map(size);
      expect(at === -1 || at % WASM_PAGE).toBe(at === -1 ? true : 0);
      this.#hold(at, size, this.maps, true);
    } else if (s.do === 'sbrk') this.#hold(this.machine.sbrk(size), size, this.#kept, false);
    else {
      const old = this.machine.grow(s.pages);
      this.#hold(old === -1 ? -1 : old * WASM_PAGE, size, this.#kept, true);
    }
  }

  #hold(at: number, size: number, list: Model['maps'], zeroed: boolean): void {
    if (at === -1) return;
    for (const other of [...this.maps, ...this.#kept])
      expect(at + size <= other.at || other.at + other.size <= at).toBe(true);
    if (zeroed) expect(this.#holds(at, size, 0)).toBe(true);
    this.#tag = (this.#tag % 255) + 1;
    this.#bytes.fill(this.#tag, at, at + size);
    list.push({ at, size, tag: this.#tag });
    expect(this.machine.isMapped(at, size)).toBe(true);
  }

  /** All of a mapping, or what is behind its first page. */
  #unmap(which: number, keep: number): void {
    if (this.maps.length === 0) return;
    const map = this.maps[which % this.maps.length]!;
    expect(this.#holds(map.at, map.size, map.tag)).toBe(true);
    const kept = keep === 1 && map.size > WASM_PAGE ? WASM_PAGE : 0;
    this.machine.unmap(map.at + kept, map.size - kept);
    expect(this.machine.isMapped(map.at + kept, 1)).toBe(false);
    map.size = kept;
    if (kept === 0) this.maps.splice(this.maps.indexOf(map), 1);
  }

  /** Nothing has been written to what is held. */
  check(): void {
    for (const { at, size, tag } of [...this.maps, ...this.#kept]) expect(this.#holds(at, size, tag)).toBe(true);
  }

  #holds(at: number, size: number, tag: number): boolean {
    return Buffer.from(this.#bytes.buffer, at, size).equals(Buffer.alloc(size, tag));
  }
}

describe('the memory of a program', () => {
  it('is mapped, unmapped and mapped again: zeroed, apart from all else, and kept', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const model = new Model();
        for (const s of steps) model.perform(s);
        model.check();
      }),
      { numRuns: 30 },
    );
  });

  it('is as it was once all is unmapped', () => {
    const machine = new Machine(image, { min: 0 }, LIMIT);
    const maps = Array.from({ length: 5 }, () => machine.map(2 * WASM_PAGE));
    for (const i of [1, 3, 0, 4, 2]) machine.unmap(maps[i]!, 2 * WASM_PAGE);
    expect(machine.break).toBeLessThanOrEqual(2 * WASM_PAGE);
    expect(machine.map(LIMIT - 2 * WASM_PAGE)).not.toBe(-1);
  });

  it('can be mapped over and over', () => {
    const machine = new Machine(image, { min: 0 }, LIMIT);
    machine.map(WASM_PAGE);
    for (let i = 0; i < 200; i++) {
      const [low, high] = [machine.map(20 * WASM_PAGE), machine.map(20 * WASM_PAGE)];
      expect(Math.min(low, high)).toBeGreaterThan(0);
      machine.unmap(low, 20 * WASM_PAGE);
      machine.unmap(high, 20 * WASM_PAGE);
    }
  });
});
