/**
 * The id of the current call stack, for allocations: a hash of the innermost entries and a look into a table of stacks
 * seen before. The host is asked only for a stack that is not there.
 *
 *     table at cells.stackIds: STACK_ID_SETS sets of STACK_ID_WAYS slots, a cache line each
 *     slot: hash, 8 bytes; id; unused                                  id 0 = empty
 *
 * The hash is the sum of the entries times factors without a pattern, by distance from the innermost one, modulo 2^64.
 * Set of a stack: the top bits. Two stacks are taken for the same when their hashes agree, as LLVM's StackDepot does.
 *
 * Entries are loaded one by one: the last few were stored just now, and a load that spans several would have to wait for
 * them. The products do not wait for each other.
 *
 * Reads up to 255 entries below the first one: zeros, which add nothing. Cost: about 6 ns for 12 entries.
 */
import { stackHashFactors } from '../../base/stack-hash.js';
import { OP, TYPE } from '../binary/opcodes.js';
import { STACK_ID_SETS, STACK_ID_SLOT, STACK_ID_WAYS } from './cells.js';
import type { Helper } from './helper.js';

export const STACK_ID: Helper = {
  name: 'stackId',
  params: [],
  results: [TYPE.i32],
  build(c, { cells, stackDepth }) {
    if (stackDepth === 0) {
      c.i32(0);
      return;
    }
    const outermost = c.local();
    const set = c.local();
    const hash = c.local(TYPE.i64);
    c.i32(cells.csp)
      .memory(OP.i32Load)
      .i32(4 * stackDepth)
      .op(OP.i32Sub)
      .set(outermost);
    factors(stackDepth).forEach((factor, distance) => {
      c.get(outermost).memory(OP.i64Load32U, 4 * (stackDepth - 1 - distance));
      c.i64(factor).op(OP.i64Mul);
      if (distance > 0) c.op(OP.i64Add);
    });
    c.tee(hash);
    c.i64(BigInt(64 - Math.log2(STACK_ID_SETS)))
      .op(OP.i64ShrU, OP.i32WrapI64)
      .i32(Math.log2(STACK_ID_SLOT * STACK_ID_WAYS))
      .op(OP.i32Shl)
      .set(set);
    for (let way = 0; way < STACK_ID_WAYS; way++) {
      const slot = cells.stackIds + way * STACK_ID_SLOT;
      c.get(set).memory(OP.i64Load, slot).get(hash).op(OP.i64Eq).if();
      c.get(set)
        .memory(OP.i32Load, slot + 8)
        .return()
        .end();
    }
    c.get(set);
    c.get(hash).op(OP.i32WrapI64);
    c.get(hash).i64(32n).op(OP.i64ShrU, OP.i32WrapI64);
    c.call('internStack');
  },
};

/** By distance from the innermost entry. */
function factors(depth: number): bigint[] {
  const low = stackHashFactors(depth, 0);
  const high = stackHashFactors(depth, 1);
  return Array.from(low, (word, i) => BigInt.asIntN(64, (BigInt(high[i]) << 32n) | BigInt(word >>> 0)));
}
