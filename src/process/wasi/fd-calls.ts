/** Calls on file descriptors. */
import { ERRNO, FDFLAGS, FILETYPE, FSTFLAGS, RIGHTS, SIZE, WHENCE } from './abi.js';
import { WasiError } from './errors.js';
import type { OpenFile } from './fd-table.js';
import { type Call, type System, writeFilestat } from './system.js';

const UTF8 = new TextEncoder();
/** Files beyond this cannot be addressed exactly by a JavaScript number. */
const MOST_OFFSET = BigInt(Number.MAX_SAFE_INTEGER);

export function fdCalls(system: System): Record<string, Call> {
  const { guest, fds, host } = system;

  const readInto = (file: OpenFile & { handle: number }, buffers: Uint8Array[], from: number | undefined): number => {
    let total = 0;
    for (const buffer of buffers) {
      const got = host.files.read(file.handle, buffer, from === undefined ? undefined : from + total);
      total += got;
      if (got < buffer.length) break;
    }
    return total;
  };
  const writeFrom = (file: OpenFile & { handle: number }, buffers: Uint8Array[], to: number | undefined): number => {
    let total = 0;
    for (const buffer of buffers) {
      for (let done = 0; done < buffer.length; ) {
        const wrote = host.files.write(file.handle, buffer.subarray(done), to === undefined ? undefined : to + total);
        done += wrote;
        total += wrote;
        if (wrote === 0) return total;
      }
    }
    return total;
  };
  const readable = (fd: number): OpenFile & { handle: number } => {
    const file = fds.data(fd);
    if (!file.readable) throw new WasiError(ERRNO.badf);
    return file;
  };
  const writable = (fd: number): OpenFile & { handle: number } => {
    const file = fds.data(fd);
    if (!file.writable) throw new WasiError(ERRNO.badf);
    return file;
  };
  const seekable = (file: OpenFile): void => {
    if (file.kind === 'stream') throw new WasiError(ERRNO.spipe);
  };
  const sync = (fd: number): void => {
    const file = fds.get(fd);
    if (file.kind === 'file') host.files.sync(file.handle!);
  };
  const statusOf = (file: OpenFile) =>
    file.handle === undefined ? host.files.statusOf(file.path) : host.files.status(file.handle);

  return {
    fd_read: (fd: number, iovs: number, count: number, result: number) => {
      const file = readable(fd);
      const buffers = guest.buffers(iovs >>> 0, count >>> 0, true, 'fd_read');
      const total = readInto(file, buffers, file.kind === 'file' ? file.position : undefined);
      file.position += total;
      guest.setU32(result >>> 0, total, 'fd_read(nread)');
    },
    fd_pread: (fd: number, iovs: number, count: number, offset: bigint, result: number) => {
      const file = readable(fd);
      seekable(file);
      const total = readInto(file, guest.buffers(iovs >>> 0, count >>> 0, true, 'fd_pread'), position(offset));
      guest.setU32(result >>> 0, total, 'fd_pread(nread)');
    },
    fd_write: (fd: number, iovs: number, count: number, result: number) => {
      const file = writable(fd);
      const buffers = guest.buffers(iovs >>> 0, count >>> 0, false, 'fd_write');
      if (file.kind === 'file' && file.flags & FDFLAGS.append)
        file.position = Number(host.files.status(file.handle).size);
      const total = writeFrom(file, buffers, file.kind === 'file' ? file.position : undefined);
      file.position += total;
      guest.setU32(result >>> 0, total, 'fd_write(nwritten)');
    },
    fd_pwrite: (fd: number, iovs: number, count: number, offset: bigint, result: number) => {
      const file = writable(fd);
      seekable(file);
      const total = writeFrom(file, guest.buffers(iovs >>> 0, count >>> 0, false, 'fd_pwrite'), position(offset));
      guest.setU32(result >>> 0, total, 'fd_pwrite(nwritten)');
    },
    fd_close: (fd: number) => {
      const file = fds.remove(fd);
      if (file.handle !== undefined && file.kind === 'file') host.files.close(file.handle);
    },
    fd_seek: (fd: number, offset: bigint, whence: number, result: number) => {
      const file = fds.data(fd);
      seekable(file);
      let base: bigint;
      if (whence === WHENCE.set) base = 0n;
      else if (whence === WHENCE.current) base = BigInt(file.position);
      else if (whence === WHENCE.end) base = host.files.status(file.handle).size;
      else throw new WasiError(ERRNO.inval);
      file.position = position(base + offset);
      guest.setU64(result >>> 0, BigInt(file.position), 'fd_seek(offset)');
    },
    fd_tell: (fd: number, result: number) => {
      const file = fds.data(fd);
      seekable(file);
      guest.setU64(result >>> 0, BigInt(file.position), 'fd_tell(offset)');
    },
    fd_advise: (fd: number) => {
      seekable(fds.data(fd));
    },
    fd_allocate: (fd: number, offset: bigint, length: bigint) => {
      const file = writable(fd);
      seekable(file);
      const end = position(offset + length);
      if (length <= 0n) throw new WasiError(ERRNO.inval);
      if (Number(host.files.status(file.handle).size) < end) host.files.resize(file.handle, end);
    },
    fd_datasync: sync,
    fd_sync: sync,
    fd_fdstat_get: (fd: number, result: number) => {
      const file = fds.get(fd);
      const type = file.kind === 'directory' ? FILETYPE.directory : FILETYPE[statusOf(file).kind];
      const rights =
        file.kind === 'directory'
          ? RIGHTS.directory
          : (file.kind === 'stream' ? RIGHTS.stream : RIGHTS.file) &
            ~(file.readable ? 0n : RIGHTS.read) &
            ~(file.writable ? 0n : RIGHTS.write);
      guest.fill(result >>> 0, SIZE.fdstat, 'fd_fdstat_get(stat)', (view) => {
        view.setUint8(0, type);
        view.setUint16(2, file.flags, true);
        view.setBigUint64(8, rights, true);
        view.setBigUint64(16, file.kind === 'directory' ? RIGHTS.all : 0n, true);
      });
    },
    fd_fdstat_set_flags: (fd: number, flags: number) => {
      fds.get(fd).flags = flags & 0xffff;
    },
    // Rights can be given up but nobody relies on it: they are not enforced beyond reading and writing.
    fd_fdstat_set_rights: (fd: number) => {
      fds.get(fd);
    },
    fd_filestat_get: (fd: number, result: number) =>
      writeFilestat(system, result >>> 0, statusOf(fds.get(fd)), 'fd_filestat_get(buf)'),
    fd_filestat_set_size: (fd: number, size: bigint) => {
      const file = writable(fd);
      seekable(file);
      host.files.resize(file.handle, position(size));
    },
    fd_filestat_set_times: (fd: number, accessed: bigint, modified: bigint, flags: number) => {
      const file = fds.get(fd);
      if (file.kind === 'stream') throw new WasiError(ERRNO.inval);
      setTimes(system, file.path, accessed, modified, flags);
    },
    fd_prestat_get: (fd: number, result: number) => {
      const { preopen } = fds.get(fd);
      if (preopen === undefined) throw new WasiError(ERRNO.badf);
      guest.fill(result >>> 0, SIZE.prestat, 'fd_prestat_get(buf)', (view) =>
        view.setUint32(4, UTF8.encode(preopen).length, true),
      );
    },
    fd_prestat_dir_name: (fd: number, path: number, length: number) => {
      const { preopen } = fds.get(fd);
      if (preopen === undefined) throw new WasiError(ERRNO.badf);
      const name = UTF8.encode(preopen);
      if (length >>> 0 < name.length) throw new WasiError(ERRNO.nametoolong);
      guest.bytes(path >>> 0, name.length, true, 'fd_prestat_dir_name(path)').set(name);
    },
    fd_readdir: (fd: number, buffer: number, length: number, cookie: bigint, result: number) =>
      readDirectory(system, fds.directory(fd), buffer >>> 0, length >>> 0, cookie, result >>> 0),
    fd_renumber: (from: number, to: number) => {
      if (from === to) return;
      fds.get(to);
      const file = fds.remove(from);
      const old = fds.remove(to);
      if (old.handle !== undefined && old.kind === 'file') host.files.close(old.handle);
      fds.replace(to, file);
    },
  };
}

/** @throws EINVAL for a position that is negative or beyond what a file can have. */
function position(offset: bigint): number {
  if (offset < 0n || offset > MOST_OFFSET) throw new WasiError(ERRNO.inval);
  return Number(offset);
}

/** Shared by fd_ and path_filestat_set_times. */
export function setTimes(system: System, path: string, accessed: bigint, modified: bigint, flags: number): void {
  const both = (a: number, b: number): boolean => (flags & a) !== 0 && (flags & b) !== 0;
  if (both(FSTFLAGS.accessed, FSTFLAGS.accessedNow) || both(FSTFLAGS.modified, FSTFLAGS.modifiedNow))
    throw new WasiError(ERRNO.inval);
  const { files, clock } = system.host;
  const status = files.statusOf(path);
  const choose = (given: bigint, set: number, now: number, old: bigint): bigint =>
    flags & set ? BigInt.asUintN(64, given) : flags & now ? clock.realtime() : old;
  files.setTimes(
    path,
    choose(accessed, FSTFLAGS.accessed, FSTFLAGS.accessedNow, status.accessed),
    choose(modified, FSTFLAGS.modified, FSTFLAGS.modifiedNow, status.modified),
  );
}

/** The cookie is the number of entries already given; entries are sorted, so that it stays good between calls. */
function readDirectory(
  system: System,
  directory: OpenFile,
  buffer: number,
  length: number,
  cookie: bigint,
  result: number,
): void {
  const { guest, host } = system;
  const entries = [
    { name: '.', kind: 'directory' as const },
    { name: '..', kind: 'directory' as const },
    ...host.files.list(directory.path).sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
  let used = 0;
  for (let i = Number(BigInt.asUintN(53, cookie)); i < entries.length && used < length; i++) {
    const name = UTF8.encode(entries[i].name);
    const record = new Uint8Array(SIZE.dirent + name.length);
    const view = new DataView(record.buffer);
    view.setBigUint64(0, BigInt(i + 1), true);
    // libc asks for the real inode where a program wants it.
    view.setBigUint64(8, BigInt(i + 1), true);
    view.setUint32(16, name.length, true);
    view.setUint8(20, FILETYPE[entries[i].kind]);
    record.set(name, SIZE.dirent);
    const part = record.subarray(0, length - used);
    guest.bytes(buffer + used, part.length, true, 'fd_readdir(buf)').set(part);
    used += part.length;
  }
  guest.setU32(result, used, 'fd_readdir(bufused)');
}
