/** Calls on file descriptors. */
import type { FileStatus, Handle } from '../host.js';
import { ERRNO, FDFLAGS, FILETYPE, LAST_ADVICE, RIGHTS, SIZE, WHENCE } from './abi.js';
import { placeOf } from './directory.js';
import { errnoOf, ProcessExit, WasiError } from './errors.js';
import { closeFile, FIRST_GIVEN, isStandard, type OpenFile } from './fd-table.js';
import { newTimes } from './file-times.js';
import { readDirectory } from './read-directory.js';
import { type Call, type System, writeFilestat } from './system.js';

const UTF8 = new TextEncoder();
/** Files beyond this cannot be addressed exactly by a JavaScript number. */
const MOST_OFFSET = BigInt(Number.MAX_SAFE_INTEGER);

/** What a shell shows for a program that wrote where nobody reads any more: 128 + SIGPIPE. */
const BROKEN_PIPE_STATUS = 141;

const STANDARD_INPUT = 0;

type Data = OpenFile & { handle: Handle };

/** A kind of descriptor that no C library knows, and passes over. */
const NO_DIRECTORY = 0xff;

export function fdCalls(system: System): Record<string, Call> {
  const { guest, fds, host } = system;
  const { files } = host;

  const readInto = (file: Data, buffers: Uint8Array[], from: number): number => {
    // What a stream has is given at once: filling the next buffer could wait for ever.
    if (file.kind === 'stream') return buffers.length === 0 ? 0 : files.read(file.handle, buffers[0], undefined);
    let total = 0;
    for (const buffer of buffers) {
      const got = files.read(file.handle, buffer, from + total);
      total += got;
      if (got < buffer.length) break;
    }
    return total;
  };
  const writeFrom = (file: Data, buffers: Uint8Array[], to: number): number => {
    let total = 0;
    try {
      for (const buffer of buffers) {
        for (let done = 0; done < buffer.length; ) {
          const wrote = files.write(
            file.handle,
            buffer.subarray(done),
            file.kind === 'stream' ? undefined : to + total,
          );
          done += wrote;
          total += wrote;
        }
      }
    } catch (error) {
      // Whoever throws an error of WASI itself has asked what the program does about SIGPIPE.
      if (file.kind === 'stream' && errnoOf(error) === ERRNO.pipe && !(error instanceof WasiError))
        throw new ProcessExit(BROKEN_PIPE_STATUS);
      if (total === 0) throw error;
    }
    return total;
  };
  const readable = (fd: number): Data => {
    if (!fds.get(fd).readable) throw new WasiError(ERRNO.badf);
    return fds.data(fd);
  };
  const writable = (fd: number): Data => {
    if (!fds.get(fd).writable) throw new WasiError(ERRNO.badf);
    return fds.data(fd);
  };
  /** Whoever does not want to wait is told so. */
  const requireReady = ({ handle, flags }: Data, writes: boolean): void => {
    if ((flags & FDFLAGS.nonblock) !== 0 && files.isReady?.(handle, writes) === false) throw new WasiError(ERRNO.again);
  };
  const seekable = (file: OpenFile): void => {
    if (file.kind !== 'stream') return;
    const { handle } = file;
    if (handle !== STANDARD_INPUT || files.status(handle).kind !== 'file') throw new WasiError(ERRNO.spipe);
    // Up to here it was read as it comes, so that whoever else reads the file goes on behind the program.
    file.position = files.offset(handle) ?? file.position;
    file.kind = 'file';
  };
  const sync = (fd: number): void => {
    const { handle } = fds.get(fd);
    if (handle !== undefined) files.sync(handle);
  };
  const statusOf = (file: OpenFile): FileStatus =>
    file.directory ? files.statusOf(placeOf(files, file.directory)) : files.status(file.handle!);
  const preopenName = (fd: number): Uint8Array => {
    const name = fds.get(fd).directory?.preopen;
    if (name === undefined) throw new WasiError(ERRNO.badf);
    return UTF8.encode(name);
  };

  return {
    fd_read: (fd: number, iovs: number, count: number, result: number) => {
      const file = readable(fd);
      requireReady(file, false);
      const total = readInto(file, guest.buffers(iovs >>> 0, count >>> 0, true, 'fd_read'), file.position);
      guest.filled(total);
      file.position += total;
      guest.setU32(result >>> 0, total, 'fd_read(nread)');
    },
    fd_pread: (fd: number, iovs: number, count: number, offset: bigint, result: number) => {
      const file = readable(fd);
      seekable(file);
      const total = readInto(file, guest.buffers(iovs >>> 0, count >>> 0, true, 'fd_pread'), position(offset));
      guest.filled(total);
      guest.setU32(result >>> 0, total, 'fd_pread(nread)');
    },
    fd_write: (fd: number, iovs: number, count: number, result: number) => {
      const file = writable(fd);
      requireReady(file, true);
      const buffers = guest.buffers(iovs >>> 0, count >>> 0, false, 'fd_write');
      if (file.kind === 'file' && file.flags & FDFLAGS.append) file.position = Number(files.status(file.handle).size);
      const total = writeFrom(file, buffers, file.position);
      file.position += total;
      guest.setU32(result >>> 0, total, 'fd_write(nwritten)');
    },
    fd_pwrite: (fd: number, iovs: number, count: number, offset: bigint, result: number) => {
      const file = writable(fd);
      seekable(file);
      const total = writeFrom(file, guest.buffers(iovs >>> 0, count >>> 0, false, 'fd_pwrite'), position(offset));
      guest.setU32(result >>> 0, total, 'fd_pwrite(nwritten)');
    },
    fd_close: (fd: number) => closeFile(files, fds.remove(fd)),
    fd_seek: (fd: number, offset: bigint, whence: number, result: number) => {
      const file = fds.data(fd);
      seekable(file);
      let base: bigint;
      if (whence === WHENCE.set) base = 0n;
      else if (whence === WHENCE.current) base = BigInt(file.position);
      else if (whence === WHENCE.end) base = files.status(file.handle).size;
      else throw new WasiError(ERRNO.inval);
      file.position = position(base + offset);
      guest.setU64(result >>> 0, BigInt(file.position), 'fd_seek(offset)');
    },
    fd_tell: (fd: number, result: number) => {
      const file = fds.data(fd);
      seekable(file);
      guest.setU64(result >>> 0, BigInt(file.position), 'fd_tell(offset)');
    },
    fd_advise: (fd: number, _offset: bigint, length: bigint, advice: number) => {
      seekable(fds.get(fd));
      if (length < 0n || advice >>> 0 > LAST_ADVICE) throw new WasiError(ERRNO.inval);
    },
    fd_allocate: (fd: number, offset: bigint, length: bigint) => {
      const file = writable(fd);
      seekable(file);
      const end = position(offset + length);
      if (length <= 0n) throw new WasiError(ERRNO.inval);
      if (Number(files.status(file.handle).size) < end) files.resize(file.handle, end);
    },
    fd_datasync: sync,
    fd_sync: sync,
    fd_fdstat_get: (fd: number, result: number) => {
      const file = fds.get(fd);
      const type = FILETYPE[file.directory ? 'directory' : statusOf(file).kind];
      guest.fill(result >>> 0, SIZE.fdstat, 'fd_fdstat_get(stat)', (view) => {
        view.setUint8(0, type);
        view.setUint16(2, file.flags, true);
        view.setBigUint64(8, rightsOf(file), true);
        view.setBigUint64(16, file.directory ? RIGHTS.all : 0n, true);
      });
    },
    fd_fdstat_set_flags: (fd: number, flags: number) => {
      fds.get(fd).flags = flags & FDFLAGS.all;
    },
    // Only the right to read and to write can be given up; the other rights are what the kind of file allows.
    fd_fdstat_set_rights: (fd: number, base: bigint) => {
      const file = fds.get(fd);
      const asked = BigInt.asUintN(64, base);
      if (asked & ~rightsOf(file)) throw new WasiError(ERRNO.notcapable);
      file.readable &&= file.directory !== undefined || (asked & RIGHTS.read) !== 0n;
      file.writable &&= (asked & RIGHTS.write) !== 0n;
    },
    fd_filestat_get: (fd: number, result: number) =>
      writeFilestat(system, result >>> 0, statusOf(fds.get(fd)), 'fd_filestat_get(buf)'),
    fd_filestat_set_size: (fd: number, size: bigint) => {
      const file = fds.get(fd);
      if (file.kind !== 'file' || !file.writable) throw new WasiError(ERRNO.inval);
      files.resize(file.handle!, position(size));
    },
    fd_filestat_set_times: (fd: number, accessed: bigint, modified: bigint, flags: number) => {
      const file = fds.get(fd);
      if (file.handle !== undefined && isStandard(file.handle)) throw new WasiError(ERRNO.inval);
      const times = newTimes(host.clock, statusOf(file), accessed, modified, flags);
      if (file.directory) files.setTimesOf(placeOf(files, file.directory), ...times);
      else files.setTimes(file.handle!, ...times);
    },
    fd_prestat_get: (fd: number, result: number) => {
      // C libraries ask from 3 upwards, until there is nothing; a program that another one has left may have holes before.
      if (fd >= FIRST_GIVEN && !fds.gives(fd) && fds.givesFrom(fd)) {
        guest.fill(result >>> 0, SIZE.prestat, 'fd_prestat_get(buf)', (view) => view.setUint8(0, NO_DIRECTORY));
        return;
      }
      const name = preopenName(fd);
      guest.fill(result >>> 0, SIZE.prestat, 'fd_prestat_get(buf)', (view) => view.setUint32(4, name.length, true));
    },
    fd_prestat_dir_name: (fd: number, path: number, length: number) => {
      const name = preopenName(fd);
      if (length >>> 0 < name.length) throw new WasiError(ERRNO.nametoolong);
      guest.bytes(path >>> 0, name.length, true, 'fd_prestat_dir_name(path)').set(name);
    },
    fd_readdir: (fd: number, buffer: number, length: number, cookie: bigint, result: number) =>
      readDirectory(system, fds.directory(fd), buffer >>> 0, length >>> 0, cookie, result >>> 0),
    fd_renumber: (from: number, to: number) => {
      fds.get(from);
      fds.get(to);
      if (from === to) return;
      closeFile(files, fds.remove(to));
      fds.replace(to, fds.remove(from));
    },
  };
}

function rightsOf(file: OpenFile): bigint {
  if (file.directory) return RIGHTS.directory;
  return (
    (file.kind === 'stream' ? RIGHTS.stream : RIGHTS.file) &
    ~(file.readable ? 0n : RIGHTS.read) &
    ~(file.writable ? 0n : RIGHTS.write)
  );
}

/** @throws EINVAL for a position that is negative or beyond what a file can have. */
function position(offset: bigint): number {
  if (offset < 0n || offset > MOST_OFFSET) throw new WasiError(ERRNO.inval);
  return Number(offset);
}
