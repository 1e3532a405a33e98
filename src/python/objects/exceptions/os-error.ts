/**
 * OSError: with two to five arguments they are errno, strerror, filename, winerror (ignored) and filename2; then errno says
 * which of its subclasses is made.
 */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { OS_ERRNO, OS_FILE, OS_SECOND_FILE, OS_TEXT, OS_WRITTEN } from '../../format/exceptions.js';
import { EXCEPTION_ARGS, NO_ARGUMENTS } from '../../format/objects.js';
import {
  ATTRIBUTE_ERROR,
  BLOCKING_IO_ERROR,
  BROKEN_PIPE_ERROR,
  CHILD_PROCESS_ERROR,
  CONNECTION_ABORTED_ERROR,
  CONNECTION_REFUSED_ERROR,
  CONNECTION_RESET_ERROR,
  FILE_EXISTS_ERROR,
  FILE_NOT_FOUND_ERROR,
  INIT,
  INTERRUPTED_ERROR,
  IS_A_DIRECTORY_ERROR,
  IS_INT,
  NEW,
  NOT_A_DIRECTORY_ERROR,
  OS_ERROR,
  PERMISSION_ERROR,
  PROCESS_LOOKUP_ERROR,
  TIMEOUT_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { method } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from '../classes/fields.js';
import { objectMember, type ExceptionParts } from './fields.js';

/** Linux's numbers. */
const SUBCLASSES: ReadonlyMap<number, Address> = new Map([
  [1, PERMISSION_ERROR],
  [2, FILE_NOT_FOUND_ERROR],
  [3, PROCESS_LOOKUP_ERROR],
  [4, INTERRUPTED_ERROR],
  [10, CHILD_PROCESS_ERROR],
  [11, BLOCKING_IO_ERROR],
  [13, PERMISSION_ERROR],
  [17, FILE_EXISTS_ERROR],
  [20, NOT_A_DIRECTORY_ERROR],
  [21, IS_A_DIRECTORY_ERROR],
  [32, BROKEN_PIPE_ERROR],
  [103, CONNECTION_ABORTED_ERROR],
  [104, CONNECTION_RESET_ERROR],
  [108, BROKEN_PIPE_ERROR],
  [110, TIMEOUT_ERROR],
  [111, CONNECTION_REFUSED_ERROR],
  [114, BLOCKING_IO_ERROR],
  [115, BLOCKING_IO_ERROR],
]);

/** A class with an __init__ and no __new__ of its own gets the arguments there. */
function isInitialisedLater(rt: Runtime, type: Address): boolean {
  const { views } = rt;
  return (
    views.word(type + INIT) !== views.word(OS_ERROR + INIT) && views.word(type + NEW) === views.word(OS_ERROR + NEW)
  );
}

function refuseNames(rt: Runtime, type: Address, names: Address): void {
  if (names !== 0 && rt.tupleItems(names).length > 0)
    rt.raise(TYPE_ERROR, `${rt.typeName(type)}() takes no keyword arguments`);
}

function make(rt: Runtime, type: Address, args: Address, positional: number, names: Address): Address {
  const given = rt.words(args, positional);
  let made = type;
  if (!isInitialisedLater(rt, type)) {
    refuseNames(rt, type, names);
    if (type === OS_ERROR && given.length >= 2 && given.length <= 5 && rt.hasFlag(given[0], IS_INT))
      made = SUBCLASSES.get(rt.compactInt(given[0]) ?? -1) ?? type;
  }
  const p = rt.keep(rt.kernel.exception_new(made, args, positional, 0));
  rt.views.setWord(p + OS_WRITTEN, -1);
  if (!isInitialisedLater(rt, type)) fill(rt, p, given);
  else rt.status(rt.kernel.setArguments(p, 0, 0));
  return p;
}

function initialise(rt: Runtime, p: Address, args: Address, positional: number, names: Address): void {
  if (!isInitialisedLater(rt, rt.typeOf(p))) return;
  refuseNames(rt, rt.typeOf(p), names);
  rt.status(rt.kernel.setArguments(p, args, positional));
  fill(rt, p, rt.words(args, positional));
}

function fill(rt: Runtime, p: Address, given: readonly Address[]): void {
  if (given.length < 2 || given.length > 5) return;
  const [number, text, file, , second] = given;
  setOwned(rt, p, OS_ERRNO, number);
  setOwned(rt, p, OS_TEXT, text);
  if (file === undefined || file === NONE) return;
  // The third argument of BlockingIOError may say how much was written.
  if (rt.isInstance(p, BLOCKING_IO_ERROR) && rt.isIndex(file)) {
    rt.views.setWord(p + OS_WRITTEN, Number(rt.bigInt(rt.index(file))));
    return;
  }
  setOwned(rt, p, OS_FILE, file);
  if (second !== undefined && second !== NONE) setOwned(rt, p, OS_SECOND_FILE, second);
  // args have only the first two: so they could be unpacked before there were file names.
  setOwned(rt, p, EXCEPTION_ARGS, rt.tuple(given.slice(0, 2)));
}

function show(rt: Runtime, p: Address): Address {
  const [number, text, file, second] = [OS_ERRNO, OS_TEXT, OS_FILE, OS_SECOND_FILE].map((at) => rt.views.word(p + at));
  if (number === 0 || text === 0) return rt.keep(rt.kernel.exception_str(p));
  const start = `[Errno ${rt.text(rt.str(number))}] ${rt.text(rt.str(text))}`;
  if (file === 0) return rt.string(start);
  const files = second === 0 ? '' : ` -> ${rt.text(rt.repr(second))}`;
  return rt.string(`${start}: ${rt.text(rt.repr(file))}${files}`);
}

export const OS_PARTS: ExceptionParts = {
  owned: 15,
  slots: { NEW: make, INIT: initialise, STR: show },
  methods: [
    method('__reduce__', NO_ARGUMENTS, (rt, p) => {
      const args = rt.tupleItems(rt.views.word(p + EXCEPTION_ARGS));
      const [file, second] = [OS_FILE, OS_SECOND_FILE].map((at) => rt.views.word(p + at));
      const all = args.length !== 2 || file === 0 ? args : [...args, file, ...(second === 0 ? [] : [NONE, second])];
      const parts = [rt.typeOf(p), rt.tuple(all)];
      const dict = rt.attribute(p, '__dict__');
      return rt.tuple(rt.dictItems(dict).length > 0 ? [...parts, dict] : parts);
    }),
  ],
  properties: [
    {
      name: 'characters_written',
      get: (rt, p) => {
        const written = rt.views.word(p + OS_WRITTEN);
        return written === -1 ? rt.raiseValue(ATTRIBUTE_ERROR, rt.name('characters_written')) : rt.int(written);
      },
      set: (rt, p, value) => {
        const written = value === 0 ? -1 : Number(rt.bigInt(rt.index(value)));
        if (written > 0x7fff_ffff) rt.raise(VALUE_ERROR, 'cannot fit into an index-sized integer');
        rt.views.setWord(p + OS_WRITTEN, written);
      },
    },
  ],
  members: [
    objectMember('errno', OS_ERRNO),
    objectMember('strerror', OS_TEXT),
    objectMember('filename', OS_FILE),
    objectMember('filename2', OS_SECOND_FILE),
  ],
};
