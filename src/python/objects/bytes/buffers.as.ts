/**
 * The buffer protocol: the bytes of an object as they lie in memory, for as long as somebody holds the buffer. What is
 * acquired must be released; a bytearray does not change its size in between.
 */
import {
  BUFFER_AT,
  BUFFER_FORMAT,
  BUFFER_LENGTH,
  BUFFER_OWNER,
  BUFFER_READONLY,
  BUFFER_SIMPLE,
  BUFFER_WRITABLE,
  EXPORTS,
  FIRST,
  MANAGED_BUFFER,
  MANAGED_BUFFER_BYTES,
} from '../../format/bytes';
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { BUFFER_ERROR, GET_BUFFER, RELEASE_BUFFER, TYPE_ERROR } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail } from '../../kernel/errors.as';
import { call3, slotOf } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { isBytes } from './bytes.as';

export function hasBuffer(p: i32): bool {
  return slotOf(p, GET_BUFFER) != 0;
}

/** Fills a buffer in at an address; false with an exception. */
export function acquire(p: i32, buffer: i32): bool {
  store<i32>(buffer, 0, BUFFER_FORMAT);
  if (isBytes(p)) {
    fillBuffer(p, buffer, p + CHARACTERS_AT, load<i32>(p, LENGTH), true);
    return true;
  }
  const get = slotOf(p, GET_BUFFER);
  if (get == 0) {
    fail(TYPE_ERROR, "a bytes-like object is required, not '%T'", p);
    return false;
  }
  return call3(get, p, buffer, BUFFER_SIMPLE) == 0;
}

/** The same of what can be written to. */
export function acquireWritable(p: i32, buffer: i32): bool {
  store<i32>(buffer, 0, BUFFER_FORMAT);
  const get = slotOf(p, GET_BUFFER);
  if (get == 0) {
    fail(TYPE_ERROR, "a bytes-like object is required, not '%T'", p);
    return false;
  }
  return call3(get, p, buffer, BUFFER_WRITABLE) == 0;
}

export function release(buffer: i32): void {
  const owner = load<i32>(buffer, BUFFER_OWNER);
  if (owner == 0) return;
  store<i32>(buffer, 0, BUFFER_OWNER);
  const tell = slotOf(owner, RELEASE_BUFFER);
  if (tell != 0) call_indirect<void>(tell, owner, buffer);
  decref(owner);
}

export function fillBuffer(owner: i32, buffer: i32, at: i32, length: i32, readOnly: bool): void {
  store<i32>(buffer, newRef(owner), BUFFER_OWNER);
  store<i32>(buffer, at, BUFFER_AT);
  store<i32>(buffer, length, BUFFER_LENGTH);
  store<i32>(buffer, readOnly ? 1 : 0, BUFFER_READONLY);
}

export function bytes_get_buffer(p: i32, buffer: i32, flags: i32): i32 {
  if ((flags & BUFFER_WRITABLE) != 0) {
    store<i32>(buffer, 0, BUFFER_OWNER);
    return fail(BUFFER_ERROR, 'Object is not writable.');
  }
  fillBuffer(p, buffer, p + CHARACTERS_AT, load<i32>(p, LENGTH), true);
  return 0;
}

export function bytearray_get_buffer(p: i32, buffer: i32, _flags: i32): i32 {
  store<i32>(p, load<i32>(p, EXPORTS) + 1, EXPORTS);
  fillBuffer(p, buffer, load<i32>(p, FIRST), load<i32>(p, LENGTH), false);
  return 0;
}

export function bytearray_release_buffer(p: i32, _buffer: i32): void {
  store<i32>(p, load<i32>(p, EXPORTS) - 1, EXPORTS);
}

export function managed_buffer_clear(p: i32): i32 {
  release(p + MANAGED_BUFFER);
  return 0;
}

export function managed_buffer_dealloc(p: i32): void {
  untrackIfTracked(p);
  release(p + MANAGED_BUFFER);
  freeCyclic(p, MANAGED_BUFFER_BYTES);
}
