/** _functools: partial, reduce, cmp_to_key, and the wrapper of lru_cache. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import {
  KEY_WRAPPER_BYTES,
  LRU_BYTES,
  LRU_CACHE,
  LRU_DICT,
  LRU_FUNCTION,
  LRU_HITS,
  LRU_INFO,
  LRU_MISSES,
  LRU_MOST,
  LRU_TYPED,
  LRU_WEAK,
  WRAPPED_COMPARE,
  WRAPPED_OBJECT,
} from '../../format/functional.js';
import { NONE } from '../../format/memory-map.js';
import { ARGUMENTS, IN_TUPLE, LENGTH, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  CALL,
  CMP_TO_KEY_TYPE,
  INDEX,
  INHERITABLE,
  LRU_CACHE_WRAPPER_TYPE,
  METHOD_DESCRIPTOR,
  NO_NEW,
  PARTIAL_TYPE,
  TYPE_ERROR,
} from '../../format/types.js';
import { DICT_PROPERTY } from '../../objects/classes/instance-properties.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject } from '../fields.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { PARTIAL } from './partial.js';

const newLru = newSlot(
  'lru_cache',
  'user_function, maxsize, typed, cache_info_type',
  (rt, type, [function_, maxsize, typed, info]) => {
    if (rt.views.word(rt.typeOf(function_) + CALL) === 0)
      return rt.raise(TYPE_ERROR, 'the first argument must be callable');
    let most = -1;
    if (maxsize !== NONE) {
      if (rt.views.word(rt.typeOf(maxsize) + INDEX) === 0)
        return rt.raise(TYPE_ERROR, 'maxsize should be integer or None');
      const word = rt.kernel.wordOf(maxsize);
      most = Math.max(rt.status(word), 0);
    }
    return makeObject(
      rt,
      type,
      [
        [LRU_FUNCTION, function_],
        [LRU_CACHE, rt.dict()],
        [LRU_INFO, info],
      ],
      [
        [LRU_MOST, most],
        [LRU_TYPED, rt.status(rt.kernel.truthOf(typed))],
      ],
    );
  },
);

function cacheInfo(rt: Runtime, p: Address): Address {
  const word = (at: number) => rt.int(rt.views.word(p + at));
  const most = rt.views.word(p + LRU_MOST) < 0 ? NONE : word(LRU_MOST);
  const size = rt.int(rt.views.word(rt.views.word(p + LRU_CACHE) + LENGTH));
  return rt.call(rt.views.word(p + LRU_INFO), [word(LRU_HITS), word(LRU_MISSES), most, size]);
}

function cacheClear(rt: Runtime, p: Address): Address {
  rt.views.setWord(p + LRU_HITS, 0);
  rt.views.setWord(p + LRU_MISSES, 0);
  rt.kernel.dictClear(rt.views.word(p + LRU_CACHE));
  return NONE;
}

const LRU: TypeDefinition = {
  address: LRU_CACHE_WRAPPER_TYPE,
  name: '_lru_cache_wrapper',
  module: 'functools',
  flags: CYCLIC | INHERITABLE | METHOD_DESCRIPTOR,
  bytes: LRU_BYTES,
  owned: 4,
  dictAt: LRU_DICT,
  weakAt: LRU_WEAK,
  slots: {
    ...OWNED_SLOTS,
    DEALLOC: kernel('lru_dealloc'),
    TRAVERSE: kernel('lru_traverse'),
    NEW: newLru,
    CALL: kernel('lru_call'),
    GET: kernel('lru_get'),
  },
  properties: [DICT_PROPERTY],
  methods: [
    method('cache_info', NO_ARGUMENTS, cacheInfo, 'Report cache statistics'),
    method('cache_clear', NO_ARGUMENTS, cacheClear, 'Clear the cache and cache statistics'),
    method('__reduce__', NO_ARGUMENTS, (rt, p) => rt.attribute(p, '__qualname__')),
    method('__copy__', NO_ARGUMENTS, (_, p) => p),
    method('__deepcopy__', ONE_ARGUMENT, (_, p) => p),
  ],
};

const WRAPPER_PARAMETERS = parseParameters('K', 'obj');

const KEY_WRAPPER: TypeDefinition = {
  address: CMP_TO_KEY_TYPE,
  name: 'KeyWrapper',
  module: 'functools',
  flags: CYCLIC | NO_NEW,
  bytes: KEY_WRAPPER_BYTES,
  owned: 2,
  slots: {
    ...OWNED_SLOTS,
    COMPARE: kernel('key_wrapper_compare'),
    CALL: (rt, p, args, positional, names) => {
      const [object] = bindParameters(rt, WRAPPER_PARAMETERS, args, positional, names);
      return rt.keep(rt.kernel.newKeyWrapper(rt.views.word(p + WRAPPED_COMPARE), object));
    },
  },
  members: [{ name: 'obj', at: WRAPPED_OBJECT, kind: 'object' }],
};

const FUNCTOOLS_TYPES: readonly TypeDefinition[] = [PARTIAL, LRU, KEY_WRAPPER];

export const FUNCTOOLS: ModuleDefinition = {
  name: '_functools',
  doc: 'Tools that operate on functions.',
  own: FUNCTOOLS_TYPES,
  functions: [
    method(
      'reduce',
      ARGUMENTS | IN_TUPLE,
      kernel('functools_reduce'),
      'Apply a function of two arguments cumulatively to the items of an iterable, from left to right.',
    ),
    native(
      'cmp_to_key',
      'mycmp',
      (rt, _, [compare]) => rt.keep(rt.kernel.newKeyWrapper(compare, 0)),
      'Convert a cmp= function into a key= function.',
    ),
  ],
  types: [PARTIAL_TYPE, LRU_CACHE_WRAPPER_TYPE],
};
