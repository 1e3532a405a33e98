import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { Sandbox, Stopped, type ByteRange } from '../../../test/support/modules/sandbox.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { parseModule } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';

const { i32 } = TYPE;
const sandbox = new Sandbox();

const LOW = 0x1000;
const TOP = 0x8000;

/** Open a frame of `size` bytes, its address in local `base`. */
function prologue(c: CodeBuilder, size: number, base: number): void {
  c.global(OP.globalGet, 0).i32(size).op(OP.i32Sub).tee(base).global(OP.globalSet, 0);
}

function epilogue(c: CodeBuilder, size: number, base: number): void {
  c.get(base).i32(size).op(OP.i32Add).global(OP.globalSet, 0);
}

/** The stack's addressable bytes, as ranges. */
function live(): ByteRange[] {
  const found: ByteRange[] = [];
  for (let at = LOW; at < TOP; at++) {
    if (!sandbox.shadow.isAddressable(at)) continue;
    if (found.at(-1)?.end === at) found[found.length - 1].end++;
    else found.push({ start: at, end: at + 1 });
  }
  return found;
}

interface Run {
  /** What is addressable at each call of env.look. */
  looks: ByteRange[][];
  /** ... and when all is over. */
  after: ByteRange[];
  misses: string[];
}

function run(built: ModuleBuilder): Run {
  const looks: ByteRange[][] = [];
  const exports = sandbox.instantiate(parseModule(built.stackPointer(TOP).encode()), {
    passes: new Set(['stack', 'check', 'calls']),
    stackPointer: 0,
    stackLow: LOW,
    imports: { env: { look: () => void looks.push(live()) } },
  });
  sandbox.shadow.markUnaddressable(LOW, TOP + 16 - LOW);
  (exports.main as () => void)();
  return { looks, after: live(), misses: [...sandbox.misses] };
}

/** A module that may call env.look and has a function that takes an address. */
const module = (): ModuleBuilder =>
  new ModuleBuilder()
    .import('look', [], [])
    .function('use', { params: [i32], results: [i32] }, (c) => c.get(0).memory(OP.i32Load));

describe('stack frames', () => {
  it.each([16, 48, 512, 528, 4096])('of %i bytes are addressable while their function runs', (size) => {
    const built = module().function(
      'main',
      {},
      (c) => {
        prologue(c, size, 0);
        c.get(0).call('use').op(OP.drop).call('look');
        epilogue(c, size, 0);
      },
      [i32],
    );
    expect(run(built)).toEqual({ looks: [[{ start: TOP - size, end: TOP }]], after: [], misses: [] });
  });

  it('die with their function, so that a pointer that outlives it is found', () => {
    const built = module()
      .function(
        'dangling',
        { results: [i32] },
        (c) => {
          prologue(c, 32, 0);
          c.get(0).call('use').op(OP.drop);
          epilogue(c, 32, 0);
          c.get(0).i32(8).op(OP.i32Add);
        },
        [i32],
      )
      .function('main', {}, (c) => c.call('dangling').call('use').op(OP.drop));
    expect(run(built).misses).toEqual([`read of 4 at 0x${(TOP - 24).toString(16)}`]);
  });

  it('that nobody else can know stay closed to stray pointers', () => {
    const built = module().function(
      'main',
      {},
      (c) => {
        prologue(c, 32, 0);
        c.get(0).i32(7).memory(OP.i32Store, 4).get(0).memory(OP.i32Load, 4).op(OP.drop);
        c.call('look')
          .i32(TOP - 28)
          .call('use')
          .op(OP.drop);
        epilogue(c, 32, 0);
      },
      [i32],
    );
    expect(run(built)).toEqual({ looks: [[]], after: [], misses: [`read of 4 at 0x${(TOP - 28).toString(16)}`] });
  });

  it('are open to a pointer that walks down from their end', () => {
    const built = module().function(
      'main',
      {},
      (c) => {
        prologue(c, 32, 0);
        // Only the address behind the last element leaves the function.
        c.get(0).i32(32).op(OP.i32Add).i32(4).i32(1).op(OP.i32Mul, OP.i32Sub).call('use').op(OP.drop);
        epilogue(c, 32, 0);
      },
      [i32],
    );
    expect(run(built).misses).toEqual([]);
  });

  it('grow and shrink with alloca', () => {
    const built = module().function(
      'main',
      {},
      (c) => {
        c.global(OP.globalGet, 0).set(0);
        for (const size of [32, 1024]) {
          c.global(OP.globalGet, 0).i32(size).op(OP.i32Sub).global(OP.globalSet, 0).call('look');
        }
        c.get(0).global(OP.globalSet, 0);
      },
      [i32],
    );
    expect(run(built)).toEqual({
      looks: [[{ start: TOP - 32, end: TOP }], [{ start: TOP - 1056, end: TOP }]],
      after: [],
      misses: [],
    });
  });

  it('of functions that are left by an exception die when the catcher sets the stack pointer', () => {
    const built = module();
    const tag = built.tag([]);
    built
      .function(
        'thrower',
        {},
        (c) => {
          prologue(c, 64, 0);
          c.get(0).call('use').op(OP.drop).code.u8(OP.throw).u32(tag);
        },
        [i32],
      )
      .function(
        'main',
        {},
        (c) => {
          prologue(c, 32, 0);
          c.get(0).call('use').op(OP.drop);
          c.op(OP.try, BLOCK_VOID).call('thrower').op(OP.catch, tag);
          c.call('look').get(0).global(OP.globalSet, 0).call('look').end();
          epilogue(c, 32, 0);
        },
        [i32],
      );
    expect(run(built)).toEqual({
      looks: [[{ start: TOP - 96, end: TOP }], [{ start: TOP - 32, end: TOP }]],
      after: [],
      misses: [],
    });
  });

  it('below the stack pointer are open to the leaf that uses them', () => {
    const built = module()
      .function(
        'leaf',
        { params: [i32], results: [i32] },
        (c) => {
          c.global(OP.globalGet, 0).i32(64).op(OP.i32Sub).set(1);
          // An index that is not known: anywhere in the array.
          c.get(1).get(0).op(OP.i32Add).i32(5).memory(OP.i32Store8);
          c.get(1).memory(OP.i32Load8U, 63);
        },
        [i32],
      )
      .function('main', {}, (c) => c.i32(63).call('leaf').op(OP.drop).i32(64).call('leaf').op(OP.drop));
    expect(run(built).misses).toEqual([`write of 1 at 0x${TOP.toString(16)}`]);
  });

  it('that do not fit the stack stop the program before anything is overwritten', () => {
    const overflows: number[] = [];
    const built = new ModuleBuilder().function(
      'main',
      { params: [i32] },
      (c) => {
        prologue(c, 256, 1);
        c.get(1).get(0).memory(OP.i32Store).get(0).call('main');
        epilogue(c, 256, 1);
      },
      [i32],
    );
    const exports = sandbox.instantiate(parseModule(built.stackPointer(TOP).encode()), {
      passes: new Set(['stack', 'check', 'calls']),
      stackPointer: 0,
      stackLow: LOW,
      hooks: {
        stackOverflow: (pointer) => {
          overflows.push(pointer, sandbox.callStack.length);
          sandbox.stop('stack overflow');
        },
      },
    });
    expect(() => (exports.main as (fill: number) => void)(-1)).toThrow(Stopped);
    const frames = (TOP - LOW) / 256;
    expect(overflows).toEqual([LOW - 256, frames + 1]);
    expect(sandbox.program.subarray(0, LOW).every((byte) => byte === 0)).toBe(true);
    expect(sandbox.program.subarray(LOW, LOW + 4)).toEqual(Uint8Array.of(255, 255, 255, 255));
  });
});
