/** What must hold of every lesson, whatever the design and the workload: it shows the heap as it is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeapPicture, PictureBlock } from '../../events/lesson/heap-picture.js';
import type { Lesson, LessonOperation } from '../../events/lesson/lesson.js';
import { DESIGNS } from '../alloc/designs.js';
import { playLesson } from './play.js';
import { designForLesson, settingOf } from './settings.js';
import { drawWorkload, operationList, readOperations, scatterFew, scatterMany } from './workload.js';

const shape = fc.record({
  seed: fc.nat(1e6),
  operations: fc.integer({ min: 1, max: 40 }),
  warmUp: fc.nat(10),
  percentAlloc: fc.integer({ min: 20, max: 90 }),
  sizes: fc.nat(5),
});

function lessonOn(name: string, heap: number, operations: LessonOperation[], request = 1): Promise<Lesson> {
  const design = designForLesson(DESIGNS.find((one) => one.name === name)!, {})!;
  return playLesson({ topic: name, allocator: name, design, heap, operations, request });
}

function blocksOf({ areas }: HeapPicture): PictureBlock[] {
  return areas.flatMap(({ blocks }) => blocks);
}

/** What the workload alone says is live after each operation, by pointer. */
function* liveSizes(operations: readonly LessonOperation[]): Generator<Map<number, number>> {
  const live = new Map<number, number>();
  for (const operation of operations) {
    if (operation.kind === 'malloc') live.set(operation.pointer, operation.size);
    else live.delete(operation.pointer);
    yield live;
  }
}

function requireTiling(picture: HeapPicture): void {
  let end = 0;
  for (const { from, to, blocks } of picture.areas) {
    expect(from).toBeGreaterThanOrEqual(end);
    let at = from;
    for (const block of blocks) {
      expect(block.address).toBe(at);
      at += block.size;
    }
    expect(at).toBeLessThanOrEqual(to);
    end = to;
  }
}

function requireLive(lesson: Lesson, step: Lesson['steps'][number], live: ReadonlyMap<number, number>): void {
  const failed = new Set(lesson.steps.flatMap((one) => (one.address === 0 ? [one.operation.pointer] : [])));
  const used = blocksOf(step.picture).filter(({ free }) => !free);
  expect(new Map(used.map(({ pointer, asked }) => [pointer, asked]))).toEqual(
    new Map([...live].filter(([pointer]) => !failed.has(pointer))),
  );
  for (const { usable, asked, payload, address, size } of used) {
    expect(usable).toBeGreaterThanOrEqual(asked!);
    expect(payload + usable).toBeLessThanOrEqual(address + size);
  }
}

function requireListed(design: string, picture: HeapPicture): void {
  const listed = picture.freeLists.flatMap(({ chunks }) => chunks.map(({ address, size }) => `${address}:${size}`));
  const free = blocksOf(picture)
    .filter((block) => block.free)
    .map(({ address, size }) => `${address}:${size}`);
  expect(new Set(listed).size).toBe(listed.length);
  if (design === 'arena') expect(listed).toEqual([]);
  // A page that belongs to no size yet is in no list of blocks.
  else if (design.startsWith('slab') || design === 'mimalloc') expect(free).toEqual(expect.arrayContaining(listed));
  else expect(listed.toSorted()).toEqual(free.toSorted());
}

describe.each(DESIGNS.map((design) => design.name))('a lesson on %s', (name) => {
  const { heap, most, least } = settingOf(name);

  it('shows blocks without gaps, what is live, and all that is free', async () => {
    await fc.assert(
      fc.asyncProperty(shape, async ({ seed, ...drawing }) => {
        const operations = drawWorkload(seed, { ...drawing, least, most });
        const lesson = await lessonOn(name, heap, operations);
        expect(blocksOf(lesson.opening).filter(({ free }) => !free)).toEqual([]);
        const live = liveSizes(operations);
        for (const step of lesson.steps) {
          expect(step.broken).toBeUndefined();
          requireTiling(step.picture);
          requireLive(lesson, step, live.next().value);
          requireListed(name, step.picture);
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('the lists', () => {
  it.each(['segregated', 'tlsf', 'buddy'])('of %s hold the sizes that their names say', async (name) => {
    const drawing = { operations: 150, warmUp: 60, percentAlloc: 45, sizes: 0, least: 1, most: 9000 };
    let seen = 0;
    for (let seed = 0; seed < 8; seed++) {
      const operations = drawWorkload(seed, drawing);
      const { steps } = await lessonOn(name, 2 ** 20, operations);
      for (const { picture } of steps) {
        requireListed(name, picture);
        for (const { name: list, chunks } of picture.freeLists) {
          const range = /^(?:bin|tree|class|order \d+) \(?([\d,]+)(?:-([\d,]+))?/.exec(list);
          if (range === null) expect(['victim', 'top']).toContain(list);
          else {
            const [least, most] = [range[1]!, range[2] ?? range[1]!].map((text) => Number(text.replaceAll(',', '')));
            expect(chunks.filter(({ size }) => size < least! || size > most!)).toEqual([]);
            seen += chunks.length;
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(1000);
  });

  it('of a heap in frames show the frames that are free', async () => {
    const operations = readOperations('+100000,+200000,+100000,-0,-2,-1', 2 ** 20);
    for (const name of ['slab', 'mimalloc']) {
      const { steps } = await lessonOn(name, 2 ** 20, operations);
      const free = steps.map(({ picture }) => picture.freeLists.filter(({ name: list }) => list === 'free frames'));
      const sizes = free.map((lists) => lists.flatMap(({ chunks }) => chunks.map(({ size }) => size / 65536)));
      expect(sizes.slice(0, 3)).toEqual([[], [], []]);
      expect(sizes.at(-1)!.reduce((sum, frames) => sum + frames, 0)).toBe(8);
    }
  });
});

describe('a workload', () => {
  it('is the same for a seed, and can be written down and read again', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...drawing }) => {
        const draw = (): LessonOperation[] => drawWorkload(seed, { ...drawing, least: 1, most: 100 });
        expect(draw()).toEqual(draw());
        expect(readOperations(operationList(draw()), 100)).toEqual(draw());
        expect(draw().length).toBe(drawing.operations);
      }),
    );
  });

  it('of which every second block is freed asks for more than any hole and less than all', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        for (const { operations, request } of [scatterFew(seed, 864), scatterMany(seed, 60, 3, 250)]) {
          const sizes = new Map<number, number>();
          let freed: number[] = [];
          for (const operation of operations) {
            if (operation.kind === 'malloc') {
              sizes.set(operation.pointer, operation.size);
              if (operation !== operations.at(-1)) freed = [];
            } else freed.push(sizes.get(operation.pointer)!);
          }
          expect(operations.at(-1)).toMatchObject({ kind: 'malloc', size: request });
          expect(request).toBeGreaterThan(Math.max(...freed));
          expect(request).toBeLessThan(freed.reduce((sum, size) => sum + size, 0));
        }
      }),
    );
  });

  it('fragments a heap so that what is free in all cannot be used', async () => {
    for (let seed = 0; seed < 50; seed++) {
      const { operations, request } = scatterFew(seed, 864);
      const lesson = await lessonOn('first-fit', 1024, operations, request);
      const { address, picture } = lesson.steps.at(-1)!;
      expect(lesson.steps.filter((step) => step.address === 0).length).toBe(1);
      expect(address).toBe(0);
      expect(picture.sums.free).toBeGreaterThan(request + lesson.format.header);
      expect(picture.sums.unusable).toBe(1);
    }
  });
});
