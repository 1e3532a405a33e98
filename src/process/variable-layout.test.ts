import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIVE_FRAME, RETIRED_FRAME } from '../instrument/runtime/layout-calls.js';
import { nearestVariable, parseDescription, VariableLayout, type GuestBytes } from './variable-layout.js';

const STACK = { start: 0x1000, end: 0x9000 };
const DATA = { start: 0x9000, end: 0xa000 };

/** Memory that fails, as the real one does, when it is read beyond its end. */
class FakeMemory implements GuestBytes {
  readonly view = new DataView(new ArrayBuffer(0xb000));

  u8(address: number): number {
    return this.view.getUint8(address);
  }

  u32(address: number): number {
    return this.view.getUint32(address, true);
  }

  words(address: number, ...values: number[]): void {
    values.forEach((value, i) => this.view.setUint32(address + 4 * i, value, true));
  }

  text(address: number, text: string): number {
    [...text, '\0'].forEach((char, i) => this.view.setUint8(address + i, char.charCodeAt(0)));
    return address;
  }
}

function layoutOf(write: (memory: FakeMemory) => void): VariableLayout {
  const memory = new FakeMemory();
  write(memory);
  return new VariableLayout(memory, STACK, DATA);
}

interface Described {
  name: string;
  line: number;
  size: number;
}

function describeFrame(variables: readonly (Described & { offset: number })[]): string {
  const parts = variables.map(({ name, line, size, offset }) => {
    const full = line > 0 ? `${name}:${line}` : name;
    return `${offset} ${size} ${full.length} ${full}`;
  });
  return [variables.length, ...parts].join(' ');
}

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_ ]{0,8}[a-z]$/);

describe('a frame’s description', () => {
  it('is read back as it was written, names with spaces included', () => {
    const variable = fc.record({ name, line: fc.nat(9999), size: fc.nat(5000), offset: fc.nat(5000) });
    fc.assert(
      fc.property(fc.array(variable, { minLength: 1, maxLength: 6 }), (variables) => {
        expect(parseDescription(describeFrame(variables), 0x2000)).toEqual(
          variables.map(({ name, line, size, offset }) => ({ name, line, size, start: 0x2000 + offset })),
        );
      }),
    );
  });

  it('is refused when it is anything else', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const variables = parseDescription(text, 0);
        // What does parse begins with the number of variables.
        if (variables) expect(text.startsWith(String(variables.length))).toBe(true);
      }),
    );
    for (const text of [
      '',
      '0',
      '1',
      '1 32',
      '1 32 4',
      '1 32 4 9 short',
      '2 32 4 1 a',
      '-1 2 3 4 a',
      '99999999999 1 1 1 a',
    ])
      expect(parseDescription(text, 0)).toBeUndefined();
  });
});

describe('laid-out frames', () => {
  const FRAME = 0x2000;
  const variables = [
    { name: 'head', line: 3, size: 10, offset: 32 },
    { name: 'tail', line: 0, size: 4, offset: 64 },
  ];
  const withFrame = (state: number): VariableLayout =>
    layoutOf((memory) => memory.words(FRAME, state, memory.text(0x9100, describeFrame(variables)), 7));

  it('are found from any byte in them', () => {
    for (const address of [FRAME, FRAME + 20, FRAME + 32, FRAME + 45, FRAME + 64, FRAME + 95]) {
      expect(withFrame(LIVE_FRAME).frameAt(address)).toMatchObject({
        start: FRAME,
        returned: false,
        functionSlot: 7,
        variables: [{ name: 'head', line: 3, start: FRAME + 32, size: 10 }, { name: 'tail' }],
      });
    }
    expect(withFrame(RETIRED_FRAME).frameAt(FRAME + 32)).toMatchObject({ returned: true });
    expect(withFrame(LIVE_FRAME).frameAt(FRAME + 400)).toBeUndefined();
    expect(withFrame(LIVE_FRAME).frameAt(FRAME - 1)).toBeUndefined();
  });

  it('are not made up from words that look like one', () => {
    const word = fc.constantFrom(LIVE_FRAME, RETIRED_FRAME, 0, 0x9100, 0x8fff, 0xa000, 0xffff_ffff);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 64 }), fc.string({ maxLength: 12 }), fc.nat(0x200), (words, text, at) => {
        const layout = layoutOf((memory) => {
          memory.text(0x9100, text);
          memory.words(FRAME, ...words);
        });
        const found = layout.frameAt(FRAME + at);
        if (found) expect(parseDescription(text, found.start)).toEqual(found.variables);
      }),
    );
  });
});

describe('registered globals', () => {
  const register = (
    memory: FakeMemory,
    at: number,
    globals: readonly (Described & { start: number; padded: number })[],
  ): void =>
    globals.forEach(({ start, size, padded, name, line }, i) => {
      const text = memory.text(0x9800 + 32 * i, line > 0 ? `${name}:${line}` : name);
      memory.words(at + 32 * i, start, size, padded, text, memory.text(0x9c00, 'a.c'), 0, 0, 0);
    });
  const globals = [
    { name: 'second', line: 5, start: 0x9100, size: 20, padded: 64 },
    { name: 'first', line: 0, start: 0x9080, size: 4, padded: 64 },
  ];

  it('are found by their bytes, their padding, and a little before', () => {
    const memory = new FakeMemory();
    register(memory, 0x9400, globals);
    const layout = new VariableLayout(memory, STACK, DATA);
    const padding: [number, number][] = [];
    layout.registerGlobals(0x9400, 2, (start, size) => padding.push([start, size]));
    expect(padding).toEqual([
      [0x9114, 44],
      [0x9084, 60],
    ]);
    const nameAt = (address: number): string | undefined => layout.globalAt(address)?.name;
    expect([0x905f, 0x9060, 0x907f, 0x9080, 0x90bf].map(nameAt)).toEqual([
      undefined,
      'first',
      'first',
      'first',
      'first',
    ]);
    expect([0x90c0, 0x90e0, 0x9100, 0x913f, 0x9140].map(nameAt)).toEqual([
      undefined,
      'second',
      'second',
      'second',
      undefined,
    ]);
    expect(layout.globalAt(0x9113)).toMatchObject({ line: 5, module: 'a.c', start: 0x9100, size: 20 });
  });

  it('are left out where the list is damaged, however long it says it is', () => {
    fc.assert(
      fc.property(
        fc.nat(0xffff_ffff),
        fc.nat(0xffff_ffff),
        fc.array(fc.nat(0xffff_ffff), { maxLength: 40 }),
        (address, count, words) => {
          const memory = new FakeMemory();
          memory.words(0x9200, ...words);
          const layout = new VariableLayout(memory, STACK, DATA);
          const inside = (start: number, size: number): void => {
            expect(start).toBeGreaterThanOrEqual(DATA.start);
            expect(start + size).toBeLessThanOrEqual(DATA.end);
          };
          layout.registerGlobals(address, count, inside);
          layout.registerGlobals(0x9200, count, inside);
          layout.globalAt(0x9300);
        },
      ),
    );
  });
});

describe('the nearest variable', () => {
  const at = (start: number, size: number, name: string) => ({ name, start, size, line: 0 });

  it('is the one that holds the address, else the closest, the one before at equal distance', () => {
    const variables = [at(100, 10, 'a'), at(120, 4, 'b'), at(140, 8, 'c')];
    const names = [90, 100, 109, 112, 114, 115, 116, 123, 131, 132, 200].map(
      (address) => nearestVariable(variables, address)?.name,
    );
    expect(names).toEqual(['a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'b', 'c', 'c']);
    expect(nearestVariable([], 5)).toBeUndefined();
  });
});
