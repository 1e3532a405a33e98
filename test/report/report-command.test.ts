/** `heapglass report` as a user calls it, on recordings made by hand. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { OptionValues, parseOptions } from '../../src/cli/option-table.js';
import { RUN_OPTIONS, useColour } from '../../src/cli/run-options.js';
import { saveRecording } from '../../src/host/node/recording-store.js';
import { heapglass } from '../corpus/run-heapglass.js';
import type { Finished } from '../support/run-process.js';
import { RecordingBuilder } from './recording-builder.js';

const directory = mkdtempSync(join(tmpdir(), 'heapglass-report-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function report(builder: RecordingBuilder, ...options: string[]): Promise<Finished> {
  saveRecording(join(directory, 'run.hg'), builder.build());
  return heapglass(['report', ...options, 'run.hg'], directory, new Uint8Array(0));
}

function reachable(): RecordingBuilder {
  const builder = new RecordingBuilder();
  return builder.leak({ kind: 'reachable', bytes: 12, stack: builder.stack('make a.c:3:9', 'main a.c:9:3') });
}

describe('heapglass report', () => {
  it('says what the run said unless it is asked for something else', async () => {
    const { stdout, status } = await report(reachable());
    expect([stdout.split('\n').at(-2), status]).toEqual(['No errors.', 0]);
    const shown = (await report(reachable(), '--show-leak-kinds=all', '--num-callers=1')).stdout;
    expect(shown.split('\n').slice(0, 3)).toEqual([
      'note: 12 bytes in 1 block are still reachable',
      '   --> a.c:3:9',
      '    = in make',
    ]);
    const errors = (await report(reachable(), '--errors-for-leak-kinds=all', '--format', 'valgrind')).stdout;
    expect(errors).toContain('ERROR SUMMARY: 1 errors from 1 contexts');
  });

  it('does not pretend to know of leaks that were not looked for', async () => {
    const { stdout } = await report(reachable().options({ leakCheck: 'no' }), '--leak-check=full');
    expect(stdout).toContain('note: The run did not look for leaks (--leak-check=no), so none can be shown.\n');
    expect(stdout).toContain('In use at exit: 12 bytes in 1 block (--leak-check=full looks for leaks)\n');
  });

  it('writes where it is told to, and says so when it cannot', async () => {
    const written = await report(reachable(), '--log-file=report.txt');
    expect(written).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(directory, 'report.txt'), 'utf8')).toMatch(/No errors\.\n$/);
    const failed = await report(reachable(), '--log-file=none/report.txt');
    expect(failed).toMatchObject({ status: 73, stdout: '' });
    expect(failed.stderr).toMatch(/^heapglass: cannot write none\/report\.txt: /);
  });

  it('wants one recording', async () => {
    expect(await heapglass(['report'], directory, new Uint8Array(0))).toMatchObject({ status: 64, stdout: '' });
    expect(await heapglass(['report', 'a.hg', 'b.hg'], directory, new Uint8Array(0))).toMatchObject({ status: 64 });
  });

  it('has colours when asked', async () => {
    const error = new RecordingBuilder().access({ in: 'heap' });
    expect((await report(error)).stdout.startsWith('error: invalid read')).toBe(true);
    expect((await report(error, '--color=always')).stdout.startsWith('\u001b[1m\u001b[31merror')).toBe(true);
  });
});

describe('colours', () => {
  const before = { NO_COLOR: process.env.NO_COLOR, TERM: process.env.TERM };
  afterEach(() => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  const colours = (words: string[], toTerminal: boolean): boolean =>
    useColour(new OptionValues(parseOptions(words, RUN_OPTIONS, false), RUN_OPTIONS), toTerminal);

  it('are for terminals that take them', () => {
    delete process.env.NO_COLOR;
    process.env.TERM = 'xterm';
    expect([colours([], true), colours([], false)]).toEqual([true, false]);
    process.env.TERM = 'dumb';
    expect(colours([], true)).toBe(false);
  });

  it('are left out under NO_COLOR and in files, but not when they are asked for', () => {
    process.env.TERM = 'xterm';
    process.env.NO_COLOR = '1';
    expect([colours([], true), colours(['--color=always'], false), colours(['--color=never'], true)]).toEqual([
      false,
      true,
      false,
    ]);
    process.env.NO_COLOR = '';
    expect([colours([], true), colours(['--log-file=x'], true)]).toEqual([true, false]);
  });
});
