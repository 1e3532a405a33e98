/** Where bytes of the stack belong, in a program compiled without the layout pass: frame sizes and DWARF alone tell. */
import { beforeAll, describe, expect, it } from 'vitest';
import { runClang } from '../../test/support/compiler/client.mjs';
import { SegregatedAllocator } from '../memory/alloc/segregated/segregated.js';
import type { Finding, Place } from '../events/findings.js';
import { runProgram } from './run.js';

/**
 * first leaves the address of its frame behind; second's frame lies at the same place, and nothing of it may be known to
 * anyone, so every read of it is an error. The reads are spread over it, once in each block.
 */
const C = `
volatile char *stray;
__attribute__((noinline)) void remember(char *p) { stray = p; }
__attribute__((noinline)) void first(void) { char area[64]; remember(area); }
__attribute__((noinline)) int probe(volatile char *p) { return *p; }
#define PROBES probe(p); probe(p + 4); probe(p + 8); probe(p + 12); probe(p + 16); probe(p + 20); probe(p + 24); \\
  probe(p + 28); probe(p + 32); probe(p + 36); probe(p + 40); probe(p + 44); probe(p + 48); probe(p + 52)
__attribute__((noinline)) int second(int parameter) {
  volatile char *p = stray;
  int sum = parameter;
  if (parameter) {
    int early = parameter + 1;
    PROBES;
    sum += early;
  }
  {
    int late = parameter + 2;
    PROBES;
    sum += late;
  }
  return sum;
}
void _start(void) { first(); second(3); }
`;

type StackPlace = Extract<Place, { in: 'stack' }>;

describe('a stray read of a live frame', () => {
  let early: StackPlace[];
  let late: StackPlace[];

  beforeAll(async () => {
    const flags = ['-O0', '-g', '-nostdlib', '-Wl,--export=_start'];
    const made = await runClang(['clang', ...flags, 'a.c', '-o', 'a.wasm'], { 'a.c': C });
    const { recording } = runProgram({
      module: (made as Record<string, Uint8Array>)['a.wasm'],
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
    expect(recording.ending).toEqual({ how: 'exit', status: 0 });
    const places = recording.findings.flatMap((finding: Finding) => ('place' in finding ? [finding.place] : []));
    // Both blocks read the same bytes; some lie below second's frame, which is smaller.
    const half = places.length / 2;
    const inStack = (list: Place[]): StackPlace[] => list.filter((place) => place.in === 'stack');
    [early, late] = [inStack(places.slice(0, half)), inStack(places.slice(half))];
    expect([early.length, late.length]).toEqual([early.length, early.length]);
    expect(early.length).toBeGreaterThan(4);
  });

  it('names the function whose frame it is, not the one that reads', () => {
    for (const place of [...early, ...late]) {
      expect(place).toMatchObject({ in: 'stack', function: 'second', frameDepth: 1, state: 'live' });
    }
  });

  it('names the variables of the block that runs, and none of the others', () => {
    const names = (places: StackPlace[]): Set<string | undefined> =>
      new Set(places.map(({ variable }) => variable?.name));
    expect(names(early)).toContain('early');
    expect(names(early)).toContain('sum');
    expect(names(early)).not.toContain('late');
    expect(names(late)).toContain('late');
    expect(names(late)).toContain('sum');
    expect(names(late)).not.toContain('early');
  });

  it('tells how far from the variable it lies', () => {
    const exact = (places: StackPlace[], name: string): unknown =>
      places.find(({ variable }) => variable?.name === name && variable.offset === 0)?.variable;
    expect(exact(early, 'early')).toMatchObject({ size: 4, line: 12 });
    expect(exact(late, 'late')).toMatchObject({ size: 4, line: 17 });
    expect(exact(late, 'sum')).toMatchObject({ size: 4, line: 10 });
  });
});
