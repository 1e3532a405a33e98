/** Lines of the sources that a program runs, for tracebacks. Each file is read once. */
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
      const source = this.#read(file);
      lines = source === undefined ? [] : new TextDecoder().decode(source).split(/\r\n|\r|\n/);
      this.#files.set(file, lines);
    }
    return lines[number - 1];
  }

  #read(file: string): Uint8Array | undefined {
    const { host, library } = this.#surroundings;
    const inLibrary = `${library.shownDirectory}/`;
    if (file.startsWith(inLibrary)) return library.read(file.slice(inLibrary.length));
    if (file.startsWith('<')) return undefined;
    try {
      const handle = host.files.open(file, {
        read: true,
        write: false,
        create: false,
        exclusive: false,
        truncate: false,
      });
      try {
        const bytes = new Uint8Array(Number(host.files.status(handle).size));
        return bytes.subarray(0, host.files.read(handle, bytes, 0));
      } finally {
        host.files.close(handle);
      }
    } catch {
      return undefined;
    }
  }
}
