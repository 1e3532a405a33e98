import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../test/support/modules/build-module.js';
import { parseModule } from '../instrument/binary/module.js';
import { OP, TYPE } from '../instrument/binary/opcodes.js';
import { functionsThatMayExit } from './exit-reach.js';

const { i32 } = TYPE;

describe('functions that may be on the stack at exit', () => {
  it('are those from which proc_exit can be reached, by calls and through pointers', () => {
    const call = fc.record({ from: fc.nat(7), to: fc.nat(7), indirect: fc.boolean() });
    const calls = fc.array(call, { maxLength: 20 });
    const facts = fc.array(fc.record({ wide: fc.boolean(), inTable: fc.boolean() }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(calls, facts, fc.nat(7), (calls, facts, exiting) => {
        const built = new ModuleBuilder().import('proc_exit', [i32], []);
        const [narrow, wide] = [built.type([], []), built.type([i32], [])];
        facts.forEach((fact, i) =>
          built.function(`f${i}`, { params: fact.wide ? [i32] : [] }, (c) => {
            if (i === exiting) c.i32(0).call('proc_exit');
            for (const { from, to, indirect } of calls) {
              if (from !== i) continue;
              if (facts[to].wide) c.i32(0);
              if (indirect)
                c.i32(0)
                  .code.u8(OP.callIndirect)
                  .u32(facts[to].wide ? wide : narrow)
                  .u8(0);
              else c.call(`f${to}`);
            }
          }),
        );
        built.table(...facts.flatMap(({ inTable }, i) => (inTable ? [`f${i}`] : [])));
        const module = parseModule(built.encode());

        const expected = new Set([exiting]);
        for (let size = 0; size !== expected.size; ) {
          size = expected.size;
          for (const { from, to, indirect } of calls) {
            const reached = facts.flatMap((fact, i) => {
              const meant = indirect ? fact.inTable && fact.wide === facts[to].wide : i === to;
              return meant ? [i] : [];
            });
            if (reached.some((i) => expected.has(i))) expected.add(from);
          }
        }
        // Function 0 is proc_exit itself.
        expect([...functionsThatMayExit(module)].sort((a, b) => a - b)).toEqual(
          [0, ...[...expected].map((i) => i + 1)].sort((a, b) => a - b),
        );
      }),
    );
  });
});
