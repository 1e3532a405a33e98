/** What pickle and copy take objects apart with: object.__reduce_ex__ and what it is made of. */
import type { Address } from '../../../base/ids.js';
import { HEAP_TYPE } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import {
  BASE,
  IS_DICT,
  IS_LIST,
  ITEM_BYTES,
  OBJECT_TYPE,
  OWN_SLOTS,
  STATIC_BASE,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_SLOTS,
  VALUE_ERROR,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** `object.__getstate__`: the dict, or (dict or None, values of __slots__), or None. */
export function getState(rt: Runtime, p: Address): Address {
  const own = rt.optionalAttribute(p, '__dict__');
  const dict = own === 0 || !rt.isDict(own) || rt.dictItems(own).length === 0 ? NONE : rt.dictCopy(own);
  const slots = slotNames(rt, rt.typeOf(p));
  if (slots.length === 0) return dict;
  const values = rt.dict();
  for (const name of slots) {
    const value = rt.optionalAttribute(p, name);
    if (value !== 0) rt.dictSet(values, rt.name(name), value);
  }
  return rt.dictItems(values).length === 0 ? dict : rt.tuple([dict, values]);
}

function slotNames(rt: Runtime, type: Address): string[] {
  const { views } = rt;
  const names: string[] = [];
  for (let at = type; at !== 0 && (views.word(at + TYPE_FLAGS) & HEAP_TYPE) !== 0; at = views.word(at + BASE)) {
    if (views.word(at + OWN_SLOTS) === 0) continue;
    names.unshift(...rt.tupleItems(views.word(at + TYPE_SLOTS)).map((name) => rt.text(name)));
  }
  return names;
}

/** `object.__reduce__` with a protocol. */
export function reduce(rt: Runtime, p: Address, protocol: number): Address {
  return protocol >= 2 ? reduceNew(rt, p) : rt.call(copyreg(rt, '_reduce_ex'), [p, rt.int(protocol)]);
}

export function reduceEx(rt: Runtime, p: Address, protocol: Address): Address {
  const wanted = rt.kernel.wordOf(protocol);
  rt.status(wanted);
  const own = rt.optionalAttribute(p, '__reduce__');
  if (own !== 0) {
    const ofType = rt.kernel.lookup(rt.typeOf(p), rt.name('__reduce__'));
    if (ofType !== rt.kernel.lookup(OBJECT_TYPE, rt.name('__reduce__'))) return rt.call(own);
  }
  return reduce(rt, p, wanted);
}

function copyreg(rt: Runtime, name: string): Address {
  return rt.attribute(rt.importModule('copyreg'), name);
}

/** (copyreg.__newobj__, (class, *arguments), state, items of a list, items of a dict) */
function reduceNew(rt: Runtime, p: Address): Address {
  const class_ = rt.typeOf(p);
  const [args, named] = newArguments(rt, p);
  const hasState =
    rt.kernel.lookup(class_, rt.name('__getstate__')) !== rt.kernel.lookup(OBJECT_TYPE, rt.name('__getstate__'));
  const staticBase = rt.views.word(class_ + STATIC_BASE);
  const required = args === undefined && !rt.hasFlag(p, IS_LIST) && !rt.hasFlag(p, IS_DICT);
  if (required && !hasState && (staticBase !== OBJECT_TYPE || rt.views.word(class_ + ITEM_BYTES) !== 0))
    rt.raise(TYPE_ERROR, `cannot pickle '${rt.shownTypeName(class_)}' object`);
  const [maker, made] =
    named === undefined
      ? [copyreg(rt, '__newobj__'), rt.tuple([class_, ...(args ?? [])])]
      : [copyreg(rt, '__newobj_ex__'), rt.tuple([class_, rt.tuple(args ?? []), named])];
  const state = rt.call(rt.attribute(p, '__getstate__'));
  const list = rt.hasFlag(p, IS_LIST) ? rt.iterator(p) : NONE;
  const dict = rt.hasFlag(p, IS_DICT) ? rt.iterator(rt.call(rt.attribute(p, 'items'))) : NONE;
  return rt.tuple([maker, made, state, list, dict]);
}

function newArguments(rt: Runtime, p: Address): [Address[] | undefined, Address | undefined] {
  const withNames = callSpecial(rt, p, '__getnewargs_ex__');
  if (withNames === 0) {
    const plain = callSpecial(rt, p, '__getnewargs__');
    return [plain === 0 ? undefined : tupleItems(rt, plain, '__getnewargs__ should return'), undefined];
  }
  const parts = tupleItems(rt, withNames, '__getnewargs_ex__ should return');
  if (parts.length !== 2)
    rt.raise(VALUE_ERROR, `__getnewargs_ex__ should return a tuple of length 2, not ${parts.length}`);
  const [args, named] = parts;
  const returned = 'item of the tuple returned by __getnewargs_ex__ must be';
  const items = tupleItems(rt, args, `first ${returned}`);
  if (!rt.isDict(named)) rt.raise(TYPE_ERROR, `second ${returned} a dict, not '${rt.shownTypeName(rt.typeOf(named))}'`);
  return [items, rt.dictItems(named).length === 0 ? undefined : named];
}

function tupleItems(rt: Runtime, p: Address, must: string): Address[] {
  if (!rt.isTuple(p)) rt.raise(TYPE_ERROR, `${must} a tuple, not '${rt.shownTypeName(rt.typeOf(p))}'`);
  return rt.tupleItems(p);
}

/** What a method of the type gives; 0 if it has none. What an instance answers by itself does not count. */
function callSpecial(rt: Runtime, p: Address, name: string): Address {
  const method = rt.kernel.lookup(rt.typeOf(p), rt.name(name));
  return method === 0 ? 0 : rt.call(rt.keep(rt.kernel.bindTo(method, p, rt.typeOf(p))));
}
