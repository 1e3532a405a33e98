/**
 * Runs scripts of ours with the code that V8 compiled of them the last time. Reading 2 MB of JavaScript and compiling the
 * functions that a start needs costs 90 ms; what is kept of them is there in 11.
 *
 *     <directory>/code/<name of the script>/<build>-<version of V8, kind of thread and options>
 *
 * The data is a kept file (kept-file.ts).
 *
 * Invariants
 * 1. Data that V8 is given is complete, and of the same build: of the source V8 looks at the length alone. It refuses data of other
 *    versions and options.
 * 2. Nothing here can fail a start: without a directory, or with one that cannot be written, the scripts are compiled.
 * 3. A script is an expression in ASCII, a function of what a script of Node can use: so it is taken as it is, which saves 5 ms.
 * 4. Scripts that a script requires by a relative name are run in the same way; each once.
 * 5. A script cannot say import(…): Node forgets where kept code comes from. It has importModule, a function.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { engineName } from './engine-name.js';
import { readKept, removeOld, writeKept } from './kept-file.js';

type Exports = Record<string, unknown>;
type Wrapped = (
  importModule: (name: string) => Promise<unknown>,
  exports: Exports,
  require: (name: string) => unknown,
  module: { exports: Exports },
  ...place: string[]
) => void;

const importModule = (name: string): Promise<unknown> => import(name);

const WHEN_TO_KEEP = isMainThread ? setImmediate : (keep: () => void) => process.once('exit', keep);

export class KeptCode {
  readonly #directory: string | undefined;
  readonly #build: string;
  readonly #loaded = new Map<string, { exports: Exports }>();
  /** Scripts of which nothing was kept, by the files that shall keep it. */
  readonly #compiled = new Map<string, Script>();

  /** @param directory of caches; without one nothing is kept @param build of the scripts (build-id.ts); the same */
  constructor(directory: string | undefined, build: string | undefined) {
    this.#build = build ?? '';
    if (directory === undefined || build === undefined) return;
    this.#directory = join(directory, 'code');
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
    const source = readFileSync(file, 'latin1');
    const place = this.#place(file);
    const cachedData = place === undefined ? undefined : readKept(place);
    const script = new Script(source, {
      filename: file,
      cachedData,
    });
    if (place !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
      if (this.#compiled.size === 0) WHEN_TO_KEEP(() => this.#keep());
      this.#compiled.set(place, script);
    }
    return script;
  }

  /**
   * Keeps what has been compiled: in a thread in its end, when it has all functions that were needed; in the main thread when the
   * command has begun, before other threads change the engine's settings (engine.ts), which would be taken for its own.
   */
  #keep(): void {
    for (const [place, script] of this.#compiled) {
      writeKept(place, script.createCachedData(), 'flushed');
      removeOld(dirname(place));
    }
    this.#compiled.clear();
  }

  #place(file: string): string | undefined {
    if (this.#directory === undefined) return undefined;
    return join(this.#directory, basename(file), `${this.#build}-${engineName()}`);
  }
}
