/** The bytes of objects in TypeScript. */
import type { Address } from '../../../base/ids.js';
import { BUFFER_AT, BUFFER_BYTES, BUFFER_LENGTH, BUFFER_OWNER } from '../../format/bytes.js';
import { GET_BUFFER, TYPE_ERROR } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';

export function isBytesLike(rt: Runtime, p: Address): boolean {
  return rt.views.word(rt.typeOf(p) + GET_BUFFER) !== 0;
}

/** Works on the bytes of an object where they lie; `work` runs no code of the program. @throws PythonError */
export function withBuffer<Result>(rt: Runtime, p: Address, work: (at: Address, length: number) => Result): Result {
  return withAcquired(rt, p, (q, buffer) => rt.kernel.acquire(q, buffer), work);
}

/**
 * The same of bytes that `work` may write to.
 * @param argument what the object is to the program: "readinto() argument"
 * @throws PythonError with TypeError, whatever the reason why they cannot be written to
 */
export function withWritableBuffer<Result>(
  rt: Runtime,
  p: Address,
  argument: string,
  work: (at: Address, length: number) => Result,
): Result {
  const acquire = (q: Address, buffer: Address) => {
    const acquired = rt.kernel.acquireWritable(q, buffer);
    if (acquired) return acquired;
    rt.clearPending();
    return rt.raise(TYPE_ERROR, `${argument} must be read-write bytes-like object, not ${rt.argumentTypeName(q)}`);
  };
  return withAcquired(rt, p, acquire, work);
}

function withAcquired<Result>(
  rt: Runtime,
  p: Address,
  acquire: (p: Address, buffer: Address) => number | boolean,
  work: (at: Address, length: number) => Result,
): Result {
  const buffer = rt.kernel.allocBlock(BUFFER_BYTES);
  rt.views.setWord(buffer + BUFFER_OWNER, 0);
  try {
    if (!acquire(p, buffer)) throw new PythonError();
    return work(rt.views.word(buffer + BUFFER_AT), rt.views.word(buffer + BUFFER_LENGTH));
  } finally {
    rt.kernel.release(buffer);
    rt.kernel.freeBlock(buffer, BUFFER_BYTES);
  }
}

/** A copy of the bytes of any bytes-like object. @throws PythonError */
export function bytesOf(rt: Runtime, p: Address): Uint8Array {
  return withBuffer(rt, p, (at, length) => rt.views.u8.slice(at, at + length));
}
