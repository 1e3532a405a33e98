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
  const own = rt.optionalAttribute(p, '__reduce__');
  if (own !== 0) {
    const ofType = rt.kernel.lookup(rt.typeOf(p), rt.name('__reduce__'));
    if (ofType !== rt.kernel.lookup(OBJECT_TYPE, rt.name('__reduce__'))) return rt.call(own);
  }
  return reduce(rt, p, Number(rt.bigInt(protocol)));
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
  const withNames = rt.optionalAttribute(p, '__getnewargs_ex__');
  if (withNames !== 0) {
    const [args, named] = rt.items(rt.call(withNames));
    return [rt.items(args), rt.dictItems(named).length === 0 ? undefined : named];
  }
  const plain = rt.optionalAttribute(p, '__getnewargs__');
  return [plain === 0 ? undefined : rt.items(rt.call(plain)), undefined];
}
