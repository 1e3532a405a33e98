import { describe, expect, it } from 'vitest';
import type { ReplayMeasurement } from '../../events/trace/measurement.js';
import { compareAllocators, type Comparison, type ProgramRun } from './comparison.js';
import { unusableIndex } from './fragmentation.js';
import { FACTS, measurement, steps } from './testing/measurements.js';

const compare = (measurements: ReplayMeasurement[], runs?: ReadonlyMap<string, ProgramRun>): Comparison =>
  compareAllocators(FACTS, measurements, { baseline: 'plain', runs });
const order = ({ rows }: Comparison): string[] => rows.map((row) => row.measurement.design);
/** "role design about: sentence". */
const said = ({ explanations }: Comparison): string[] =>
  explanations.map(({ role, design, about, sentence }) => `${role} ${design} ${about}: ${sentence}`);

const plain = measurement('plain', { nanoseconds: 10, peakFootprint: 1000 });

describe('the order of allocators', () => {
  it('is that of time x footprint, with what is unsound at the end', () => {
    const quick = measurement('quick', { nanoseconds: 5, peakFootprint: 1500 });
    const small = measurement('small', { nanoseconds: 10, peakFootprint: 900 });
    const broken = measurement('broken', { nanoseconds: 1, peakFootprint: 600, problemCount: 1 });
    const full = measurement('full', { nanoseconds: 1, peakFootprint: 700, failures: 1 });
    const comparison = compare([plain, quick, broken, full, small]);
    expect(order(comparison)).toEqual(['quick', 'small', 'plain', 'broken', 'full']);
    expect(comparison.rows.map(({ time }) => time)).toEqual([0.5, 1, 1, 0.1, 0.1]);
    expect(comparison.rows.map(({ utilisation }) => utilisation)).toEqual([
      500 / 1500,
      500 / 900,
      0.5,
      500 / 600,
      500 / 700,
    ]);
  });

  it('is that of the footprint alone where nothing was timed', () => {
    const untimed = [800, 700].map((peakFootprint) => measurement(`of ${peakFootprint}`, { peakFootprint }));
    expect(order(compare(untimed))).toEqual(['of 700', 'of 800']);
  });

  it("takes the program's own times where there are any", () => {
    const other = measurement('other', { nanoseconds: 1 });
    const comparison = compare(
      [plain, other],
      new Map([
        ['plain', { milliseconds: 2 }],
        ['other', { milliseconds: 3 }],
      ]),
    );
    expect(comparison.rows.map(({ measurement: { design }, time }) => [design, time])).toEqual([
      ['plain', 1],
      ['other', 1.5],
    ]);
  });

  it('refers to the first where the baseline was not measured', () => {
    expect(compare([measurement('only', { nanoseconds: 4 })])).toMatchObject({ baseline: 'only', rows: [{ time: 1 }] });
  });
});

describe('the reasons', () => {
  it('rounding', () => {
    const cost = (takes: number) => ({ size: 1040, blocks: 1, takes, lost: takes - 1040 });
    const buddy = measurement('buddy', { peakFootprint: 2000, atPeak: { rounding: 940, costliest: [cost(2048)] } });
    const small = measurement('plain', { peakFootprint: 1100, atPeak: { rounding: 16, costliest: [cost(1056)] } });
    expect(said(compare([small, buddy]))).toEqual([
      'best plain space: plain rounds 1,040-byte requests to 1,056: rounding is 1.5 % of its footprint',
      'worst buddy space: buddy rounds 1,040-byte requests to 2,048: rounding is 47 % of its footprint',
    ]);
  });

  it('headers', () => {
    const fat = measurement('fat', { peakFootprint: 1400, atPeak: { headers: 320 } });
    expect(said(compare([plain, fat])).at(-1)).toMatch(/fat spends 32 bytes a block on headers and padding: 23 % of/);
  });

  it('free memory in pieces, in one piece, never used again', () => {
    const parts = { free: 600, freeBlocks: 60, largestFree: 20 };
    const clause = (facts: Parameters<typeof measurement>[1]): string =>
      said(compare([plain, measurement('bad', { peakFootprint: 1500, ...facts })])).at(-1)!;
    expect(clause({ atPeak: parts })).toMatch(/bad has 600 bytes free, but in 60 blocks, the largest of 20: 40 % of/);
    expect(clause({ atPeak: { ...parts, largestFree: 500 } })).toMatch(
      /bad has 600 bytes free, 500 of them in one piece/,
    );
    expect(clause({ reused: 0, atPeak: parts })).toMatch(
      /bad never uses freed memory again: 600 bytes lie idle in 60 bl/,
    );
  });

  it('steps, of which the kind that differs most', () => {
    const slow = measurement('slow', {
      nanoseconds: 40,
      freeBlocks: 300,
      allocating: steps({ total: 9000, p99: 212, worst: 400 }),
      freeing: steps({ total: 300 }),
    });
    expect(said(compare([plain, slow]))).toEqual([
      'best plain time: plain makes 1 steps per allocation, 1 at the 99th percentile and 1 at worst, with 0 free blocks on average',
      'worst slow time: slow makes 90 steps per allocation, 212 at the 99th percentile and 400 at worst, with 300 free blocks on average',
    ]);
    const pages = measurement('pages', { nanoseconds: 40, pageCalls: 50 });
    expect(said(compare([plain, pages])).at(-1)).toMatch(/pages calls the page source 50 times, once in 4 operations/);
  });

  it('none in the counters', () => {
    const odd = measurement('odd', { nanoseconds: 15 });
    expect(said(compare([plain, odd])).at(-1)).toBe(
      'worst odd time: odd takes 1.50 times as long as plain, but not for more steps: its calls do more, or its blocks lie worse for the caches',
    );
  });

  it('what the best is paid for with', () => {
    const quick = measurement('quick', { nanoseconds: 2, peakFootprint: 1200, atPeak: { rest: 200 } });
    expect(said(compare([plain, quick])).join('\n')).toMatch(
      /^price quick space: quick holds 200 bytes outside of all/m,
    );
  });

  it('are given for one alone, and none where all are alike', () => {
    expect(said(compare([plain])).join()).toMatch(/^only plain space: plain has 50 % payload in its footprint/);
    expect(said(compare([plain, measurement('same', { nanoseconds: 10.1, peakFootprint: 1001 })]))).toEqual([]);
  });
});

describe('the unusable free space index', () => {
  // Three free blocks of 16 bytes, one of 64, one of 4096: by power of two.
  const histogram = Array.from({ length: 32 }, (_, i) => ({ 4: 48, 6: 64, 12: 4096 })[i] ?? 0);

  it.each([
    [16, 0],
    [32, 48 / 4208],
    [64, 48 / 4208],
    [4096, 112 / 4208],
    [8192, 1],
  ])('for %i bytes', (request, index) => {
    expect(unusableIndex(histogram, request)).toBeCloseTo(index, 12);
  });

  it('is 0 when nothing is free', () => {
    expect(unusableIndex([], 16)).toBe(0);
  });
});
