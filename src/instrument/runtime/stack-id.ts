/**
 * The id of the current call stack, for allocations: a hash of the innermost entries and a look into a table of stacks
 * seen before. The host is asked only for a stack that is not there.
 *
 *     table at cells.stackIds: STACK_ID_SETS sets of STACK_ID_WAYS slots, two sets to a cache line
 *     slot: the hash's low 40 bits << STACK_ID_BITS | id, rotated left by one         0 = empty
 *
 * The hash is the sum of the entries times factors without a pattern, by distance from the innermost one, modulo 2^64.
 * Set of a stack: the top bits. Two stacks are taken for the same when these 53 bits agree, much as LLVM's StackDepot does with 64.
 * What a lookup costs is the wait for that line: a slot exclusive-or what it should begin with is the id alone, or else more than
 * any id, and all slots are asked without a branch, which would be guessed wrong and wait too. An id that is too large for a slot
 * is asked for each time.
 *
 * Entries are loaded one by one: the last few were stored just now, and a load that spans several would have to wait for
 * them. The products do not wait for each other.
 *
 * Reads up to 255 entries below the first one: zeros, which add nothing. Cost: about 6 ns for 12 entries.
 */
import { stackHashFactors } from '../../base/stack-hash.js';
import { OP, TYPE } from '../binary/opcodes.js';
import { STACK_ID_BITS, STACK_ID_SETS, STACK_ID_SLOT, STACK_ID_WAYS } from './cells.js';
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
    const key = c.local(TYPE.i64);
    const found = c.local(TYPE.i64);
    const slot = c.local(TYPE.i64);
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
    c.get(hash).i64(BigInt(STACK_ID_BITS)).op(OP.i64Shl).set(key);
    for (let way = 0; way < STACK_ID_WAYS; way++) {
      c.get(set)
        .memory(OP.i64Load, cells.stackIds + way * STACK_ID_SLOT)
        .get(key)
        .op(OP.i64Xor)
        .tee(slot);
      c.get(found);
      c.get(slot)
        .i64(1n << BigInt(STACK_ID_BITS))
        .op(OP.i64LtU, OP.select)
        .set(found);
    }
    c.get(found).op(OP.i64Eqz).if();
    c.get(set);
    c.get(hash).op(OP.i32WrapI64);
    c.get(hash).i64(32n).op(OP.i64ShrU, OP.i32WrapI64);
    c.call('internStack').return().end();
    c.get(found).op(OP.i32WrapI64).i32(1).op(OP.i32Rotr);
  },
};

/** By distance from the innermost entry. */
function factors(depth: number): bigint[] {
  const low = stackHashFactors(depth, 0);
  const high = stackHashFactors(depth, 1);
  return Array.from(low, (word, i) => BigInt.asIntN(64, (BigInt(high[i]) << 32n) | BigInt(word >>> 0)));
}
