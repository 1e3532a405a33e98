/** UnicodeEncodeError and UnicodeDecodeError as codecs raise them and error handlers read them. */
import type { Address } from '../../base/ids.js';
import { UNICODE_DECODE_ERROR, UNICODE_ENCODE_ERROR } from '../format/types.js';
import { PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';
import { newUnicodeError } from '../objects/exceptions/unicode-errors.js';

/** What a codec is at: enough to make an exception of it. */
export interface Place {
  readonly encoding: string;
  /** The str that is encoded, or the bytes that are decoded. */
  readonly object: Address;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

export function encodeError(rt: Runtime, place: Place): Address {
  return newUnicodeError(rt, UNICODE_ENCODE_ERROR, place);
}

export function decodeError(rt: Runtime, place: Place): Address {
  return newUnicodeError(rt, UNICODE_DECODE_ERROR, place);
}

/** @throws PythonError, always */
export function raiseError(rt: Runtime, exception: Address): never {
  rt.incref(exception);
  rt.kernel.setPending(exception);
  throw new PythonError();
}
