import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { Sandbox, Stopped } from '../../../test/support/modules/sandbox.js';
import { parseModule } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';

const { i32 } = TYPE;

describe('polls', () => {
  const sandbox = new Sandbox();

  /** Run `main`; each poll fills up to `fuel`, and the `last` one stops the program. */
  function run(built: ModuleBuilder, fuel: number, last: number): { polls: number; stacks: number[] } {
    const stacks: number[] = [];
    const exports = sandbox.instantiate(parseModule(built.encode()), {
      passes: new Set(['poll', 'calls']),
      hooks: {
        poll: () => {
          stacks.push(sandbox.callStack.length);
          sandbox.setCell('fuel', fuel);
          if (stacks.length === last) sandbox.stop('timeout');
        },
      },
    });
    sandbox.setCell('fuel', fuel);
    expect(() => (exports.main as () => void)()).toThrow(Stopped);
    return { polls: stacks.length, stacks };
  }

  it('stop a loop that never ends', () => {
    const built = new ModuleBuilder().function('main', {}, (c) => c.loop().br(0).end());
    expect(run(built, 1000, 5)).toEqual({ polls: 5, stacks: [1, 1, 1, 1, 1] });
  });

  it('stop functions that call each other and never loop', () => {
    const built = new ModuleBuilder()
      .function('main', {}, (c) => c.loop().i32(40).call('down').br(0).end())
      .function('down', { params: [i32] }, (c) => c.get(0).if().get(0).i32(1).op(OP.i32Sub).call('down').end());
    // 42 polls of fuel for one turn of the loop, so that one in ten meets another depth each time.
    const { stacks } = run(built, 10, 9);
    expect(stacks).toEqual([9, 19, 29, 39, 7, 17, 27, 37, 5]);
  });

  it('pass by handlers that catch everything', () => {
    const built = new ModuleBuilder().function('main', {}, (c) => {
      c.op(OP.try, BLOCK_VOID).loop().br(0).end();
      c.op(OP.catchAll, OP.end);
    });
    expect(run(built, 10, 1).polls).toBe(1);
  });
});
