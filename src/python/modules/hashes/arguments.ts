/** What is hashed, as CPython's modules take it. */
import type { Address } from '../../../base/ids.js';
import { GET_BUFFER, TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

export function hashed(rt: Runtime, data: Address): Uint8Array {
  if (rt.isString(data)) rt.raise(TYPE_ERROR, 'Strings must be encoded before hashing');
  if (rt.views.word(rt.typeOf(data) + GET_BUFFER) === 0)
    rt.raise(TYPE_ERROR, 'object supporting the buffer API required');
  return rt.buffer(data);
}
