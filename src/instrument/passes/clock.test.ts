import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { Sandbox } from '../../../test/support/modules/sandbox.js';
import { parseModule } from '../binary/module.js';
import { OP, TYPE } from '../binary/opcodes.js';

const { i32 } = TYPE;

/** Naive Fibonacci numbers: it is known how many calls they take. */
const FIBONACCI = new ModuleBuilder().function('fib', { params: [i32], results: [i32] }, (c) => {
  c.get(0).i32(2).op(OP.i32LtS).if().get(0).return().end();
  c.get(0).i32(1).op(OP.i32Sub).call('fib');
  c.get(0).i32(2).op(OP.i32Sub).call('fib').op(OP.i32Add);
});

describe('the clock', () => {
  it('counts the calls that are made, the same each time', () => {
    const sandbox = new Sandbox();
    const module = parseModule(FIBONACCI.encode());
    const calls = (n: number): number => {
      const exports = sandbox.instantiate(module, { passes: new Set(['clock', 'calls']) });
      (exports.fib as (n: number) => number)(n);
      return sandbox.clock;
    };
    expect([0, 1, 2, 3, 4, 5].map(calls)).toEqual([1, 1, 3, 5, 9, 15]);
    expect(calls(20)).toBe(21_891);
    expect(calls(20)).toBe(21_891);
  });
});
