/** Files of every kind, held to CPython's answers to random series of calls. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nodeHost } from '../../../src/host/node/node-host.js';
import { ConfinedFiles } from '../../../src/process/confined-files.js';
import { makeModule } from '../../../src/python/modules/make-module.js';
import { IO_MODULE } from '../../../src/python/modules/io/module.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';
import type { Runtime } from '../../../src/python/runtime/runtime.js';
import { installedPython } from '../oracle.js';
import { outcomeOf, toObject, type Value } from '../text/values.js';

type Step = [method: string, args: Value[] | null, outcome: Value];
type Series = [
  kind: string,
  args: Value[],
  keywords: Record<string, Value>,
  before: string | null,
  steps: Step[],
  after: string | null,
];

const directory = mkdtempSync(join(tmpdir(), 'heapglass-io-'));
const path = join(directory, 'file');
afterAll(() => rmSync(directory, { recursive: true }));

function open(): { rt: Runtime; io: number } {
  const rt = openForTest();
  const files = new ConfinedFiles(nodeHost.files, [{ name: directory, path: directory }], directory);
  Object.assign(rt.surroundings.host, { files });
  const io = makeModule(rt, IO_MODULE);
  rt.incref(io);
  return { rt, io };
}

/** What the series gives here, in the same form. */
function play(
  { rt, io }: { rt: Runtime; io: number },
  [kind, args, keywords, before, steps, after]: Series,
): unknown[] {
  if (before !== null) writeFileSync(path, Buffer.from(before, 'hex'));
  const given = args.map((arg) => toObject(rt, kind === 'open' && arg === null ? path : arg));
  const named = Object.fromEntries(Object.entries(keywords).map(([name, value]) => [name, toObject(rt, value)]));
  let file = 0;
  const made = outcomeOf(rt, () => {
    file = rt.call(rt.attribute(io, kind), given, named);
    rt.incref(file);
    return rt.int(0);
  });
  const shown: Step[] =
    file === 0
      ? [['make', [], JSON.parse(JSON.stringify(made).replace(path, 'PATH')) as Value]]
      : steps.map(([name, stepArgs]) => [
          name,
          stepArgs,
          outcomeOf(rt, () => {
            const value = rt.attribute(file, name);
            if (stepArgs === null) return value;
            const result = rt.call(
              value,
              stepArgs.map((arg) => toObject(rt, arg)),
            );
            return name === 'detach' ? toObject(rt, null) : result;
          }),
        ]);
  if (file !== 0) {
    outcomeOf(rt, () => rt.call(rt.attribute(file, 'close')));
    rt.decref(file);
  }
  return [shown, after === null ? null : readFileSync(path).toString('hex')];
}

function differences(lines: string): string[] {
  let opened = open();
  return lines
    .trimEnd()
    .split('\n')
    .map((line, number) => {
      if (number % 500 === 499) opened = open();
      const series = JSON.parse(line) as Series;
      const got = play(opened, series);
      const expected = [series[4], series[5]];
      if (JSON.stringify(got) === JSON.stringify(expected)) return '';
      const steps = (got[0] as Step[]).map((step, at) => {
        const same = JSON.stringify(step[2]) === JSON.stringify(series[4][at]?.[2]);
        return `     ${step[0]} ${JSON.stringify(step[1])}: ${JSON.stringify(step[2])}${same ? '' : `   CPython: ${JSON.stringify(series[4][at]?.[2])}`}`;
      });
      return `${JSON.stringify(series.slice(0, 4))}\n${steps.join('\n')}\n     at the end ${JSON.stringify(got[1])}, CPython: ${JSON.stringify(series[5])}`;
    })
    .filter((difference) => difference !== '');
}

describe('files', () => {
  it('answer as CPython’s did', () => {
    expect(differences(readFileSync(join(import.meta.dirname, 'goldens.jsonl'), 'utf8')).slice(0, 10)).toEqual([]);
  });

  it.skipIf(installedPython() === undefined)('answer as the installed CPython’s do', () => {
    const words = [join(import.meta.dirname, 'cases.py'), '1500', '2'];
    const lines = execFileSync(installedPython()!.command, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
    expect(differences(lines).slice(0, 10)).toEqual([]);
  });
});
