/**
 * `npm run bench:python-tests [-- words] [--details]`: CPython's own tests of its collector, weak references, finalizers and
 * classes on heapglass. They come from Debian's libpython3.11-testsuite, into bench/.work, or else from an installed
 * CPython 3.11, and are never committed. What they import of unittest and test.support stands in python/stand-in.
 *
 * Words choose test functions whose name has one of them; --details prints each failure's traceback.
 * HEAPGLASS_BENCH_PYTHON names another CPython.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ensureReady, root } from '../scripts/ensure.mjs';
import { machineFacts } from './lib/machine.mjs';
import { writeResults } from './lib/results.mjs';
import { scratchDirectory } from './lib/scratch.mjs';
import { markdownTable, textHeader, textRow } from './lib/table.mjs';

const FILES = ['test_class', 'test_finalization', 'test_gc', 'test_weakref'];
const PACKAGE = 'libpython3.11-testsuite';
const SECONDS = 300;
/** Begins what run.py tells in the output of the tests. */
const MARK = '@@\t';

const { values, positionals } = parseArgs({
  options: { details: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const work = join(root, 'bench', '.work', 'python-tests');
const command = join(root, 'dist', 'bundle', 'main.cjs');

/** The folder with CPython's tests, and the words that say where they are from. */
function findTests() {
  const unpacked = join(work, PACKAGE);
  const inPackage = join(unpacked, 'usr', 'lib', 'python3.11', 'test');
  mkdirSync(work, { recursive: true });
  const archive = () => readdirSync(work).find((file) => file.startsWith(PACKAGE) && file.endsWith('.deb'));
  if (archive() === undefined) spawnSync('apt-get', ['download', PACKAGE], { cwd: work });
  const found = archive();
  if (found !== undefined) {
    if (!existsSync(inPackage)) spawnSync('dpkg', ['-x', found, unpacked], { cwd: work });
    if (hasTests(inPackage)) return { folder: inPackage, from: `Debian's package ${found}` };
  }
  const script =
    "import sys, os; print(sys.version.split()[0]); print(os.path.join(os.path.dirname(os.__file__), 'test'))";
  for (const python of [process.env.HEAPGLASS_BENCH_PYTHON, '/usr/bin/python3.11', 'python3.11', 'python3']) {
    if (python === undefined) continue;
    const [version, folder] = (spawnSync(python, ['-c', script], { encoding: 'utf8' }).stdout ?? '').split('\n');
    if (version.startsWith('3.11.') && hasTests(folder)) return { folder, from: `the installed CPython ${version}` };
  }
  return undefined;
}

function hasTests(folder) {
  return [...FILES, 'mapping_tests'].every((name) => existsSync(join(folder, `${name}.py`)));
}

/** One folder with the stand-ins and the tests, from which they can import each other. */
function assemble(tests) {
  const folder = scratchDirectory();
  cpSync(join(root, 'bench', 'python', 'stand-in'), folder, { recursive: true });
  for (const name of [...FILES, 'mapping_tests']) {
    copyFileSync(join(tests, `${name}.py`), join(folder, 'test', `${name}.py`));
  }
  return folder;
}

/** Outcomes of one file's tests. A test that takes the process down has failed, and the next process goes on after it. */
async function runFile(file) {
  const outcomes = [];
  for (let first = 0; ; ) {
    const folder = assemble(tests.folder);
    const words = [join(folder, 'run.py'), '--', file, String(first), ...positionals.map((word) => `=${word}`)];
    if (values.details) words.push('details');
    const { running, ended, status, stderr } = await runTests(folder, words, outcomes);
    if (values.details) process.stderr.write(stderr);
    if (running === undefined) {
      if (!ended) outcomes.push({ name: file, outcome: 'failed', why: lastLine(stderr, status) });
      return outcomes;
    }
    outcomes.push({ ...running, outcome: 'failed', why: `ended the program: ${lastLine(stderr, status)}` });
    first = running.number + 1;
  }
}

/** One process, whose lines of outcomes are added to `outcomes`. `running`: the test that it did not come back from. */
async function runTests(folder, words, outcomes) {
  const child = spawn(process.execPath, [command, 'run', `--timeout=${SECONDS}`, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  let running;
  let ended = false;
  const closed = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes(MARK)) continue;
    const [kind, ...rest] = line.slice(line.indexOf(MARK) + MARK.length).split('\t');
    if (kind === 'begins') running = { number: Number(rest[0]), name: rest[1] };
    else if (kind === 'end') ended = true;
    else if (kind === 'program') runProgram(folder, ...rest);
    else if (running !== undefined) {
      outcomes.push({ ...running, outcome: kind, why: rest[0] });
      running = undefined;
    }
  }
  const [status] = await closed;
  return { running, ended, status, stderr };
}

/** A program that a test starts (python/stand-in/test/support/script_helper.py waits for the file with the status). */
function runProgram(folder, program, answer) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'run', '--timeout=60', program], {
    cwd: folder,
  });
  writeFileSync(`${answer}.out`, stdout);
  writeFileSync(`${answer}.err`, stderr);
  writeFileSync(`${answer}.part`, String(status));
  renameSync(`${answer}.part`, `${answer}.status`);
}

function lastLine(stderr, status) {
  return stderr.trimEnd().split('\n').at(-1) || `status ${status}`;
}

await ensureReady();
const tests = findTests();
if (tests === undefined) {
  console.log(`skipped: neither Debian's ${PACKAGE} nor an installed CPython 3.11 with its tests is here`);
  process.exit(0);
}
console.log(`tests from ${tests.from}`);
const count =
  (kind) =>
  ({ outcomes }) =>
    String(outcomes.filter(({ outcome }) => outcome === kind).length);
const columns = [
  { title: 'file', width: 20, value: ({ file }) => file },
  { title: 'passed', width: 8, value: count('passed') },
  { title: 'failed', width: 8, value: count('failed') },
  { title: 'skipped', width: 8, value: count('skipped') },
];
console.log(textHeader(columns));
const rows = [];
for (const file of FILES) {
  const row = { file, outcomes: await runFile(file) };
  console.log(textRow(columns, row));
  rows.push(row);
}
const whole = { file: 'all', outcomes: rows.flatMap(({ outcomes }) => outcomes) };
console.log(textRow(columns, whole));

const linesOf = (kind) =>
  rows.flatMap(({ file, outcomes }) =>
    outcomes.filter(({ outcome }) => outcome === kind).map(({ name, why }) => `${file}: ${name}: ${why}`),
  );
for (const kind of ['failed', 'skipped']) console.log([`\n${kind}:`, ...linesOf(kind)].join('\n  '));
if (positionals.length === 0) {
  writeResults(
    'python-tests',
    { machine: machineFacts(), from: tests.from, files: rows },
    {
      title: "CPython's own tests of memory and classes on heapglass",
      body: [
        `From ${tests.from}.`,
        markdownTable(columns, [...rows, whole]),
        ...['failed', 'skipped'].map((kind) =>
          [`${kind}:`, '', ...linesOf(kind).map((line) => `- ${line}`)].join('\n'),
        ),
      ],
    },
  );
}
