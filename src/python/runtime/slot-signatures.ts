/** The signature of each slot's function, and what it returns when it fails. */
import type { Signature } from './natives.js';

export interface SlotKind {
  readonly signature: Signature;
  readonly failure: number | bigint;
}

const object = (parameters: number): SlotKind => ({ signature: { parameters, result: 'word' }, failure: 0 });
const word = (parameters: number): SlotKind => ({ signature: { parameters, result: 'word' }, failure: -1 });
const nothing: SlotKind = { signature: { parameters: 1, result: 'none' }, failure: 0 };

const OTHERS: Readonly<Record<string, SlotKind>> = {
  DEALLOC: nothing,
  TRAVERSE: word(3),
  CLEAR: word(1),
  FINALIZE: nothing,
  HASH_OF: { signature: { parameters: 1, result: 'long' }, failure: -1n },
  SETATTR: word(3),
  SET: word(3),
  INIT: word(4),
  LEN: word(1),
  SETITEM: word(3),
  CONTAINS: word(2),
  BOOL: word(1),
  SEND: word(3),
  GET_BUFFER: word(3),
  RELEASE_BUFFER: { signature: { parameters: 2, result: 'none' }, failure: 0 },
};

/** Slots that make an object of more or less than two. */
const OBJECT_PARAMETERS: Readonly<Record<string, number>> = {
  REPR: 1,
  STR: 1,
  CALL: 4,
  COMPARE: 3,
  ITER: 1,
  NEXT: 1,
  GET: 3,
  NEW: 4,
  ALLOC: 4,
  NEGATIVE: 1,
  POSITIVE: 1,
  ABSOLUTE: 1,
  INVERT: 1,
  INT: 1,
  FLOAT_OF: 1,
  INDEX: 1,
  POWER: 3,
  IN_PLACE_POWER: 3,
  AWAIT: 1,
  ASYNC_ITER: 1,
  ASYNC_NEXT: 1,
};

export function slotKind(slot: string): SlotKind {
  return OTHERS[slot] ?? object(OBJECT_PARAMETERS[slot] ?? 2);
}
