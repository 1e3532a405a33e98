/**
 * Type objects, and the addresses of those that always exist.
 *
 * A type is what CPython calls a type object: fields, then slots. A slot is the index of a function in the one table of
 * functions that kernel, compiled Python and runtime share, or 0. Those of a class written in Python are inherited or lead
 * to functions that look the special method up (slot updating). In what follows, arguments are borrowed and object results
 * owned; an object result of 0 means that an exception is pending, unless said otherwise.
 */
import { TYPES } from './memory-map.js';

/** Where what every object model has lies in a type: finalisers and visitors are the first slots. */
export {
  CLEAR, // (self): drops the references that may be part of a cycle
  CYCLIC,
  DEALLOC, // (self): the count is 0
  FINALIZE, // (self): __del__
  HEAP_TYPE,
  IS_WEAK,
  TRAVERSE, // (self, visitor, argument) -> word: calls visitor(referent, argument) for each reference
  TYPE_FLAGS,
  WEAK_AT,
} from '../../memory/gc/format.js';

export const TYPE_BYTES = 0x200;

/** Str: without the module. */
export const TYPE_NAME = 8;
/** Str. */
export const TYPE_QUALNAME = 12;
/** Bytes of an instance, without the head for cycles; of variable ones without their items. */
export const BASIC_BYTES = 16;
/** Bytes of an item; 0 if instances are of one size. */
export const ITEM_BYTES = 20;
/** 0: none. Changes whenever the attributes of the type, or of one it inherits from, change. */
export const TYPE_VERSION = 28;
/** The type whose layout this one extends; 0 for object. */
export const BASE = 32;
/** Tuple. */
export const BASES = 36;
/** Tuple. */
export const MRO = 40;
/** Dict. */
export const TYPE_DICT = 44;
/** Block of the types that name this one in BASES, uncounted (classes/subclasses.as.ts); or 0. */
export const SUBCLASSES = 48;
/** Where in an instance the address of its dict is; 0: it has none. Negative: in front of the head for cycles. */
export const DICT_AT = 52;
/** Keys block with the names of the slots of instances, or 0: attributes in slots are for types with SLOTTED only. */
export const SHARED_KEYS = 60;
/** How many names may still be added to SHARED_KEYS: at first 30, fewer with each instance, as in CPython. */
export const SHARED_USABLE = 64;
/** How many slots a new instance has in itself (classes/instance-slots.as.ts). */
export const INSIDE_SLOTS = 380;
/** Tuple of the names in __slots__, or 0. */
export const TYPE_SLOTS = 68;
/** Unused by heap types, which have it in their dict. */
export const TYPE_MODULE = 72;
/** Str or 0. */
export const TYPE_DOC = 76;
/** Tp_name with the module, str: for static types. */
export const INSTANCES_NAME = 80;
/** Weak references to the type. */
export const TYPE_WEAK = 84;
/**
 * Bytes that classes have added in front of the head for cycles of their instances: words for dict, weak references and
 * __slots__, the first one at FIRST_ADDED, each further one 4 bytes lower. So an instance of a class is laid out from its
 * address on as one of the type that it derives from, whose functions work on it as they are.
 */
export const PREFIX_BYTES = 88;
/** Offset of the first word in front of an instance. */
export const FIRST_ADDED = -12;

// Slots

/** (self) -> str. */
export const REPR = 108;
/** (self) -> str. */
export const STR = 112;
/** (self) -> i64, -1 if it failed. */
export const HASH_OF = 116;
/** (self, arguments, positional, names) -> object. */
export const CALL = 120;
/** (self, name) -> object. */
export const GETATTR = 124;
/** (self, name, value or 0) -> 0, or -1 if it failed. */
export const SETATTR = 128;
/** (self, other, operation) -> object or NotImplemented. */
export const COMPARE = 132;
/** (self) -> iterator. */
export const ITER = 136;
/** (self) -> object; 0 without a pending exception at the end. */
export const NEXT = 140;
/** (descriptor, instance or 0, type) -> object. */
export const GET = 144;
/** (descriptor, instance, value or 0) -> 0 or -1. */
export const SET = 148;
/** (self, arguments, positional, names) -> 0 or -1. */
export const INIT = 152;
/** (type, arguments, positional, names) -> object. */
export const NEW = 156;
/** (type, arguments, positional, names) -> object: the part of NEW that is TypeScript, of int, float and str. */
export const ALLOC = 160;
/** (self) -> length or -1. */
export const LEN = 164;
/** (self, key) -> object. */
export const GETITEM = 168;
/** (self, key, value or 0) -> 0 or -1. */
export const SETITEM = 172;
/** (self, value) -> 1, 0 or -1. */
export const CONTAINS = 176;
/** (self, other) -> object. */
export const CONCAT = 180;
/** (self, count object) -> object. */
export const REPEAT = 184;
/** (self, other) -> object. */
export const IN_PLACE_CONCAT = 188;
/** (self, count object) -> object. */
export const IN_PLACE_REPEAT = 192;
/** (self, index word) -> object: what iter() uses where there is no ITER. */
export const SEQUENCE_ITEM = 196;
/** (self) -> 1, 0 or -1. */
export const BOOL = 200;
/** (self) -> object. */
export const NEGATIVE = 204;
/** (self) -> object. */
export const POSITIVE = 208;
/** (self) -> object. */
export const ABSOLUTE = 212;
/** (self) -> object. */
export const INVERT = 216;
/** (self) -> int. */
export const INT = 220;
/** (self) -> float. */
export const FLOAT_OF = 224;
/** (self) -> int. */
export const INDEX = 228;
/** (left, right) -> object or NotImplemented; either may be the one whose type has the slot. */
export const ADD = 232;
export const SUBTRACT = 236;
export const MULTIPLY = 240;
export const REMAINDER = 244;
export const DIVMOD = 248;
/** (left, right, modulus or None). */
export const POWER = 252;
export const LSHIFT = 256;
export const RSHIFT = 260;
export const AND = 264;
export const XOR = 268;
export const OR = 272;
export const FLOOR_DIVIDE = 276;
export const TRUE_DIVIDE = 280;
export const MATRIX_MULTIPLY = 284;
/** (self, other) -> object or NotImplemented. */
export const IN_PLACE_ADD = 288;
export const IN_PLACE_SUBTRACT = 292;
export const IN_PLACE_MULTIPLY = 296;
export const IN_PLACE_REMAINDER = 300;
/** (self, other, None). */
export const IN_PLACE_POWER = 304;
export const IN_PLACE_LSHIFT = 308;
export const IN_PLACE_RSHIFT = 312;
export const IN_PLACE_AND = 316;
export const IN_PLACE_XOR = 320;
export const IN_PLACE_OR = 324;
export const IN_PLACE_FLOOR_DIVIDE = 328;
export const IN_PLACE_TRUE_DIVIDE = 332;
export const IN_PLACE_MATRIX_MULTIPLY = 336;
/** (self) -> iterator. */
export const AWAIT = 340;
/** (self) -> object. */
export const ASYNC_ITER = 344;
/** (self) -> awaitable. */
export const ASYNC_NEXT = 348;
/** (self, value, address for the result) -> 1 yielded, 0 returned, -1 failed. */
export const SEND = 352;
/** (self, view, flags) -> 0 or -1. */
export const GET_BUFFER = 356;
/** (self, view). */
export const RELEASE_BUFFER = 360;
export const SLOTS_END = 364;
/** No slot: how many fields from the first one on are owned references, of static types with the slots of kernel/owned.as.ts. */
export const OWNED_FIELDS = 368;

// Fields of classes, behind the slots

/** The nearest base that is no class: whose layout instances have. Static types: themselves. */
export const STATIC_BASE = 364;
/** Offset of the first of the words that hold this class's own __slots__ (those of its bases are theirs), and their number. */
export const OWN_SLOTS_AT = 372;
export const OWN_SLOTS = 376;

// TYPE_FLAGS

/** A class may derive from it. */
export const INHERITABLE = 4;
/** Attributes of instances lie in slots until a dict is needed (objects.ts, instance). */
export const SLOTTED = 8;
/** Its attributes cannot be set: static types. */
export const IMMUTABLE = 16;
/** It has no NEW. */
export const NO_NEW = 32;
/** GET of its instances makes methods, and a look-up may call them with self in front instead. */
export const METHOD_DESCRIPTOR = 64;
/** Some special methods are inherited by every kind of the type: what an instance of it is, without a walk along MRO. */
export const IS_INT = 1 << 8;
export const IS_LIST = 1 << 9;
export const IS_TUPLE = 1 << 10;
export const IS_BYTES = 1 << 11;
export const IS_STR = 1 << 12;
export const IS_DICT = 1 << 13;
export const IS_EXCEPTION = 1 << 14;
export const IS_TYPE = 1 << 15;
/** Matched by sequence patterns, by mapping patterns. */
export const IS_SEQUENCE = 1 << 16;
export const IS_MAPPING = 1 << 17;
export const COLLECTION_FLAGS = IS_SEQUENCE | IS_MAPPING;
/** It has abstract methods: no instance can be made. */
export const IS_ABSTRACT = 1 << 18;
/** Instances have FINALIZE or the old DEL that a collector must call. */
export const HAS_FINALIZER = 1 << 19;
/** CPython calls it without a tuple of the arguments (vectorcall). Not inherited. */
export const CALLED_DIRECTLY = 1 << 21;

// Comparisons

export const LESS = 0;
export const LESS_EQUAL = 1;
export const EQUAL = 2;
export const NOT_EQUAL = 3;
export const GREATER = 4;
export const GREATER_EQUAL = 5;

// Static types

export const OBJECT_TYPE = TYPES;
export const TYPE_TYPE = TYPES + 1 * TYPE_BYTES;
export const INT_TYPE = TYPES + 2 * TYPE_BYTES;
export const BOOL_TYPE = TYPES + 3 * TYPE_BYTES;
export const FLOAT_TYPE = TYPES + 4 * TYPE_BYTES;
export const COMPLEX_TYPE = TYPES + 5 * TYPE_BYTES;
export const STR_TYPE = TYPES + 6 * TYPE_BYTES;
export const BYTES_TYPE = TYPES + 7 * TYPE_BYTES;
export const BYTEARRAY_TYPE = TYPES + 8 * TYPE_BYTES;
export const MEMORYVIEW_TYPE = TYPES + 9 * TYPE_BYTES;
export const LIST_TYPE = TYPES + 10 * TYPE_BYTES;
export const TUPLE_TYPE = TYPES + 11 * TYPE_BYTES;
export const DICT_TYPE = TYPES + 12 * TYPE_BYTES;
export const SET_TYPE = TYPES + 13 * TYPE_BYTES;
export const FROZENSET_TYPE = TYPES + 14 * TYPE_BYTES;
export const RANGE_TYPE = TYPES + 15 * TYPE_BYTES;
export const SLICE_TYPE = TYPES + 16 * TYPE_BYTES;
export const NONE_TYPE_TYPE = TYPES + 17 * TYPE_BYTES;
export const NOT_IMPLEMENTED_TYPE_TYPE = TYPES + 18 * TYPE_BYTES;
export const ELLIPSIS_TYPE = TYPES + 19 * TYPE_BYTES;
export const FUNCTION_TYPE = TYPES + 20 * TYPE_BYTES;
export const BUILTIN_FUNCTION_OR_METHOD_TYPE = TYPES + 21 * TYPE_BYTES;
export const METHOD_TYPE = TYPES + 22 * TYPE_BYTES;
export const METHOD_DESCRIPTOR_TYPE = TYPES + 23 * TYPE_BYTES;
export const CLASSMETHOD_DESCRIPTOR_TYPE = TYPES + 24 * TYPE_BYTES;
export const WRAPPER_DESCRIPTOR_TYPE = TYPES + 25 * TYPE_BYTES;
export const METHOD_WRAPPER_TYPE = TYPES + 26 * TYPE_BYTES;
export const GETSET_DESCRIPTOR_TYPE = TYPES + 27 * TYPE_BYTES;
export const MEMBER_DESCRIPTOR_TYPE = TYPES + 28 * TYPE_BYTES;
export const MAPPINGPROXY_TYPE = TYPES + 29 * TYPE_BYTES;
export const CELL_TYPE = TYPES + 30 * TYPE_BYTES;
export const CODE_TYPE = TYPES + 31 * TYPE_BYTES;
export const FRAME_TYPE = TYPES + 32 * TYPE_BYTES;
export const TRACEBACK_TYPE = TYPES + 33 * TYPE_BYTES;
export const GENERATOR_TYPE = TYPES + 34 * TYPE_BYTES;
export const COROUTINE_TYPE = TYPES + 35 * TYPE_BYTES;
export const ASYNC_GENERATOR_TYPE = TYPES + 36 * TYPE_BYTES;
export const COROUTINE_WRAPPER_TYPE = TYPES + 37 * TYPE_BYTES;
export const ASYNC_GENERATOR_ASEND_TYPE = TYPES + 38 * TYPE_BYTES;
export const ASYNC_GENERATOR_ATHROW_TYPE = TYPES + 39 * TYPE_BYTES;
export const ASYNC_GENERATOR_WRAPPED_VALUE_TYPE = TYPES + 40 * TYPE_BYTES;
export const ANEXT_AWAITABLE_TYPE = TYPES + 41 * TYPE_BYTES;
export const MODULE_TYPE = TYPES + 42 * TYPE_BYTES;
export const PROPERTY_TYPE = TYPES + 43 * TYPE_BYTES;
export const CLASSMETHOD_TYPE = TYPES + 44 * TYPE_BYTES;
export const STATICMETHOD_TYPE = TYPES + 45 * TYPE_BYTES;
export const SUPER_TYPE = TYPES + 46 * TYPE_BYTES;
export const ENUMERATE_TYPE = TYPES + 47 * TYPE_BYTES;
export const ZIP_TYPE = TYPES + 48 * TYPE_BYTES;
export const MAP_TYPE = TYPES + 49 * TYPE_BYTES;
export const FILTER_TYPE = TYPES + 50 * TYPE_BYTES;
export const REVERSED_TYPE = TYPES + 51 * TYPE_BYTES;
export const ITERATOR_TYPE = TYPES + 52 * TYPE_BYTES;
export const CALLABLE_ITERATOR_TYPE = TYPES + 53 * TYPE_BYTES;
export const LIST_ITERATOR_TYPE = TYPES + 54 * TYPE_BYTES;
export const LIST_REVERSEITERATOR_TYPE = TYPES + 55 * TYPE_BYTES;
export const TUPLE_ITERATOR_TYPE = TYPES + 56 * TYPE_BYTES;
export const RANGE_ITERATOR_TYPE = TYPES + 57 * TYPE_BYTES;
export const LONGRANGE_ITERATOR_TYPE = TYPES + 58 * TYPE_BYTES;
export const STR_ITERATOR_TYPE = TYPES + 59 * TYPE_BYTES;
export const STR_ASCII_ITERATOR_TYPE = TYPES + 60 * TYPE_BYTES;
export const BYTES_ITERATOR_TYPE = TYPES + 61 * TYPE_BYTES;
export const BYTEARRAY_ITERATOR_TYPE = TYPES + 62 * TYPE_BYTES;
export const MEMORY_ITERATOR_TYPE = TYPES + 63 * TYPE_BYTES;
export const SET_ITERATOR_TYPE = TYPES + 64 * TYPE_BYTES;
export const DICT_KEYS_TYPE = TYPES + 65 * TYPE_BYTES;
export const DICT_VALUES_TYPE = TYPES + 66 * TYPE_BYTES;
export const DICT_ITEMS_TYPE = TYPES + 67 * TYPE_BYTES;
export const DICT_KEYITERATOR_TYPE = TYPES + 68 * TYPE_BYTES;
export const DICT_VALUEITERATOR_TYPE = TYPES + 69 * TYPE_BYTES;
export const DICT_ITEMITERATOR_TYPE = TYPES + 70 * TYPE_BYTES;
export const DICT_REVERSEKEYITERATOR_TYPE = TYPES + 71 * TYPE_BYTES;
export const DICT_REVERSEVALUEITERATOR_TYPE = TYPES + 72 * TYPE_BYTES;
export const DICT_REVERSEITEMITERATOR_TYPE = TYPES + 73 * TYPE_BYTES;
export const WEAKREF_TYPE = TYPES + 74 * TYPE_BYTES;
export const WEAKPROXY_TYPE = TYPES + 75 * TYPE_BYTES;
export const WEAKCALLABLEPROXY_TYPE = TYPES + 76 * TYPE_BYTES;
export const GENERIC_ALIAS_TYPE = TYPES + 77 * TYPE_BYTES;
export const UNION_TYPE = TYPES + 78 * TYPE_BYTES;
export const SIMPLE_NAMESPACE_TYPE = TYPES + 79 * TYPE_BYTES;
export const DEQUE_TYPE = TYPES + 80 * TYPE_BYTES;
export const DEQUE_ITERATOR_TYPE = TYPES + 81 * TYPE_BYTES;
export const DEQUE_REVERSE_ITERATOR_TYPE = TYPES + 82 * TYPE_BYTES;
export const DEFAULTDICT_TYPE = TYPES + 83 * TYPE_BYTES;
export const ORDERED_DICT_TYPE = TYPES + 84 * TYPE_BYTES;
export const ODICT_ITERATOR_TYPE = TYPES + 85 * TYPE_BYTES;
export const ODICT_KEYS_TYPE = TYPES + 86 * TYPE_BYTES;
export const ODICT_ITEMS_TYPE = TYPES + 87 * TYPE_BYTES;
export const ODICT_VALUES_TYPE = TYPES + 88 * TYPE_BYTES;
export const TUPLEGETTER_TYPE = TYPES + 89 * TYPE_BYTES;
export const ITERTOOLS_COUNT_TYPE = TYPES + 90 * TYPE_BYTES;
export const ITERTOOLS_CYCLE_TYPE = TYPES + 91 * TYPE_BYTES;
export const ITERTOOLS_REPEAT_TYPE = TYPES + 92 * TYPE_BYTES;
export const ITERTOOLS_CHAIN_TYPE = TYPES + 93 * TYPE_BYTES;
export const ITERTOOLS_COMPRESS_TYPE = TYPES + 94 * TYPE_BYTES;
export const ITERTOOLS_DROPWHILE_TYPE = TYPES + 95 * TYPE_BYTES;
export const ITERTOOLS_TAKEWHILE_TYPE = TYPES + 96 * TYPE_BYTES;
export const ITERTOOLS_FILTERFALSE_TYPE = TYPES + 97 * TYPE_BYTES;
export const ITERTOOLS_GROUPBY_TYPE = TYPES + 98 * TYPE_BYTES;
export const ITERTOOLS_GROUPER_TYPE = TYPES + 99 * TYPE_BYTES;
export const ITERTOOLS_ISLICE_TYPE = TYPES + 100 * TYPE_BYTES;
export const ITERTOOLS_STARMAP_TYPE = TYPES + 101 * TYPE_BYTES;
export const ITERTOOLS_TEE_TYPE = TYPES + 102 * TYPE_BYTES;
export const ITERTOOLS_TEE_DATAOBJECT_TYPE = TYPES + 103 * TYPE_BYTES;
export const ITERTOOLS_ZIP_LONGEST_TYPE = TYPES + 104 * TYPE_BYTES;
export const ITERTOOLS_ACCUMULATE_TYPE = TYPES + 105 * TYPE_BYTES;
export const ITERTOOLS_PRODUCT_TYPE = TYPES + 106 * TYPE_BYTES;
export const ITERTOOLS_PERMUTATIONS_TYPE = TYPES + 107 * TYPE_BYTES;
export const ITERTOOLS_COMBINATIONS_TYPE = TYPES + 108 * TYPE_BYTES;
export const ITERTOOLS_COMBINATIONS_WITH_REPLACEMENT_TYPE = TYPES + 109 * TYPE_BYTES;
export const ITERTOOLS_PAIRWISE_TYPE = TYPES + 110 * TYPE_BYTES;
export const PARTIAL_TYPE = TYPES + 111 * TYPE_BYTES;
export const LRU_CACHE_WRAPPER_TYPE = TYPES + 112 * TYPE_BYTES;
export const CMP_TO_KEY_TYPE = TYPES + 113 * TYPE_BYTES;
export const ITEMGETTER_TYPE = TYPES + 114 * TYPE_BYTES;
export const ATTRGETTER_TYPE = TYPES + 115 * TYPE_BYTES;
export const METHODCALLER_TYPE = TYPES + 116 * TYPE_BYTES;
export const RANDOM_TYPE = TYPES + 117 * TYPE_BYTES;
export const MMAP_TYPE = TYPES + 118 * TYPE_BYTES;
export const SSTHANDLE_TYPE = TYPES + 119 * TYPE_BYTES;
export const ENCODING_MAP_TYPE = TYPES + 120 * TYPE_BYTES;

// Static types: exceptions

export const BASE_EXCEPTION = TYPES + 121 * TYPE_BYTES;
export const SYSTEM_EXIT = TYPES + 122 * TYPE_BYTES;
export const KEYBOARD_INTERRUPT = TYPES + 123 * TYPE_BYTES;
export const GENERATOR_EXIT = TYPES + 124 * TYPE_BYTES;
export const BASE_EXCEPTION_GROUP = TYPES + 125 * TYPE_BYTES;
export const EXCEPTION = TYPES + 126 * TYPE_BYTES;
export const EXCEPTION_GROUP = TYPES + 127 * TYPE_BYTES;
export const STOP_ITERATION = TYPES + 128 * TYPE_BYTES;
export const STOP_ASYNC_ITERATION = TYPES + 129 * TYPE_BYTES;
export const ARITHMETIC_ERROR = TYPES + 130 * TYPE_BYTES;
export const FLOATING_POINT_ERROR = TYPES + 131 * TYPE_BYTES;
export const OVERFLOW_ERROR = TYPES + 132 * TYPE_BYTES;
export const ZERO_DIVISION_ERROR = TYPES + 133 * TYPE_BYTES;
export const ASSERTION_ERROR = TYPES + 134 * TYPE_BYTES;
export const ATTRIBUTE_ERROR = TYPES + 135 * TYPE_BYTES;
export const BUFFER_ERROR = TYPES + 136 * TYPE_BYTES;
export const EOF_ERROR = TYPES + 137 * TYPE_BYTES;
export const IMPORT_ERROR = TYPES + 138 * TYPE_BYTES;
export const MODULE_NOT_FOUND_ERROR = TYPES + 139 * TYPE_BYTES;
export const LOOKUP_ERROR = TYPES + 140 * TYPE_BYTES;
export const INDEX_ERROR = TYPES + 141 * TYPE_BYTES;
export const KEY_ERROR = TYPES + 142 * TYPE_BYTES;
export const MEMORY_ERROR = TYPES + 143 * TYPE_BYTES;
export const NAME_ERROR = TYPES + 144 * TYPE_BYTES;
export const UNBOUND_LOCAL_ERROR = TYPES + 145 * TYPE_BYTES;
export const OS_ERROR = TYPES + 146 * TYPE_BYTES;
export const BLOCKING_IO_ERROR = TYPES + 147 * TYPE_BYTES;
export const CHILD_PROCESS_ERROR = TYPES + 148 * TYPE_BYTES;
export const CONNECTION_ERROR = TYPES + 149 * TYPE_BYTES;
export const BROKEN_PIPE_ERROR = TYPES + 150 * TYPE_BYTES;
export const CONNECTION_ABORTED_ERROR = TYPES + 151 * TYPE_BYTES;
export const CONNECTION_REFUSED_ERROR = TYPES + 152 * TYPE_BYTES;
export const CONNECTION_RESET_ERROR = TYPES + 153 * TYPE_BYTES;
export const FILE_EXISTS_ERROR = TYPES + 154 * TYPE_BYTES;
export const FILE_NOT_FOUND_ERROR = TYPES + 155 * TYPE_BYTES;
export const INTERRUPTED_ERROR = TYPES + 156 * TYPE_BYTES;
export const IS_A_DIRECTORY_ERROR = TYPES + 157 * TYPE_BYTES;
export const NOT_A_DIRECTORY_ERROR = TYPES + 158 * TYPE_BYTES;
export const PERMISSION_ERROR = TYPES + 159 * TYPE_BYTES;
export const PROCESS_LOOKUP_ERROR = TYPES + 160 * TYPE_BYTES;
export const TIMEOUT_ERROR = TYPES + 161 * TYPE_BYTES;
export const REFERENCE_ERROR = TYPES + 162 * TYPE_BYTES;
export const RUNTIME_ERROR = TYPES + 163 * TYPE_BYTES;
export const NOT_IMPLEMENTED_ERROR = TYPES + 164 * TYPE_BYTES;
export const RECURSION_ERROR = TYPES + 165 * TYPE_BYTES;
export const SYNTAX_ERROR = TYPES + 166 * TYPE_BYTES;
export const INDENTATION_ERROR = TYPES + 167 * TYPE_BYTES;
export const TAB_ERROR = TYPES + 168 * TYPE_BYTES;
export const SYSTEM_ERROR = TYPES + 169 * TYPE_BYTES;
export const TYPE_ERROR = TYPES + 170 * TYPE_BYTES;
export const VALUE_ERROR = TYPES + 171 * TYPE_BYTES;
export const UNICODE_ERROR = TYPES + 172 * TYPE_BYTES;
export const UNICODE_DECODE_ERROR = TYPES + 173 * TYPE_BYTES;
export const UNICODE_ENCODE_ERROR = TYPES + 174 * TYPE_BYTES;
export const UNICODE_TRANSLATE_ERROR = TYPES + 175 * TYPE_BYTES;
export const WARNING = TYPES + 176 * TYPE_BYTES;
export const BYTES_WARNING = TYPES + 177 * TYPE_BYTES;
export const DEPRECATION_WARNING = TYPES + 178 * TYPE_BYTES;
export const ENCODING_WARNING = TYPES + 179 * TYPE_BYTES;
export const FUTURE_WARNING = TYPES + 180 * TYPE_BYTES;
export const IMPORT_WARNING = TYPES + 181 * TYPE_BYTES;
export const PENDING_DEPRECATION_WARNING = TYPES + 182 * TYPE_BYTES;
export const RESOURCE_WARNING = TYPES + 183 * TYPE_BYTES;
export const RUNTIME_WARNING = TYPES + 184 * TYPE_BYTES;
export const SYNTAX_WARNING = TYPES + 185 * TYPE_BYTES;
export const UNICODE_WARNING = TYPES + 186 * TYPE_BYTES;
export const USER_WARNING = TYPES + 187 * TYPE_BYTES;

// Static types of modules

export const SHA512_TYPE = TYPES + 188 * TYPE_BYTES;
export const ABC_DATA_TYPE = TYPES + 189 * TYPE_BYTES;

// Static types: files

export const IO_BASE_TYPE = TYPES + 190 * TYPE_BYTES;
export const RAW_IO_BASE_TYPE = TYPES + 191 * TYPE_BYTES;
export const BUFFERED_IO_BASE_TYPE = TYPES + 192 * TYPE_BYTES;
export const TEXT_IO_BASE_TYPE = TYPES + 193 * TYPE_BYTES;
export const FILE_IO_TYPE = TYPES + 194 * TYPE_BYTES;
export const BYTES_IO_TYPE = TYPES + 195 * TYPE_BYTES;
export const STRING_IO_TYPE = TYPES + 196 * TYPE_BYTES;
export const BUFFERED_READER_TYPE = TYPES + 197 * TYPE_BYTES;
export const BUFFERED_WRITER_TYPE = TYPES + 198 * TYPE_BYTES;
export const BUFFERED_RANDOM_TYPE = TYPES + 199 * TYPE_BYTES;
export const BUFFERED_RW_PAIR_TYPE = TYPES + 200 * TYPE_BYTES;
export const TEXT_IO_WRAPPER_TYPE = TYPES + 201 * TYPE_BYTES;
export const NEWLINE_DECODER_TYPE = TYPES + 202 * TYPE_BYTES;
export const LOCK_TYPE = TYPES + 203 * TYPE_BYTES;
export const RLOCK_TYPE = TYPES + 204 * TYPE_BYTES;
export const DIR_ENTRY_TYPE = TYPES + 205 * TYPE_BYTES;
export const SCANDIR_ITERATOR_TYPE = TYPES + 206 * TYPE_BYTES;
export const JSON_SCANNER_TYPE = TYPES + 207 * TYPE_BYTES;
export const JSON_ENCODER_TYPE = TYPES + 208 * TYPE_BYTES;
export const BYTES_IO_BUFFER_TYPE = TYPES + 209 * TYPE_BYTES;

// Static types of modules that are installed when the module is imported

export const ARRAY_TYPE = TYPES + 210 * TYPE_BYTES;
export const ARRAY_ITERATOR_TYPE = TYPES + 211 * TYPE_BYTES;

/** How many there are; new ones are added at the end of their list. Those that the kernel does not know: module-types.ts. */
export const MANAGED_BUFFER_TYPE = TYPES + 212 * TYPE_BYTES;
export const STATIC_TYPES = 213;
