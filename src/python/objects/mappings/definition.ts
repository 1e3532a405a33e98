/** The types of this folder: dict, its views and iterators. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { DICT_ITERATOR_BYTES, DICT_VIEW_BYTES } from '../../format/mappings.js';
import {
  ARGUMENTS,
  DICT_BYTES,
  IN_TUPLE,
  KEYWORDS,
  NO_ARGUMENTS,
  OF_CLASS,
  ONE_ARGUMENT,
} from '../../format/objects.js';
import * as TYPES from '../../format/types.js';
import { DICT_TYPE, INHERITABLE, IS_DICT, IS_MAPPING, NO_NEW, CALLED_DIRECTLY } from '../../format/types.js';
import { kernel, method, OWNED_SLOTS, type TypeDefinition } from '../../runtime/definitions.js';
import { reduceToRest } from './rest-of.js';
import { dictFromKeys } from './from-keys.js';
import { viewRepr } from './repr.js';
import {
  itemsContains,
  viewAnd,
  viewCompare,
  viewIsDisjoint,
  viewMapping,
  viewOr,
  viewSubtract,
  viewXor,
} from './views.js';

const iterator = (address: Address, name: string, next: string, owned: number): TypeDefinition => ({
  address,
  name,
  flags: CYCLIC | NO_NEW,
  bytes: DICT_ITERATOR_BYTES,
  owned,
  slots: { ...OWNED_SLOTS, ITER: kernel('iterator_self'), NEXT: kernel(next) },
  methods: [
    method('__length_hint__', NO_ARGUMENTS, kernel('dict_iterator_length_hint')),
    method('__reduce__', NO_ARGUMENTS, reduceToRest(DICT_ITERATOR_BYTES)),
  ],
});

const view = (address: Address, part: 'keys' | 'values' | 'items'): TypeDefinition => ({
  address,
  name: `dict_${part}`,
  flags: CYCLIC | NO_NEW,
  bytes: DICT_VIEW_BYTES,
  owned: 1,
  slots: {
    ...OWNED_SLOTS,
    REPR: viewRepr,
    LEN: kernel('dict_view_length'),
    ITER: kernel(`dict_${part}_iter`),
    ...(part === 'values'
      ? {}
      : {
          CONTAINS: part === 'keys' ? kernel('dict_keys_contains') : itemsContains,
          COMPARE: viewCompare,
          AND: viewAnd,
          OR: viewOr,
          XOR: viewXor,
          SUBTRACT: viewSubtract,
        }),
  },
  methods: [
    ...(part === 'values' ? [] : [method('isdisjoint', ONE_ARGUMENT, viewIsDisjoint)]),
    method('__reversed__', NO_ARGUMENTS, kernel(`dict_${part}_reversed`)),
  ],
  properties: [{ name: 'mapping', get: viewMapping, doc: 'dictionary that this view refers to' }],
});

export const MAPPING_TYPES: readonly TypeDefinition[] = [
  {
    address: DICT_TYPE,
    generic: true,
    name: 'dict',
    flags: INHERITABLE | CYCLIC | IS_DICT | IS_MAPPING | CALLED_DIRECTLY,
    bytes: DICT_BYTES,
    slots: {
      DEALLOC: kernel('dict_dealloc'),
      TRAVERSE: kernel('dict_traverse'),
      CLEAR: kernel('dictClear'),
      NEW: kernel('dict_new'),
      INIT: kernel('dict_init'),
      REPR: kernel('dict_repr'),
      COMPARE: kernel('dict_compare'),
      LEN: kernel('dict_length'),
      ITER: kernel('dict_iter'),
      GETITEM: kernel('dict_getitem'),
      SETITEM: kernel('dict_setitem'),
      CONTAINS: kernel('dict_contains'),
      OR: kernel('dict_or'),
      IN_PLACE_OR: kernel('dict_inplace_or'),
    },
    methods: [
      method(
        'get',
        ARGUMENTS,
        kernel('dict_get'),
        'Return the value for key if key is in the dictionary, else default.',
      ),
      method('setdefault', ARGUMENTS, kernel('dict_setdefault')),
      method('pop', ARGUMENTS, kernel('dict_pop')),
      method('popitem', NO_ARGUMENTS, kernel('dict_popitem')),
      method('keys', NO_ARGUMENTS, kernel('dict_keys')),
      method('values', NO_ARGUMENTS, kernel('dict_values')),
      method('items', NO_ARGUMENTS, kernel('dict_items')),
      method('update', KEYWORDS | IN_TUPLE, kernel('dict_update')),
      method('clear', NO_ARGUMENTS, kernel('dict_clear_method')),
      method('copy', NO_ARGUMENTS, kernel('dict_copy')),
      method(
        'fromkeys',
        ARGUMENTS | OF_CLASS,
        dictFromKeys,
        'Create a new dictionary with keys from iterable and values set to value.',
      ),
      method(
        '__contains__',
        ONE_ARGUMENT,
        kernel('dict_contains_method'),
        'True if the dictionary has the specified key, else False.',
      ),
      method('__getitem__', ONE_ARGUMENT, kernel('dict_getitem'), 'x.__getitem__(y) <==> x[y]'),
      method('__reversed__', NO_ARGUMENTS, kernel('dict_reversed'), 'Return a reverse iterator over the dict keys.'),
    ],
  },
  view(TYPES.DICT_KEYS_TYPE, 'keys'),
  view(TYPES.DICT_VALUES_TYPE, 'values'),
  view(TYPES.DICT_ITEMS_TYPE, 'items'),
  iterator(TYPES.DICT_KEYITERATOR_TYPE, 'dict_keyiterator', 'dict_key_next', 2),
  iterator(TYPES.DICT_VALUEITERATOR_TYPE, 'dict_valueiterator', 'dict_value_next', 2),
  iterator(TYPES.DICT_ITEMITERATOR_TYPE, 'dict_itemiterator', 'dict_item_next', 2),
  iterator(TYPES.DICT_REVERSEKEYITERATOR_TYPE, 'dict_reversekeyiterator', 'dict_key_previous', 2),
  iterator(TYPES.DICT_REVERSEVALUEITERATOR_TYPE, 'dict_reversevalueiterator', 'dict_value_previous', 2),
  iterator(TYPES.DICT_REVERSEITEMITERATOR_TYPE, 'dict_reverseitemiterator', 'dict_item_previous', 2),
];
