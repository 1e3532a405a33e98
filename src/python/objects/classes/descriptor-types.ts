/** The types of descriptors that belong to types which are not written in Python. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import {
  BUILTIN_DEFINITION,
  DEFINITION_DOC,
  DESCRIPTOR_BYTES,
  DESCRIPTOR_NAME,
  DESCRIPTOR_OWNER,
  GETSET_DEFINITION,
  GETSET_DOC,
  METHOD_SELF,
  METHOD_WRAPPER_BYTES,
  NO_ARGUMENTS,
  WRAPPER_DEFINITION,
  WRAPPER_DOC,
  WRAPPER_OF,
} from '../../format/objects.js';
import {
  CLASSMETHOD_DESCRIPTOR_TYPE,
  EQUAL,
  GETSET_DESCRIPTOR_TYPE,
  MEMBER_DESCRIPTOR_TYPE,
  METHOD_DESCRIPTOR,
  METHOD_DESCRIPTOR_TYPE,
  METHOD_WRAPPER_TYPE,
  NOT_EQUAL,
  TYPE_QUALNAME,
  WRAPPER_DESCRIPTOR_TYPE,
} from '../../format/types.js';
import { kernel, method, type PropertyDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { shownAddress } from '../../runtime/shown-address.js';

const nameOf = (rt: Runtime, p: Address) => rt.views.word(p + DESCRIPTOR_NAME);
const ownerOf = (rt: Runtime, p: Address) => rt.views.word(p + DESCRIPTOR_OWNER);

function qualifiedName(rt: Runtime, p: Address): Address {
  return rt.string(`${rt.text(rt.views.word(ownerOf(rt, p) + TYPE_QUALNAME))}.${rt.text(nameOf(rt, p))}`);
}

interface Kind {
  readonly address: Address;
  readonly name: string;
  /** `<method 'append' of 'list' objects>` */
  readonly shown: string;
  readonly flags?: number;
  readonly slots: TypeDefinition['slots'];
  /** Where the docstring is: a field of the block at +8. */
  readonly doc?: readonly [field: number, offset: number];
}

function descriptorType({ address, name, shown, flags, slots, doc }: Kind): TypeDefinition {
  const properties: PropertyDefinition[] = [
    { name: '__qualname__', get: qualifiedName },
    {
      name: '__doc__',
      get: (rt, p) => (doc === undefined ? NONE : rt.views.word(rt.views.word(p + doc[0]) + doc[1]) || NONE),
    },
    { name: '__text_signature__', get: () => NONE },
  ];
  return {
    address,
    name,
    flags: CYCLIC | (flags ?? 0),
    bytes: DESCRIPTOR_BYTES,
    slots: {
      DEALLOC: kernel('descriptor_dealloc'),
      TRAVERSE: kernel('descriptor_traverse'),
      REPR: (rt, p) =>
        rt.string(`<${shown} '${rt.text(nameOf(rt, p))}' of '${rt.shownTypeName(ownerOf(rt, p))}' objects>`),
      ...slots,
    },
    methods: [
      method('__reduce__', NO_ARGUMENTS, (rt, p) =>
        rt.tuple([rt.builtin('getattr'), rt.tuple([ownerOf(rt, p), nameOf(rt, p)])]),
      ),
    ],
    properties,
    members: [
      { name: '__objclass__', at: DESCRIPTOR_OWNER, kind: 'object', readOnly: true },
      { name: '__name__', at: DESCRIPTOR_NAME, kind: 'object', readOnly: true },
    ],
  };
}

const METHOD_WRAPPER: TypeDefinition = {
  address: METHOD_WRAPPER_TYPE,
  name: 'method-wrapper',
  flags: CYCLIC,
  bytes: METHOD_WRAPPER_BYTES,
  slots: {
    DEALLOC: kernel('method_wrapper_dealloc'),
    TRAVERSE: kernel('method_wrapper_traverse'),
    CALL: kernel('method_wrapper_call'),
    REPR: (rt, p) => {
      const self = rt.views.word(p + METHOD_SELF);
      const name = rt.text(nameOf(rt, rt.views.word(p + WRAPPER_OF)));
      return rt.string(
        `<method-wrapper '${name}' of ${rt.shownTypeName(rt.typeOf(self))} object at ${shownAddress(self)}>`,
      );
    },
    HASH_OF: (rt, p) => BigInt(rt.views.word(p + METHOD_SELF)) ^ (BigInt(rt.views.word(p + WRAPPER_OF)) << 4n),
    COMPARE: (rt, a, b, operation) => {
      if ((operation !== EQUAL && operation !== NOT_EQUAL) || rt.typeOf(b) !== METHOD_WRAPPER_TYPE)
        return NOT_IMPLEMENTED;
      const equal = [WRAPPER_OF, METHOD_SELF].every((field) => rt.views.word(a + field) === rt.views.word(b + field));
      return rt.bool(equal === (operation === EQUAL));
    },
  },
  properties: [
    { name: '__objclass__', get: (rt, p) => ownerOf(rt, rt.views.word(p + WRAPPER_OF)) },
    { name: '__name__', get: (rt, p) => nameOf(rt, rt.views.word(p + WRAPPER_OF)) },
    { name: '__qualname__', get: (rt, p) => qualifiedName(rt, rt.views.word(p + WRAPPER_OF)) },
    {
      name: '__doc__',
      get: (rt, p) =>
        rt.views.word(rt.views.word(rt.views.word(p + WRAPPER_OF) + WRAPPER_DEFINITION) + WRAPPER_DOC) || NONE,
    },
    { name: '__text_signature__', get: () => NONE },
  ],
  members: [{ name: '__self__', at: METHOD_SELF, kind: 'object', readOnly: true }],
};

export const DESCRIPTOR_TYPES: readonly TypeDefinition[] = [
  descriptorType({
    address: METHOD_DESCRIPTOR_TYPE,
    name: 'method_descriptor',
    shown: 'method',
    flags: METHOD_DESCRIPTOR,
    slots: { GET: kernel('method_descriptor_get'), CALL: kernel('method_descriptor_call') },
    doc: [BUILTIN_DEFINITION, DEFINITION_DOC],
  }),
  descriptorType({
    address: CLASSMETHOD_DESCRIPTOR_TYPE,
    name: 'classmethod_descriptor',
    shown: 'method',
    slots: { GET: kernel('classmethod_descriptor_get'), CALL: kernel('classmethod_descriptor_call') },
    doc: [BUILTIN_DEFINITION, DEFINITION_DOC],
  }),
  descriptorType({
    address: WRAPPER_DESCRIPTOR_TYPE,
    name: 'wrapper_descriptor',
    shown: 'slot wrapper',
    flags: METHOD_DESCRIPTOR,
    slots: { GET: kernel('wrapper_descriptor_get'), CALL: kernel('wrapper_descriptor_call') },
    doc: [WRAPPER_DEFINITION, WRAPPER_DOC],
  }),
  descriptorType({
    address: GETSET_DESCRIPTOR_TYPE,
    name: 'getset_descriptor',
    shown: 'attribute',
    slots: { GET: kernel('getset_get'), SET: kernel('getset_set') },
    doc: [GETSET_DEFINITION, GETSET_DOC],
  }),
  descriptorType({
    address: MEMBER_DESCRIPTOR_TYPE,
    name: 'member_descriptor',
    shown: 'member',
    slots: { GET: kernel('member_get'), SET: kernel('member_set') },
  }),
  METHOD_WRAPPER,
];
