/**
 * The id of the current call stack, for allocations: a hash of the innermost entries and a look into a table of stacks
 * seen before. The host is asked only for a stack that is not there.
 *
 *     table at cells.stackIds: STACK_ID_SETS sets of two slots; a slot: hash, check, id, unused; id 0 = empty
 *
 * Set of a stack: (hash ^ hash >>> 15) modulo the number of sets. Two stacks are the same when hash and check agree, as
 * in events/stack-interner.ts.
 *
 * Reads up to 255 entries below the first one: zeros, which add nothing. Cost: about 5 ns for 12 entries.
 */
import { stackHashFactors } from '../../base/stack-hash.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';
import { STACK_ID_SETS, STACK_ID_SLOT } from './cells.js';
import type { Helper } from './helper.js';

const LANES = 4;

export const STACK_ID: Helper = {
  name: 'stackId',
  params: [],
  results: [TYPE.i32],
  build(c, { cells, stackDepth }) {
    const top = c.local();
    const hash = c.local();
    const check = c.local();
    const set = c.local();
    const sum = c.local(TYPE.v128);
    c.i32(cells.csp).memory(OP.i32Load).set(top);
    for (const [which, result] of [
      [0, hash],
      [1, check],
    ] as const) {
      hashEntries(c, top, sum, stackHashFactors(stackDepth, which));
      c.set(result);
    }
    c.get(hash).get(hash).i32(15).op(OP.i32ShrU, OP.i32Xor);
    c.i32(STACK_ID_SETS - 1)
      .op(OP.i32And)
      .i32(5)
      .op(OP.i32Shl)
      .set(set);
    for (const slot of [cells.stackIds, cells.stackIds + STACK_ID_SLOT]) {
      c.get(set).memory(OP.i32Load, slot).get(hash).op(OP.i32Eq).if();
      c.get(set)
        .memory(OP.i32Load, slot + 4)
        .get(check)
        .op(OP.i32Eq)
        .if();
      c.get(set)
        .memory(OP.i32Load, slot + 8)
        .tee(top)
        .if();
      c.get(top).return();
      c.end().end().end();
    }
    c.get(set).get(hash).get(check).call('internStack');
  },
};

/** Leaves the sum of entry times factor. */
function hashEntries(c: CodeBuilder, top: number, sum: number, factors: Int32Array): void {
  // The innermost entry was stored just now; a vector load that spans it would have to wait for the store.
  c.get(top).i32(4).op(OP.i32Sub).memory(OP.i32Load).i32(factors[0]).op(OP.i32Mul);
  const vectors = Math.ceil((factors.length - 1) / LANES);
  if (vectors === 0) return;
  for (let v = 0; v < vectors; v++) {
    // In memory the innermost entry comes last.
    const lanes = Array.from({ length: LANES }, (_, lane) => factors[v * LANES + LANES - lane] ?? 0);
    c.get(top)
      .i32(4 + (v + 1) * LANES * 4)
      .op(OP.i32Sub)
      .loadVector()
      .vector(lanes)
      .multiplyVectors();
    if (v > 0) c.get(sum).addVectors();
    c.set(sum);
  }
  for (let lane = 0; lane < LANES; lane++) c.get(sum).extractLane(lane).op(OP.i32Add);
}
