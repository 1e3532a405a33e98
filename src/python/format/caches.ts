/**
 * Inline caches: fixed blocks beside compiled code, one for each place. They hold versions, which are never reused, and
 * what was found under them. A fresh cache holds -1 everywhere, a version that nothing has.
 *
 *     attribute  +0 ATTRIBUTE_VERSION of the type  +4 ATTRIBUTE_OFFSET: where in an instance the slot is
 *                +8 ATTRIBUTE_INDEX of the slot: it exists in instances with a greater INSTANCE_CAPACITY. Of __slots__ the
 *                lowest number there is
 *     global     +0 GLOBAL_VERSION of the keys of the globals  +4 BUILTIN_VERSION of the keys of the builtins
 *                +8 GLOBAL_ENTRY: address of the entry. Under GLOBAL_VERSION alone if BUILTIN_VERSION is 0; otherwise the
 *                globals of that version have no such key, and the entry is one of the builtins
 *     method     +0 METHOD_VERSION of the type  +4 METHOD_FOUND, a function with SIMPLE, borrowed from the type: while the
 *                type has the version, instances whose INSTANCE_DICT is 0 have no attribute of the name of their own: a new
 *                name in SHARED_KEYS gives the type a new version. Only of types with SLOTTED
 *                +8 ANY_METHOD_VERSION  +12 ANY_METHOD_FOUND: the same of whatever is called with the object in front, and of any
 *                type, for instances that have no dict (now)
 */
export const ATTRIBUTE_VERSION = 0;
export const ATTRIBUTE_OFFSET = 4;
export const ATTRIBUTE_INDEX = 8;
export const ATTRIBUTE_CACHE_BYTES = 16;

export const GLOBAL_VERSION = 0;
export const BUILTIN_VERSION = 4;
export const GLOBAL_ENTRY = 8;
export const GLOBAL_CACHE_BYTES = 16;

export const METHOD_VERSION = 0;
export const METHOD_FOUND = 4;
export const ANY_METHOD_VERSION = 8;
export const ANY_METHOD_FOUND = 12;
export const METHOD_CACHE_BYTES = 16;
