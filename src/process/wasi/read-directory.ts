/**
 * fd_readdir. The entries are listed once, when the program begins (cookie 0), and kept: a cookie is the number of
 * entries already given, and stays good while the program removes what it has read.
 */
import type { HostFiles } from '../host.js';
import { FILETYPE, SIZE } from './abi.js';
import { placeOf } from './directory.js';
import type { Entry, OpenDirectory } from './fd-table.js';
import { identityOf, type System } from './system.js';

const UTF8 = new TextEncoder();

export function readDirectory(
  system: System,
  directory: OpenDirectory,
  buffer: number,
  length: number,
  cookie: bigint,
  result: number,
): void {
  const { guest } = system;
  const { files } = system.host;
  const place = placeOf(files, directory);
  if (cookie === 0n || directory.listing === undefined) directory.listing = list(files, place);
  const entries = directory.listing;
  let used = 0;
  for (let i = Number(BigInt.asUintN(53, cookie)); i < entries.length && used < length; i++) {
    const name = UTF8.encode(entries[i].name);
    const record = new Uint8Array(SIZE.dirent + name.length);
    const view = new DataView(record.buffer);
    view.setBigUint64(0, BigInt(i + 1), true);
    view.setBigUint64(8, inodeOf(system, directory, place, entries[i].name), true);
    view.setUint32(16, name.length, true);
    view.setUint8(20, FILETYPE[entries[i].kind]);
    record.set(name, SIZE.dirent);
    const part = record.subarray(0, length - used);
    guest.bytes(buffer + used, part.length, true, 'fd_readdir(buf)').set(part);
    used += part.length;
  }
  guest.setU32(result, used, 'fd_readdir(bufused)');
}

function list(files: HostFiles, place: string): Entry[] {
  return [
    { name: '.', kind: 'directory' },
    { name: '..', kind: 'directory' },
    ...files.list(place).sort((a, b) => (a.name < b.name ? -1 : 1)),
  ];
}

/** 0 for an entry that is gone. The ".." of a given directory is itself. */
function inodeOf(system: System, { isTop }: OpenDirectory, place: string, name: string): bigint {
  const inside = name === '.' || (name === '..' && isTop) ? place : `${place}/${name}`;
  try {
    return identityOf(system, system.host.files.statusOf(inside)).inode;
  } catch {
    return 0n;
  }
}
