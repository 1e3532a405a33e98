/** groupby and tee: iterators that share one they take from. format/itertools.ts draws them. */
import { NONE } from '../../format/memory-map';
import {
  CURRENT_GROUP,
  CURRENT_KEY,
  CURRENT_VALUE,
  GROUP_KEY,
  KEY_FUNCTION,
  LINK_COUNT,
  LINK_LENGTH,
  LINK_NEXT,
  LINK_RUNNING,
  LINK_VALUES,
  PARENT,
  SOURCE,
  TARGET_KEY,
  TEE_INDEX,
  TEE_LINK,
  TEE_WEAK,
} from '../../format/itertools';
import {
  EQUAL,
  ITERTOOLS_GROUPER_TYPE,
  ITERTOOLS_TEE_DATAOBJECT_TYPE,
  ITERTOOLS_TEE_TYPE,
  RUNTIME_ERROR,
} from '../../format/types';
import { compareBool } from '../../kernel/compare.as';
import { clearField, decref, newRef, setField } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { newInstance, owned_dealloc, owned_traverse } from '../../kernel/owned.as';
import { callWith } from '../../kernel/special.as';
import { call2 } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { iterNext } from '../../objects/iterators/protocol.as';
import { pairOf } from '../../objects/sequences/tuple.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';

/** Takes the next value and its key. False at the end or with an exception. */
function step(p: i32): bool {
  const value = iterNext(load<i32>(p, SOURCE));
  if (value == 0) return false;
  const function_ = load<i32>(p, KEY_FUNCTION);
  const key = function_ == NONE ? newRef(value) : callWith(function_, value);
  if (key == 0) {
    decref(value);
    return false;
  }
  setField(p, CURRENT_VALUE, value);
  setField(p, CURRENT_KEY, key);
  return true;
}

/** Whether two keys are equal; both are held meanwhile. */
function areEqual(a: i32, b: i32): i32 {
  const x = newRef(a);
  const y = newRef(b);
  const equal = compareBool(x, y, EQUAL);
  decref(x);
  decref(y);
  return equal;
}

export function groupby_next(p: i32): i32 {
  store<i32>(p, 0, CURRENT_GROUP);
  while (true) {
    const current = load<i32>(p, CURRENT_KEY);
    const target = load<i32>(p, TARGET_KEY);
    if (current != 0) {
      if (target == 0) break;
      const equal = areEqual(target, current);
      if (equal < 0) return 0;
      if (equal == 0) break;
    }
    if (!step(p)) return 0;
  }
  const key = load<i32>(p, CURRENT_KEY);
  setField(p, TARGET_KEY, newRef(key));
  const group = newInstance(ITERTOOLS_GROUPER_TYPE);
  if (group == 0) return 0;
  store<i32>(group, newRef(p), PARENT);
  store<i32>(group, newRef(load<i32>(p, TARGET_KEY)), GROUP_KEY);
  store<i32>(p, group, CURRENT_GROUP);
  track(group);
  return pairOf(newRef(load<i32>(p, CURRENT_KEY)), group);
}

export function grouper_next(group: i32): i32 {
  const p = load<i32>(group, PARENT);
  if (load<i32>(p, CURRENT_GROUP) != group) return 0;
  if (load<i32>(p, CURRENT_VALUE) == 0 && !step(p)) return 0;
  const equal = areEqual(load<i32>(group, GROUP_KEY), load<i32>(p, CURRENT_KEY));
  if (equal <= 0) return 0;
  const value = load<i32>(p, CURRENT_VALUE);
  store<i32>(p, 0, CURRENT_VALUE);
  setField(p, CURRENT_KEY, 0);
  return value;
}

/** A link without values over an iterator, which is borrowed. */
export function newTeeLink(source: i32): i32 {
  const link = newInstance(ITERTOOLS_TEE_DATAOBJECT_TYPE);
  if (link == 0) return 0;
  store<i32>(link, newRef(source), SOURCE);
  track(link);
  return link;
}

/** A tee at a place of a link, which it owns. */
export function newTee(link: i32, index: i32): i32 {
  const p = link == 0 ? 0 : newInstance(ITERTOOLS_TEE_TYPE);
  if (p == 0) {
    if (link != 0) decref(link);
    return 0;
  }
  store<i32>(p, link, TEE_LINK);
  store<i32>(p, index, TEE_INDEX);
  track(p);
  return p;
}

export function tee_copy(p: i32): i32 {
  return newTee(newRef(load<i32>(p, TEE_LINK)), load<i32>(p, TEE_INDEX));
}

export function tee_next(p: i32): i32 {
  if (load<i32>(p, TEE_INDEX) >= LINK_LENGTH) {
    const next = nextLink(load<i32>(p, TEE_LINK));
    if (next == 0) return 0;
    store<i32>(p, 0, TEE_INDEX);
    setField(p, TEE_LINK, newRef(next));
  }
  const index = load<i32>(p, TEE_INDEX);
  const value = valueOf(load<i32>(p, TEE_LINK), index);
  if (value != 0) store<i32>(p, index + 1, TEE_INDEX);
  return value;
}

/** The link behind one, borrowed. */
function nextLink(link: i32): i32 {
  let next = load<i32>(link, LINK_NEXT);
  if (next == 0) {
    next = newTeeLink(load<i32>(link, SOURCE));
    store<i32>(link, next, LINK_NEXT);
  }
  return next;
}

function valueOf(link: i32, index: i32): i32 {
  const count = load<i32>(link, LINK_COUNT);
  if (index < count) return newRef(load<i32>(link + (index << 2), LINK_VALUES));
  if (load<i32>(link, LINK_RUNNING) != 0) return raise(RUNTIME_ERROR, 'cannot re-enter the tee iterator');
  store<i32>(link, 1, LINK_RUNNING);
  const value = iterNext(load<i32>(link, SOURCE));
  store<i32>(link, 0, LINK_RUNNING);
  if (value == 0) return 0;
  store<i32>(link + (count << 2), value, LINK_VALUES);
  store<i32>(link, count + 1, LINK_COUNT);
  return newRef(value);
}

export function tee_link_traverse(link: i32, visitor: i32, argument: i32): i32 {
  for (let i = 0; i < load<i32>(link, LINK_COUNT); i++) {
    const result = call2(visitor, load<i32>(link + (i << 2), LINK_VALUES), argument);
    if (result != 0) return result;
  }
  return owned_traverse(link, visitor, argument);
}

export function tee_link_clear(link: i32): i32 {
  clearField(link, SOURCE);
  const count = load<i32>(link, LINK_COUNT);
  store<i32>(link, 0, LINK_COUNT);
  for (let i = 0; i < count; i++) decref(load<i32>(link + (i << 2), LINK_VALUES));
  clearField(link, LINK_NEXT);
  return 0;
}

export function tee_link_dealloc(link: i32): void {
  untrackIfTracked(link);
  tee_link_clear(link);
  owned_dealloc(link);
}

export function tee_dealloc(p: i32): void {
  if (load<i32>(p, TEE_WEAK) != 0) clearWeakReferences(p);
  owned_dealloc(p);
}
