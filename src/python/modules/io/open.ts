/** open(): the layers of a file, put together. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import {
  BUFFERED_RANDOM_TYPE,
  BUFFERED_READER_TYPE,
  BUFFERED_WRITER_TYPE,
  BYTES_IO_TYPE,
  FILE_IO_TYPE,
  TEXT_IO_WRAPPER_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { isInLibrary, readLibrary } from '../../runtime/read-source.js';
import type { Runtime } from '../../runtime/runtime.js';
import { BLOCK_SIZE } from './file-io.js';

export const OPEN_PARAMETERS =
  "file, mode: str='r', buffering=-1, encoding: str | None=None, errors: str | None=None, newline: str | None=None, closefd=True, opener=None";

interface OpenMode {
  /** As the program wrote it. */
  readonly given: string;
  readonly raw: string;
  readonly binary: boolean;
  readonly main: string;
  readonly updates: boolean;
}

/** A source to be read, of the library too. */
export function openCode(rt: Runtime, path: Address): Address {
  if (!rt.isString(path)) rt.raise(TYPE_ERROR, `'path' must be 'str', not '${rt.shownTypeName(rt.typeOf(path))}'`);
  const text = rt.text(path);
  const source = isInLibrary(rt.surroundings, text) ? readLibrary(rt.surroundings, text) : undefined;
  if (source !== undefined) return rt.call(BYTES_IO_TYPE, [rt.newBytes(source)]);
  return openFile(rt, [path, rt.string('rb'), 0, 0, 0, 0, 0, 0]);
}

export function openFile(rt: Runtime, args: readonly Address[]): Address {
  const [file, modeText, buffering, encoding, errors, newline, closefd, opener] = args;
  const mode = modeOf(rt, modeText === 0 ? 'r' : rt.text(modeText));
  const isGiven = (p: Address) => p !== 0 && p !== NONE;
  if (mode.binary)
    for (const [p, name] of [
      [encoding, 'an encoding'],
      [errors, 'an errors'],
      [newline, 'a newline'],
    ] as const)
      if (isGiven(p)) rt.raise(VALUE_ERROR, `binary mode doesn't take ${name} argument`);
  const raw = rt.call(FILE_IO_TYPE, [
    file,
    rt.string(mode.raw),
    closefd === 0 ? rt.bool(true) : closefd,
    opener === 0 ? NONE : opener,
  ]);
  try {
    return layers(rt, raw, mode, buffering === 0 ? -1 : rt.number(rt.index(buffering)), { encoding, errors, newline });
  } catch (problem) {
    rt.savingPending(() => void rt.call(rt.attribute(raw, 'close')));
    throw problem;
  }
}

function layers(
  rt: Runtime,
  raw: Address,
  mode: OpenMode,
  buffering: number,
  text: Readonly<Record<'encoding' | 'errors' | 'newline', Address>>,
): Address {
  let size = buffering;
  let byLine = buffering === 1;
  if (buffering < 0 && rt.truth(rt.call(rt.attribute(raw, 'isatty')))) byLine = true;
  if (buffering < 0 || byLine) size = BLOCK_SIZE;
  if (buffering === 0) {
    if (!mode.binary) rt.raise(VALUE_ERROR, "can't have unbuffered text I/O");
    return raw;
  }
  const type = mode.updates ? BUFFERED_RANDOM_TYPE : mode.main === 'r' ? BUFFERED_READER_TYPE : BUFFERED_WRITER_TYPE;
  const buffer = rt.call(type, [raw, rt.int(size)]);
  if (mode.binary) return buffer;
  const { encoding, errors, newline } = text;
  const wrapper = rt.call(TEXT_IO_WRAPPER_TYPE, [
    buffer,
    ...[encoding, errors, newline].map((p) => (p === 0 ? NONE : p)),
    rt.bool(byLine),
  ]);
  rt.setAttribute(wrapper, 'mode', rt.string(mode.given));
  return wrapper;
}

function modeOf(rt: Runtime, text: string): OpenMode {
  const invalid = () => rt.raise(VALUE_ERROR, `invalid mode: '${text}'`);
  if (/[^axrwb+t]/.test(text) || new Set(text).size !== text.length) invalid();
  const mains = Array.from(text).filter((c) => 'axrw'.includes(c));
  if (text.includes('t') && text.includes('b')) rt.raise(VALUE_ERROR, "can't have text and binary mode at once");
  if (mains.length > 1) rt.raise(VALUE_ERROR, 'must have exactly one of create/read/write/append mode');
  if (mains.length === 0)
    rt.raise(VALUE_ERROR, 'Must have exactly one of create/read/write/append mode and at most one plus');
  const updates = text.includes('+');
  return { given: text, raw: mains[0] + (updates ? '+' : ''), binary: text.includes('b'), main: mains[0], updates };
}
