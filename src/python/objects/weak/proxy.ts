/** Proxies: every operation on one is done on what it refers to. They are too rare for the kernel. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC, WEAK_BYTES } from '../../../memory/gc/format.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import {
  FLOAT_TYPE,
  GETATTR,
  INT_TYPE,
  NEXT,
  REFERENCE_ERROR,
  SETATTR,
  TYPE_ERROR,
  WEAKCALLABLEPROXY_TYPE,
  WEAKPROXY_TYPE,
} from '../../format/types.js';
import { kernel, method, type TypeDefinition, type WordNative } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { shownAddress } from '../../runtime/shown-address.js';

/** What an operand stands for: itself, or what a proxy refers to, kept. @throws PythonError with ReferenceError */
function live(rt: Runtime, p: Address): Address {
  const type = rt.typeOf(p);
  if (type !== WEAKPROXY_TYPE && type !== WEAKCALLABLEPROXY_TYPE) return p;
  const referent = rt.kernel.referentOf(p);
  if (referent === 0) rt.raise(REFERENCE_ERROR, 'weakly-referenced object no longer exists');
  rt.incref(referent);
  return rt.keep(referent);
}

/** The kernel's operators by the slots that lead to them. */
const UNARY = { NEGATIVE: 'negative', POSITIVE: 'positive', ABSOLUTE: 'absolute', INVERT: 'invert', INDEX: 'index' };
const BINARY = {
  ADD: 'add',
  SUBTRACT: 'subtract',
  MULTIPLY: 'multiply',
  REMAINDER: 'remainder',
  LSHIFT: 'lshift',
  RSHIFT: 'rshift',
  AND: 'and',
  XOR: 'xor',
  OR: 'or',
  FLOOR_DIVIDE: 'floor_divide',
  TRUE_DIVIDE: 'true_divide',
  MATRIX_MULTIPLY: 'matrix_multiply',
};

const unary = (name: string): WordNative => {
  const function_ = `number_${name}`;
  return (rt, p) => rt.keep(rt.kernel[function_](live(rt, p)));
};

const binary = (name: string): WordNative => {
  const function_ = `number_${name}`;
  return (rt, a, b) => {
    const left = live(rt, a);
    return rt.keep(rt.kernel[function_](left, live(rt, b)));
  };
};

function numberSlots(): Record<string, WordNative> {
  const slots: Record<string, WordNative> = { DIVMOD: binary('divmod') };
  for (const [slot, name] of Object.entries(UNARY)) slots[slot] = unary(name);
  for (const [slot, name] of Object.entries(BINARY)) {
    slots[slot] = binary(name);
    slots[`IN_PLACE_${slot}`] = binary(`inplace_${name}`);
  }
  return slots;
}

const callSlot = (rt: Runtime, p: Address, slot: number, ...words: Address[]) =>
  rt.callIndex(rt.views.word(rt.typeOf(p) + slot), p, ...words);

const SLOTS: TypeDefinition['slots'] = {
  DEALLOC: kernel('weakref_dealloc'),
  TRAVERSE: kernel('weakref_traverse'),
  CLEAR: kernel('weakref_clear'),
  ...numberSlots(),
  POWER: (rt, a, b, modulus) => {
    const [base, exponent] = [live(rt, a), live(rt, b)];
    return rt.keep(rt.kernel.number_power(base, exponent, live(rt, modulus)));
  },
  IN_PLACE_POWER: (rt, a, b) => {
    const base = live(rt, a);
    return rt.keep(rt.kernel.number_inplace_power(base, live(rt, b)));
  },
  INT: (rt, p) => rt.call(INT_TYPE, [live(rt, p)]),
  FLOAT_OF: (rt, p) => rt.call(FLOAT_TYPE, [live(rt, p)]),
  BOOL: (rt, p) => rt.status(rt.kernel.truthOf(live(rt, p))),
  COMPARE: (rt, a, b, operation) => {
    const left = live(rt, a);
    return rt.keep(rt.kernel.compare(left, live(rt, b), operation));
  },
  STR: (rt, p) => rt.str(live(rt, p)),
  REPR: describe,
  GETATTR: (rt, p, name) => rt.keep(callSlot(rt, live(rt, p), GETATTR, name)),
  SETATTR: (rt, p, name, value) => rt.status(callSlot(rt, live(rt, p), SETATTR, name, value)),
  ITER: (rt, p) => rt.keep(rt.kernel.getIter(live(rt, p))),
  NEXT: (rt, p) => {
    const iterator = live(rt, p);
    if (rt.views.word(rt.typeOf(iterator) + NEXT) === 0)
      rt.raise(TYPE_ERROR, `Weakref proxy referenced a non-iterator '${rt.shownTypeName(rt.typeOf(iterator))}' object`);
    return rt.keepIfAny(callSlot(rt, iterator, NEXT));
  },
  LEN: (rt, p) => rt.status(rt.kernel.lengthOf(live(rt, p))),
  GETITEM: (rt, p, key) => rt.keep(rt.kernel.getItem(live(rt, p), live(rt, key))),
  SETITEM: (rt, p, key, value) => {
    const container = live(rt, p);
    return rt.status(value === 0 ? rt.kernel.deleteItem(container, key) : rt.kernel.setItem(container, key, value));
  },
  CONTAINS: (rt, p, value) => rt.status(rt.kernel.containsItem(live(rt, p), live(rt, value))),
};

function describe(rt: Runtime, p: Address): Address {
  const referent = rt.kernel.referentOf(p);
  const type = referent === 0 ? 'NoneType' : rt.shownTypeName(rt.typeOf(referent));
  return rt.string(`<weakproxy at ${shownAddress(p)} to ${type} at ${shownAddress(referent)}>`);
}

const PROXY: Omit<TypeDefinition, 'address' | 'name'> = {
  module: 'weakref',
  flags: CYCLIC,
  bytes: WEAK_BYTES,
  slots: SLOTS,
};

export const PROXY_TYPES: readonly TypeDefinition[] = [
  {
    ...PROXY,
    address: WEAKPROXY_TYPE,
    name: 'ProxyType',
    methods: [
      method('__bytes__', NO_ARGUMENTS, (rt, p) => rt.call(rt.attribute(live(rt, p), '__bytes__'))),
      method('__reversed__', NO_ARGUMENTS, (rt, p) => rt.call(rt.attribute(live(rt, p), '__reversed__'))),
    ],
  },
  {
    ...PROXY,
    address: WEAKCALLABLEPROXY_TYPE,
    name: 'CallableProxyType',
    slots: {
      ...SLOTS,
      CALL: (rt, p, args, positional, names) => rt.keep(rt.kernel.callObject(live(rt, p), args, positional, names)),
    },
  },
];
