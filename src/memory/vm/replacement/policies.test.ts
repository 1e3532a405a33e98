/** Every policy against its invariants, most against plain models of their papers, some against strings worked by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_PAGE } from './contract.js';
import { OPT, POLICIES, policiesNamed, UnknownPolicy, type PolicyDesign } from './policies.js';
import { NAIVE } from './testing/naive-policies.js';

const PAGES = 12;

/** Random references, and loops and scans, which policies treat otherwise. */
const references = fc
  .array(
    fc.oneof(
      fc.nat(PAGES - 1).map((page) => [page]),
      fc.nat(3).map((page) => [page]),
      fc
        .tuple(fc.nat(PAGES - 1), fc.integer({ min: 1, max: 8 }))
        .map(([from, n]) => Array.from({ length: n }, (_, i) => (from + i) % PAGES)),
    ),
    { minLength: 1, maxLength: 80 },
  )
  .map((runs) => runs.flat());
const frameCount = fc.integer({ min: 1, max: PAGES + 2 });

interface Played {
  hits: boolean[];
  evicted: number[];
  /** Sets of resident pages, as evictions tell of them. */
  resident: Set<number>[];
}

function play(
  design: PolicyDesign,
  string: readonly number[],
  frames: number,
  writes: readonly boolean[] = [],
): Played {
  const setup = { frames, pages: PAGES, seed: 1, window: frames, references: Uint32Array.from(string) };
  const policy = design.make(setup);
  const played: Played = { hits: [], evicted: [], resident: [] };
  let resident = new Set<number>();
  string.forEach((page, i) => {
    played.hits.push(policy.touch(page, writes[i] ?? false));
    played.evicted.push(policy.evicted);
    resident = new Set(resident).add(page);
    resident.delete(policy.evicted);
    played.resident.push(resident);
  });
  return played;
}

const faults = ({ hits }: Played): number => hits.filter((hit) => !hit).length;
const named = (name: string): PolicyDesign => policiesNamed(name)[0]!;

describe.each(POLICIES)('$name', (design) => {
  it('hits what is resident, holds no more than the frames, and evicts only when it must', () => {
    fc.assert(
      fc.property(references, frameCount, (string, frames) => {
        const { hits, evicted, resident } = play(design, string, frames);
        string.forEach((page, i) => {
          const before = resident[i - 1] ?? new Set<number>();
          expect(hits[i]).toBe(before.has(page));
          expect(resident[i]!.has(page)).toBe(true);
          expect(resident[i]!.size).toBeLessThanOrEqual(frames);
          if (evicted[i] !== NO_PAGE) expect(before.has(evicted[i]!)).toBe(true);
          if (design.name !== 'working-set') expect(evicted[i] !== NO_PAGE).toBe(!hits[i] && before.size === frames);
        });
      }),
    );
  });

  it('faults no less than OPT', () => {
    fc.assert(
      fc.property(references, frameCount, (string, frames) => {
        expect(faults(play(design, string, frames))).toBeGreaterThanOrEqual(faults(play(OPT, string, frames)));
      }),
    );
  });
});

describe.each(POLICIES)('$name in a live memory', (design) => {
  const steps = fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.record({ page: fc.nat(PAGES - 1), write: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ drop: fc.nat(PAGES - 1) }) },
      { weight: 2, arbitrary: fc.constant('evict' as const) },
    ),
    { maxLength: 200 },
  );

  it('knows what is resident, whatever is dropped or evicted in between', () => {
    fc.assert(
      fc.property(steps, frameCount, (list, frames) => {
        const string = list.flatMap((step) => (typeof step === 'object' && 'page' in step ? [step.page] : []));
        const setup = { frames, pages: PAGES, seed: 1, window: frames, references: Uint32Array.from(string) };
        const policy = design.make(setup);
        const resident = new Set<number>();
        for (const step of list) {
          if (step === 'evict') {
            const page = policy.evict();
            expect(page === NO_PAGE ? resident.size === 0 : resident.delete(page)).toBe(true);
            expect(policy.evicted).toBe(page);
          } else if ('drop' in step) {
            policy.drop(step.drop);
            resident.delete(step.drop);
          } else {
            const wasFull = resident.size === frames;
            expect(policy.touch(step.page, step.write)).toBe(resident.has(step.page));
            const isNew = !resident.has(step.page);
            resident.add(step.page);
            if (policy.evicted !== NO_PAGE) expect(resident.delete(policy.evicted)).toBe(true);
            // A policy may give a frame back by itself, or leave one to the next page, but never take more than there are.
            if (isNew && wasFull) expect(policy.evicted).not.toBe(NO_PAGE);
            expect(resident.size).toBeLessThanOrEqual(frames);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

// NRU and aging count references to know when to look at the bits: what they are not told of delays that.
describe.each(['fifo', 'clock', 'clock-pro'])('%s', (name) => {
  it('decides the same without the references that it calls settled', () => {
    fc.assert(
      fc.property(references, frameCount, fc.infiniteStream(fc.boolean()), (string, frames, stream) => {
        const setup = { frames, pages: PAGES, seed: 1, window: frames, references: Uint32Array.from(string) };
        const all = named(name).make(setup);
        const some = named(name).make(setup);
        const settledReads = new Set<number>();
        const settledWrites = new Set<number>();
        const forget = (page: number): void => {
          settledReads.delete(page);
          settledWrites.delete(page);
        };
        some.unsettle = forget;
        for (const page of string) {
          const write = stream.next().value as boolean;
          const isHit = all.touch(page, write);
          const isSilent = (write ? settledWrites : settledReads).has(page);
          if (isSilent) {
            expect([isHit, all.evicted]).toEqual([true, NO_PAGE]);
            continue;
          }
          expect([some.touch(page, write), some.evicted]).toEqual([isHit, all.evicted]);
          if (some.evicted !== NO_PAGE) forget(some.evicted);
          if (!some.settled) continue;
          settledReads.add(page);
          if (write) settledWrites.add(page);
        }
      }),
    );
  });
});

describe.each(Object.keys(NAIVE))('%s', (name) => {
  it('does what its textbook or paper says', () => {
    fc.assert(
      fc.property(references, frameCount, fc.infiniteStream(fc.boolean()), (string, frames, stream) => {
        const writes = string.map(() => stream.next().value as boolean);
        const { hits } = play(named(name), string, frames, writes);
        const expected = NAIVE[name]!(string, writes, frames);
        // Of OPT's victims several may be as good as each other.
        if (name === 'opt') expect(hits.filter(Boolean).length).toBe(expected.filter(Boolean).length);
        else expect(hits).toEqual(expected);
      }),
    );
  });
});

describe('strings worked by hand', () => {
  it('fifo has more faults with more frames on the string of Belady, Nelson and Shedler', () => {
    const string = [1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5];
    expect([3, 4].map((frames) => faults(play(named('fifo'), string, frames)))).toEqual([9, 10]);
    expect([3, 4].map((frames) => faults(play(named('lru'), string, frames)))).toEqual([10, 8]);
    expect([3, 4].map((frames) => faults(play(OPT, string, frames)))).toEqual([7, 6]);
  });

  it('2q keeps a page that came back from A1out through a scan, and lru does not', () => {
    // 4 frames: A1in 1, A1out 2. Page 0 comes, is pushed out by 1 to 4, and comes back into Am; then a scan.
    const string = [0, 1, 2, 3, 4, 0, 5, 6, 7, 8, 9, 0];
    expect(play(named('2q'), string, 4).hits.at(-1)).toBe(true);
    expect(play(named('lru'), string, 4).hits.at(-1)).toBe(false);
  });

  it('arc keeps pages that were used twice through a scan, and lru does not', () => {
    const string = [0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 0, 1];
    expect(play(named('arc'), string, 4).hits.slice(-2)).toEqual([true, true]);
    expect(play(named('lru'), string, 4).hits.slice(-2)).toEqual([false, false]);
  });

  it('lirs hits all but one page of a loop that is a page too long for the frames, where lru has no hit', () => {
    const loop = Array.from({ length: 60 }, (_, i) => i % 6);
    // 5 frames: 4 LIR pages, hit in every round; the other two take turns in the frame that is left.
    expect(play(named('lirs'), loop, 5).hits.filter(Boolean).length).toBe(9 * 4);
    expect(play(named('lru'), loop, 5).hits.filter(Boolean).length).toBe(0);
  });

  it('clock-pro learns a loop that is too long', () => {
    const loop = Array.from({ length: 240 }, (_, i) => i % 12);
    expect(play(named('clock'), loop, 8).hits.filter(Boolean).length).toBe(0);
    expect(play(named('clock-pro'), loop, 8).hits.filter(Boolean).length).toBeGreaterThan(100);
  });

  it('nru prefers to evict a page that was not written to', () => {
    const { evicted } = play(named('nru'), [0, 1, 2, 3], 3, [true, false, true, false]);
    expect(evicted.at(-1)).toBe(1);
  });

  it('aging evicts by history, not by the last tick alone', () => {
    // Ticks after every 3 references. 0 was referenced in both periods, 1 in the second only, 2 in the first only.
    const { evicted } = play(named('aging'), [0, 2, 2, 0, 1, 0, 3], 3);
    expect(evicted.at(-1)).toBe(2);
  });
});

it('says which policy may have been meant', () => {
  expect(() => policiesNamed('lru,clok')).toThrow(
    new UnknownPolicy('there is no page policy "clok"; did you mean clock?'),
  );
  expect(policiesNamed('opt, fifo').map(({ name }) => name)).toEqual(['fifo', 'opt']);
});
