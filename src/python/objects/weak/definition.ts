/** The types of this folder: weak references and proxies. */
import type { Address } from '../../../base/ids.js';
import { CALLBACK, CYCLIC, IS_WEAK, WEAK_BYTES } from '../../../memory/gc/format.js';
import { INHERITABLE, WEAKREF_TYPE } from '../../format/types.js';
import { kernel, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { PROXY_TYPES } from './proxy.js';
import { shownAddress } from '../../runtime/shown-address.js';

export const WEAK_TYPES: readonly TypeDefinition[] = [
  {
    address: WEAKREF_TYPE,
    generic: true,
    name: 'ReferenceType',
    module: 'weakref',
    flags: INHERITABLE | CYCLIC | IS_WEAK,
    bytes: WEAK_BYTES,
    slots: {
      NEW: kernel('weakref_new'),
      INIT: kernel('weakref_init'),
      DEALLOC: kernel('weakref_dealloc'),
      TRAVERSE: kernel('weakref_traverse'),
      CLEAR: kernel('weakref_clear'),
      CALL: kernel('weakref_call'),
      HASH_OF: kernel('weakref_hash'),
      COMPARE: kernel('weakref_compare'),
      REPR: describeReference,
    },
    members: [{ name: '__callback__', at: CALLBACK, kind: 'object', readOnly: true }],
  },
  ...PROXY_TYPES,
];

function describeReference(rt: Runtime, p: Address): Address {
  const referent = rt.kernel.referentOf(p);
  if (referent === 0) return rt.string(`<weakref at ${shownAddress(p)}; dead>`);
  const name = rt.optionalAttribute(referent, '__name__');
  const named = name !== 0 && rt.isString(name) ? ` (${rt.text(name)})` : '';
  const type = rt.shownTypeName(rt.typeOf(referent));
  return rt.string(`<weakref at ${shownAddress(p)}; to '${type}' at ${shownAddress(referent)}${named}>`);
}
