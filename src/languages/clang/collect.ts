/**
 * The files that a translation unit may read, found from its source along the search path, and the places where a file
 * would have been found had it existed. Both together say when a compiled result is still good (see reuse.ts).
 *
 * Invariant: what is reached is a function of the contents of the reached and the absence of the missing paths alone.
 */
import { candidateOf, scanIncludes, type IncludeRequest, type IncludeScan } from './include-scan.js';
import { directoryOf, join, normalise } from './paths.js';
import type { SourceFiles } from './toolchain.js';

/** Directories as the user typed them, in the order of search. */
export interface IncludeSearch {
  /** -iquote: for `"name"` only. */
  quote: string[];
  /** -I, -isystem, -idirafter. */
  all: string[];
  /** Files named by -include and -imacros. */
  forced: string[];
  /** Values of -D options. */
  macroValues: string[];
}

export interface Reached {
  /** Contents by absolute path. */
  files: Map<string, Uint8Array>;
  missing: Set<string>;
}

/** The compiler's own headers stand here in its own tree; the host's must not take their place. */
export const SYSTEM_HEADERS = '/usr/include';

export class IncludeCollector {
  readonly reached: Reached = { files: new Map(), missing: new Set() };
  readonly #files: SourceFiles;
  readonly #search: IncludeSearch;
  readonly #scanned = new Map<string, IncludeScan>();
  readonly #queue: string[] = [];
  readonly #candidates = new Map<string, IncludeRequest>();
  readonly #computedIn = new Set<string>();

  constructor(files: SourceFiles, search: IncludeSearch) {
    this.#files = files;
    this.#search = search;
    for (const value of search.macroValues) this.#addCandidate(candidateOf(value));
  }

  /** Adds a file and everything it may include. @returns false when the file can't be read. */
  addFile(path: string): boolean {
    const found = this.#reach(this.#absolute(path));
    this.#drain();
    return found;
  }

  /** Adds a text that has no file (standard input), and everything it may include. */
  addText(text: Uint8Array): void {
    this.#take(join(this.#files.workingDirectory, '-'), scanIncludes(text));
    this.#drain();
  }

  addForced(): void {
    for (const name of this.#search.forced) {
      if (!this.addFile(name)) this.#find({ name, quoted: true, next: false }, this.#files.workingDirectory);
    }
    this.#drain();
  }

  /** Looks for a name that the scan did not see but the compiler asked for. @returns whether anything new was found. */
  addRequested(name: string): boolean {
    const before = this.reached.files.size;
    for (const path of [...this.#scanned.keys()]) this.#find({ name, quoted: true, next: false }, directoryOf(path));
    this.#drain();
    return this.reached.files.size > before;
  }

  #absolute(path: string): string {
    return normalise(join(this.#files.workingDirectory, path));
  }

  #drain(): void {
    for (let path = this.#queue.pop(); path !== undefined; path = this.#queue.pop()) {
      this.#take(path, scanIncludes(this.reached.files.get(path)!));
    }
  }

  #take(path: string, scan: IncludeScan): void {
    this.#scanned.set(path, scan);
    const directory = directoryOf(path);
    for (const request of scan.requests) this.#find(request, directory);
    for (const candidate of scan.candidates) this.#addCandidate(candidate);
    if (scan.computed && !this.#computedIn.has(directory)) {
      this.#computedIn.add(directory);
      for (const candidate of this.#candidates.values()) this.#find(candidate, directory);
    }
  }

  #addCandidate(candidate: IncludeRequest | undefined): void {
    if (candidate === undefined) return;
    const key = (candidate.quoted ? '"' : '<') + candidate.name;
    if (this.#candidates.has(key)) return;
    this.#candidates.set(key, candidate);
    for (const directory of this.#computedIn) this.#find(candidate, directory);
  }

  #find(request: IncludeRequest, includer: string): void {
    if (request.name.startsWith('/')) {
      this.#reach(normalise(request.name));
      return;
    }
    const directories = request.quoted ? [includer, ...this.#search.quote, ...this.#search.all] : this.#search.all;
    for (const directory of directories) {
      const found = this.#reach(this.#absolute(join(directory, request.name)));
      if (found && !request.next) return;
    }
  }

  #reach(path: string): boolean {
    if (this.reached.files.has(path)) return true;
    if (this.reached.missing.has(path) || path.startsWith(`${SYSTEM_HEADERS}/`)) return false;
    const bytes = this.#files.read(path);
    if (bytes === undefined) {
      this.reached.missing.add(path);
      return false;
    }
    this.reached.files.set(path, bytes);
    this.#queue.push(path);
    return true;
  }
}
