/**
 * Standard input for a program that is run again and again: each run reads from its beginning, in the pieces in which the
 * first one got it, so that equal runs stay equal. Nothing is read before a run asks for it.
 */
import type { Host, HostFiles } from '../../process/host.js';

export class SharedInput {
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];
  #isClosed = false;

  /** The host for one run. */
  of(host: Host): Host {
    const { files } = host;
    let next = 0;
    let rest = new Uint8Array(0);
    return {
      ...host,
      files: {
        ...files,
        read: (handle, into, position) => {
          if (handle !== 0) return files.read(handle, into, position);
          if (into.length === 0) return 0;
          if (rest.length === 0) rest = this.#piece(next++, files, into.length);
          const given = rest.subarray(0, into.length);
          rest = rest.subarray(given.length);
          into.set(given);
          return given.length;
        },
      },
    };
  }

  /** Later runs find the end where the last piece ends. */
  close(): void {
    this.#isClosed = true;
  }

  /** At most `most` bytes, where it has to be read first; none at the end. */
  #piece(index: number, files: HostFiles, most: number): Uint8Array<ArrayBuffer> {
    const known = this.#pieces[index];
    if (known !== undefined) return known;
    if (this.#isClosed) return new Uint8Array(0);
    const piece = new Uint8Array(most);
    const read = piece.slice(0, files.read(0, piece, undefined));
    this.#pieces.push(read);
    return read;
  }
}
