import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../test/support/modules/build-module.js';
import { helperContext } from '../../test/support/modules/sandbox.js';
import type { CodeBuilder } from '../instrument/binary/code-builder.js';
import { parseModule } from '../instrument/binary/module.js';
import { OP, TYPE } from '../instrument/binary/opcodes.js';
import { openDebugInfo } from '../instrument/debug/open.js';
import { instrument } from '../instrument/instrument.js';
import { FrameWalk } from './frame-walk.js';
import { readImage } from './image.js';
import { Machine } from './machine.js';

const { i32 } = TYPE;
const TOP = 0x8000;

function frame(c: CodeBuilder, size: number, body: () => void): void {
  c.global(OP.globalGet, 0).i32(size).op(OP.i32Sub).tee(0).global(OP.globalSet, 0);
  body();
  c.get(0).i32(size).op(OP.i32Add).global(OP.globalSet, 0);
}

/** main (48 bytes) calls middle (no frame), which calls leaf (a red zone); alloca calls leaf too. */
const BYTES = new ModuleBuilder()
  .stackPointer(TOP)
  .function('main', {}, (c) => frame(c, 48, () => c.call('middle').call('dynamic')), [i32])
  .function('middle', {}, (c) => c.call('leaf').op(OP.drop))
  .function(
    'leaf',
    { results: [i32] },
    (c) => c.global(OP.globalGet, 0).i32(32).op(OP.i32Sub).tee(0).memory(OP.i32Load, 4),
    [i32],
  )
  .function(
    'dynamic',
    {},
    (c) => {
      c.global(OP.globalGet, 0).tee(0).i32(-16).op(OP.i32And).i32(64).op(OP.i32Sub).global(OP.globalSet, 0);
      c.call('leaf').op(OP.drop).get(0).global(OP.globalSet, 0);
    },
    [i32],
  )
  .encode();

describe('whose frame an address lies in', () => {
  const module = parseModule(BYTES);
  const { frameSizes } = instrument(module, {
    passes: new Set(),
    helpers: helperContext({ stackPointer: 0 }),
    functionName: () => '',
    isUserCode: () => false,
  });
  const image = readImage(module, { global: () => undefined, dataSegment: () => undefined });
  const machine = new Machine(image, { min: 2 }, 1 << 24);
  const walk = new FrameWalk(machine, module, openDebugInfo(BYTES), frameSizes);

  /** The first call in a function, or its first load. */
  const siteIn = (index: number): number => {
    const { start, end } = module.code[index];
    for (let at = start; at < end; at++) {
      if (BYTES[at] === OP.call || BYTES[at] === OP.i32Load) return at - module.codeStart;
    }
    throw new Error('no call there');
  };
  const [main, middle, leaf, dynamic] = [0, 1, 2, 3].map(siteIn);

  function ownerOf(address: number, stackPointer: number, ...sites: number[]): unknown {
    walk.pointer = { value: stackPointer };
    sites.forEach((site, i) => (machine.callStackWords[machine.callStackFirst + i] = site));
    machine.callStackWords[0] = machine.cells.callStack + 4 * sites.length;
    const owner = walk.ownerOf(address);
    return owner && [owner.site, owner.depth, owner.start];
  }

  it('is known for calls through frames of fixed size', () => {
    expect(frameSizes).toEqual([48, 0, 0, undefined]);
    const pointer = TOP - 48;
    for (const address of [pointer, pointer + 20, TOP - 1]) {
      expect(ownerOf(address, pointer, main)).toEqual([main, 0, pointer]);
      // A leaf's red zone lies below the stack pointer and takes nothing above it.
      expect(ownerOf(address, pointer, main, middle, leaf)).toEqual([main, 2, pointer]);
    }
    expect(ownerOf(TOP, pointer, main, middle, leaf)).toBeUndefined();
  });

  it('is told for inner frames only where a function moves the stack pointer at will', () => {
    const pointer = TOP - 48 - 64;
    expect(ownerOf(pointer + 8, pointer, main, dynamic)).toBeUndefined();
    expect(ownerOf(TOP - 8, pointer, main, dynamic, leaf)).toBeUndefined();
  });

  it('finds the function around a code offset', () => {
    module.code.forEach(({ start, end }, i) => {
      expect([start, end - 1].map((at) => walk.functionAt(at - module.codeStart))).toEqual([i, i]);
    });
    expect(walk.functionAt(0)).toBeUndefined();
    expect(walk.functionAt(BYTES.length)).toBeUndefined();
  });
});
