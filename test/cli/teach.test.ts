/** `heapglass teach` from outside. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FreeListModel, type Policy } from './free-list-model.js';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();
const POLICIES: Policy[] = ['first-fit', 'next-fit', 'best-fit', 'worst-fit'];
const ALLOCATORS = ['segregated', ...POLICIES, 'tlsf', 'buddy', 'slab', 'slab+buddy', 'mimalloc', 'arena'];
const ROOT = join(import.meta.dirname, '..', '..');

async function teach(line: string, stdin?: string): Promise<string> {
  const { status, stdout, stderr } = await heapglass(['teach', ...line.split(' ').filter(Boolean)], { cwd, stdin });
  expect([status, stderr]).toEqual([0, '']);
  return stdout.toString();
}

interface Shown {
  /** "ptr[0] = malloc(33)", and what follows "returns". */
  operation: string;
  returned: string;
  /** The lines below it. */
  body: string[];
}

/** The operations of a text, each with what stands below it. */
function operationsOf(text: string): Shown[] {
  const shown: Shown[] = [];
  for (const line of text.split('\n')) {
    const [, operation, returned] =
      /^\d+ +(ptr\[\d+\] = malloc\(\d+\)|free\(ptr\[\d+\]\))(?: returns (.*))?$/.exec(line) ?? [];
    if (operation !== undefined) shown.push({ operation, returned: returned ?? '', body: [] });
    else if (line !== '') shown.at(-1)?.body.push(line);
  }
  return shown;
}

/** Numbers of the chunks in "[+48 32] -> [+224 288]". */
function chunksIn(text: string): [number, number][] {
  return [...text.matchAll(/\[\+(\d+) (\d+)\]/g)].map(([, at, size]) => [Number(at), Number(size)]);
}

/** From the label on, so that an explanation that names chunks is not taken for the list. */
function freeListOf({ body }: Shown): [number, number][] {
  const text = body.join(' ');
  return chunksIn(text.slice(text.lastIndexOf('free list  ')));
}

describe('topics', () => {
  it('are listed, all allocators among them', async () => {
    const text = await teach('');
    for (const topic of ['fragmentation', ...ALLOCATORS])
      expect(text).toMatch(new RegExp(`^  ${topic.replace('+', '\\+')} +\\w`, 'm'));
  });

  it.concurrent.each(['fragmentation', ...ALLOCATORS])(
    '%s fits a terminal, and is the same for the same seed',
    async (topic) => {
      const runs = await Promise.all(
        ['1', '1', '2'].map((seed) =>
          teach(`${topic} --solve --ops 30 --seed ${seed}`.replace(/(fragmentation.*) --ops 30/, '$1')),
        ),
      );
      expect(runs[0]).toBe(runs[1]);
      expect(runs[0]).not.toBe(runs[2]);
      for (const text of [...runs, await teach(topic)])
        expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    },
  );
});

describe('the free list of a policy', () => {
  const cases = POLICIES.flatMap((policy) => ['address', 'lifo'].map((order) => [policy, order] as const));

  it.concurrent.each(cases)('%s in %s order is that of a simple model', async (policy, order) => {
    for (const seed of [3, 4, 5]) {
      const text = await teach(
        `${policy} --order=${order} --solve --seed=${seed} --ops=60 --range=150 --heap=1k --percent-alloc=55`,
      );
      const model = new FreeListModel(policy, order === 'lifo', 1024);
      const pointers = new Map<number, number | undefined>();
      const operations = operationsOf(text);
      expect(operations.length).toBe(60);
      for (const shown of operations) {
        const [pointer, size] = [...shown.operation.matchAll(/\d+/g)].map(Number);
        if (size === undefined) {
          const address = pointers.get(pointer!);
          if (address !== undefined) model.free(address);
        } else {
          const address = model.malloc(size);
          pointers.set(pointer!, address);
          expect(shown.returned.split(' ')[0]).toBe(address === undefined ? 'NULL' : `+${address}`);
        }
        expect(freeListOf(shown)).toEqual(model.holes.map((hole) => [hole.at, hole.size]));
      }
    }
  });
});

it.concurrent('says how an allocator is tuned', async () => {
  const text = await teach('worst-fit --order=lifo --coalesce=never');
  expect(text.split('\n')[0]).toMatch(/^worst-fit, tuned: \S*lifo\S* \(seed 0\)$/);
  expect((await teach('worst-fit')).split('\n')[0]).toBe('worst-fit (seed 0)');
});

describe('without --solve', () => {
  it.concurrent.each(ALLOCATORS)('%s asks and answers nothing', async (topic) => {
    const [asked, solved] = await Promise.all([teach(topic), teach(`${topic} --solve`)]);
    const questions = operationsOf(asked);
    expect(questions.map(({ operation }) => operation)).toEqual(operationsOf(solved).map(({ operation }) => operation));
    for (const { operation, returned, body } of questions) {
      expect(returned).toBe(operation.startsWith('ptr') ? '?' : '');
      for (const line of body) expect(line).toMatch(/^ {3}[\w ]+ {2}\?$|^--solve/);
    }
  });
});

describe('the map', () => {
  it.concurrent('has every block where the free list says that it is not', async () => {
    const text = await teach('best-fit --solve --seed 6 --ops 40');
    for (const { body } of operationsOf(text)) {
      const map = /\+0 (.*)\|$/.exec(body.find((line) => /^ +\+0 /.test(line))!)![1]!;
      expect(map.length).toBe(512 / 8);
      const free = new Set(
        freeListOf({ body, operation: '', returned: '' }).flatMap(([at, size]) =>
          Array.from({ length: size / 8 }, (_, i) => at / 8 + i),
        ),
      );
      // A chunk's first column is a bar, whatever it is; sizes of free chunks stand among their dots.
      for (const [column, mark] of [...map].entries()) {
        if (mark === '.') expect(free).toContain(column);
        if (mark === '#' || mark === ':') expect(free).not.toContain(column);
      }
    }
  });
});

describe('what is no block yet', () => {
  const mapsOf = async (line: string): Promise<string[]> =>
    operationsOf(await teach(line)).map(({ body }) => body.find((text) => /^ +\+\d+ /.test(text))!.trim());

  it.concurrent('is told of pages, and blank where blocks are laid one after the other', async () => {
    expect(await mapsOf('slab --solve --ops-list +512,-0')).toEqual([
      '+16384 |#0#|...|...|...|...|...|...|...| 12,288 unused',
      '+16384 |...|...|...|...|...|...|...|...| 12,288 unused',
    ]);
    const arena = await mapsOf('arena --solve --heap 128 --ops-list +20,+20,-0,-1');
    expect(arena).toEqual([
      '+0 |#0:            |',
      '+0 |#0:|#1:        |',
      '+0 |...|#1:        |',
      '+0 |...            |',
    ]);
  });
});

describe('explanations', () => {
  const list = '+100,+50,+200,+50,+120,+50,-0,-2,-4,+110';
  it.concurrent.each([
    ['first-fit', /chunk at \+0 with 112 bytes is the first in the list that is large enough; it fits exactly/],
    ['best-fit', /chunk at \+0 with 112 bytes is the smallest that is large enough; it fits exactly/],
    ['worst-fit', /chunk at \+\d+ with 336 bytes is the largest; it is split: 112 are taken, 224 stay free/],
    ['next-fit', /chunk at \+\d+ with \d+ bytes is the first that is large enough from where the last search ended/],
  ])('%s says why it chose', async (policy, words) => {
    // 112 + 64 + 208 + 64 + 128 + 64 bytes of chunks, and 336 behind them.
    const [last] = operationsOf(
      await teach(`${policy} --heap 976 --solve --ops-list ${list.replace('+110', '+105')}`),
    ).slice(-1);
    expect(last!.body.join(' ').replaceAll(/ +/g, ' ')).toMatch(words);
  });

  it.concurrent('tell of joining, and that it waits or never comes', async () => {
    const last = async (options: string): Promise<string> =>
      operationsOf(await teach(`first-fit --solve --ops-list +20,+20,+20,+20,-0,-2,-1 ${options}`))
        .at(-1)!
        .body.join(' ')
        .replaceAll(/ +/g, ' ');
    expect(await last('')).toContain(
      'It is joined with the free chunk before it (+0 with 32 bytes) and the free chunk behind it (+64 with 32 bytes): one chunk of 96 at +0.',
    );
    expect(await last('--coalesce=never')).toContain('There are free chunks beside it, but they are not joined now.');
  });

  it.concurrent('tell why there is no memory', async () => {
    const failing = async (line: string): Promise<string> => {
      const last = operationsOf(await teach(`${line} --solve`)).at(-1)!;
      expect(last.returned).toBe('NULL');
      return last.body.join(' ').replaceAll(/ +/g, ' ');
    };
    expect(await failing('first-fit --heap 128 --ops-list +40,+40,-0,+60')).toContain(
      '80 bytes are free, but in 2 pieces, the largest of 48.',
    );
    expect(await failing('first-fit --heap 128 --ops-list +124,+1')).toContain('Nothing is free, and there is no more');
    expect(await failing('first-fit --heap 128 --ops-list +40,+90')).toContain('Only 80 bytes are free.');
    expect(await failing('arena --heap 128 --ops-list +40,+60,-0,+40')).toContain(
      'A free chunk of 48 bytes is large enough, but no list leads to it, and there is no room behind the last block.',
    );
    expect(await failing('slab --ops-list +300,+400,+500,+600')).toMatch(
      /[\d,]+ bytes are free, but in pages of other sizes, and there is no more memory\./,
    );
  });

  it.concurrent('tell of buddies', async () => {
    const text = await teach('buddy --solve --ops-list +2000,+2000,+2000,-1,-2');
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(
      /It is merged with the buddy at \+\d+ with 2,048 bytes, then with the buddy at \+\d+/,
    );
  });
});

describe('fragmentation', () => {
  it.concurrent('ends with a request that fails though more is free, and compares all allocators', async () => {
    const text = await teach('fragmentation --solve --seed 9');
    const last = operationsOf(text).at(-1)!;
    const [request] = /(?<=malloc\()\d+/.exec(last.operation)!;
    expect(last.returned).toBe('NULL');
    const free = freeListOf(last).map(([, size]) => size);
    expect(free.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(Number(request));
    expect(Math.max(...free)).toBeLessThan(Number(request));
    for (const allocator of ALLOCATORS)
      expect(text).toMatch(new RegExp(`^${allocator.replace('+', '\\+')} +[\\d,]+ +[\\d.]+ %`, 'm'));
  });
});

describe('the quiz', () => {
  interface Question {
    answer: string;
    numbers: number[];
  }
  const questions = async (line: string): Promise<Question[]> =>
    JSON.parse(await teach(`${line} --format json`)).steps.flatMap((step: { questions: Question[] }) => step.questions);
  const written: Record<string, (question: Question) => string> = {
    asLessonsDo: ({ answer }) => answer,
    bare: ({ numbers }) => numbers.join(' ') || '0',
    hexadecimal: ({ numbers }) => numbers.map((number) => `0x${number.toString(16)}`).join(', ') || 'null',
  };

  it.concurrent.each(ALLOCATORS)('%s takes right answers however they are written', async (topic) => {
    const asked = await questions(`${topic} --seed 2`);
    expect(asked.length).toBeGreaterThan(8);
    for (const write of Object.values(written)) {
      const text = await teach(`${topic} --seed 2 --quiz`, asked.map((question) => `${write(question)}\n`).join(''));
      expect(text).toContain(`\n${asked.length} of ${asked.length} right\n`);
      expect(text).not.toContain('No:');
    }
  });

  it.concurrent('takes addresses as the program sees them', async () => {
    const text = await teach('first-fit --solve');
    const [, offset, address] = /returns (\+\d+) \((0x[0-9a-f]+)\)/.exec(text)!;
    for (const answer of [offset, address])
      expect(await teach('first-fit --quiz', `${answer}\n`)).toContain('1 of 1 right');
  });

  it.concurrent('says what would have been right, and goes on', async () => {
    const asked = await questions('best-fit');
    const wrong = ['nonsense', '', '[+0 512]', '99', '0 0', '-3'];
    const text = await teach('best-fit --quiz', asked.map((_, i) => `${wrong[i % wrong.length]}\n`).join(''));
    expect([...text.matchAll(/No: (.*)/g)].map(([, answer]) => answer)).toEqual(asked.map(({ answer }) => answer));
    expect(text).toContain(`\n0 of ${asked.length} right\n`);
  });

  it.concurrent('ends with its input, with the score so far', async () => {
    expect(await teach('fragmentation --quiz', '')).toMatch(/\n0 of 0 right\n$/);
    expect(await teach('slab --quiz', '+0\n5\n')).toMatch(/\n0 of 2 right\n$/);
  });
});

describe('other forms', () => {
  it.concurrent('as JSON: all steps, solved, with the heap block by block', async () => {
    const data = JSON.parse(await teach('fragmentation --format=json --malloc=tlsf'));
    expect(data).toMatchObject({ schema: 'heapglass.lesson', version: 1, topic: 'fragmentation', allocator: 'tlsf' });
    expect(data.steps.length).toBe(13);
    for (const { heap } of data.steps) {
      const [area, ...more] = heap.areas;
      expect(more).toEqual([]);
      const blocks: { size: number; free: boolean }[] = area.blocks;
      expect(blocks.reduce((sum, { size }) => sum + size, 0)).toBe(1024);
      const free = blocks.filter((block) => block.free).map(({ size }) => size);
      expect(heap.sums).toMatchObject({ freeBlocks: free.length, largestFree: Math.max(0, ...free) });
    }
    expect(data.sideBySide.outcomes.map(({ design }: { design: string }) => design)).toEqual(ALLOCATORS);
  });

  it.concurrent('in colour, with the same characters', async () => {
    const plain = await teach('next-fit --solve');
    const coloured = await teach('next-fit --solve --color=always');
    expect(coloured).toContain('\u001b[');
    // oxlint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

describe('what cannot be taught', () => {
  it.concurrent.each<[string, RegExp]>([
    ['best-fti', /there is no topic "best-fti"; did you mean best-fit\?/],
    ['zzzzzzzzz', /there is no topic "zzzzzzzzz"; expected one of fragmentation, segregated/],
    ['first-fit next-fit', /one topic at a time/],
    ['slab --coalesce=never', /slab cannot be tuned like that/],
    ['buddy --order=lifo', /buddy cannot be tuned like that/],
    ['tlsf --malloc=first-fit', /--malloc is for fragmentation/],
    ['fragmentation --malloc=slab', /--malloc=slab: expected one of/],
    ['fragmentation --ops=3', /--ops says how operations are drawn, and fragmentation has its own/],
    ['first-fit --ops-list=+1 --seed=4', /--seed says how operations are drawn, and --ops-list gives them/],
    ['first-fit --ops-list=+1,-0,-0', /--ops-list: "-0": allocation 0 is free already/],
    ['first-fit --ops-list=-1', /--ops-list: "-1": there is no allocation 1 before it/],
    ['first-fit --ops-list=+1,,2', /--ops-list: "": expected \+BYTES/],
    ['first-fit --ops-list=+9999', /--ops-list: "\+9999": a request has at most 512 bytes here/],
    ['first-fit --heap=4', /--heap=4: a heap for this has at least 64 bytes/],
    ['first-fit --range=1m', /--range=1m: expected a size up to 512 bytes/],
    ['first-fit --quiz --solve', /--quiz does not go with --solve/],
    ['first-fit --seed=-1', /--seed=-1: expected a number from 0/],
  ])('%s', async (line, message) => {
    const { status, stdout, stderr } = await heapglass(['teach', ...line.split(' ')], { cwd });
    expect(stderr).toMatch(message);
    expect([status, stdout.toString()]).toEqual([64, '']);
  });
});

it('is shown in the readme as it is', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, line, session] = /```text\n\$ heapglass teach (.*)\n([^]*?)```/.exec(readme)!;
  expect(await teach(line!)).toBe(session);
});
