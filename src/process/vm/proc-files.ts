/**
 * /proc/self, or /proc with its own number, as a program on paged memory finds it: maps, smaps, status, statm, pagemap (and the
 * machine's /proc/meminfo), made when
 * they are opened; pagemap when it is read. They are files of the host's, in a directory that no other path leads to.
 */
import {
  meminfoText,
  mapsText,
  readPagemap,
  smapsText,
  statmText,
  statusText,
} from '../../memory/vm/show/proc-files.js';
import type { FileKind, FileStatus, Handle, Host, HostFiles, OpenFlags } from '../host.js';
import type { PagedProcess } from './paged-process.js';

/** What the directory is called on the host: no path of a file system begins like this. */
export const PROC_PATH = '\0heapglass/proc';
/** Descriptors of these files; the host's own are far below. */
const FIRST_HANDLE = 0x4000_0000;
const DIRECTORIES: Readonly<Record<string, readonly string[]>> = {
  '': ['self', 'meminfo'],
  '/self': ['maps', 'smaps', 'status', 'statm', 'pagemap'],
};
const UTF8 = new TextEncoder();

interface OpenProcFile {
  bytes: Uint8Array | undefined;
  position: number;
}

/** @param name of the program. @param identity numbers of the process and its parent */
export function withProcFiles(
  host: Host,
  process: PagedProcess,
  name: string,
  identity: () => { pid: number; parent: number },
): Host {
  return { ...host, files: new ProcFiles(host.files, process, name, identity).wrapped() };
}

class ProcFiles {
  readonly #files: HostFiles;
  readonly #process: PagedProcess;
  readonly #name: string;
  readonly #identity: () => { pid: number; parent: number };
  readonly #open = new Map<Handle, OpenProcFile>();
  #next = FIRST_HANDLE;

  constructor(files: HostFiles, process: PagedProcess, name: string, identity: () => { pid: number; parent: number }) {
    this.#files = files;
    this.#process = process;
    this.#name = name;
    this.#identity = identity;
  }

  wrapped(): HostFiles {
    const files = this.#files;
    const inside = (path: string): string | undefined => {
      if (path !== PROC_PATH && !path.startsWith(`${PROC_PATH}/`)) return undefined;
      const [, first, ...rest] = path.slice(PROC_PATH.length).split('/');
      if (first === undefined) return '';
      return ['', first === String(this.#identity().pid) ? 'self' : first, ...rest].join('/');
    };
    const own: Partial<HostFiles> = {
      open: (path: string, flags: OpenFlags) => {
        const place = inside(path);
        return place === undefined ? files.open(path, flags) : this.#openFile(place, flags);
      },
      close: (handle: Handle) => {
        if (!this.#open.delete(handle)) files.close(handle);
      },
      read: (handle: Handle, into: Uint8Array, position: number | undefined) => {
        const file = this.#open.get(handle);
        return file === undefined ? files.read(handle, into, position) : this.#read(file, into, position);
      },
      status: (handle: Handle) => {
        const file = this.#open.get(handle);
        return file === undefined ? files.status(handle) : status('file', 1n);
      },
      statusOf: (path: string) => {
        const place = inside(path);
        if (place === undefined) return files.statusOf(path);
        if (place in DIRECTORIES) return status('directory', BigInt(place.length + 1));
        this.#requireFile(place);
        return status('file', BigInt(place.length + 100));
      },
      list: (path: string) => {
        const place = inside(path);
        if (place === undefined) return files.list(path);
        const names = DIRECTORIES[place] ?? failure('ENOTDIR');
        return names.map((name) => ({ name, kind: `${place}/${name}` in DIRECTORIES ? 'directory' : 'file' }));
      },
    };
    return Object.assign(Object.create(files) as HostFiles, own);
  }

  #requireFile(place: string): void {
    const slash = place.lastIndexOf('/');
    const names = DIRECTORIES[place.slice(0, slash)];
    if (names === undefined || !names.includes(place.slice(slash + 1))) failure('ENOENT');
  }

  #openFile(place: string, flags: OpenFlags): Handle {
    this.#requireFile(place);
    if (flags.write || flags.create || flags.truncate) failure('EACCES');
    const handle = this.#next++;
    this.#open.set(handle, { bytes: this.#contents(place), position: 0 });
    return handle;
  }

  /** Undefined for what is made when it is read. */
  #contents(place: string): Uint8Array | undefined {
    const process = this.#process;
    process.pagesTouched();
    const { space } = process;
    switch (place) {
      case '/self/maps':
        return UTF8.encode(mapsText(space));
      case '/self/smaps':
        return UTF8.encode(smapsText(space));
      case '/self/status':
        return UTF8.encode(statusText(space, { name: this.#name, ...this.#identity() }));
      case '/self/statm':
        return UTF8.encode(statmText(space));
      case '/meminfo':
        return UTF8.encode(meminfoText(space.physical));
      default:
        return undefined;
    }
  }

  #read(file: OpenProcFile, into: Uint8Array, position: number | undefined): number {
    const at = position ?? file.position;
    let length: number;
    if (file.bytes === undefined) {
      readPagemap(this.#process.space, at, into);
      length = into.length - (into.length % 8);
    } else {
      const part = file.bytes.subarray(at, at + into.length);
      into.set(part);
      length = part.length;
    }
    if (position === undefined) file.position += length;
    return length;
  }
}

function failure(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** As in Linux, the files say that they are empty until they are read. */
function status(kind: FileKind, inode: bigint): FileStatus {
  return { kind, device: 4n, inode, links: 1n, size: 0n, accessed: 0n, modified: 0n, changed: 0n };
}
