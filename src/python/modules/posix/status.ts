/** os.stat_result and os.DirEntry-like answers. */
import type { Address } from '../../../base/ids.js';
import type { FileKind, FileStatus } from '../../../process/host.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeStructSequence, structSequence } from '../struct-sequence.js';

const KIND_BITS: Readonly<Record<FileKind, number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  'character-device': 0o020000,
  'block-device': 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
  unknown: 0,
};
/** Permissions are not the host's to tell: what a file has by default. */
const PERMISSIONS = 0o644;
const DIRECTORY_PERMISSIONS = 0o755;
const NANOSECONDS = 1_000_000_000n;

export function makeStatResult(rt: Runtime): Address {
  return makeStructSequence(rt, {
    name: 'os.stat_result',
    fields: [
      ...['st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size'],
      ...[undefined, undefined, undefined],
      ...['st_atime', 'st_mtime', 'st_ctime', 'st_atime_ns', 'st_mtime_ns', 'st_ctime_ns', 'st_blksize', 'st_blocks'],
    ],
    visible: 10,
  });
}

export function statResult(rt: Runtime, type: Address, status: FileStatus): Address {
  const permissions = status.kind === 'directory' ? DIRECTORY_PERMISSIONS : PERMISSIONS;
  const times = [status.accessed, status.modified, status.changed];
  return structSequence(rt, type, [
    rt.int(KIND_BITS[status.kind] | permissions),
    ...[status.inode, status.device, status.links, 0n, 0n, status.size].map((value) => rt.int(value)),
    ...times.map((time) => rt.int(time / NANOSECONDS)),
    ...times.map((time) => rt.float(Number(time) / 1e9)),
    ...times.map((time) => rt.int(time)),
    rt.int(4096),
    rt.int((status.size + 511n) / 512n),
  ]);
}
