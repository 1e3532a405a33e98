/**
 * os.scandir and os.DirEntry: a directory's entries with what listing it has told of them already.
 *
 *     DirEntry         +8 ENTRY_NAME  +12 ENTRY_PATH  +16 ENTRY_STAT  +20 ENTRY_LSTAT, owned: status once it was asked for, or 0
 *                      +24 ENTRY_KIND, a place in KINDS
 *     ScandirIterator  +8 SCAN_ENTRIES, a list, owned, 0 at the end  +12 SCAN_INDEX
 */
import type { Address } from '../../../base/ids.js';
import type { FileKind, FileStatus } from '../../../process/host.js';
import { NONE } from '../../format/memory-map.js';
import { ITEMS, LENGTH, NO_ARGUMENTS } from '../../format/objects.js';
import { DIR_ENTRY_TYPE, SCANDIR_ITERATOR_TYPE } from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setReference } from '../fields.js';
import { native } from '../native.js';
import { onHost } from '../os-error.js';
import { type Path, pathOf, sameKind } from './paths.js';
import { statResult } from './status.js';

const ENTRY_NAME = 8;
const ENTRY_PATH = 12;
const ENTRY_STAT = 16;
const ENTRY_LSTAT = 20;
const ENTRY_KIND = 24;
const SCAN_ENTRIES = 8;
const SCAN_INDEX = 12;

const KINDS: readonly FileKind[] = [
  'unknown',
  'file',
  'directory',
  'symlink',
  'character-device',
  'block-device',
  'fifo',
  'socket',
];

const files = (rt: Runtime) => rt.surroundings.host.files;

function makeEntry(rt: Runtime, name: Address, path: Address, kind: FileKind): Address {
  const p = rt.keep(rt.kernel.newInstance(DIR_ENTRY_TYPE));
  setReference(rt, p, ENTRY_NAME, name);
  setReference(rt, p, ENTRY_PATH, path);
  rt.views.setWord(p + ENTRY_KIND, KINDS.indexOf(kind));
  return p;
}

/** os.scandir; `given` is 0 or None for the working directory. */
export function scandir(rt: Runtime, given: Address): Address {
  const path: Path | undefined = given === 0 || given === NONE ? undefined : pathOf(rt, given, 'scandir');
  const directory = path?.text ?? '.';
  const found = onHost(rt, () => files(rt).list(directory), ...(path === undefined ? [] : [path.given]));
  const front = directory.endsWith('/') ? directory : `${directory}/`;
  const list = rt.list([]);
  for (const { name, kind } of found) {
    rt.pooled(() => {
      const entry = makeEntry(rt, sameKind(rt, name, path), sameKind(rt, front + name, path), kind);
      rt.status(rt.kernel.listAppend(list, entry));
      return 0;
    });
  }
  const p = rt.keep(rt.kernel.newInstance(SCANDIR_ITERATOR_TYPE));
  setReference(rt, p, SCAN_ENTRIES, list);
  return p;
}

const kindOf = (rt: Runtime, self: Address): FileKind => KINDS[rt.views.word(self + ENTRY_KIND)];

function statusOf(rt: Runtime, self: Address, follow: boolean): FileStatus {
  const given = rt.views.word(self + ENTRY_PATH);
  const { text } = pathOf(rt, given, 'stat');
  return onHost(rt, () => (follow ? files(rt).statusOfTarget(text) : files(rt).statusOf(text)), given);
}

/** The kind of the entry, or of what a link leads to; undefined where that is nothing. */
function reachedKind(rt: Runtime, self: Address, follow: boolean): FileKind | undefined {
  const kind = kindOf(rt, self);
  if (kind !== 'unknown' && (kind !== 'symlink' || !follow)) return kind;
  const { text } = pathOf(rt, rt.views.word(self + ENTRY_PATH), 'stat');
  try {
    return (follow ? files(rt).statusOfTarget(text) : files(rt).statusOf(text)).kind;
  } catch (problem) {
    if ((problem as { code?: string }).code === 'ENOENT') return undefined;
    return onHost(rt, () => {
      throw problem;
    });
  }
}

function asks(name: string, kind: FileKind) {
  return native(name, '*, follow_symlinks=True', (rt, self, [follow]) =>
    rt.bool(reachedKind(rt, self, follow === 0 || rt.truth(follow)) === kind),
  );
}

/** @param type stat_result of the runtime */
export function statOfEntry(rt: Runtime, type: Address, self: Address, follow: boolean): Address {
  const follows = follow && kindOf(rt, self) === 'symlink';
  const field = follows ? ENTRY_STAT : ENTRY_LSTAT;
  const known = rt.views.word(self + field);
  if (known !== 0) return known;
  const result = statResult(rt, type, statusOf(rt, self, follows));
  setReference(rt, self, field, result);
  return result;
}

/** @param statType gives stat_result of a runtime */
export function scandirTypes(statType: (rt: Runtime) => Address): readonly TypeDefinition[] {
  return [
    {
      address: DIR_ENTRY_TYPE,
      name: 'DirEntry',
      module: 'posix',
      bytes: ENTRY_KIND + 4,
      owned: 4,
      generic: true,
      slots: {
        ...OWNED_SLOTS,
        REPR: (rt, self) => rt.string(`<DirEntry ${rt.text(rt.repr(rt.views.word(self + ENTRY_NAME)))}>`),
      },
      members: [
        { name: 'name', at: ENTRY_NAME, kind: 'object', readOnly: true },
        { name: 'path', at: ENTRY_PATH, kind: 'object', readOnly: true },
      ],
      methods: [
        asks('is_dir', 'directory'),
        asks('is_file', 'file'),
        method('is_symlink', NO_ARGUMENTS, (rt, self) => rt.bool(reachedKind(rt, self, false) === 'symlink')),
        native('stat', '*, follow_symlinks=True', (rt, self, [follow]) =>
          statOfEntry(rt, statType(rt), self, follow === 0 || rt.truth(follow)),
        ),
        method('inode', NO_ARGUMENTS, (rt, self) => rt.int(statusOf(rt, self, false).inode)),
        method('__fspath__', NO_ARGUMENTS, (rt, self) => rt.views.word(self + ENTRY_PATH)),
      ],
    },
    {
      address: SCANDIR_ITERATOR_TYPE,
      name: 'ScandirIterator',
      module: 'posix',
      bytes: SCAN_INDEX + 4,
      owned: 1,
      slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: nextEntry },
      methods: [
        method('__enter__', NO_ARGUMENTS, (_, self) => self),
        native('__exit__', '*args', close),
        method('close', NO_ARGUMENTS, close),
      ],
    },
  ];
}

function close(rt: Runtime, self: Address): Address {
  setReference(rt, self, SCAN_ENTRIES, 0);
  return NONE;
}

function nextEntry(rt: Runtime, self: Address): Address {
  const list = rt.views.word(self + SCAN_ENTRIES);
  const index = rt.views.word(self + SCAN_INDEX);
  if (list === 0 || index >= rt.views.word(list + LENGTH)) {
    close(rt, self);
    return 0;
  }
  rt.views.setWord(self + SCAN_INDEX, index + 1);
  return rt.views.word(rt.views.word(list + ITEMS) + 4 * index);
}
