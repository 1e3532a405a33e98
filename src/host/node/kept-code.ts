/**
 * Runs scripts of ours with the code that V8 compiled of them the last time. Reading 2 MB of JavaScript and compiling the
 * functions that a start needs costs 90 ms; what is kept of them is there in 11.
 *
 *     <directory>/code/<name>/<size>-<time of change>-<version of V8 and its options>
 *     file = "hgcode1\n" | V8's data | "hgcode1\n"
 *
 * Invariants
 * 1. A file that V8 is given is complete: it is written beside its place, flushed and renamed, and both its ends are looked at. V8
 *    itself refuses data of other versions, options and lengths of source.
 * 2. Nothing here can fail a start: without a directory, or with one that cannot be written, the scripts are compiled.
 * 3. Scripts that a script requires by a relative name are run in the same way; each once.
 * 4. A script cannot say import(…): Node forgets where kept code comes from. It has importModule, a function.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { makeDirectory } from './make-directory.js';

const MARK = Buffer.from('hgcode1\n');
const LONGEST_KEPT_MS = 30 * 24 * 3600 * 1000;

type Exports = Record<string, unknown>;
type Wrapped = (
  importModule: (name: string) => Promise<unknown>,
  exports: Exports,
  require: (name: string) => unknown,
  module: { exports: Exports },
  ...place: string[]
) => void;

const importModule = (name: string): Promise<unknown> => import(name);

export class KeptCode {
  readonly #directory?: string;
  readonly #loaded = new Map<string, { exports: Exports }>();
  /** Scripts of which nothing was kept, by the files that shall keep it. */
  readonly #compiled = new Map<string, Script>();

  /** @param directory of caches; without one nothing is kept */
  constructor(directory: string | undefined) {
    if (directory === undefined) return;
    this.#directory = join(directory, 'code');
    // In the end, when the functions that were needed are compiled.
    process.once('exit', () => this.#compiled.forEach((script, place) => write(place, script.createCachedData())));
  }

  /** What the script exports. @param file a CommonJS script, absolute */
  require(file: string): Exports {
    const known = this.#loaded.get(file);
    if (known) return known.exports;
    const module: { exports: Exports } = { exports: {} };
    this.#loaded.set(file, module);
    const outside = createRequire(file);
    const inside = (name: string) => (name.startsWith('./') ? this.require(join(dirname(file), name)) : outside(name));
    (this.#script(file).runInThisContext() as Wrapped)(
      importModule,
      module.exports,
      inside,
      module,
      file,
      dirname(file),
    );
    return module.exports;
  }

  #script(file: string): Script {
    const source = `(function (importModule, exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
    const place = this.#place(file);
    const cachedData = place === undefined ? undefined : read(place);
    const script = new Script(source, {
      filename: file,
      cachedData,
    });
    if (place !== undefined && (cachedData === undefined || script.cachedDataRejected))
      this.#compiled.set(place, script);
    return script;
  }

  #place(file: string): string | undefined {
    if (this.#directory === undefined) return undefined;
    const { size, mtimeMs } = statSync(file);
    const engine = `${process.versions.v8}-${process.arch}-${fingerprint(process.execArgv.join(' '))}`;
    return join(this.#directory, basename(file), `${size}-${Math.trunc(mtimeMs)}-${engine}`);
  }
}

/** Tells settings apart (Fowler, Noll and Vo's hash): the module for better ones takes 10 ms to load. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16);
}

function read(place: string): Buffer | undefined {
  try {
    const file = readFileSync(place);
    const whole = file.subarray(0, MARK.length).equals(MARK) && file.subarray(-MARK.length).equals(MARK);
    return whole ? file.subarray(MARK.length, -MARK.length) : undefined;
  } catch {
    return undefined;
  }
}

function write(place: string, data: Buffer): void {
  try {
    makeDirectory(dirname(place));
    writeComplete(place, data);
    removeOld(dirname(place));
  } catch {
    // The next start compiles again.
  }
}

function writeComplete(place: string, data: Buffer): void {
  const beside = `${place}.${process.pid}`;
  try {
    const descriptor = openSync(beside, 'w');
    try {
      for (const part of [MARK, data, MARK]) writeSync(descriptor, part);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(beside, place);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** What was kept of the same script long ago; if somebody still runs that, it is made again. */
function removeOld(directory: string): void {
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    if (Date.now() - statSync(path).mtimeMs > LONGEST_KEPT_MS) rmSync(path);
  }
}
