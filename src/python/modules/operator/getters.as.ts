/** itemgetter, attrgetter and methodcaller, called. format/functional.ts draws them. */
import { CALLER_ARGS, CALLER_KEYWORDS, CALLER_NAME, GETTER_ITEMS } from '../../format/functional';
import { SP } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { IS_TUPLE, TYPE_ERROR } from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { copyBytes } from '../../kernel/bytes.as';
import { callObject, hold, letGo, push } from '../../kernel/call.as';
import { decref, newRef, xdecref } from '../../kernel/counts.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { raise } from '../../kernel/errors.as';
import { hasFlag } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { getAttribute } from '../../objects/classes/attributes.as';
import { getItem } from '../../objects/sequences/items.as';
import { newTuple } from '../../objects/sequences/tuple.as';
import { keywordNames, keywordValues } from './spread.as';

export function itemgetter_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'itemgetter() takes no keyword arguments');
  if (!isCount('itemgetter', positional, 1, 1)) return 0;
  const items = load<i32>(p, GETTER_ITEMS);
  const object = load<i32>(args);
  if (load<i32>(items, LENGTH) == 1) return getItem(object, load<i32>(items, TUPLE_ITEMS));
  return each(items, object, false);
}

export function attrgetter_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'attrgetter() takes no keyword arguments');
  if (!isCount('attrgetter', positional, 1, 1)) return 0;
  const items = load<i32>(p, GETTER_ITEMS);
  const object = load<i32>(args);
  if (load<i32>(items, LENGTH) == 1) return attributeOf(object, load<i32>(items, TUPLE_ITEMS));
  return each(items, object, true);
}

/** A tuple of what an object has for each key or name. */
function each(items: i32, object: i32, areNames: bool): i32 {
  const count = load<i32>(items, LENGTH);
  const result = newTuple(count);
  if (result == 0) return 0;
  for (let i = 0; i < count; i++) {
    const item = load<i32>(items + (i << 2), TUPLE_ITEMS);
    const value = areNames ? attributeOf(object, item) : getItem(object, item);
    if (value == 0) {
      decref(result);
      return 0;
    }
    store<i32>(result + (i << 2), value, TUPLE_ITEMS);
  }
  track(result);
  return result;
}

/** An attribute, or one of an attribute, and so on. */
function attributeOf(object: i32, name: i32): i32 {
  if (!hasFlag(name, IS_TUPLE)) return getAttribute(object, name);
  let value = newRef(object);
  for (let i = 0; i < load<i32>(name, LENGTH) && value != 0; i++) {
    const next = getAttribute(value, load<i32>(name + (i << 2), TUPLE_ITEMS));
    decref(value);
    value = next;
  }
  return value;
}

export function methodcaller_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'methodcaller() takes no keyword arguments');
  if (!isCount('methodcaller', positional, 1, 1) || !enterCall()) return 0;
  const held = hold(args, positional);
  const method = getAttribute(load<i32>(args), load<i32>(p, CALLER_NAME));
  const result = method == 0 ? 0 : callWithAll(method, load<i32>(p, CALLER_ARGS), load<i32>(p, CALLER_KEYWORDS));
  xdecref(method);
  letGo(args, held);
  comeBack();
  return result;
}

/** Calls an object with the elements of a tuple and the items of a dict as keywords. */
export function callWithAll(callable: i32, tuple: i32, dict: i32): i32 {
  const count = load<i32>(tuple, LENGTH);
  const named = load<i32>(dict, LENGTH);
  if (named == 0) return callObject(callable, tuple + TUPLE_ITEMS, count, 0);
  const at = push(count + named);
  if (at == 0) return 0;
  copyBytes(at, tuple + TUPLE_ITEMS, count << 2);
  const keywords = keywordNames(dict);
  let result = 0;
  if (keywords != 0) {
    keywordValues(dict, at + (count << 2));
    result = callObject(callable, at, count, keywords);
    decref(keywords);
  }
  store<i32>(SP, at);
  return result;
}
