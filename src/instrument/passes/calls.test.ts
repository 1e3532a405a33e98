/** The shadow call stack against the engine's own, which names the offset of every call. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { programs } from '../../../test/support/modules/generate-program.js';
import { encodeProgram } from '../../../test/support/modules/program.js';
import { runInstrumented, runPlain } from '../../../test/support/modules/run-program.js';
import { runs } from '../../../test/support/modules/runs.js';
import { Sandbox } from '../../../test/support/modules/sandbox.js';
import { parseModule, type WasmModule } from '../binary/module.js';
import { BLOCK_VOID, OP, TYPE } from '../binary/opcodes.js';

const { i32 } = TYPE;
const sandbox = new Sandbox();
Error.stackTraceLimit = 300;

/** Code offsets of the calls that are in progress, outermost first. */
function engineStack({ codeStart }: WasmModule): number[] {
  const offsets = [...new Error().stack!.matchAll(/wasm-function\[\d+\]:0x([0-9a-f]+)/g)];
  return offsets.map(([, hex]) => Number.parseInt(hex, 16) - codeStart).reverse();
}

/** Both stacks at every call of env.look. */
function stacksOf(built: ModuleBuilder, ...args: number[]): { engine: number[][]; shadow: number[][] } {
  const bytes = built.encode();
  const module = parseModule(bytes);
  const engine: number[][] = [];
  const shadow: number[][] = [];
  const look = (): void => {
    engine.push(engineStack(module));
  };
  const plain = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { look } });
  (plain.exports.main as (...args: number[]) => void)(...args);
  const exports = sandbox.instantiate(module, {
    passes: new Set(['calls']),
    imports: { env: { look: () => void shadow.push(sandbox.callStack) } },
  });
  (exports.main as (...args: number[]) => void)(...args);
  return { engine, shadow };
}

const depths = (stacks: number[][]): number[] => stacks.map((stack) => stack.length);

describe('the shadow call stack', () => {
  it('is the engine’s at every call to the host', () => {
    let looks = 0;
    fc.assert(
      fc.property(programs(), fc.boolean(), (program, everything) => {
        const bytes = encodeProgram(program);
        const module = parseModule(bytes);
        const engine: number[][] = [];
        const shadow: number[][] = [];
        runPlain(program, bytes, { onNote: () => engine.push(engineStack(module)) });
        const passes = new Set(
          everything ? (['calls', 'check', 'stack', 'traps', 'roots', 'poll'] as const) : (['calls', 'check'] as const),
        );
        runInstrumented(sandbox, program, module, { passes, onNote: (stack) => shadow.push(stack) });
        expect(shadow).toEqual(engine);
        looks += engine.length;
      }),
      runs(150),
    );
    expect(looks).toBeGreaterThan(100);
  });

  it('grows and shrinks with recursion', () => {
    const built = new ModuleBuilder().import('look', [], []).function('main', { params: [i32] }, (c) => {
      c.call('look').get(0).if();
      c.get(0).i32(1).op(OP.i32Sub).call('main').call('look').end();
    });
    const { engine, shadow } = stacksOf(built, 3);
    expect(shadow).toEqual(engine);
    expect(depths(shadow)).toEqual([1, 2, 3, 4, 3, 2, 1]);
  });

  it('follows calls through pointers', () => {
    const built = new ModuleBuilder()
      .import('look', [], [])
      .function('a', {}, (c) => c.call('look'))
      .function('b', {}, (c) => c.call('a').call('look'))
      .table('a', 'b');
    const type = built.type([], []);
    const indirect = (c: { code: { u8(v: number): { u32(v: number): { u8(v: number): unknown } } } }) =>
      c.code.u8(OP.callIndirect).u32(type).u8(0);
    built.function('main', { params: [i32] }, (c) => {
      c.i32(0);
      indirect(c);
      c.get(0);
      indirect(c);
    });
    const { engine, shadow } = stacksOf(built, 1);
    expect(shadow).toEqual(engine);
    expect(depths(shadow)).toEqual([2, 3, 2]);
  });

  it('is cut back by whoever catches, as by longjmp', () => {
    const built = new ModuleBuilder().import('look', [], []);
    const tag = built.tag([]);
    built
      .function('deep', { params: [i32] }, (c) => {
        c.get(0).op(OP.i32Eqz).if();
        c.call('look').code.u8(OP.throw).u32(tag);
        c.end();
        c.get(0).i32(1).op(OP.i32Sub).call('deep');
      })
      .function('main', {}, (c) => {
        for (const handler of [[OP.catch, tag], [OP.catchAll]]) {
          c.op(OP.try, BLOCK_VOID).i32(5).call('deep');
          c.op(...handler)
            .call('look')
            .end();
        }
        c.call('look').i32(1).call('deep');
      });
    const bytes = built.encode();
    const module = parseModule(bytes);
    const seen: number[] = [];
    const exports = sandbox.instantiate(module, {
      passes: new Set(['calls', 'roots']),
      imports: { env: { look: () => void seen.push(sandbox.callStack.length) } },
    });
    expect(() => (exports.main as () => void)()).toThrow();
    expect(seen).toEqual([7, 1, 7, 1, 1, 3]);
  });

  it('stays as short as the engine’s when tail calls go on and on', () => {
    const built = new ModuleBuilder().import('look', [], []).function('main', { params: [i32] }, (c) => {
      c.get(0).i32(0x3ffff).op(OP.i32And, OP.i32Eqz).if().call('look').end();
      c.get(0).if().get(0).i32(1).op(OP.i32Sub, OP.returnCall).code.u32(1);
      c.end();
    });
    const { engine, shadow } = stacksOf(built, 1_000_000);
    expect(shadow).toEqual(engine);
    expect(depths(shadow)).toEqual([1, 1, 1, 1]);
  });

  it('names the access itself when a function without calls makes a bad one', () => {
    const built = new ModuleBuilder()
      .function('leaf', { results: [i32] }, (c) => {
        for (let i = 0; i < 3; i++) c.i32(64).memory(OP.i32Load);
        c.op(OP.i32Add, OP.i32Add);
      })
      .function('main', {}, (c) => c.call('leaf').op(OP.drop).call('leaf').op(OP.drop));
    const bytes = built.encode();
    const module = parseModule(bytes);
    const stacks: number[][] = [];
    const exports = sandbox.instantiate(module, {
      passes: new Set(['calls', 'check']),
      hooks: { miss: () => stacks.push(sandbox.callStack) },
    });
    sandbox.shadow.markUnaddressable(64, 4);
    (exports.main as () => void)();
    expect(depths(stacks)).toEqual([2, 2, 2, 2, 2, 2]);
    const opcodes = stacks.map((stack) => stack.map((site) => bytes[module.codeStart + site]));
    expect(opcodes).toEqual(stacks.map(() => [OP.call, OP.i32Load]));
    expect(new Set(stacks.map((stack) => stack.join())).size).toBe(6);
  });
});
