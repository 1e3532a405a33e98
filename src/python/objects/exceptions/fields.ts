/** What an exception adds to those it derives from, and the small ones: SystemExit, StopIteration, AttributeError, NameError, ImportError. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import {
  ATTRIBUTE_NAME,
  ATTRIBUTE_OBJECT,
  EXIT_CODE,
  IMPORT_MESSAGE,
  IMPORT_NAME,
  IMPORT_PATH,
} from '../../format/exceptions.js';
import { EXCEPTION_ARGS, NO_ARGUMENTS } from '../../format/objects.js';
import { TYPE_ERROR } from '../../format/types.js';
import { kernel, method, type MemberDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from '../classes/fields.js';

/** `owned` are the bits of the added words that are owned references. */
export type ExceptionParts = Pick<TypeDefinition, 'owned' | 'slots' | 'methods' | 'properties' | 'members'>;

export const objectMember = (name: string, at: number): MemberDefinition => ({ name, at, kind: 'object' });

/** INIT with keywords for some fields; positional arguments are `args`. */
function initWithNames(function_: string, fields: Readonly<Record<string, number>>) {
  return (rt: Runtime, p: Address, args: Address, positional: number, names: Address): void => {
    rt.status(rt.kernel.setArguments(p, args, positional));
    const given = rt.keywords(args, positional, names);
    for (const name of Object.keys(given)) {
      if (fields[name] === undefined)
        rt.raise(TYPE_ERROR, `'${name}' is an invalid keyword argument for ${function_}()`);
    }
    for (const [name, field] of Object.entries(fields)) setOwned(rt, p, field, given[name] ?? 0);
  };
}

export const EXIT_PARTS: ExceptionParts = {
  owned: 1,
  slots: {
    INIT: (rt, p, args, positional, names) => {
      rt.status(rt.kernel.exception_init(p, args, positional, names));
      const given = rt.views.word(p + EXCEPTION_ARGS);
      setOwned(rt, p, EXIT_CODE, positional === 0 ? NONE : positional === 1 ? rt.tupleItems(given)[0] : given);
    },
  },
  members: [objectMember('code', EXIT_CODE)],
};

export const STOP_PARTS: ExceptionParts = {
  owned: 1,
  slots: { INIT: kernel('stop_init') },
  members: [objectMember('value', EXIT_CODE)],
};

export const ATTRIBUTE_PARTS: ExceptionParts = {
  owned: 3,
  slots: { INIT: initWithNames('AttributeError', { name: ATTRIBUTE_NAME, obj: ATTRIBUTE_OBJECT }) },
  members: [objectMember('name', ATTRIBUTE_NAME), objectMember('obj', ATTRIBUTE_OBJECT)],
};

export const NAME_PARTS: ExceptionParts = {
  owned: 1,
  slots: { INIT: initWithNames('NameError', { name: ATTRIBUTE_NAME }) },
  members: [objectMember('name', ATTRIBUTE_NAME)],
};

const initImport = initWithNames('ImportError', { name: IMPORT_NAME, path: IMPORT_PATH });

export const IMPORT_PARTS: ExceptionParts = {
  owned: 7,
  slots: {
    INIT: (rt, p, args, positional, names) => {
      initImport(rt, p, args, positional, names);
      setOwned(rt, p, IMPORT_MESSAGE, positional === 1 ? rt.tupleItems(rt.views.word(p + EXCEPTION_ARGS))[0] : 0);
    },
    STR: (rt, p) => {
      const message = rt.views.word(p + IMPORT_MESSAGE);
      return message !== 0 && rt.isString(message) ? message : rt.keep(rt.kernel.exception_str(p));
    },
  },
  methods: [
    method('__reduce__', NO_ARGUMENTS, (rt, p) => {
      const state = rt.dict();
      for (const [key, value] of rt.dictItems(rt.attribute(p, '__dict__'))) rt.dictSet(state, key, value);
      for (const [name, field] of [
        ['name', IMPORT_NAME],
        ['path', IMPORT_PATH],
      ] as const) {
        if (rt.views.word(p + field) !== 0) rt.dictSet(state, rt.name(name), rt.views.word(p + field));
      }
      const parts = [rt.typeOf(p), rt.views.word(p + EXCEPTION_ARGS)];
      return rt.tuple(rt.dictItems(state).length > 0 ? [...parts, state] : parts);
    }),
  ],
  members: [objectMember('msg', IMPORT_MESSAGE), objectMember('name', IMPORT_NAME), objectMember('path', IMPORT_PATH)],
};
