/**
 * The layouts of objects. Every value is an object; offsets are in bytes, fields are words of 32 bits unless said
 * otherwise. "owned" is a counted reference, 0 where there is none.
 *
 *     object    -8 NEXT  -4 PREVIOUS    only of objects that can take part in cycles (memory/gc): links of a generation
 *               +0 COUNT  +4 TYPE
 *     int       +8 DIGITS  +12 VALUE    DIGITS 0: the value fits into 32 bits and is VALUE, a signed word. Otherwise
 *                                       |DIGITS| digits of 30 bits from VALUE on, least first, negative if DIGITS is;
 *                                       used only for what does not fit. bool is the same with 0 and 1
 *     float     +8 FLOAT (f64)
 *     complex   +8 REAL (f64)  +16 IMAGINARY (f64)
 *     str       +8 LENGTH in characters  +12 STR_FLAGS  +16 HASH (i64, -1 until asked)  +24 characters of 1, 2 or 4
 *               bytes: the narrowest that holds all of them; one zero character behind
 *     bytes     +8 LENGTH  +16 HASH (i64, -1 until asked)  +24 the bytes, one zero byte behind
 *     tuple     +8 LENGTH  +12 elements, owned
 *     list      +8 LENGTH  +12 ITEMS (a block of owned references or 0)  +16 CAPACITY
 *     dict      +8 LENGTH  +12 KEYS (a block, below)  +16 DICT_SHAPE
 *               DICT_SHAPE says what its keys have been since it was empty: STRING_KEYS, or GENERAL_KEYS once one was no str.
 *               Of an instance's attributes: SPLIT_KEYS and the number of slots that CPython's values have, until they are more.
 *               One without anything has EMPTY_KEYS (memory-map.ts)
 *     keys      +0 KEYS_LOG (logarithm of the number of index slots)  +4 KEYS_USABLE (entries that may still be added)
 *               +8 KEYS_ENTRIES (used, deleted ones too)  +12 KEYS_VERSION (0: none; changes whenever a key is added or
 *               deleted or the block is replaced, not when a value is)
 *               +16 indices of 1, 2 or 4 bytes (-1 empty, -2 deleted), then at the next multiple of 8 the entries:
 *               +0 hash (i64)  +8 key, owned  +12 value, owned; both 0 where it was deleted
 *     set       +8 FILL  +12 LENGTH  +16 MASK  +20 TABLE (entries: hash i64, key, 0)  +24 HASH (i64, frozenset)
 *               +32 SET_WEAK  +36 SET_FINGER
 *     instance  +8 INSTANCE_DICT (owned; 0 while attributes are in the slots)  +12 INSTANCE_WEAK  +16 INSTANCE_CAPACITY
 *               +20 slots: attributes by their index in the type's shared keys. The filled ones are the first ones, in
 *               the order in which they were set; where they are not, or are more than the instance has room for,
 *               INSTANCE_CAPACITY is below 0 and leads to a block (classes/instance-slots.as.ts)
 *     cell      +8 CELL_VALUE
 *     slice     +8 START  +12 STOP  +16 STEP
 *     range     +8 START  +12 STOP  +16 STEP  +20 RANGE_LENGTH, ints, owned
 *     method    +8 METHOD_FUNCTION  +12 METHOD_SELF  +16 METHOD_WEAK
 *     builtin   +8 BUILTIN_DEFINITION  +12 METHOD_SELF  +16 BUILTIN_WEAK  +20 BUILTIN_MODULE       (len, [].append)
 *     module    +8 MODULE_DICT  +12 MODULE_WEAK
 *     descriptors   +8 what it is, +12 DESCRIPTOR_OWNER, a type, owned  +16 DESCRIPTOR_NAME. +8 is:
 *               of a method or classmethod descriptor BUILTIN_DEFINITION; of a getset descriptor GETSET_DEFINITION;
 *               of a member descriptor MEMBER_AT, an offset, with +20 MEMBER_KIND;
 *               of a wrapper descriptor WRAPPER_DEFINITION, with +20 WRAPPED, the function in its owner's slot
 *     method wrapper     +8 WRAPPER_OF, a wrapper descriptor  +12 METHOD_SELF
 *     property  +8 GETTER  +12 SETTER  +16 DELETER  +20 PROPERTY_DOC  +24 PROPERTY_NAME  +28 GETTER_DOC (a flag)
 *     classmethod, staticmethod  +8 CALLABLE  +12 CALLABLE_DICT
 *     super     +8 SUPER_OBJECT  +12 SUPER_CLASS  +16 SUPER_TYPE (of the object): in the order in which they are visited
 *     mappingproxy       +8 PROXY_OF
 *     SimpleNamespace    +8 NAMESPACE_DICT
 *     GenericAlias       +8 ALIAS_ORIGIN  +12 ALIAS_ARGS  +16 ALIAS_PARAMETERS (0 until asked)  +20 ALIAS_WEAK
 *               +24 ALIAS_STARRED (a flag)
 *     _abc_data +8 ABC_REGISTRY  +12 ABC_CACHE  +16 ABC_NEGATIVE: sets of weak references to classes, owned  +20 ABC_VERSION
 *     lock      +8 LOCK_COUNT: how often it was acquired and not released  +12 LOCK_WEAK
 *     union     +8 UNION_ARGS  +12 UNION_PARAMETERS
 *     function, code, frame, generator, traceback: frames.ts; types: types.ts
 *     BaseException: +8 dict  +12 EXCEPTION_ARGS  +16 NOTES  +20 TRACEBACK  +24 CONTEXT  +28 CAUSE
 *               +32 SUPPRESS_CONTEXT (a byte)  +36 what subclasses add
 */
export { COUNT, CYCLE_HEAD, TYPE } from '../../memory/gc/format.js';

export const DIGITS = 8;
export const VALUE = 12;
export const INT_BYTES = 16;
export const DIGIT_BITS = 30;

export const FLOAT = 8;
export const FLOAT_BYTES = 16;

export const REAL = 8;
export const IMAGINARY = 16;
export const COMPLEX_BYTES = 24;

export const LENGTH = 8;
export const HASH = 16;

export const STR_FLAGS = 12;
export const CHARACTERS_AT = 24;
/** In STR_FLAGS: bytes of a character (1, 2, 4). */
export const WIDTH_MASK = 7;
/** In STR_FLAGS: all characters are below 128. */
export const ASCII = 8;
/** In STR_FLAGS: in the table of interned strings, which holds no count. */
export const INTERNED = 16;
/** In STR_FLAGS: one of its counts is nobody's and never given back. */
export const IMMORTAL = 32;

export const TUPLE_ITEMS = 12;

export const ITEMS = 12;
export const CAPACITY = 16;
export const LIST_BYTES = 20;

export const KEYS = 12;
export const DICT_SHAPE = 16;
export const DICT_BYTES = 20;
/** DICT_SHAPE */
export const STRING_KEYS = 0;
export const GENERAL_KEYS = 1;
export const SPLIT_KEYS = 2;
export const KEYS_LOG = 0;
export const KEYS_USABLE = 4;
export const KEYS_ENTRIES = 8;
export const KEYS_VERSION = 12;
export const KEYS_INDICES = 16;
export const ENTRY_BYTES = 16;
export const ENTRY_HASH = 0;
export const ENTRY_KEY = 8;
export const ENTRY_VALUE = 12;

export const FILL = 8;
export const SET_LENGTH = 12;
export const MASK = 16;
export const TABLE = 20;
export const SET_HASH = 24;
export const SET_WEAK = 32;
export const SET_FINGER = 36;
export const SET_BYTES = 40;

export const INSTANCE_DICT = 8;
export const INSTANCE_WEAK = 12;
export const INSTANCE_CAPACITY = 16;
export const INSTANCE_SLOTS = 20;

export const CELL_VALUE = 8;
export const CELL_BYTES = 12;

export const START = 8;
export const STOP = 12;
export const STEP = 16;
export const SLICE_BYTES = 20;
export const RANGE_LENGTH = 20;

export const METHOD_FUNCTION = 8;
export const METHOD_SELF = 12;
export const METHOD_WEAK = 16;
export const METHOD_BYTES = 20;

export const BUILTIN_DEFINITION = 8;
export const BUILTIN_WEAK = 16;
export const BUILTIN_MODULE = 20;
export const BUILTIN_BYTES = 24;

export const MODULE_DICT = 8;
export const MODULE_WEAK = 12;
export const MODULE_BYTES = 16;

export const DESCRIPTOR_OWNER = 12;
export const DESCRIPTOR_NAME = 16;
export const GETSET_DEFINITION = 8;
export const MEMBER_AT = 8;
export const MEMBER_KIND = 20;
export const WRAPPER_DEFINITION = 8;
export const WRAPPED = 20;
export const DESCRIPTOR_BYTES = 24;

export const WRAPPER_OF = 8;
export const METHOD_WRAPPER_BYTES = 16;

export const GETTER = 8;
export const SETTER = 12;
export const DELETER = 16;
export const PROPERTY_DOC = 20;
export const PROPERTY_NAME = 24;
export const GETTER_DOC = 28;
export const PROPERTY_BYTES = 32;

export const CALLABLE = 8;
export const CALLABLE_DICT = 12;
export const CALLABLE_BYTES = 16;

/** An instance of object itself: CPython's ints and floats are of another size class, and never get the address of a dead one. */
export const BARE_OBJECT_BLOCK = 32;
export const SUPER_OBJECT = 8;
export const SUPER_CLASS = 12;
export const SUPER_TYPE = 16;
export const SUPER_BYTES = 20;

export const PROXY_OF = 8;
export const PROXY_BYTES = 12;

export const NAMESPACE_DICT = 8;
export const NAMESPACE_BYTES = 12;

export const ALIAS_ORIGIN = 8;
export const ALIAS_ARGS = 12;
export const ALIAS_PARAMETERS = 16;
export const ALIAS_WEAK = 20;
export const ALIAS_STARRED = 24;
export const ALIAS_BYTES = 28;

export const ABC_REGISTRY = 8;
export const ABC_CACHE = 12;
export const ABC_NEGATIVE = 16;
/** Up to how many registrations the negative answers hold. */
export const ABC_VERSION = 20;
export const ABC_BYTES = 24;

export const LOCK_COUNT = 8;
export const LOCK_WEAK = 12;
export const LOCK_BYTES = 16;

export const UNION_ARGS = 8;
export const UNION_PARAMETERS = 12;
export const UNION_BYTES = 16;

/** MEMBER_KIND: how a field is shown as an attribute. */
export const MEMBER_OBJECT = 0; // None where it is 0
export const MEMBER_REQUIRED = 1; // AttributeError where it is 0: __slots__
export const MEMBER_WORD = 2; // an int
export const MEMBER_FLAG = 3; // a byte, a bool
export const MEMBER_KINDS = 7;
/** Added: it cannot be set. */
export const MEMBER_READ_ONLY = 8;

/** Definition of a getset descriptor, a fixed block: functions of the table (self) -> object and (self, value or 0) -> status
 * (0: it cannot be set), doc (a str or 0). */
export const GETSET_GET = 0;
export const GETSET_SET = 4;
export const GETSET_DOC = 8;
export const GETSET_BYTES = 16;

/** Definition of a wrapper descriptor, a fixed block: how its function is called (classes/wrapper-kinds.ts), doc (a str). */
export const WRAPPER_KIND = 0;
export const WRAPPER_DOC = 4;
/** The slot in the type. */
export const WRAPPER_SLOT = 8;
export const WRAPPER_BYTES = 16;

/**
 * Definition of a builtin function or method, a fixed block: +0 index of its function in the table  +4 CONVENTION
 * +8 its name (a str)  +12 its docstring (a str or 0)  +16 its text signature (a str or 0)
 */
export const DEFINITION_FUNCTION = 0;
export const DEFINITION_CONVENTION = 4;
export const DEFINITION_NAME = 8;
export const DEFINITION_DOC = 12;
export const DEFINITION_SIGNATURE = 16;
export const DEFINITION_BYTES = 24;

/** How the function of a definition is called. All arguments are borrowed, the result is owned; 0 means it failed. */
export const NO_ARGUMENTS = 0; // (self)
export const ONE_ARGUMENT = 1; // (self, argument)
export const ARGUMENTS = 2; // (self, address of the arguments, how many)
export const KEYWORDS = 3; // (self, address, how many positional ones, names of keywords: a tuple or 0; their values follow)
export const CONVENTION_MASK = 7;
/** Added for a class method: self is the type. */
export const OF_CLASS = 8;
/** Added for a static method. */
export const OF_STATIC = 16;
/** Added for what CPython gives its arguments in a tuple, which has a reference to each. */
export const IN_TUPLE = 32;

export const EXCEPTION_DICT = 8;
export const EXCEPTION_ARGS = 12;
export const NOTES = 16;
export const TRACEBACK = 20;
export const CONTEXT = 24;
export const CAUSE = 28;
export const SUPPRESS_CONTEXT = 32;
export const EXCEPTION_BYTES = 36;
/** What StopIteration adds: the returned value. */
export const STOP_VALUE = 36;
