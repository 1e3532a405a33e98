/**
 * Objects whose only references are their first fields: iterators, wrappers, bound things. Their type says how many there
 * are (OWNED_FIELDS), so that they share the slots below.
 */
import { fillBytes } from './bytes.as';
import { CYCLIC, HEAP_TYPE, TYPE, TYPE_FLAGS } from '../../memory/gc/format';
import { BASE, BASIC_BYTES, OWNED_FIELDS } from '../format/types';
import { freeOf, newOf } from './alloc.as';
import { clearField, xdecref } from './counts.as';
import { call2 } from './slots.as';
import { untrackIfTracked } from './tracking.as';

const FIRST_FIELD: i32 = 8;

/** An instance with all fields 0, not tracked; or 0. */
export function newInstance(type: i32): i32 {
  const bytes = load<i32>(type, BASIC_BYTES);
  const p = newOf(type, bytes);
  if (p != 0) fillBytes(p + FIRST_FIELD, 0, bytes - FIRST_FIELD);
  return p;
}

/** Where the owned fields end: what the static type says that a class derives from. */
function endOfFields(p: i32): i32 {
  let type = load<i32>(p, TYPE);
  while ((load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) != 0) type = load<i32>(type, BASE);
  return FIRST_FIELD + (load<i32>(type, OWNED_FIELDS) << 2);
}

export function owned_dealloc(p: i32): void {
  const type = load<i32>(p, TYPE);
  if ((load<i32>(type, TYPE_FLAGS) & CYCLIC) != 0) untrackIfTracked(p);
  const end = endOfFields(p);
  for (let field = FIRST_FIELD; field < end; field += 4) xdecref(load<i32>(p + field));
  freeOf(p, load<i32>(type, BASIC_BYTES));
}

export function owned_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const end = endOfFields(p);
  for (let field = FIRST_FIELD; field < end; field += 4) {
    const referent = load<i32>(p + field);
    if (referent == 0) continue;
    const result = call2(visitor, referent, argument);
    if (result != 0) return result;
  }
  return 0;
}

export function owned_clear(p: i32): i32 {
  const end = endOfFields(p);
  for (let field = FIRST_FIELD; field < end; field += 4) clearField(p, field);
  return 0;
}
