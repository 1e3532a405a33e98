/** mappingproxy: a mapping that cannot be written to through it, such as `__dict__` of types. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';

import { NO_ARGUMENTS, ARGUMENTS, PROXY_BYTES, PROXY_OF } from '../../format/objects.js';
import { GETITEM, IS_LIST, IS_TUPLE, MAPPINGPROXY_TYPE, IS_MAPPING, TYPE_ERROR } from '../../format/types.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import { newSlot } from '../../runtime/bound-slots.js';
import type { Runtime } from '../../runtime/runtime.js';
import { guardedRepr } from '../repr.js';
import { CLASS_GETITEM } from './alias.js';

export function newProxy(rt: Runtime, mapping: Address): Address {
  const p = rt.keep(rt.kernel.newCyclic(MAPPINGPROXY_TYPE, PROXY_BYTES));
  rt.incref(mapping);
  rt.views.setWord(p + PROXY_OF, mapping);
  rt.kernel.track(p);
  return p;
}

const mappingOf = (rt: Runtime, p: Address) => rt.views.word(p + PROXY_OF);
const unwrap = (rt: Runtime, p: Address) => (rt.typeOf(p) === MAPPINGPROXY_TYPE ? mappingOf(rt, p) : p);

const passing = (name: string, convention: number, doc: string): MethodDefinition =>
  method(
    name,
    convention,
    (rt, p, ...rest) => {
      const args = convention === ARGUMENTS ? rt.words(rest[0], rest[1]) : rest;
      return rt.call(rt.attribute(mappingOf(rt, p), name), args);
    },
    doc,
  );

export const PROXY: TypeDefinition = {
  address: MAPPINGPROXY_TYPE,
  name: 'mappingproxy',
  flags: CYCLIC | IS_MAPPING,
  bytes: PROXY_BYTES,
  owned: 1,
  slots: {
    DEALLOC: kernel('owned_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    REPR: (rt, p) =>
      guardedRepr(rt, p, 'mappingproxy({...})', () => `mappingproxy(${rt.text(rt.repr(mappingOf(rt, p)))})`),
    STR: (rt, p) => rt.str(mappingOf(rt, p)),
    HASH_OF: (rt, p) => rt.hash(mappingOf(rt, p)),
    COMPARE: (rt, a, b, operation) => rt.keep(rt.kernel.compare(mappingOf(rt, a), unwrap(rt, b), operation)),
    ITER: (rt, p) => rt.iterator(mappingOf(rt, p)),
    LEN: (rt, p) => rt.length(mappingOf(rt, p)),
    GETITEM: (rt, p, key) => rt.item(mappingOf(rt, p), key),
    CONTAINS: (rt, p, key) => (rt.contains(mappingOf(rt, p), key) ? 1 : 0),
    OR: (rt, a, b) => rt.keep(rt.kernel.number_or(unwrap(rt, a), unwrap(rt, b))),
    IN_PLACE_OR: (rt, p) =>
      rt.raise(TYPE_ERROR, `'|=' is not supported by ${rt.shownTypeName(rt.typeOf(p))}; use '|' instead`),
    NEW: newSlot('mappingproxy', 'mapping', (rt, _type, [mapping]) => {
      const isMapping = rt.views.word(rt.typeOf(mapping) + GETITEM) !== 0;
      if (!isMapping || rt.hasFlag(mapping, IS_LIST) || rt.hasFlag(mapping, IS_TUPLE))
        rt.raise(TYPE_ERROR, `mappingproxy() argument must be a mapping, not ${rt.shownTypeName(rt.typeOf(mapping))}`);
      return newProxy(rt, mapping);
    }),
  },
  methods: [
    passing('get', ARGUMENTS, 'Return the value for key if key is in the mapping, else default.'),
    passing('keys', NO_ARGUMENTS, "a set-like object providing a view on the mapping's keys"),
    passing('values', NO_ARGUMENTS, "an object providing a view on the mapping's values"),
    passing('items', NO_ARGUMENTS, "a set-like object providing a view on the mapping's items"),
    passing('copy', NO_ARGUMENTS, 'a shallow copy of the mapping'),
    method(
      '__reversed__',
      NO_ARGUMENTS,
      (rt, p) => rt.call(rt.attribute(mappingOf(rt, p), '__reversed__')),
      'Reversed keys.',
    ),
    CLASS_GETITEM,
  ],
  doc: 'A view of a mapping through which it cannot be changed.',
};
