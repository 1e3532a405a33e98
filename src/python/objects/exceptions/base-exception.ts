/** BaseException: what all exceptions show and do. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import {
  CAUSE,
  CONTEXT,
  EXCEPTION_ARGS,
  NO_ARGUMENTS,
  ONE_ARGUMENT,
  SUPPRESS_CONTEXT,
  TRACEBACK,
} from '../../format/objects.js';
import { IS_DICT, IS_EXCEPTION, IS_LIST, TRACEBACK_TYPE, TYPE_ERROR } from '../../format/types.js';
import { kernel, method, type PropertyDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from '../classes/fields.js';
import { INSTANCE_PROPERTIES } from '../classes/instance-properties.js';
import type { ExceptionParts } from './fields.js';

function repr(rt: Runtime, p: Address): Address {
  const args = rt.views.word(p + EXCEPTION_ARGS);
  const items = rt.tupleItems(args);
  const name = rt.typeName(rt.typeOf(p));
  return rt.string(items.length === 1 ? `${name}(${rt.text(rt.repr(items[0]))})` : `${name}${rt.text(rt.repr(args))}`);
}

function refuseDeletion(rt: Runtime, name: string, value: Address): void {
  if (value === 0) rt.raise(TYPE_ERROR, `${name} may not be deleted`);
}

/** __cause__ and __context__: an exception or None. */
function linkProperty(name: string, field: number): PropertyDefinition {
  return {
    name,
    get: (rt, p) => rt.views.word(p + field) || NONE,
    set: (rt, p, value) => {
      refuseDeletion(rt, name, value);
      if (value !== NONE && !rt.hasFlag(value, IS_EXCEPTION))
        rt.raise(
          TYPE_ERROR,
          `exception ${name === '__cause__' ? 'cause' : 'context'} must be None or derive from BaseException`,
        );
      setOwned(rt, p, field, value === NONE ? 0 : value);
      if (field === CAUSE) rt.views.u8[p + SUPPRESS_CONTEXT] = 1;
    },
  };
}

export function setTraceback(rt: Runtime, p: Address, value: Address): void {
  refuseDeletion(rt, '__traceback__', value);
  if (value !== NONE && rt.typeOf(value) !== TRACEBACK_TYPE)
    rt.raise(TYPE_ERROR, '__traceback__ must be a traceback or None');
  setOwned(rt, p, TRACEBACK, value === NONE ? 0 : value);
}

function addNote(rt: Runtime, p: Address, note: Address): Address {
  if (!rt.isString(note)) rt.raise(TYPE_ERROR, `note must be a str, not '${rt.shownTypeName(rt.typeOf(note))}'`);
  let notes = rt.optionalAttribute(p, '__notes__');
  if (notes === 0) rt.setAttribute(p, '__notes__', (notes = rt.list([])));
  if (!rt.hasFlag(notes, IS_LIST)) rt.raise(TYPE_ERROR, 'Cannot add note: __notes__ is not a list');
  rt.status(rt.kernel.listAppend(notes, note));
  return NONE;
}

export const BASE_EXCEPTION_PARTS: ExceptionParts = {
  slots: {
    REPR: repr,
    STR: kernel('exception_str'),
    GETATTR: kernel('object_getattr'),
    SETATTR: kernel('object_setattr'),
  },
  methods: [
    method('__reduce__', NO_ARGUMENTS, (rt, p) => {
      const dict = rt.optionalAttribute(p, '__dict__');
      const parts = [rt.typeOf(p), rt.views.word(p + EXCEPTION_ARGS)];
      return rt.tuple(dict !== 0 && rt.dictItems(dict).length > 0 ? [...parts, dict] : parts);
    }),
    method('__setstate__', ONE_ARGUMENT, (rt, p, state) => {
      if (state === NONE) return NONE;
      if (!rt.hasFlag(state, IS_DICT)) rt.raise(TYPE_ERROR, 'state is not a dictionary');
      for (const [name, value] of rt.dictItems(state)) rt.setAttribute(p, rt.text(name), value);
      return NONE;
    }),
    method('with_traceback', ONE_ARGUMENT, (rt, p, traceback) => {
      setTraceback(rt, p, traceback);
      return p;
    }),
    method('add_note', ONE_ARGUMENT, addNote),
  ],
  properties: [
    ...INSTANCE_PROPERTIES.filter((property) => property.name === '__dict__'),
    {
      name: 'args',
      get: (rt, p) => rt.views.word(p + EXCEPTION_ARGS),
      set: (rt, p, value) => {
        refuseDeletion(rt, 'args', value);
        setOwned(rt, p, EXCEPTION_ARGS, rt.isTuple(value) ? value : rt.tuple(rt.items(value)));
      },
    },
    { name: '__traceback__', get: (rt, p) => rt.views.word(p + TRACEBACK) || NONE, set: setTraceback },
    linkProperty('__context__', CONTEXT),
    linkProperty('__cause__', CAUSE),
  ],
  members: [{ name: '__suppress_context__', at: SUPPRESS_CONTEXT, kind: 'flag' }],
};
