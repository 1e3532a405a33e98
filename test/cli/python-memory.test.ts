/** What heapglass shows of a Python program's memory: `run --report`, `record` and the commands that read recordings. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();
const USAGE = 64;

function source(name: string, text: string): string {
  writeFileSync(join(cwd, name), text);
  return name;
}

async function reported(text: string): Promise<{ out: string; report: any }> {
  const run = await heapglass(['run', '--report', '--format=json', source('reported.py', text)], { cwd });
  return { out: run.stdout.toString(), report: JSON.parse(run.stderr) };
}

const lineOf = (report: any, line: number): any => report.lines.find((one: any) => one.line === line);

const MARKET = `import gc
class Order:
    def __init__(self, book):
        self.book = book
        self.notes = []
class Book:
    def __init__(self):
        self.orders = []
def day(size):
    book = Book()
    for number in range(size):
        book.orders.append(Order(book))
gc.disable()
day(50)
print(gc.collect())
day(20)
kept = [bytes(1000) for i in range(30)]
`;

describe('the memory report of a Python program', () => {
  it('names lines, types, collections and cycles', async () => {
    const run = await heapglass(['run', '--report', source('market.py', MARKET)], { cwd });
    expect([run.status, run.stdout.toString()]).toEqual([0, '102\n']);
    expect(run.stderr).toMatch(/^\nMemory of market\.py\n {2}at the peak +[\d,]+ bytes in [\d,]+ blocks\n/);
    expect(run.stderr).toMatch(/\n +3\d,\d{3} +\d\d +[\d,]+ +\d+ {2}market\.py:17 {2}kept = \[bytes\(1000\)/);
    expect(run.stderr).toMatch(/\n +[\d,]+ +[\d,]+ +30 {2}bytes\n/);
    expect(run.stderr).toMatch(/\n +2 +1 +102 +\d+\.\d\d ms +\d+\.\d\d ms\n/);
    expect(run.stderr).toContain('Only the collector freed 102 objects in cycles:\n');
    expect(run.stderr).toMatch(/\n +50 +[\d,]+ {2}Order +made at market\.py:12\n/);
    expect(run.stderr).toContain('Garbage in cycles that nobody had collected at the end, 42 objects:\n');
    expect(run.stderr).toMatch(/\n +20 +[\d,]+ {2}Order +made at market\.py:12\n/);
    expect(run.stderr).toContain('Nothing was uncollectable.\n');
    for (const line of run.stderr.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('says what each line had when most was there', async () => {
    const { report } = await reported(
      'a = [bytes(500) for i in range(100)]\ndel a\nb = [bytes(100) for i in range(50)]\nc = [bytes(100) for i in range(50)]\n',
    );
    expect(lineOf(report, 1).peak.blocks).toBeGreaterThanOrEqual(100);
    expect(lineOf(report, 1)).toMatchObject({ source: 'a = [bytes(500) for i in range(100)]', alive: { bytes: 0 } });
    expect(lineOf(report, 3)).toMatchObject({ peak: { bytes: 0 } });
    expect(lineOf(report, 3).alive.blocks).toBeGreaterThanOrEqual(50);
    const total = (of: string): number => report.lines.reduce((sum: number, line: any) => sum + line[of].bytes, 0);
    expect(report.peak.bytes).toBeGreaterThanOrEqual(total('peak'));
    expect(report.peak.bytes).toBeLessThan(total('peak') + 2000);
  });

  it('has the sizes of the heap beside those of CPython', async () => {
    const { report } = await reported('import sys\nx = [float(i) for i in range(1000)]\nprint(sys.getsizeof(1.5))\n');
    const floats = report.objects.types.find((one: any) => one.type === 'float');
    expect(floats).toMatchObject({ objects: 1000, bytes: 16_000, getsizeof: 24_000 });
  });

  it('shows what gc.garbage has', async () => {
    const text = 'import gc\ngc.set_debug(gc.DEBUG_SAVEALL)\nclass A: pass\na = A()\na.a = a\ndel a\ngc.collect()\n';
    const run = await heapglass(['run', '--report', source('saved.py', text)], { cwd });
    expect(run.stderr).toContain('Uncollectable, in gc.garbage, 1 object:\n');
  });

  it('leaves the program its own tracemalloc', async () => {
    const text = `import tracemalloc
print(tracemalloc.is_tracing())
early = [bytes(300) for i in range(10)]
tracemalloc.start(3)
def make():
    return [bytes(200) for i in range(20)]
kept = make()
print(tracemalloc.get_traced_memory()[0] < 7000)
stats = tracemalloc.take_snapshot().statistics('traceback')
first = max(stats, key=lambda one: one.count)
print([frame.lineno for frame in first.traceback])
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory())
`;
    const plain = await heapglass(['run', source('traces.py', text)], { cwd });
    const { out, report } = await reported(text);
    expect(out).toBe('False\nTrue\n[7, 6, 6]\nFalse (0, 0)\n');
    expect(plain.stdout.toString()).toBe(out);
    expect(lineOf(report, 3).alive.blocks).toBeGreaterThanOrEqual(10);
    expect(lineOf(report, 6).alive.blocks).toBeGreaterThanOrEqual(20);
  });
});

describe('the recording of a Python program', () => {
  it('is read by every command that reads recordings', async () => {
    const program = source('market.py', MARKET);
    const run = await heapglass(['record', program, '-o', 'market.hg'], { cwd });
    expect([run.status, run.stdout.toString(), run.stderr]).toEqual([0, '102\n', '']);

    const report = await heapglass(['report', 'market.hg'], { cwd });
    expect(report.stdout.toString()).toMatch(
      /\n +3\d,\d{3} +\d\d +[\d,]+ +\d+ {2}market\.py:17 {2}kept = \[bytes\(1000\)/,
    );
    const shown = JSON.parse((await heapglass(['report', '--format=json', 'market.hg'], { cwd })).stdout.toString());
    expect(shown.collections[2].collected).toBeGreaterThanOrEqual(102);

    const live = await heapglass(['run', '--report', '--format=json', program], { cwd });
    const { peak } = JSON.parse(live.stderr);
    expect(shown.peak).toEqual(peak);

    const replay = await heapglass(['replay', 'market.hg', '--malloc', 'buddy', '--malloc', 'tlsf'], { cwd });
    expect([replay.status, replay.stdout.toString()]).toEqual([0, expect.stringContaining('tlsf')]);

    const csv = await heapglass(['export', 'market.hg', '--to', 'csv', '-o', 'market.csv'], { cwd });
    expect(csv.status).toBe(0);
    const rows = readFileSync(join(cwd, 'market.csv'), 'utf8').trim().split('\n');
    expect(rows.filter((row) => Number(row.split(',')[2]) > 1000).length).toBeGreaterThanOrEqual(30);
  });

  it('has what a program allocates that fails', async () => {
    const program = source('fails.py', 'kept = [bytes(700) for i in range(5)]\nraise ValueError(1)\n');
    const run = await heapglass(['record', program, '-o', 'fails.hg'], { cwd });
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('ValueError: 1')]);
    const report = await heapglass(['report', 'fails.hg'], { cwd });
    expect(report.stdout.toString()).toContain('fails.py:1');
  });

  it('is what other commands ask for', async () => {
    const program = source('market.py', MARKET);
    for (const command of ['heap', 'compare', 'pages']) {
      const run = await heapglass([command, program], { cwd });
      expect([run.status, run.stderr]).toEqual([
        USAGE,
        expect.stringContaining('heapglass record market.py -o run.hg'),
      ]);
    }
    const c = source('nothing.c', 'int main(void) { return 0; }\n');
    const run = await heapglass(['run', '--report', c], { cwd });
    expect([run.status, run.stderr]).toEqual([USAGE, expect.stringContaining('--report is for Python programs')]);
  });
});
