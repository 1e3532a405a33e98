/** The Node host for a program whose own output makes room for another result, and that may be run a second time. */
import type { Host } from '../../process/host.js';

/** What the program prints on standard output goes to standard error. */
export function divertOutput(host: Host): Host {
  const { files } = host;
  const diverted = (handle: number): number => (handle === 1 ? 2 : handle);
  return {
    ...host,
    files: {
      ...files,
      write: (handle, from, position) => files.write(diverted(handle), from, position),
      status: (handle) => files.status(diverted(handle)),
    },
  };
}

/** What a run has read from standard input, piece by piece, so that another one reads the same. */
export class RecordedInput {
  readonly #pieces: Uint8Array[] = [];

  record(host: Host): Host {
    const { files } = host;
    return {
      ...host,
      files: {
        ...files,
        read: (handle, into, position) => {
          const read = files.read(handle, into, position);
          if (handle === 0) this.#pieces.push(into.slice(0, read));
          return read;
        },
      },
    };
  }

  /** Reads what was recorded, then nothing; what is printed has been seen already. */
  repeat(host: Host): Host {
    const { files } = host;
    let next = 0;
    return {
      ...host,
      files: {
        ...files,
        read: (handle, into, position) => {
          if (handle !== 0) return files.read(handle, into, position);
          const piece = this.#pieces[next++] ?? new Uint8Array(0);
          into.set(piece.subarray(0, into.length));
          return Math.min(piece.length, into.length);
        },
        write: (handle, from, position) =>
          handle === 1 || handle === 2 ? from.length : files.write(handle, from, position),
      },
    };
  }
}
