/** The bytes of objects in TypeScript. */
import type { Address } from '../../../base/ids.js';
import { BUFFER_AT, BUFFER_BYTES, BUFFER_LENGTH, BUFFER_OWNER } from '../../format/bytes.js';
import { GET_BUFFER } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';

export function isBytesLike(rt: Runtime, p: Address): boolean {
  return rt.views.word(rt.typeOf(p) + GET_BUFFER) !== 0;
}

/** Works on the bytes of an object where they lie; `work` runs no code of the program. @throws PythonError */
export function withBuffer<Result>(
  rt: Runtime,
  p: Address,
  work: (at: Address, length: number) => Result,
  writable = false,
): Result {
  const buffer = rt.kernel.allocBlock(BUFFER_BYTES);
  rt.views.setWord(buffer + BUFFER_OWNER, 0);
  const acquired = writable ? rt.kernel.acquireWritable(p, buffer) : rt.kernel.acquire(p, buffer);
  if (!acquired) {
    rt.kernel.freeBlock(buffer, BUFFER_BYTES);
    throw new PythonError();
  }
  try {
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
