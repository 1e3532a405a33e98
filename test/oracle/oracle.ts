/**
 * What Valgrind has said of programs, kept beside the tests so that each is only asked once: to start Valgrind takes 0.5 s of a
 * processor, for 300 programs. A file in goldens/:
 *
 *     { tools: versions, runs: { name: { hash: of all that it depends on, said } } }
 *
 * Invariants
 * 1. What is kept counts for the same program, options, and code that runs the tools and reads what they say; and, where the
 *    tools are installed, for the same versions. Whatever else is asked for is run.
 * 2. Nothing is written but with HEAPGLASS_ORACLE=live, which runs everything.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolVersions } from './native.js';

interface Kept<T> {
  tools: string;
  runs: Record<string, { hash: string; said: T }>;
}

const SOURCES = ['native.ts', 'memcheck.ts', 'xml.ts', 'valgrind-text.ts'].map((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8'),
);

export class Oracle<T> {
  /** Undefined where a tool is missing. */
  readonly tools = toolVersions();
  readonly #file: string;
  readonly #kept: Kept<T>;
  readonly #isLive = process.env.HEAPGLASS_ORACLE === 'live' && this.tools !== undefined;
  readonly #runs: Kept<T>['runs'] = {};

  /** @param file in goldens/ */
  constructor(file: string) {
    this.#file = join(import.meta.dirname, 'goldens', file);
    this.#kept = existsSync(this.#file)
      ? (JSON.parse(readFileSync(this.#file, 'utf8')) as Kept<T>)
      : { tools: '', runs: {} };
  }

  /** Whether it can be asked: it has been, or the tools are there. @param on all that the run depends on */
  knows(name: string, on: unknown): boolean {
    return this.tools !== undefined || this.#said(name, on) !== undefined;
  }

  async ask(name: string, on: unknown, run: () => Promise<T>): Promise<T> {
    const kept = this.#isLive ? undefined : this.#said(name, on);
    if (kept !== undefined) return kept;
    const said = await run();
    this.#runs[name] = { hash: hashOf(on), said };
    return said;
  }

  /** At the end: what was asked is kept, and nothing else. */
  keep(): void {
    if (!this.#isLive) return;
    const runs = Object.fromEntries(Object.entries(this.#runs).sort(([a], [b]) => (a < b ? -1 : 1)));
    const lines = Object.entries(runs).map(([name, run]) => `    ${JSON.stringify(name)}: ${JSON.stringify(run)}`);
    writeFileSync(
      this.#file,
      `{\n  "tools": ${JSON.stringify(this.tools)},\n  "runs": {\n${lines.join(',\n')}\n  }\n}\n`,
    );
  }

  #said(name: string, on: unknown): T | undefined {
    if (this.tools !== undefined && this.tools !== this.#kept.tools) return undefined;
    const run = this.#kept.runs[name];
    return run?.hash === hashOf(on) ? run.said : undefined;
  }
}

function hashOf(on: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([SOURCES, on]))
    .digest('hex')
    .slice(0, 32);
}
