/** types.SimpleNamespace. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { NAMESPACE_BYTES, NAMESPACE_DICT, NO_ARGUMENTS } from '../../format/objects.js';
import { INHERITABLE, SIMPLE_NAMESPACE_TYPE, TYPE_ERROR } from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { guardedRepr } from '../repr.js';
import { INSTANCE_PROPERTIES } from './instance-properties.js';

const dictOf = (rt: Runtime, p: Address) => rt.views.word(p + NAMESPACE_DICT);

export function newNamespace(rt: Runtime, type: Address = SIMPLE_NAMESPACE_TYPE): Address {
  const p = rt.keep(rt.kernel.newCyclic(type, NAMESPACE_BYTES));
  const dict = rt.dict();
  rt.incref(dict);
  rt.views.setWord(p + NAMESPACE_DICT, dict);
  rt.kernel.track(p);
  return p;
}

function repr(rt: Runtime, p: Address): Address {
  const name = rt.typeOf(p) === SIMPLE_NAMESPACE_TYPE ? 'namespace' : rt.typeName(rt.typeOf(p));
  return guardedRepr(rt, p, `${name}(...)`, () => {
    const items = rt.dictItems(dictOf(rt, p)).filter(([key]) => rt.isString(key) && rt.text(key) !== '');
    return `${name}(${items.map(([key, value]) => `${rt.text(key)}=${rt.text(rt.repr(value))}`).join(', ')})`;
  });
}

export const NAMESPACE: TypeDefinition = {
  address: SIMPLE_NAMESPACE_TYPE,
  name: 'SimpleNamespace',
  module: 'types',
  flags: INHERITABLE | CYCLIC,
  bytes: NAMESPACE_BYTES,
  owned: 1,
  dictAt: NAMESPACE_DICT,
  slots: {
    DEALLOC: kernel('owned_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    CLEAR: kernel('owned_clear'),
    REPR: repr,
    COMPARE: (rt, a, b, operation) => {
      if (![a, b].every((p) => rt.isInstance(p, SIMPLE_NAMESPACE_TYPE))) return NOT_IMPLEMENTED;
      return rt.keep(rt.kernel.compare(dictOf(rt, a), dictOf(rt, b), operation));
    },
    NEW: (rt, type) => newNamespace(rt, type),
    INIT: (rt, p, args, positional, names) => {
      if (positional !== 0) rt.raise(TYPE_ERROR, 'no positional arguments expected');
      for (const [name, value] of Object.entries(rt.keywords(args, positional, names)))
        rt.dictSet(dictOf(rt, p), rt.name(name), value);
      return 0;
    },
  },
  methods: [method('__reduce__', NO_ARGUMENTS, (rt, p) => rt.tuple([rt.typeOf(p), rt.tuple([]), dictOf(rt, p)]))],
  properties: INSTANCE_PROPERTIES.filter((property) => property.name === '__dict__'),
};
