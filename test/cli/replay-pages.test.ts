/** `heapglass replay --page-policy` from outside. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch, type CliRun } from './run-cli.js';

const cwd = scratch();
const BELADY = '1 2 3 4 1 2 5 1 2 3 4 5\n';
const SIZES = Array.from({ length: 12 }, (_, i) => i + 1).join(',');
writeFileSync(join(cwd, 'belady.txt'), BELADY);
writeFileSync(join(cwd, 'packed'), gzipSync(BELADY));
writeFileSync(join(cwd, 'log'), ' S 1000,4\n L 2000,4\n S 3000,4\n L 1000,4\n L 4000,4\n L 5000,4\n');
writeFileSync(join(cwd, 'loop'), '1\n2\n3\n4\n'.repeat(50));
writeFileSync(join(cwd, 'steps'), '1 2 3 1 2 3 1 2 4 3\n'.repeat(8));
writeFileSync(join(cwd, 'bad'), '1\n2\nx\n');
writeFileSync(join(cwd, 'wide'), Array.from({ length: 3000 }, (_, i) => `${(i * i) % 1999}\n`).join(''));

const run = (line: string): Promise<CliRun> => heapglass(line.split(' '), { cwd });
const replay = async (line: string): Promise<string> => {
  const { status, stdout, stderr } = await run(`replay ${line}`);
  expect([status, stderr]).toEqual([0, '']);
  return stdout.toString();
};

describe('replay --page-policy', () => {
  it.concurrent('puts policies side by side in one number of frames', async () => {
    const text = await replay('belady.txt --page-policy all --frames 3');
    expect(text).toMatch(/^belady\.txt \(page numbers\): 12 references to 5 pages\n/);
    expect(text).toMatch(/^fifo +3 +9 +25\.00 % +6 +4 +1\.29$/m);
    expect(text).toMatch(/^lru +2 +10 +16\.67 % +7 +5 +1\.43$/m);
    expect(text).toMatch(/^opt +5 +7 +41\.67 % +4 +2 +1\.00$/m);
    expect(text).toMatch(/^worst: 2q: 11 faults, 1\.57 times OPT's/m);
    expect(text).not.toContain("Belady's anomaly");
  });

  it.concurrent("points Belady's anomaly out", async () => {
    const text = await replay('belady.txt --page-policy fifo,lru --frames 4,3');
    expect(text).toMatch(/^fifo +9 +10$/m);
    expect(text).toMatch(/^Belady's anomaly: fifo has 9 faults in 3 frames, but 10 in 4: more memory/m);
    expect(text).not.toMatch(/anomaly: lru/);
  });

  it.concurrent("draws LRU's miss ratio by frames", async () => {
    const text = await replay('steps --page-policy lru --frames 2');
    // 80 references; with 1 and 2 frames none hits, with 3 all but 33 do, with 4 all but the first four.
    expect(text).toContain(`
100 % |**
      |
      |
      |
 50 % |
      |  *
      |
      |
  0 % |   *
      +----
       1  4
`);
  });

  it.concurrent.each(['belady.txt', 'wide', 'log', 'loop'])('%s fits a terminal', async (file) => {
    const text = await replay(`${file} --page-policy all --frames ${SIZES}`);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.concurrent('reads packed traces', async () => {
    expect(await replay('packed --page-policy lru --frames 3')).toContain('packed (page numbers): 12 references');
  });

  it.skipIf(spawnSync('zstd', ['--version']).error)('also with zstd, and says when that is damaged', async () => {
    const packed = spawnSync('zstd', ['-c'], { input: BELADY }).stdout;
    writeFileSync(join(cwd, 'packed.zst'), packed);
    writeFileSync(join(cwd, 'broken.zst'), packed.subarray(0, 20));
    expect(await replay('packed.zst --page-policy lru --frames 3')).toContain('(page numbers): 12 references');
    const { status, stderr } = await run('replay broken.zst --page-policy lru --frames 3');
    expect(stderr).toMatch(/^heapglass: broken\.zst: is packed with zstd and damaged: .+\n$/);
    expect(status).toBe(65);
  });

  it.concurrent('counts dirty pages that are written back, where writes are known', async () => {
    const text = await replay('log --page-policy fifo --frames 2');
    expect(text).toContain('6 references to 5 pages of 4,096 bytes, 2 of them writes');
    // Pages 1 to 3, 1, 4 and 5: 1 and 3 are dirty when they leave, 2 is clean, and so is 1 when it leaves again.
    expect(text).toMatch(/^fifo +0 +6 +0\.00 % +4 +2 +1 +1\.20$/m);
    expect(await replay('log --page-policy fifo --frames 2 --page-size 64k')).toContain('to 1 page of 65,536 bytes');
  });

  it.concurrent('says why a loop defeats a policy', async () => {
    const text = await replay('loop --page-policy lru,lirs --frames 3');
    expect(text).toMatch(/^ best: lirs: /m);
    expect(text).toMatch(/^worst: lru: 200 faults, .*not one hit/m);
  });

  it.concurrent('repeats random choices by seed', async () => {
    const texts = await Promise.all(
      ['1', '1', '2'].map((seed) => replay(`wide --page-policy random --frames 100 --seed ${seed}`)),
    );
    expect(texts[0]).toBe(texts[1]);
    expect(texts[0]).not.toBe(texts[2]);
  });

  it.concurrent('as JSON and csv', async () => {
    const data = JSON.parse(await replay('belady.txt --page-policy fifo,opt --frames 3,4 --format json'));
    expect(data).toMatchObject({
      schema: 'heapglass.replacement',
      version: 1,
      trace: { name: 'belady.txt', references: 12, pages: 5 },
      lruCurve: { frames: [1, 2, 3, 4, 5], faults: [12, 12, 10, 8, 5] },
      anomalies: [{ policy: 'fifo', fewerFrames: 3, faults: 9, moreFrames: 4, moreFaults: 10 }],
    });
    const [three, four] = data.sizes;
    expect([three.frames, four.frames]).toEqual([3, 4]);
    expect(three.policies).toMatchObject([
      { name: 'fifo', faults: 9 },
      { name: 'opt', faults: 7 },
    ]);
    expect(four.policies).toMatchObject([
      { name: 'fifo', faults: 10 },
      { name: 'opt', faults: 6 },
    ]);
    const [head, line, ...more] = (await replay('belady.txt --page-policy fifo --frames 3 --format csv')).split('\n');
    expect(head).toMatch(/^policy,frames,references,hits,faults,hit_ratio,evictions,write_backs,refaults,/);
    expect(line).toMatch(/^fifo,3,12,3,9,0\.25,6,,4,2,2\.75,1\.2857/);
    expect(more).toEqual(['']);
  });

  it.concurrent('passes over malformed lines when asked to, and says so', async () => {
    const { status, stdout, stderr } = await run('replay bad --page-policy lru --frames 2 --lenient');
    expect([status, stderr]).toEqual([
      0,
      'heapglass: passed over 1 malformed line, first bad:3: "x" is malformed; expected page numbers with blanks between them\n',
    ]);
    expect(stdout.toString()).toContain('note: 1 malformed line left out.');
  });
});

describe('what cannot be replayed', () => {
  it.concurrent.each<[string, number, RegExp]>([
    ['replay belady.txt --page-policy lru', 64, /how many frames\? --page-policy needs --frames=N/],
    ['replay belady.txt --page-policy lur --frames 3', 64, /there is no page policy "lur"; did you mean lru\?/],
    ['replay belady.txt --page-policy lru --frames 0', 64, /--frames=0: expected numbers from 1 to 16777216/],
    ['replay belady.txt --page-policy lru --frames 3,', 64, /--frames=3,: expected numbers/],
    [
      'replay belady.txt --page-policy lru --frames 3 --page-size 3000',
      64,
      /--page-size=3000: expected a power of two/,
    ],
    [
      'replay belady.txt --page-policy lru --frames 3 --format xml',
      64,
      /--format=xml: expected one of text, json, csv, html/,
    ],
    ['replay belady.txt --page-policy lru --frames 3 --malloc tlsf', 64, /--malloc is for allocators/],
    ['replay belady.txt --frames 3', 64, /--frames goes with --page-policy/],
    ['replay bad --page-policy lru --frames 3', 65, /: bad:3: "x" is malformed; expected page numbers/],
    ['replay missing --page-policy lru --frames 3', 66, /cannot read missing: there is no such file/],
    ['replay belady.txt --page-policy lru --frames 3 -o no/where', 73, /cannot write no\/where: there is no such file/],
  ])('%s', async (line, status, message) => {
    const { stdout, stderr, ...ended } = await run(line);
    expect(stderr).toMatch(/^heapglass: .*\n/);
    expect(stderr).toMatch(message);
    expect([ended.status, stdout.toString()]).toEqual([status, '']);
  });
});
