/**
 * CPython's own library of pure-Python modules: the archive that the npm package pyodide carries. Only this file of the
 * package is used. An entry is read when its module is imported.
 *
 * The archive is a ZIP file without a comment (PKWARE's APPNOTE): a directory at its end says where the entries are.
 *
 * Cost: reading the directory about 1 ms, once.
 */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import type { LibraryFiles } from '../../python/runtime/surroundings.js';

interface Entry {
  /** Where its local header is. */
  readonly at: number;
  readonly stored: number;
  readonly isDeflated: boolean;
}

const ARCHIVE = 'pyodide/python_stdlib.zip';

const END_BYTES = 22;
const END_MARK = 0x0605_4b50;
const ENTRY_MARK = 0x0201_4b50;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const DEFLATED = 8;

export class PythonLibrary implements LibraryFiles {
  readonly shownDirectory = find(dirname(fileURLToPath(import.meta.url)));
  #entries: Map<string, Entry> | undefined;

  read(path: string): Uint8Array | undefined {
    const entry = this.#directory().get(path);
    if (entry === undefined) return undefined;
    return this.#opened((descriptor) => {
      const local = bytesAt(descriptor, entry.at, LOCAL_BYTES);
      const bytes = bytesAt(
        descriptor,
        entry.at + LOCAL_BYTES + local.readUInt16LE(26) + local.readUInt16LE(28),
        entry.stored,
      );
      return entry.isDeflated ? inflateRawSync(bytes) : bytes;
    });
  }

  kindOf(path: string): 'file' | 'directory' | undefined {
    const entries = this.#directory();
    if (path === '') return 'directory';
    if (entries.has(path)) return 'file';
    const front = `${path}/`;
    for (const name of entries.keys()) if (name.startsWith(front)) return 'directory';
    return undefined;
  }

  list(path: string): { name: string; kind: 'file' | 'directory' }[] {
    const front = path === '' ? '' : `${path}/`;
    const found = new Map<string, 'file' | 'directory'>();
    for (const name of this.#directory().keys()) {
      if (!name.startsWith(front) || name === front) continue;
      const [first, ...rest] = name.slice(front.length).split('/');
      found.set(first, rest.length === 0 ? 'file' : 'directory');
    }
    return [...found].map(([name, kind]) => ({ name, kind }));
  }

  #directory(): ReadonlyMap<string, Entry> {
    return (this.#entries ??= this.#opened(readDirectory));
  }

  /** For no longer than that: a program would see that a descriptor is taken. */
  #opened<Result>(work: (descriptor: number) => Result): Result {
    const descriptor = openSync(this.shownDirectory, 'r');
    try {
      return work(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

/** As Node looks for packages; its own search takes 10 ms for a package that says what it exports. */
function find(folder: string): string {
  const file = join(folder, 'node_modules', ARCHIVE);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? createRequire(import.meta.url).resolve(ARCHIVE) : find(parent);
}

function readDirectory(descriptor: number): Map<string, Entry> {
  const end = bytesAt(descriptor, fstatSync(descriptor).size - END_BYTES, END_BYTES);
  if (end.readUInt32LE(0) !== END_MARK) throw new Error('python_stdlib.zip is damaged: its directory is missing');
  const directory = bytesAt(descriptor, end.readUInt32LE(16), end.readUInt32LE(12));
  const entries = new Map<string, Entry>();
  for (let at = 0; at < directory.length; ) {
    if (directory.readUInt32LE(at) !== ENTRY_MARK) throw new Error('python_stdlib.zip is damaged: a bad entry');
    const nameBytes = directory.readUInt16LE(at + 28);
    entries.set(directory.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes), {
      at: directory.readUInt32LE(at + 42),
      stored: directory.readUInt32LE(at + 20),
      isDeflated: directory.readUInt16LE(at + 10) === DEFLATED,
    });
    at += ENTRY_BYTES + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

function bytesAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let read = 0; read < length; ) {
    const count = readSync(descriptor, bytes, read, length - read, position + read);
    if (count === 0) throw new Error('python_stdlib.zip is damaged: it ends early');
    read += count;
  }
  return bytes;
}
