import { describe, expect, it } from 'vitest';
import { SegregatedAllocator } from '../../memory/alloc/segregated/segregated.js';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { Sandbox, Stopped } from '../../../test/support/modules/sandbox.js';
import type { Finding } from '../../events/findings.js';
import { runProgram } from '../../process/run.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { parseModule } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';
import { TRAPS } from '../runtime/host-imports.js';

const { i32, i64 } = TYPE;

const DIVISIONS = [
  ['i32.div_s', OP.i32DivS],
  ['i32.div_u', OP.i32DivU],
  ['i32.rem_s', OP.i32RemS],
  ['i32.rem_u', OP.i32RemU],
  ['i64.div_s', OP.i64DivS],
  ['i64.div_u', OP.i64DivU],
  ['i64.rem_s', OP.i64RemS],
  ['i64.rem_u', OP.i64RemU],
] as const;

describe('traps are announced', () => {
  const sandbox = new Sandbox();

  /** Call `main` of a module; the trap that is announced with the opcodes of its call stack, or the result. */
  function run(built: ModuleBuilder, ...args: (number | bigint)[]): unknown {
    const bytes = built.encode();
    const module = parseModule(bytes);
    let announced: string[] | undefined;
    const exports = sandbox.instantiate(module, {
      passes: new Set(['traps', 'calls']),
      hooks: {
        trap: (index) => {
          const opcodes = sandbox.callStack.map((site) => bytes[module.codeStart + site]);
          announced = [TRAPS[index], ...opcodes.map((opcode) => opcode.toString(16))];
          sandbox.stop('trap');
        },
      },
    });
    try {
      return (exports.main as (...args: unknown[]) => unknown)(...args);
    } catch (error) {
      expect(error).toBeInstanceOf(Stopped);
      return announced;
    }
  }

  /** main(a, b) calls a function that divides. */
  function dividing(opcode: number, divisor?: number): ModuleBuilder {
    const type = opcode >= OP.i64DivS ? i64 : i32;
    const shape = { params: [type, type], results: [type] };
    return new ModuleBuilder()
      .function('divide', shape, (c) => {
        c.get(0);
        if (divisor === undefined) c.get(1);
        else if (type === i32) c.i32(divisor);
        else c.i64(BigInt(divisor));
        c.op(opcode);
      })
      .function('main', shape, (c) => c.get(0).get(1).call('divide'));
  }

  it.each(DIVISIONS)('%s by zero, at its very place', (_, opcode) => {
    const number = opcode >= OP.i64DivS ? BigInt : Number;
    const call = OP.call.toString(16);
    const expected = ['integer divide by zero', call, opcode.toString(16)];
    expect(run(dividing(opcode), number(7), number(0))).toEqual(expected);
    expect(run(dividing(opcode, 0), number(7), number(1))).toEqual(expected);
    const quotients = [2, 2, 1, 1];
    expect(run(dividing(opcode), number(7), number(3))).toBe(
      number(quotients[DIVISIONS.findIndex(([, o]) => o === opcode) % 4]),
    );
  });

  it('the one quotient that does not fit', () => {
    const announced = (opcode: number): string[] => ['integer overflow', OP.call.toString(16), opcode.toString(16)];
    expect(run(dividing(OP.i32DivS), -0x8000_0000, -1)).toEqual(announced(OP.i32DivS));
    expect(run(dividing(OP.i32DivS, -1), -0x8000_0000, 1)).toEqual(announced(OP.i32DivS));
    expect(run(dividing(OP.i64DivS), -0x8000_0000_0000_0000n, -1n)).toEqual(announced(OP.i64DivS));
    // Its neighbours fit, and a remainder always does.
    expect(run(dividing(OP.i32DivS), -0x7fff_ffff, -1)).toBe(0x7fff_ffff);
    expect(run(dividing(OP.i64DivS), -0x8000_0000n, -1n)).toBe(0x8000_0000n);
    expect(run(dividing(OP.i32RemS), -0x8000_0000, -1)).toBe(0);
    expect(run(dividing(OP.i64RemS), -0x8000_0000_0000_0000n, -1n)).toBe(0n);
    expect(run(dividing(OP.i32DivU), -0x8000_0000, -1)).toBe(0);
  });

  it('unreachable, also where the program catches everything', () => {
    const built = new ModuleBuilder()
      .function('abort', {}, (c) => c.op(OP.unreachable))
      .function('main', {}, (c) => c.op(OP.try, BLOCK_VOID).call('abort').op(OP.catchAll, OP.end));
    expect(run(built)).toEqual(['unreachable', OP.call.toString(16), '0']);
  });
});

describe('a program that traps', () => {
  function findings(build: (c: CodeBuilder) => void, others: (built: ModuleBuilder) => void = () => {}): Finding[] {
    const built = new ModuleBuilder();
    others(built);
    const { recording } = runProgram({
      module: built.function('_start', {}, build).encode(),
      program: 'a.wasm',
      directory: '/',
      arguments: [],
      tool: '',
      signatureOf: () => undefined,
      systemCalls: () => ({ imports: {}, exitStatus: () => undefined, end() {} }),
      readSource: () => undefined,
      now: () => 0,
      report: { leakCheck: 'no', showLeakKinds: [], errorsForLeakKinds: [], numCallers: 12 },
      allocator: (memory, pages) => new SegregatedAllocator(memory, pages),
      memoryLimit: 1 << 24,
    });
    expect(recording.ending.how).toBe('stopped');
    return recording.findings;
  }

  it.each([
    ['integer divide by zero', (c: CodeBuilder) => c.i32(1).i32(0).op(OP.i32DivS, OP.drop)],
    ['integer overflow', (c: CodeBuilder) => c.i32(-0x8000_0000).i32(-1).op(OP.i32DivS, OP.drop)],
    ['unreachable', (c: CodeBuilder) => c.op(OP.unreachable)],
    [
      'invalid conversion to integer',
      (c: CodeBuilder) =>
        c.code
          .u8(OP.f32Const)
          .raw(new Uint8Array(Float32Array.of(1e20).buffer))
          .u8(OP.i32TruncF32S)
          .u8(OP.drop),
    ],
  ])('gets the message: %s', (trap, build) => {
    expect(findings((c) => void build(c))).toMatchObject([{ kind: 'Trap', trap, count: 1 }]);
  });

  it.each([
    [1, 'indirect call to the wrong type'],
    [99, 'table index out of bounds'],
  ])('gets the message when it calls through pointer %i: %s', (slot, trap) => {
    const call = (c: CodeBuilder): unknown => c.i32(slot).code.u8(OP.callIndirect).u32(0).u8(0);
    const table = (built: ModuleBuilder): void => {
      built
        .function('f', {}, () => {})
        .function('g', { params: [i32] }, () => {})
        .table('f', 'g');
    };
    expect(findings((c) => void call(c), table)).toMatchObject([{ kind: 'Trap', trap, count: 1 }]);
  });
});
