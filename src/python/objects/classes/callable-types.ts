/** The types classmethod and staticmethod. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { CALLABLE, CALLABLE_BYTES, CALLABLE_DICT } from '../../format/objects.js';
import { CLASSMETHOD_TYPE, INHERITABLE, STATICMETHOD_TYPE } from '../../format/types.js';
import { initSlot } from '../../runtime/bound-slots.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from './fields.js';
import { INSTANCE_PROPERTIES } from './instance-properties.js';

/** Attributes of a function that its wrapper shows as its own. */
const COPIED = ['__module__', '__name__', '__qualname__', '__doc__', '__annotations__'];

function make(rt: Runtime, type: Address): Address {
  const p = rt.keep(rt.kernel.newCyclic(type, CALLABLE_BYTES));
  rt.views.setWord(p + CALLABLE, 0);
  rt.views.setWord(p + CALLABLE_DICT, 0);
  rt.kernel.track(p);
  return p;
}

function initialise(rt: Runtime, p: Address, [callable]: Address[]): void {
  setOwned(rt, p, CALLABLE, callable);
  for (const name of COPIED) {
    const value = rt.optionalAttribute(callable, name);
    if (value !== 0) rt.setAttribute(p, name, value);
  }
}

function callableType(address: Address, name: string, slots: TypeDefinition['slots'], doc: string): TypeDefinition {
  return {
    address,
    name,
    flags: INHERITABLE | CYCLIC,
    bytes: CALLABLE_BYTES,
    dictAt: CALLABLE_DICT,
    slots: {
      DEALLOC: kernel('callable_dealloc'),
      TRAVERSE: kernel('callable_traverse'),
      CLEAR: kernel('callable_clear'),
      REPR: (rt, p) => rt.string(`<${name}(${rt.text(rt.repr(rt.views.word(p + CALLABLE)))})>`),
      ...slots,
      NEW: make,
      INIT: initSlot(name, 'function, /', initialise),
    },
    properties: [
      ...INSTANCE_PROPERTIES.filter((property) => property.name === '__dict__'),
      {
        name: '__isabstractmethod__',
        get: (rt, p) => {
          const mark = rt.optionalAttribute(rt.views.word(p + CALLABLE), '__isabstractmethod__');
          return rt.bool(mark !== 0 && rt.truth(mark));
        },
      },
    ],
    members: [
      { name: '__func__', at: CALLABLE, kind: 'object', readOnly: true },
      { name: '__wrapped__', at: CALLABLE, kind: 'object', readOnly: true },
    ],
    doc,
  };
}

export const CALLABLE_TYPES: readonly TypeDefinition[] = [
  callableType(
    CLASSMETHOD_TYPE,
    'classmethod',
    { GET: kernel('classmethod_get') },
    'A method that gets the class as its first argument.',
  ),
  callableType(
    STATICMETHOD_TYPE,
    'staticmethod',
    { GET: kernel('staticmethod_get'), CALL: kernel('staticmethod_call') },
    'A function in a class that gets no instance.',
  ),
];
