/** Compares with llvm-symbolizer at every covered offset, checks variables, and damages the sections at random. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { runClang, runLLVM } from '../../../test/support/compiler/client.mjs';
import type { DebugInfo, SourceFrame } from './contract.js';
import { openDebugInfo } from './open.js';
import { readSections } from './sections.js';

const HEADER = `
static inline __attribute__((always_inline)) int twice(int x) { return x * 2 + (x >> 3); }
static inline __attribute__((always_inline)) int quad(int x) {
  return twice(x) * twice(x + 1);
}
`;

const MAIN = `#include "inc/inline.h"
typedef struct point { int x, y; double z; char name[10]; } Point;
Point origin = {1, 2, 3.0, "o"};
static int table[10][4];
int helper(int *, const char *);
__attribute__((noinline)) static int work(Point *p, int n) {
  int local[16];
  Point q = *p;
  for (int i = 0; i < n; i++) {
    char inner[12];
    local[i & 15] = quad(i) + helper((int *)inner, "text");
    table[i % 10][i & 3] += local[i & 15];
  }
  static short hidden[3];
  hidden[n % 3]++;
  return q.x + helper(local, "text") + hidden[0];
}
int main(int argc, char **argv) { return work(&origin, argc + 5); }
`;

const OTHER = `#include "inc/inline.h"
const char *const names[] = {"a", "b"};
__attribute__((noinline)) int helper(int *values, const char *s) {
  values[0] = quad(values[1]);
  return values[0] + names[values[0] & 1][0] + s[0];
}
`;

const CPP = `
namespace geo {
template <class T, int N> class Stack {
  T items[N]; int n = 0;
public:
  static int made;
  __attribute__((noinline)) void push(const T &v) { items[n++] = v; }
  T pop() { return items[--n]; }
  __attribute__((noinline)) bool operator==(const Stack &o) const { return n == o.n; }
};
template <class T, int N> int Stack<T, N>::made = 3;
namespace { __attribute__((noinline)) int secret(int x) { return x + 3; } }
inline namespace v2 { __attribute__((noinline)) int versioned(int x) { return secret(x); } }
}
int main(int argc, char **) {
  geo::Stack<int, 16> s;
  auto add = [&](int x) __attribute__((noinline)) { s.push(x); geo::Stack<int, 16>::made++; return x; };
  s.push(geo::versioned(argc));
  return add(argc) + s.pop() + (s == s);
}
`;

async function compile(flags: string, sources: Record<string, string>): Promise<Uint8Array> {
  const files = { src: { ...sources, inc: { 'inline.h': HEADER } } };
  const inputs = Object.keys(sources).map((name) => `src/${name}`);
  const driver = inputs[0].endsWith('.cpp') ? 'clang++' : 'clang';
  const made = await runClang([driver, ...flags.split(' '), ...inputs, '-o', 'a.wasm'], files);
  return (made as Record<string, Uint8Array>)['a.wasm'];
}

/** llvm-symbolizer's answers, innermost frame first; function names unqualified. */
async function symbolize(module: Uint8Array, offsets: number[]): Promise<SourceFrame[][]> {
  let output = '';
  const decoder = new TextDecoder();
  const stdout = (bytes: Uint8Array | null): void => {
    if (bytes !== null) output += decoder.decode(bytes, { stream: true });
  };
  const addresses = offsets.map((offset) => `0x${offset.toString(16)}`);
  const args = ['symbolizer', '--obj=a.wasm', '--inlines', '--functions=short', ...addresses];
  await runLLVM(args, { 'a.wasm': module }, { stdout });
  return output
    .trimEnd()
    .split('\n\n')
    .map((group) => {
      const lines = group.split('\n');
      return Array.from({ length: lines.length / 2 }, (_, i) => {
        const place = /^(.*):(\d+):(\d+)$/.exec(lines[2 * i + 1]) as RegExpExecArray;
        return { function: lines[2 * i], file: place[1], line: Number(place[2]), column: Number(place[3]) };
      });
    });
}

function coveredOffsets(module: Uint8Array, info: DebugInfo): number[] {
  return Array.from({ length: readSections(module).codeSize }, (_, offset) => offset).filter((o) => info.isCovered(o));
}

/** An offset whose innermost frame is this function at this line. */
function offsetOf(module: Uint8Array, info: DebugInfo, name: string, line: number): number {
  const at = coveredOffsets(module, info).find((offset) => {
    const frame = info.framesAt(offset).at(-1) as SourceFrame;
    return frame.function === name && frame.line === line;
  });
  return at as number;
}

const SOURCES = { 'main.c': MAIN, 'other.c': OTHER };
const modules = new Map<string, Uint8Array>();
const module = (flags: string): Uint8Array => modules.get(flags) as Uint8Array;

beforeAll(async () => {
  for (const flags of ['-O0 -g', '-O2 -g', '-O2 -gdwarf-5']) modules.set(flags, await compile(flags, SOURCES));
  modules.set('c++', await compile('-O1 -g', { 'main.cpp': CPP }));
}, 60_000);

describe('framesAt', () => {
  test.each(['-O0 -g', '-O2 -g', '-O2 -gdwarf-5', 'c++'])('agrees with llvm-symbolizer: %s', async (flags) => {
    const info = openDebugInfo(module(flags));
    const offsets = coveredOffsets(module(flags), info);
    const expected = await symbolize(module(flags), offsets);
    expect(offsets.length).toBeGreaterThan(100);
    expect(expected.length).toBe(offsets.length);
    const unqualified = (frame: SourceFrame): SourceFrame => ({
      ...frame,
      function: frame.function.slice(frame.function.lastIndexOf('::') + 1).replace(/^:/, ''),
    });
    expect(offsets.map((offset) => info.framesAt(offset).map(unqualified))).toEqual(expected);
    expect(info.problem).toBeUndefined();
  });

  test('shows inlined calls innermost first', () => {
    const info = openDebugInfo(module('-O2 -g'));
    const chains = coveredOffsets(module('-O2 -g'), info).map((offset) =>
      info
        .framesAt(offset)
        .map((f) => f.function)
        .join(' '),
    );
    expect(chains).toContain('twice quad helper');
  });

  test('qualifies C++ names and leaves inline namespaces out', () => {
    const info = openDebugInfo(module('c++'));
    const names = new Set(coveredOffsets(module('c++'), info).flatMap((o) => info.framesAt(o).map((f) => f.function)));
    expect([...names].sort()).toEqual([
      'geo::(anonymous namespace)::secret',
      'geo::Stack<int, 16>::Stack',
      'geo::Stack<int, 16>::operator==',
      'geo::Stack<int, 16>::pop',
      'geo::Stack<int, 16>::push',
      'geo::versioned',
      'main',
      'main::{lambda}::operator()',
    ]);
  });

  test('shows the name alone where libc has no lines', () => {
    const info = openDebugInfo(module('-O0 -g'));
    const { bodyStart } = readSections(module('-O0 -g'));
    const bare = [...bodyStart].filter((offset) => !info.isCovered(offset)).map((offset) => info.framesAt(offset));
    expect(bare).toContainEqual([{ function: '_start', file: '', line: 0, column: 0 }]);
  });
});

describe('variables', () => {
  test('finds locals of the frame, those in scope first', () => {
    const info = openDebugInfo(module('-O0 -g'));
    const within = info.localsAt(offsetOf(module('-O0 -g'), info, 'work', 12));
    const sizes = within.map((v) => [v.name, v.size, v.line, v.inScope]);
    expect(sizes[0]).toEqual(['inner', 12, 10, true]);
    expect(sizes).toContainEqual(['local', 64, 7, true]);
    expect(sizes).toContainEqual(['q', 32, 8, true]);
    expect(sizes).toContainEqual(['n', 4, 6, true]);
    const behind = info.localsAt(offsetOf(module('-O0 -g'), info, 'work', 15));
    expect(behind.find((v) => v.name === 'inner')?.inScope).toBe(false);
    expect(behind[0].inScope).toBe(true);
    const places = within.filter((v) => v.inScope).sort((a, b) => a.frameOffset - b.frameOffset);
    for (let i = 1; i < places.length; i++) {
      expect(places[i].frameOffset).toBeGreaterThanOrEqual(places[i - 1].frameOffset + places[i - 1].size);
    }
  });

  test.each(['-O0 -g', '-O2 -gdwarf-5'])('finds globals by any address within: %s', (flags) => {
    const info = openDebugInfo(module(flags));
    const found = new Map<string, { address: number; size: number; file: string; line: number }>();
    for (let address = 1024; address < 80_000; address++) {
      const global = info.globalAt(address);
      if (global !== undefined) found.set(global.name, global);
    }
    expect(found.get('origin')).toMatchObject({ size: 32, file: '/src/main.c', line: 3 });
    expect(found.get('table')).toMatchObject({ size: 160, line: 4 });
    expect(found.get('hidden')).toMatchObject({ size: 6, line: 14 });
    expect(found.get('names')).toMatchObject({ size: 8, file: '/src/other.c', line: 2 });
    expect(found.has('string literal')).toBe(true);
    const { address, size } = found.get('table') as { address: number; size: number };
    expect(info.globalAt(address + size - 1)?.name).toBe('table');
    expect(info.globalAt(address + size)?.name).not.toBe('table');
    expect(info.globalAt(address - 1)?.name).not.toBe('table');
  });

  test('qualifies static members', () => {
    const info = openDebugInfo(module('c++'));
    const names = new Set<string | undefined>();
    for (let address = 1024; address < 80_000; address += 4) names.add(info.globalAt(address)?.name);
    expect(names).toContain('geo::Stack<int, 16>::made');
  });
});

describe('damage', () => {
  /** Asks everything; only that each call comes back, with a frame, matters. */
  function ask(bytes: Uint8Array): DebugInfo {
    const info = openDebugInfo(bytes);
    for (let offset = 0; offset < 1500; offset += 23) {
      expect(info.framesAt(offset).length).toBeGreaterThan(0);
      info.isCovered(offset);
      info.localsAt(offset);
      info.globalAt(66_000 + offset * 2);
      info.functionName(offset);
    }
    return info;
  }

  test.each(['-O0 -g', '-O2 -gdwarf-5', 'c++'])('changed bytes never throw or hang: %s', (flags) => {
    const intact = module(flags);
    const ranges = [...readSections(intact).custom]
      .filter(([name]) => name.startsWith('.debug') || name === 'name')
      .map(([, bytes]) => [bytes.byteOffset - intact.byteOffset, bytes.length]);
    const change = fc.tuple(fc.nat(ranges.length - 1), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = intact.slice();
        for (const [range, where, value] of changes) {
          const [start, length] = ranges[range];
          if (length > 0) bytes[start + Math.min(length - 1, Math.floor(where * length))] = value;
        }
        ask(bytes);
      }),
      { numRuns: 80 },
    );
  });

  test('a module that breaks off is asked like any other', () => {
    const intact = module('-O0 -g');
    for (let length = 0; length < intact.length; length += 997) {
      const info = ask(intact.slice(0, length));
      if (length > 0) expect(info.problem).toMatch(/damaged/);
    }
  });

  test('entries that refer to each other in a circle end', () => {
    const intact = module('-O0 -g');
    const info = readSections(intact).custom.get('.debug_info') as Uint8Array;
    const bytes = intact.slice();
    const start = info.byteOffset - intact.byteOffset;
    // Whatever looks like a reference now points at the first typedef, which so refers to itself.
    for (let i = 11; i + 4 <= info.length; i++) {
      if (info[i + 1] === 0 && info[i + 2] === 0 && info[i + 3] === 0 && info[i] > 0x20) bytes[start + i] = 0x37;
    }
    ask(bytes);
  });
});
