/**
 * Branch hints (the branch-hinting proposal, a custom section that engines may ignore). They matter: without them V8
 * spills registers around the cold call on the hot path, and every check costs several times as much.
 */
import { ByteReader } from './binary/reader.js';
import type { WasmModule } from './binary/module.js';
import type { ByteWriter } from './binary/writer.js';

export const HINTS_SECTION = 'metadata.code.branch_hint';

/** Position of a branch in a body, and whether it is usually taken. */
export interface BranchHint {
  offset: number;
  taken: boolean;
}

export interface FunctionHints {
  function: number;
  hints: readonly BranchHint[];
}

/** Of a body: whether the branch at a position is usually taken. */
export type HintsByPosition = ReadonlyMap<number, boolean>;

/** The payload of the section, its name first. */
export function writeHints(s: ByteWriter, functions: readonly FunctionHints[]): void {
  const hinted = functions.filter((entry) => entry.hints.length > 0);
  s.name(HINTS_SECTION).u32(hinted.length);
  for (const entry of hinted) {
    s.u32(entry.function).u32(entry.hints.length);
    for (const { offset, taken } of entry.hints)
      s.u32(offset)
        .u32(1)
        .u8(taken ? 1 : 0);
  }
}

/** By function. */
export function readHints(module: WasmModule): Map<number, HintsByPosition> {
  const found = new Map<number, HintsByPosition>();
  const payload = module.customs.find(({ name }) => name === HINTS_SECTION)?.payload;
  if (payload === undefined) return found;
  const r = new ByteReader(payload);
  for (let functions = r.u32(); functions > 0; functions--) {
    const hints = new Map<number, boolean>();
    found.set(r.u32(), hints);
    for (let count = r.u32(); count > 0; count--) {
      const offset = r.u32();
      r.u32();
      hints.set(offset, r.u8() === 1);
    }
  }
  return found;
}
