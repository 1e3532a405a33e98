/**
 * V8's `compilationHints` section: one byte for each defined function. Not a standard: the engine reads it only when told
 * to (host/node/engine.ts), and other engines pass over it.
 */
import { appendEntries } from './binary/append-entries.js';
import { ByteReader } from './binary/reader.js';
import { ByteWriter } from './binary/writer.js';

const SECTION = 'compilationHints';

/**
 * Which compiler V8 uses for a function when it is first called (its `compilationHints` section; other engines ignore it).
 * Baseline code is made in a fraction of the time and replaced once it has run for a while, but never in the middle of a
 * loop; so the program's functions with loops are optimised at once, and everything else begins in baseline code.
 */
export function writeCompilationHints(s: ByteWriter, hot: readonly boolean[], helpers: number): void {
  s.name(SECTION).u32(hot.length + helpers);
  for (const optimise of hot) s.u8(optimise ? OPTIMISED_ON_FIRST_CALL : BASELINE_ON_FIRST_CALL);
  for (let i = 0; i < helpers; i++) s.u8(BASELINE_ON_FIRST_CALL);
}

/**
 * Writes a custom section anew, with hints for functions that come behind the others if it is that of the hints.
 * @param payload of the section, from its name on
 * @returns whether it is
 */
export function appendCompilationHints(s: ByteWriter, payload: Uint8Array, added: number): boolean {
  const r = new ByteReader(payload);
  if (r.name() !== SECTION) return false;
  s.name(SECTION);
  appendEntries(s, payload, [r.pos, payload.length], added, (to) => {
    for (let i = 0; i < added; i++) to.u8(BASELINE_ON_FIRST_CALL);
  });
  return true;
}

/** Bits 0-1 strategy (1: on the first call), 2-3 first tier, 4-5 last tier (0: default, 2: optimised). */
const BASELINE_ON_FIRST_CALL = 1;
const OPTIMISED_ON_FIRST_CALL = 1 | (2 << 2) | (2 << 4);

/** Whether this engine reads the section: it then finds a module invalid whose hints contradict themselves. */
export function readsCompilationHints(): boolean {
  const module = new ByteWriter().raw(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  // One function without parameters and results.
  module.raw(Uint8Array.of(1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0));
  const lastTierBeforeFirst = 1 | (2 << 2) | (1 << 4);
  module.u8(0).sized(new ByteWriter().name(SECTION).u32(1).u8(lastTierBeforeFirst));
  module.raw(Uint8Array.of(10, 4, 1, 2, 0, 0x0b));
  return !WebAssembly.validate(module.bytes());
}
