/** property: how it is made, its copies with other functions, and what it says where it has none. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import {
  ARGUMENTS,
  DELETER,
  GETTER,
  GETTER_DOC,
  ONE_ARGUMENT,
  PROPERTY_BYTES,
  PROPERTY_DOC,
  PROPERTY_NAME,
  SETTER,
} from '../../format/objects.js';
import { ATTRIBUTE_ERROR, INHERITABLE, PROPERTY_TYPE, TYPE_ERROR, TYPE_QUALNAME } from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from './fields.js';

const PARAMETERS = parseParameters('property', 'fget=None, fset=None, fdel=None, doc=None');

export function newProperty(rt: Runtime, type: Address): Address {
  const p = rt.keep(rt.kernel.newCyclic(type, PROPERTY_BYTES));
  rt.views.u8.fill(0, p + GETTER, p + PROPERTY_BYTES);
  rt.kernel.track(p);
  return p;
}

function initialise(rt: Runtime, p: Address, args: Address, positional: number, names: Address): void {
  const given = bindParameters(rt, PARAMETERS, args, positional, names);
  const [getter, setter, deleter, doc] = given.map((value) => (value === NONE ? 0 : value));
  setOwned(rt, p, GETTER, getter);
  setOwned(rt, p, SETTER, setter);
  setOwned(rt, p, DELETER, deleter);
  setOwned(rt, p, PROPERTY_DOC, given[3]);
  rt.views.setWord(p + GETTER_DOC, 0);
  if (doc !== 0 || getter === 0) return;
  const ofGetter = rt.optionalAttribute(getter, '__doc__');
  if (ofGetter === 0) return;
  if (rt.typeOf(p) === PROPERTY_TYPE) setOwned(rt, p, PROPERTY_DOC, ofGetter);
  else rt.setAttribute(p, '__doc__', ofGetter);
  rt.views.setWord(p + GETTER_DOC, 1);
}

/** The same property with other functions: `@x.setter`. */
function copyWith(rt: Runtime, p: Address, field: number, value: Address): Address {
  const functions = [GETTER, SETTER, DELETER].map((each) => {
    const own = rt.views.word(p + each);
    return each === field && value !== NONE ? value : own === 0 ? NONE : own;
  });
  const doc = rt.views.word(p + GETTER_DOC) !== 0 && functions[0] !== NONE ? NONE : rt.views.word(p + PROPERTY_DOC);
  const copy = rt.call(rt.typeOf(p), [...functions, doc === 0 ? NONE : doc]);
  if (rt.isInstance(copy, PROPERTY_TYPE)) setOwned(rt, copy, PROPERTY_NAME, rt.views.word(p + PROPERTY_NAME));
  return copy;
}

/** @throws PythonError with AttributeError: the property has no function in a field */
export function refuseProperty(rt: Runtime, p: Address, object: Address, field: number): never {
  const what = field === GETTER ? 'getter' : field === SETTER ? 'setter' : 'deleter';
  const name = rt.views.word(p + PROPERTY_NAME);
  const shown = name === 0 ? 'property' : `property ${rt.text(rt.repr(name))}`;
  const owner = rt.text(rt.repr(rt.views.word(rt.typeOf(object) + TYPE_QUALNAME)));
  return rt.raise(ATTRIBUTE_ERROR, `${shown} of ${owner} object has no ${what}`);
}

const copying = (name: string, field: number, doc: string) =>
  method(name, ONE_ARGUMENT, (rt, p, value) => copyWith(rt, p, field, value), doc);

export const PROPERTY: TypeDefinition = {
  address: PROPERTY_TYPE,
  name: 'property',
  flags: INHERITABLE | CYCLIC,
  bytes: PROPERTY_BYTES,
  slots: {
    DEALLOC: kernel('property_dealloc'),
    TRAVERSE: kernel('property_traverse'),
    CLEAR: kernel('property_clear'),
    GETATTR: kernel('object_getattr'),
    GET: kernel('property_get'),
    SET: kernel('property_set'),
    NEW: (rt, type) => newProperty(rt, type),
    INIT: (rt, p, args, positional, names) => initialise(rt, p, args, positional, names),
  },
  methods: [
    copying('getter', GETTER, 'Descriptor to obtain a copy of the property with a different getter.'),
    copying('setter', SETTER, 'Descriptor to obtain a copy of the property with a different setter.'),
    copying('deleter', DELETER, 'Descriptor to obtain a copy of the property with a different deleter.'),
    method('__set_name__', ARGUMENTS, (rt, p, at, count) => {
      if (count !== 2) rt.raise(TYPE_ERROR, `__set_name__() takes 2 positional arguments but ${count} were given`);
      setOwned(rt, p, PROPERTY_NAME, rt.views.word(at + 4));
      return NONE;
    }),
  ],
  properties: [
    {
      name: '__isabstractmethod__',
      get: (rt, p) =>
        rt.bool(
          [GETTER, SETTER, DELETER].some((field) => {
            const function_ = rt.views.word(p + field);
            const mark = function_ === 0 ? 0 : rt.optionalAttribute(function_, '__isabstractmethod__');
            return mark !== 0 && rt.truth(mark);
          }),
        ),
    },
  ],
  members: [
    { name: 'fget', at: GETTER, kind: 'object', readOnly: true },
    { name: 'fset', at: SETTER, kind: 'object', readOnly: true },
    { name: 'fdel', at: DELETER, kind: 'object', readOnly: true },
    { name: '__doc__', at: PROPERTY_DOC, kind: 'object' },
  ],
  doc: 'Property attribute.',
};
