/** The fields of every exception, and what its type adds to them: words, of which those are owned references whose bits
 *  are set in the type's OWNED_FIELDS. */
import {
  CAUSE,
  CONTEXT,
  EXCEPTION_ARGS,
  EXCEPTION_BYTES,
  EXCEPTION_DICT,
  NOTES,
  TRACEBACK,
  TYPE,
} from '../../format/objects';
import { BASIC_BYTES, OWNED_FIELDS, STATIC_BASE } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { clearField } from '../../kernel/counts.as';
import { call2 } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';

/** The bit of a word: 1 << its index behind EXCEPTION_BYTES. */
function addedReferences(p: i32): i32 {
  return load<i32>(load<i32>(load<i32>(p, TYPE), STATIC_BASE), OWNED_FIELDS);
}

export function exception_clear(p: i32): i32 {
  let added = addedReferences(p);
  for (let field = EXCEPTION_BYTES; added != 0; field += 4, added >>= 1) if ((added & 1) != 0) clearField(p, field);
  clearField(p, EXCEPTION_DICT);
  clearField(p, EXCEPTION_ARGS);
  clearField(p, NOTES);
  clearField(p, TRACEBACK);
  clearField(p, CAUSE);
  clearField(p, CONTEXT);
  return 0;
}

export function exception_dealloc(p: i32): void {
  untrackIfTracked(p);
  exception_clear(p);
  freeCyclic(p, load<i32>(load<i32>(p, TYPE), BASIC_BYTES));
}

export function exception_traverse(p: i32, visitor: i32, argument: i32): i32 {
  let added = addedReferences(p);
  for (let field = EXCEPTION_DICT; field <= CAUSE; field += 4) {
    const result = visit(p, field, visitor, argument);
    if (result != 0) return result;
  }
  for (let field = EXCEPTION_BYTES; added != 0; field += 4, added >>= 1) {
    const result = (added & 1) != 0 ? visit(p, field, visitor, argument) : 0;
    if (result != 0) return result;
  }
  return 0;
}

function visit(p: i32, field: i32, visitor: i32, argument: i32): i32 {
  const value = load<i32>(p + field);
  return value == 0 ? 0 : call2(visitor, value, argument);
}
