/** str.translate and str.maketrans. */
import type { Address } from '../../../base/ids.js';
import { CodePoints } from '../../codecs/buffers.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { NONE } from '../../format/memory-map.js';
import { LENGTH } from '../../format/objects.js';
import { DICT_TYPE, GETITEM, IS_INT, LOOKUP_ERROR, TYPE_ERROR, TYPE_FLAGS, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

const MOST_CODE_POINT = 0x10_ffff;

/** Each character replaced by what table[its code point] is: a code point, a str, or None for nothing. */
export function translateText(rt: Runtime, s: Address, table: Address): Address {
  const getItem = rt.views.word(rt.typeOf(table) + GETITEM);
  const isDict = rt.typeOf(table) === DICT_TYPE;
  if (getItem === 0 && !isDict && rt.views.word(s + LENGTH) > 0)
    rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(table))}' object is not subscriptable`);
  const out = new CodePoints(rt.views.word(s + LENGTH));
  const known = new Map<number, number | ArrayLike<number>>();
  for (const c of codePointsOf(rt, s)) {
    let replacement = known.get(c);
    if (replacement === undefined)
      known.set(
        c,
        (replacement = formOf(rt, isDict ? rt.dictGet(table, rt.int(c)) : lookUp(rt, table, getItem, c), c)),
      );
    if (typeof replacement === 'number') out.push(replacement);
    else out.pushAll(replacement);
  }
  return textFrom(rt, out.items);
}

/** 0 where the table has nothing. */
function lookUp(rt: Runtime, table: Address, getItem: number, c: number): Address {
  return rt.catching(
    LOOKUP_ERROR,
    () => rt.keep(rt.callIndex(getItem, table, rt.int(c))),
    () => 0,
  );
}

function formOf(rt: Runtime, value: Address, c: number): number | ArrayLike<number> {
  if (value === 0) return c;
  if (value === NONE) return [];
  if (rt.isString(value)) return codePointsOf(rt, value);
  if ((rt.views.word(rt.typeOf(value) + TYPE_FLAGS) & IS_INT) === 0)
    return rt.raise(TYPE_ERROR, 'character mapping must return integer, None or str');
  const code = rt.bigInt(value);
  if (code < 0n || code > MOST_CODE_POINT) return rt.raise(VALUE_ERROR, 'character mapping must be in range(0x110000)');
  return Number(code);
}

/** maketrans(dict), or maketrans(from, to, removed): a dict for translate. */
export function makeTable(rt: Runtime, from: Address, to: Address, removed: Address): Address {
  const table = rt.dict();
  if (to === 0) {
    if (rt.typeOf(from) !== DICT_TYPE)
      rt.raise(TYPE_ERROR, 'if you give only one argument to maketrans it must be a dict');
    for (const pair of rt.items(rt.call(rt.attribute(from, 'items')))) {
      const [key, value] = rt.tupleItems(pair);
      rt.dictSet(table, keyOf(rt, key), value);
    }
    return table;
  }
  if (!rt.isString(from))
    rt.raise(TYPE_ERROR, 'first maketrans argument must be a string if there is a second argument');
  for (const [argument, place] of [
    [to, 2],
    [removed, 3],
  ])
    if (argument !== 0 && !rt.isString(argument))
      rt.raise(TYPE_ERROR, `maketrans() argument ${place} must be str, not ${rt.argumentTypeName(argument)}`);
  const keys = codePointsOf(rt, from);
  const values = codePointsOf(rt, to);
  if (keys.length !== values.length) rt.raise(VALUE_ERROR, 'the first two maketrans arguments must have equal length');
  keys.forEach((key, at) => rt.dictSet(table, rt.int(key), rt.int(values[at])));
  if (removed !== 0) for (const key of codePointsOf(rt, removed)) rt.dictSet(table, rt.int(key), NONE);
  return table;
}

function keyOf(rt: Runtime, key: Address): Address {
  if (rt.isString(key)) {
    const characters = codePointsOf(rt, key);
    if (characters.length !== 1) rt.raise(VALUE_ERROR, 'string keys in translate table must be of length 1');
    return rt.int(characters[0]);
  }
  if ((rt.views.word(rt.typeOf(key) + TYPE_FLAGS) & IS_INT) === 0)
    rt.raise(TYPE_ERROR, 'keys in translate table must be strings or integers');
  return key;
}
