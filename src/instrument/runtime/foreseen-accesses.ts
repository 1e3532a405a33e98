/**
 * Accesses that a handler of signals may leave by longjmp.
 *
 * clang lets a function that calls setjmp be jumped to from its calls, and from nothing else. So sources that jump out of
 * handlers are compiled for paged memory with a call before each access (languages/clang/recipe.ts): an access that is going to end in a
 * signal is found by that call, and the handler jumps out of it. All others go on to their access. In functions that do not
 * call setjmp these calls are left out.
 *
 * Cost: two loads and a branch; a call of the host where a page is not in the table.
 */
import { FORESEEN_CALLS } from '../../base/foreseen-calls.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE } from '../binary/opcodes.js';
import type { CallReplacement } from '../rewrite/rewrite-function.js';
import type { Helper } from './helper.js';
import { pushEntry } from './program-memory.js';

const { i32 } = TYPE;

/** What the C library's setjmp becomes. */
export const SETJMP_FUNCTION = '__wasm_setjmp';

export const FORESEEN_REPLACEMENTS: ReadonlyMap<string, CallReplacement> = new Map(
  FORESEEN_CALLS.map(({ name, size, write }) => [
    name,
    { helper: 'foresee', constants: [size, write ? 1 : 0], sited: true, onlyBesideSetjmp: true },
  ]),
);

/** (address, size, write, site, frame). */
export const FORESEE: Helper = {
  name: 'foresee',
  params: [i32, i32, i32, i32, i32],
  results: [],
  build(c, { paged }) {
    if (paged === undefined) return;
    const [address, size, write, site, frame] = [0, 1, 2, 3, 4];
    const last = c.local();
    c.get(address).get(size).op(OP.i32Add).i32(1).op(OP.i32Sub).set(last);
    c.get(write).if(i32);
    isMissing(c, paged.writesAt, [address, last]);
    c.else();
    isMissing(c, paged.readsAt, [address, last]);
    c.end();
    c.if().get(address).get(size).get(write).get(site).get(frame).call('foreseen').end();
  },
};

/** Leave: the table has no entry for one of the addresses. */
function isMissing(c: CodeBuilder, table: number, [first, last]: readonly [number, number]): void {
  pushEntry(c, table, first);
  c.op(OP.i32Eqz);
  pushEntry(c, table, last);
  c.op(OP.i32Eqz, OP.i32Or);
}
