/** Lines of the sources that a program runs, for tracebacks. Each file is read once. */
import { readSource } from '../runtime/read-source.js';
import type { Surroundings } from '../runtime/surroundings.js';

export class SourceLines {
  readonly #surroundings: Surroundings;
  readonly #files = new Map<string, readonly string[]>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** A line as it stands in its file, without its end; undefined where there is none. */
  line(file: string, number: number): string | undefined {
    let lines = this.#files.get(file);
    if (lines === undefined) {
      const source = file.startsWith('<') ? undefined : readSource(this.#surroundings, file);
      lines = source === undefined ? [] : new TextDecoder().decode(source).split(/\r\n|\r|\n/);
      this.#files.set(file, lines);
    }
    return lines[number - 1];
  }
}
