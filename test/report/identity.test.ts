/**
 * A recording says all that the run said: every report made from it is the run's own, byte for byte, and its events add up
 * to what the report states.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT, type Recording } from '../../src/events/recording.js';
import { loadRecording } from '../../src/host/node/recording-store.js';
import { compileProgram, heapglass } from '../corpus/run-heapglass.js';
import type { Finished } from '../support/run-process.js';
import { violations } from './json-schema.js';
import type { Schema } from './json-schema.js';

const ROOT = join(import.meta.dirname, '..', '..');
const SCHEMA = JSON.parse(readFileSync(join(ROOT, 'docs', 'report.schema.json'), 'utf8')) as Schema;
const FORMATS = ['text', 'valgrind', 'json'] as const;

/** Errors of several kinds, leaks of all kinds, C++ with inlined frames, a fatal access, and the library's own setting up. */
const PROGRAMS = [
  { path: 'examples/leak.c', flags: [], status: 99 },
  { path: 'test/programs/leaks/mixed_kinds.c', flags: [], status: 99 },
  { path: 'test/programs/cxx/list_erase_in_loop.cc', flags: ['-O1'], status: 99 },
  { path: 'test/programs/traps/null_field.c', flags: [], status: 99 },
  { path: 'test/programs/clean/environment.c', flags: [], status: 0 },
];

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heapglass-identity-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(...args: string[]): Promise<Finished> {
  return heapglass(args, directory, new Uint8Array(0));
}

/** What stands on stderr behind the program's own output, of which these programs have none. */
describe.each(PROGRAMS)('$path', ({ path, flags, status }) => {
  const module = `${basename(path)}.wasm`;
  const file = `${basename(path)}.hg`;
  let recorded: Finished;
  let recording: Recording;

  beforeAll(async () => {
    writeFileSync(join(directory, module), await compileProgram(join(ROOT, path), flags));
    recorded = await run('record', '--seed', '1', '-o', file, module);
    recording = loadRecording(join(directory, file));
  });

  it.each(FORMATS)('gives the same %s report from its recording', async (format) => {
    const [ran, reported] = await Promise.all([
      run('run', '--seed', '1', '--format', format, module),
      run('report', '--format', format, file),
    ]);
    expect(reported.stdout).toBe(ran.stderr);
    expect([ran.status, reported.status, reported.stderr]).toEqual([status, 0, '']);
    if (format === 'text') expect([recorded.stderr, recorded.status]).toEqual([ran.stderr, ran.status]);
    if (format === 'json') expect(violations(JSON.parse(reported.stdout), SCHEMA)).toEqual([]);
  });

  it('tells the time in executed calls, which go on and never back', () => {
    const { kind, clock } = recording.events;
    const times = [...clock.view()];
    expect(times.every((time, i) => Number.isInteger(time) && time >= (times[i - 1] ?? 0))).toBe(true);
    expect([...kind.view()].indexOf(EVENT.end)).toBe(times.length - 1);
    expect(times.at(-1)).toBeGreaterThan(1);
  });

  it('has events that add up to its totals, findings and leaks', () => {
    const { totals, live, findings } = replay(recording);
    expect(totals).toEqual(recording.totals);
    expect(findings).toEqual(recording.findings.map((finding) => finding.count));
    const leaked = recording.leaks.reduce((sum, leak) => sum + leak.blocks, 0);
    expect(leaked).toBe(live);
  });
});

/** The heap as a reader of the recording sees it. */
function replay({ events, findings }: Recording): { totals: Recording['totals']; live: number; findings: number[] } {
  const blocks = new Map<number, number>();
  const counts = findings.map(() => 0);
  const totals = { allocations: 0, frees: 0, bytesAllocated: 0, blocksAtExit: 0, bytesAtExit: 0, peakBytes: 0 };
  const release = (block: number): void => {
    totals.frees++;
    totals.bytesAtExit -= blocks.get(block)!;
    blocks.delete(block);
  };
  for (let i = 0; i < events.kind.length; i++) {
    const kind = events.kind.get(i);
    const subject = events.subject.get(i);
    if (kind === EVENT.finding) counts[subject]++;
    if (kind === EVENT.free || kind === EVENT.move) release(subject);
    if (kind !== EVENT.alloc && kind !== EVENT.move) continue;
    const size = events.size.get(i);
    blocks.set(subject, size);
    totals.allocations++;
    totals.bytesAllocated += size;
    totals.bytesAtExit += size;
    totals.peakBytes = Math.max(totals.peakBytes, totals.bytesAtExit);
  }
  totals.blocksAtExit = blocks.size;
  return { totals, live: blocks.size, findings: counts };
}

describe('a recording that cannot be used', () => {
  it('is refused in one line that says why', async () => {
    writeFileSync(join(directory, 'text.hg'), 'int main(void) { return 0; }\n');
    expect(await run('report', 'text.hg')).toEqual({
      status: 65,
      stdout: '',
      stderr: 'heapglass: cannot use text.hg: it is not a heapglass recording\n',
    });
    expect(await run('report', 'none.hg')).toMatchObject({
      status: 66,
      stderr: 'heapglass: cannot read none.hg: there is no such file or directory\n',
    });
    expect(await run('report', '.')).toMatchObject({ status: 66, stdout: '' });
  });
});
