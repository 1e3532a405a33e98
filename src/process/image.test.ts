import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runClang } from '../../test/support/compiler/client.mjs';
import { encodeModule } from '../../test/support/modules/encode-module.js';
import { runs } from '../../test/support/modules/runs.js';
import { parseModule } from '../instrument/binary/module.js';
import { OP, TYPE } from '../instrument/binary/opcodes.js';
import { ByteWriter } from '../instrument/binary/writer.js';
import { readNameSection } from '../instrument/debug/names.js';
import { readImage, type ImageNames, type ProgramImage } from './image.js';

const C = `
static int zeros[300];
int numbers[4] = {1, 2, 3, 4};
const char text[] = "hello";
int work(int n) { volatile int local[8]; local[n] = zeros[n]; return local[0] + numbers[n] + text[n]; }
`;

function namesOf(bytes: Uint8Array): ImageNames {
  const { globals, dataSegments } = readNameSection(bytes);
  return { global: (index) => globals.get(index), dataSegment: (index) => dataSegments.get(index) };
}

async function link(...flags: string[]): Promise<ProgramImage & { symbols: Record<string, number> }> {
  const symbols = ['zeros', 'numbers', 'text'].flatMap((name) =>
    flags.includes('exported') ? [`-Wl,--export=${name}`] : [],
  );
  const all = [
    '-O1',
    '-nostdlib',
    '-Wl,--no-entry',
    '-Wl,--export=work',
    ...symbols,
    ...flags.filter((f) => f !== 'exported'),
  ];
  const made = await runClang(['clang', ...all, 'a.c', '-o', 'a.wasm'], { 'a.c': C.replace('static ', '') });
  const bytes = (made as Record<string, Uint8Array>)['a.wasm'];
  const module = parseModule(bytes);
  const constants = module.exports.map(({ name, index }) => [name, module.globals[index]?.constant]);
  return { ...readImage(module, namesOf(bytes)), symbols: Object.fromEntries(constants) as Record<string, number> };
}

describe('the image of a linked module', () => {
  it.each([
    ['with the stack first', ['-Wl,--stack-first']],
    ['with a large stack first', ['-Wl,--stack-first', '-Wl,-z,stack-size=2097152']],
    ['with the data first', ['-Wl,--no-stack-first']],
    ['that names its ends', ['-Wl,--no-stack-first', '-Wl,--export=__data_end', '-Wl,--export=__heap_base']],
  ])('%s holds its variables and its stack', async (_, flags) => {
    const { symbols, data, stack, readOnly, heapStart, nullEnd } = await link('exported', ...flags);
    for (const name of ['zeros', 'numbers', 'text']) {
      expect(symbols[name]).toBeGreaterThanOrEqual(data.start);
      expect(symbols[name]).toBeLessThan(data.end);
    }
    expect(symbols.zeros + 1200).toBeLessThanOrEqual(data.end);
    expect(readOnly).toMatchObject({ start: symbols.text });
    expect(symbols.numbers).toBeGreaterThanOrEqual(readOnly!.end);
    const size = flags.some((flag) => flag.includes('stack-size')) ? 2_097_152 : 65_536;
    expect(stack.end % 16).toBe(0);
    expect(stack.end - stack.start).toBeGreaterThan(size - 65_537);
    expect(heapStart).toBeGreaterThanOrEqual(Math.max(stack.end, data.end));
    expect(nullEnd).toBeGreaterThanOrEqual(1024);
    expect(nullEnd).toBeLessThanOrEqual(Math.min(stack.start, data.start));
  });
});

/** A module with these segments and globals; the first global is the stack pointer if there is one. */
function moduleWith(
  pages: number,
  segments: readonly (readonly [number, number])[],
  globals: readonly number[],
): Uint8Array {
  const constant = (value: number): ByteWriter => new ByteWriter(16).u8(OP.i32Const).s32(value);
  return encodeModule({
    types: [],
    imports: [],
    functions: [],
    memory: { min: pages },
    globals: globals.map((value, i) => ({ type: TYPE.i32, mutable: i === 0, value: constant(value).bytes() })),
    exports: globals.slice(1).map((_, i) => ({ name: ['__data_end', '__heap_base'][i], kind: 'global', index: i + 1 })),
    data: segments.map(([address, size]) =>
      new ByteWriter(16).u8(0).raw(constant(address).u8(OP.end).bytes()).u32(size).raw(new Uint8Array(size)).bytes(),
    ),
  });
}

const nameless: ImageNames = { global: () => undefined, dataSegment: () => undefined };

describe('the image of any module', () => {
  it('has ranges that begin before they end', () => {
    const address = fc.oneof(fc.nat(0x2_0000), fc.nat(0x7fff_ffff), fc.integer());
    const segments = fc.array(fc.tuple(fc.nat(0x3_fff0), fc.nat(16)), { maxLength: 4 });
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 32768 }),
        segments,
        fc.array(address, { maxLength: 3 }),
        fc.boolean(),
        (pages, list, globals, ro) => {
          const module = parseModule(moduleWith(pages, list, globals));
          const image = readImage(module, {
            ...nameless,
            dataSegment: (i) => (ro && i % 2 === 0 ? '.rodata' : '.data'),
          });
          for (const range of [image.stack, image.data, ...(image.readOnly ? [image.readOnly] : [])]) {
            expect(range.start).toBeGreaterThanOrEqual(0);
            expect(range.end).toBeGreaterThanOrEqual(range.start);
          }
          expect(image.heapStart % 16).toBe(0);
          expect(image.nullEnd).toBeGreaterThanOrEqual(0);
          for (const [start, size] of list) {
            expect(image.data.start).toBeLessThanOrEqual(start);
            expect(image.data.end).toBeGreaterThanOrEqual(start + size);
          }
        },
      ),
      runs(300),
    );
  });

  it('knows variables that are all zero', () => {
    const { data, stack } = readImage(parseModule(moduleWith(2, [], [0x1_0000])), nameless);
    expect(stack).toEqual({ start: 0x1000, end: 0x1_0000 });
    expect(data).toEqual({ start: 0x1_0000, end: 0x2_0000 });
  });

  it('takes all of the memory for data where nothing tells it apart', () => {
    const { data, nullEnd } = readImage(parseModule(moduleWith(2, [], [])), nameless);
    expect(data).toEqual({ start: 0, end: 0x2_0000 });
    expect(nullEnd).toBe(0);
  });

  it('is read quickly however many segments there are', () => {
    const segments = Array.from({ length: 150_000 }, (_, i) => [4096 + 2 * i, 1] as const);
    const module = parseModule(moduleWith(64, segments, []));
    const { readOnly } = readImage(module, { ...nameless, dataSegment: () => '.rodata' });
    expect(readOnly).toEqual({ start: 4096, end: 4096 + 2 * 150_000 - 1 });
  }, 60_000);
});
