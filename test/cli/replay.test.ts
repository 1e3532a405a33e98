/** `heapglass replay` and `heapglass export` from outside. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch, type CliRun } from './run-cli.js';

const cwd = scratch();
const REP = '20000\n3\n8\n1\na 0 512\na 1 128\nr 0 640\na 2 128\nf 1\nr 0 768\nf 0\nf 2\n';
const CSV = 'op,id,size,alignment,clock\nmalloc,0,10,,0\nmemalign,1,20,64,1\ncalloc,2,30,,2\nfree,1,,,3\n';
writeFileSync(join(cwd, 'small.rep'), REP);
writeFileSync(join(cwd, 'packed'), gzipSync(REP));
writeFileSync(join(cwd, 'broken.gz'), gzipSync(REP).subarray(0, 30));
writeFileSync(join(cwd, 'all.csv'), CSV);
writeFileSync(join(cwd, 'bad.rep'), REP.replace('f 1\n', 'f 1 9\n'));
writeFileSync(join(cwd, 'prose.txt'), 'Dear allocator,\n');
writeFileSync(join(cwd, 'empty'), '');

const run = (line: string): Promise<CliRun> => heapglass(line.split(' '), { cwd });

describe('replay', () => {
  it.concurrent('prints tables that fit a terminal, on stdout', async () => {
    const { status, stdout, stderr } = await run('replay small.rep');
    const text = stdout.toString();
    expect([status, stderr]).toEqual([0, '']);
    expect(text).toMatch(/^small\.rep \(rep\): 8 operations on 3 blocks\n/);
    expect(text).toMatch(/^2,176 bytes asked for; at most 896 in 3 blocks at once\.\nAll blocks are freed\.$/m);
    expect(text).toMatch(/^segregated +1\.00 +\d+\.\d +[\d,]+ +\d+\.\d %/m);
    expect(text).toMatch(/^513-1,024 +2 +1,408 /m);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.concurrent('reads packed traces, and whatever the name is', async () => {
    const { status, stdout } = await run('replay packed --rounds=0 --malloc=segregated');
    expect([status, stdout.toString().split('\n')[0]]).toEqual([0, 'packed (rep): 8 operations on 3 blocks']);
  });

  it.concurrent('as JSON and csv', async () => {
    const [json, csv] = await Promise.all([
      run('replay small.rep --format=json --rounds=0'),
      run('replay small.rep --format=csv --rounds=0'),
    ]);
    const data = JSON.parse(json.stdout.toString());
    expect(data).toMatchObject({
      schema: 'heapglass.allocators',
      version: 1,
      trace: { operations: 8, peakPayload: 896 },
    });
    const own = data.allocators.find(({ name }: { name: string }) => name === 'segregated');
    expect(own.utilisation).toBe(896 / own.peakFootprint);
    expect(own.series.payload).toEqual([512, 640, 768, 896, 768, 896, 128, 0]);
    const [head, ...lines] = csv.stdout.toString().trimEnd().split('\n');
    expect(head).toMatch(/^allocator,time,milliseconds,nanoseconds_per_operation,peak_footprint/);
    expect(lines.map((line) => line.split(',').length)).toEqual(lines.map(() => head!.split(',').length));
  });

  it.concurrent('as a page with the same data', async () => {
    const [json, page] = await Promise.all([
      run('replay small.rep --format=json --rounds=0 --malloc=all'),
      run('replay small.rep --format=html --rounds=0 --malloc=all'),
    ]);
    expect([page.status, page.stderr]).toEqual([0, '']);
    const html = page.stdout.toString();
    expect(html).toMatch(/^<!doctype html>\n/);
    const [, data] = /<script type="application\/json" id="data">(.*)<\/script>/.exec(html)!;
    expect(JSON.parse(data!)).toEqual(JSON.parse(json.stdout.toString()));
    expect(html).toContain('2,176 bytes asked for; at most 896 in 3 blocks at once.');
  });

  it.concurrent('passes over malformed lines when asked to, and says so', async () => {
    const { status, stdout, stderr } = await run('replay bad.rep --lenient --rounds=0');
    expect(stderr).toBe(
      'heapglass: passed over 1 malformed line, first bad.rep:9: "f 1 9" is malformed; expected "f ID" with whole numbers\n',
    );
    expect(stdout.toString()).toContain('note: 1 malformed line left out.');
    expect(status).toBe(0);
  });
});

describe('what cannot be replayed', () => {
  it.concurrent.each<[string, number, RegExp]>([
    ['replay', 64, /which trace\? Usage/],
    [
      'replay small.rep --malloc=segregatd',
      64,
      /--malloc: there is no allocator "segregatd"; did you mean segregated\?/,
    ],
    ['replay small.rep --rounds=-1', 64, /--rounds=-1: expected a number/],
    ['export small.rep', 64, /to which form\? Usage/],
    ['export small.rep --to=xml', 64, /--to=xml: expected one of rep, csv/],
    ['replay bad.rep', 65, /: bad\.rep:9: "f 1 9" is malformed; expected "f ID"/],
    [
      'replay prose.txt',
      65,
      /: prose\.txt:1: "Dear allocator," begins no trace; expected a recording, malloc-lab \.rep/,
    ],
    ['replay empty', 65, /: empty:1: is empty; expected/],
    ['replay broken.gz', 65, /: broken\.gz: is packed with gzip and damaged: /],
    ['replay missing.rep', 66, /cannot read missing\.rep: there is no such file/],
    ['replay small.rep --rounds=0 -o no/where', 73, /cannot write no\/where: there is no such file/],
  ])('%s', async (line, status, message) => {
    const { stdout, stderr, ...ended } = await run(line);
    expect(stderr).toMatch(/^heapglass: .*\n$/);
    expect(stderr).toMatch(message);
    expect([ended.status, stdout.toString()]).toEqual([status, '']);
  });
});

describe('export', () => {
  it.concurrent('writes what it has read', async () => {
    const [rep, csv] = await Promise.all([run('export small.rep --to rep -o out.rep'), run('export all.csv --to csv')]);
    expect([rep.status, rep.stderr, csv.status, csv.stderr]).toEqual([0, '', 0, '']);
    expect(readFileSync(join(cwd, 'out.rep'), 'utf8')).toBe(REP.replace('20000', '896'));
    expect(csv.stdout.toString()).toBe(CSV);
  });

  it.concurrent('says what is lost', async () => {
    const { status, stdout, stderr } = await run('export all.csv --to rep');
    expect(stdout.toString()).toBe('60\n3\n4\n1\na 0 10\na 1 20\na 2 30\nf 1\n');
    expect(stderr).toMatch(/1 aligned .*\n.*1 calls of calloc/);
    expect(status).toBe(0);
  });

  it.concurrent('the allocations of a recording', async () => {
    const source =
      '#include <stdlib.h>\nint main(void) { char *p = malloc(10); p = realloc(p, 99); free(p); return 0; }\n';
    writeFileSync(join(cwd, 'p.c'), source);
    expect((await run('record p.c -o p.hg')).status).toBe(0);
    const { stdout } = await run('export p.hg --to rep');
    expect(stdout.toString()).toBe('99\n1\n3\n1\na 0 10\nr 0 99\nf 0\n');
    expect((await run('replay p.hg --rounds=0')).stdout.toString()).toMatch(
      /^p\.hg \(recording\): 3 operations on 1 block\n/,
    );
  });
});
