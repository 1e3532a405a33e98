/**
 * Compiles the kernels: the hot paths of allocators and checker, written in AssemblyScript, which is TypeScript's syntax
 * with WebAssembly's types.
 *
 *     kernel.as.ts  --asc-->  WebAssembly  --wasm2js-->  the same as JavaScript, for memory of any other kind
 *                                  |                          |
 *                                  +------ kernel.wasm.js ----+      beside the source, not committed
 *
 * What an allocator's kernel remembers in its globals can be written to memory and read from there, so that another
 * instance goes on with the same heap: saveState, restoreState and stateBytes are added to its exports here, for whatever
 * globals there are. So can what the checker's kernel remembers of a process on paged memory, which may fork.
 *
 * JavaScript's numbers need not fit into 32 bits, so each function that takes a size is also exported as one that takes a
 * double (mallocOf, reallocOf, memalignOf) and fails for what no memory can hold.
 *
 * Those of allocators work on memory that a program may have written to, and are guarded (guard-kernel.mjs); beside each is
 * the same without guards, for memory that nobody else writes to.
 *
 * A kernel is compiled again when its sources, the compiler or this script have changed: their hash is its first line. It takes
 * seconds, so several are compiled at once, in threads (kernel-thread.mjs).
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { hintsOf, withHints } from './early-functions.mjs';
import { guardKernel, trustMemory } from './guard-kernel.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ENTRY = 'kernel.as.ts';
/** The rest of 2 GiB is for headers. */
const MAX_REQUEST = 0x7fff_0000;
/** Kernels below it are allocators. */
const ALLOCATORS = 'src/memory/alloc/';
/**
 * The checker's, which is compiled a second time for programs on paged memory: it then imports what the file of that name
 * exports.
 */
const CHECKER = 'src/memory/check/kernel.as.ts';
const PROGRAM_BYTES = 'program-bytes.as.ts';
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--initialMemory', '0'];
/**
 * The kernel of Python's runtime: its functions are in the table that compiled programs share, its literals lie where
 * src/python/format/memory-map.ts says, and it needs a WebAssembly.Memory.
 */
const PYTHON = 'src/python/kernel/';
/** Where Python's kernel puts its exported functions into the table; in front are those that it refers to itself. */
const FUNCTIONS_AT = 64;
/** `--debug`: with names, by which some functions are meant (early-functions.mjs), and which an internal error shows. */
const PYTHON_OPTIONS = ['--importTable', '--tableBase', '1', '--memoryBase', String(0x10_0000), '--debug'];

/** Brings every kernel.wasm.js up to date. */
export async function buildKernels() {
  const stale = readdirSync(join(root, 'src'), { recursive: true })
    .filter((name) => name.endsWith(ENTRY))
    .map((name) => join(root, 'src', name))
    .filter((entry) => firstLine(outputOf(entry)) !== stampOf(entry));
  // The largest first: begun last, it would leave all threads but one without work.
  const queue = stale
    .map((entry) => ({ entry, size: [...sources(entry)].reduce((sum, file) => sum + statSync(file).size, 0) }))
    .sort((a, b) => b.size - a.size);
  const threads = Math.min(queue.length, availableParallelism());
  await Promise.all(Array.from({ length: threads }, () => compileFrom(queue)));
}

async function compileFrom(queue) {
  const worker = new Worker(new URL('kernel-thread.mjs', import.meta.url));
  for (let next = queue.shift(); next; next = queue.shift()) {
    worker.postMessage(next.entry);
    const [text] = await once(worker, 'message');
    writeFileSync(outputOf(next.entry), text);
  }
  await worker.terminate();
}

const outputOf = (entry) => entry.replace(/as\.ts$/, 'wasm.js');

const firstLine = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n', 1)[0] : undefined);

function stampOf(entry) {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const script of ['guard-kernel.mjs', 'early-functions.mjs'])
    hash.update(readFileSync(join(root, 'scripts', script)));
  hash.update(readFileSync(join(root, 'node_modules/assemblyscript/package.json')));
  for (const file of [...sources(entry)].sort()) hash.update(relative(root, file)).update(readFileSync(file));
  return `// Made from ${ENTRY} by scripts/kernels.mjs: ${hash.digest('hex').slice(0, 32)}`;
}

/** The entry and all that it imports. */
function sources(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?\bfrom '(\.[^']*)';/gms)) {
    sources(join(dirname(file), sourceName(`${name}.ts`)), seen);
  }
  return seen;
}

/** Constants that TypeScript reads too are imported from one another as TypeScript wants it, with `.js`. */
const sourceName = (file) => file.replace(/\.js\.ts$/, '.ts');

/** The text of its kernel.wasm.js. @param entry absolute */
export async function compileKernel(entry, asc, binaryen) {
  const name = relative(root, entry).replaceAll('\\', '/');
  if (name.startsWith(PYTHON)) {
    let functions;
    let hints;
    const wasm = optimised(await assembled(name, asc, PYTHON_OPTIONS), binaryen, undefined, (module) => {
      functions = moveExportsIntoTable(module, binaryen);
      hints = hintsOf(module, binaryen);
    });
    return pythonKernel(entry, withHints(wasm, hints), functions);
  }
  const wasm = await assembled(name, asc);
  const image = (source, guard, finish) => imageOf(optimised(source, binaryen, guard, finish), binaryen);
  const finishAllocator = (module) => {
    addStateExports(module, binaryen);
    addNumberExports(module, binaryen);
  };
  let parts = name.startsWith(ALLOCATORS) ? image(wasm, guardKernel, finishAllocator) : image(wasm);
  if (name.startsWith(ALLOCATORS)) parts += `  trusting: {\n${image(wasm, trustMemory, finishAllocator)}  },\n`;
  if (name === CHECKER) {
    const apart = await assembled(name, asc, [], declared);
    parts += `  apart: {\n${image(apart, undefined, (module) => addStateExports(module, binaryen))}  },\n`;
  }
  return `${stampOf(entry)}
/** @type {import('${toKernelModule(entry)}').KernelImage} */
export const KERNEL = {
${parts}};
`;
}

/** @param change what becomes of a source before it is compiled */
async function assembled(name, asc, options = [], change = (_, source) => source) {
  const written = new Map();
  const { error, stderr } = await asc.main([name, '--outFile', 'kernel.wasm', ...OPTIONS, ...options], {
    readFile: (file, base) => {
      const source = join(base, sourceName(file));
      return existsSync(source) ? change(source, readFileSync(source, 'utf8')) : null;
    },
    writeFile: (file, contents) => void written.set(file, contents),
    listFiles: () => [],
  });
  if (error) throw new Error(`${name} does not compile\n${stderr.toString()}`);
  return written.get('kernel.wasm');
}

/** Functions that the kernel has in one form, and imports in the other. */
function declared(file, source) {
  if (!file.endsWith(PROGRAM_BYTES)) return source;
  return source.replace(/^export (function [^{]*[^{ ]) \{$.*?^\}$/gms, 'export declare $1;');
}

function pythonKernel(entry, wasm, functions) {
  return `${stampOf(entry)}
import { decodeBase64 } from '../../base/base64.js';
/** The functions that others call, and the index in the table from which on they are there, in the same order. */
export const FUNCTIONS = '${functions.join(' ')}';
export const FUNCTIONS_AT = ${FUNCTIONS_AT};
/** The module. A bundle has it as a file (scripts/bundles.mjs). */
export const kernelBytes = () => decodeBase64('${wasm.toString('base64')}');
`;
}

function imageOf(wasm, binaryen) {
  return `  wasm:
    '${wasm.toString('base64')}',
  script: ${asScript(wasm, binaryen)},
`;
}

/**
 * Calls cost more than anything else in paths this short, and what is on them is called from few places.
 * @param guard what is done to an allocator's kernel; undefined for any other
 * @param finish the last that is done
 */
function optimised(wasm, binaryen, guard, finish) {
  const module = binaryen.readBinaryWithFeatures(wasm, features(binaryen));
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(60);
  binaryen.setFlexibleInlineMaxSize(400);
  binaryen.setOneCallerInlineMaxSize(2000);
  module.runPasses(['inlining-optimizing', 'inlining-optimizing']);
  guard?.(module, binaryen);
  module.optimize();
  finish?.(module);
  const bytes = module.emitBinary();
  module.dispose();
  return Buffer.from(bytes);
}

/**
 * An instance takes 10 us for every export, and most starts need few of them: src/python/runtime/kernel-functions.ts takes
 * them from the table. Thousands of calls of table.set would take as long.
 * @returns their names
 */
function moveExportsIntoTable(module, binaryen) {
  const functions = Array.from({ length: module.getNumExports() }, (_, at) =>
    binaryen.getExportInfo(module.getExportByIndex(at)),
  ).filter(({ kind }) => kind === binaryen.ExternalFunction);
  const own = Array.from({ length: module.getNumElementSegments() }, (_, at) =>
    binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(at)),
  ).reduce((sum, { data }) => sum + data.length, 1);
  if (own > FUNCTIONS_AT) throw new Error(`FUNCTIONS_AT is ${FUNCTIONS_AT}, but ${own} places of the table are taken`);
  const table = binaryen.getTableInfo(module.getTableByIndex(0)).name;
  module.addActiveElementSegment(
    table,
    'exported',
    functions.map(({ value }) => value),
    module.i32.const(FUNCTIONS_AT),
  );
  for (const { name } of functions) module.removeExport(name);
  return functions.map(({ name }) => name);
}

/** saveState(at), restoreState(at) and stateBytes. `at` is a multiple of 8. */
function addStateExports(module, binaryen) {
  const { i32, f64, none } = binaryen;
  const globals = Array.from({ length: module.getNumGlobals() }, (_, index) =>
    binaryen.getGlobalInfo(module.getGlobalByIndex(index)),
  ).filter(({ mutable }) => mutable);
  // The doubles first: then all are aligned.
  const words = [...globals.filter(({ type }) => type === f64), ...globals.filter(({ type }) => type === i32)];
  if (words.length !== globals.length) throw new Error('a global is neither i32 nor f64');
  const save = [];
  const restore = [];
  let offset = 0;
  for (const { name, type } of words) {
    const [access, size] = type === f64 ? [module.f64, 8] : [module.i32, 4];
    const at = () => module.local.get(0, i32);
    save.push(access.store(offset, size, at(), module.global.get(name, type)));
    restore.push(module.global.set(name, access.load(offset, size, at())));
    offset += size;
  }
  for (const [name, body] of Object.entries({ saveState: save, restoreState: restore })) {
    module.addFunction(name, i32, none, [], module.block(null, body));
    module.addFunctionExport(name, name);
  }
  module.addGlobal('stateBytes', i32, false, module.i32.const(offset));
  module.addGlobalExport('stateBytes', 'stateBytes');
}

/** For each function that takes a size, as its last parameter, one that takes it as JavaScript has it. */
function addNumberExports(module, binaryen) {
  const { i32, f64 } = binaryen;
  for (const [name, others] of [
    ['malloc', 0],
    ['realloc', 1],
    ['memalign', 1],
  ]) {
    const parameters = [...Array(others).fill(i32), f64];
    const size = () => module.local.get(others, f64);
    const call = module.call(
      binaryen.getExportInfo(module.getExport(name)).value,
      [...Array(others).keys()].map((at) => module.local.get(at, i32)).concat(module.i32.trunc_u.f64(size())),
      i32,
    );
    const fits = module.i32.and(
      module.f64.ge(size(), module.f64.const(0)),
      module.f64.le(size(), module.f64.const(MAX_REQUEST)),
    );
    const body = module.if(fits, call, module.i32.const(0));
    module.addFunction(`${name}Of`, binaryen.createType(parameters), i32, [], body);
    module.addFunctionExport(`${name}Of`, `${name}Of`);
  }
}

function toKernelModule(entry) {
  const path = relative(dirname(entry), join(root, 'src/memory/kernel.js')).replaceAll('\\', '/');
  return path.startsWith('.') ? path : `./${path}`;
}

/** The module as a function of its imports. It never grows its memory, and stays with the buffer that it got. */
function asScript(wasm, binaryen) {
  const module = binaryen.readBinaryWithFeatures(wasm, features(binaryen));
  const text = module.emitAsmjs();
  module.dispose();
  const from = text.indexOf('function asmFunc(');
  const to = text.indexOf('\nvar ', from);
  return text
    .slice(from, to)
    .replace(/^ memory\.grow = .*\n/m, BULK_OPERATIONS)
    .replace(/^ *bufferView = .*\n/m, '')
    .replaceAll('wasm2js_memory_', 'memory_')
    .trim();
}

/** What asc uses by default; with more, binaryen would write modules that older engines cannot read. */
function features({ Features }) {
  return (
    Features.MutableGlobals |
    Features.BulkMemory |
    Features.BulkMemoryOpt |
    Features.SignExt |
    Features.NontrappingFPToInt
  );
}

/** What wasm2js leaves to its surroundings. */
const BULK_OPERATIONS = ` function memory_fill(address, value, size) {
  HEAPU8.fill(value, address >>> 0, (address >>> 0) + (size >>> 0));
 }
 function memory_copy(to, from, size) {
  HEAPU8.copyWithin(to >>> 0, from >>> 0, (from >>> 0) + (size >>> 0));
 }
`;
