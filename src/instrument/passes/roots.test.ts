import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { Sandbox, Stopped } from '../../../test/support/modules/sandbox.js';
import { parseModule } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';

const { i32, i64 } = TYPE;

describe('locals at exit', () => {
  const sandbox = new Sandbox();

  function start(built: ModuleBuilder, act: () => void): () => void {
    const exports = sandbox.instantiate(parseModule(built.encode()), {
      passes: new Set(['calls', 'roots']),
      imports: { env: { act } },
    });
    return exports.main as () => void;
  }

  /** main holds 11 and 12, middle 21 (and a number that is no address), a third function has returned. */
  const nested = (): ModuleBuilder =>
    new ModuleBuilder()
      .import('act', [], [])
      .function(
        'main',
        {},
        (c) => {
          c.i32(11).set(0).i32(12).set(1).i32(99).call('returned').i32(21).call('middle').op(OP.drop);
        },
        [i32, i32, i32],
      )
      .function('returned', { params: [i32] }, (c) => c.get(0).op(OP.drop))
      .function('middle', { params: [i32], results: [i32] }, (c) => c.i64(77n).set(1).call('act').get(0), [i64]);

  it('are handed over by every function on the stack, innermost first', () => {
    const main = start(nested(), () => sandbox.stop('exit'));
    expect(main).toThrow(Stopped);
    expect(sandbox.savedLocals).toEqual([21, 11, 12]);
  });

  it('stay where they are when the program merely throws, or returns', () => {
    const throwing = start(nested(), () => {
      throw new Error('no exit');
    });
    expect(throwing).toThrow('no exit');
    expect(sandbox.savedLocals).toEqual([]);
    start(nested(), () => {})();
    expect(sandbox.savedLocals).toEqual([]);
  });

  it('are handed over past handlers of the program', () => {
    const built = nested().function(
      'guarded',
      {},
      (c) => {
        c.i32(5).set(0).op(OP.try, BLOCK_VOID).call('main').op(OP.catchAll).i32(1).call('returned').op(OP.end);
      },
      [i32],
    );
    const exports = sandbox.instantiate(parseModule(built.encode()), {
      passes: new Set(['calls', 'roots']),
      imports: { env: { act: () => sandbox.stop('exit') } },
    });
    expect(exports.guarded).toThrow(Stopped);
    expect(sandbox.savedLocals).toEqual([21, 11, 12, 5]);
  });

  it('are left out where they no longer fit', () => {
    const main = start(nested(), () => {
      sandbox.setCell('saved', sandbox.layout.savedEnd - 4);
      sandbox.stop('exit');
    });
    expect(main).toThrow(Stopped);
    // One word is left: that of the innermost function, and none of main's two.
    expect(sandbox.cell('saved')).toBe(sandbox.layout.savedEnd);
  });
});
