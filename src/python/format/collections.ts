/**
 * The objects of _collections. Fields are words.
 *
 *     deque        +8 RING (a block of words, or 0)  +12 RING_MASK: how many words it has, less one  +16 RING_HEAD: where the
 *                  first item is  +20 DEQUE_LENGTH  +24 MOST_ITEMS, -1 for any number  +28 DEQUE_STATE: changes with
 *                  every item that comes or goes  +32 DEQUE_WEAK  +36 DEQUE_FIRST: where CPython has the first item in its
 *                  leftmost block of 64, for sizes
 *     its iterator +8 DEQUE_OF, owned  +12 DEQUE_AT  +16 DEQUE_LEFT  +20 DEQUE_STATE_THEN
 *     defaultdict  a dict, +20 DEFAULT_FACTORY, owned, or 0
 *     OrderedDict  a dict, +20 ODICT_DICT, owned  +24 ODICT_WEAK  +28 ODICT_STATE: changes with every key that comes, goes or
 *                  moves  +32 ODICT_INSERTED: once a key has moved a dict of the keys as they were put in, owned, else 0
 *     its iterator as of a dict (mappings.ts), +28 ODICT_STATE_THEN  +32 ODICT_KIND
 *     _tuplegetter +8 GETTER_INDEX (an int)  +12 GETTER_DOC, both owned
 */
export const RING = 8;
export const RING_MASK = 12;
export const RING_HEAD = 16;
export const DEQUE_LENGTH = 20;
export const MOST_ITEMS = 24;
export const DEQUE_STATE = 28;
export const DEQUE_WEAK = 32;
export const DEQUE_FIRST = 36;
export const DEQUE_BYTES = 40;
/** How many items CPython's blocks have, and where the first item goes that is appended to an empty deque. */
export const DEQUE_BLOCK_ITEMS = 64;
export const DEQUE_CENTRE = 32;

export const DEQUE_OF = 8;
export const DEQUE_AT = 12;
export const DEQUE_LEFT = 16;
export const DEQUE_STATE_THEN = 20;
export const DEQUE_ITERATOR_BYTES = 24;

export const DEFAULT_FACTORY = 20;
export const DEFAULTDICT_BYTES = 24;

export const ODICT_DICT = 20;
export const ODICT_WEAK = 24;
export const ODICT_STATE = 28;
export const ODICT_INSERTED = 32;
export const ODICT_BYTES = 36;

export const ODICT_STATE_THEN = 28;
export const ODICT_KIND = 32;
export const ODICT_ITERATOR_BYTES = 36;
/** In ODICT_KIND. */
export const GIVES_KEYS = 1;
export const GIVES_VALUES = 2;
export const GIVES_BACKWARDS = 4;

export const GETTER_INDEX = 8;
export const GETTER_DOC = 12;
export const TUPLEGETTER_BYTES = 16;
