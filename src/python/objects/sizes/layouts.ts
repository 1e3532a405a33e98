/**
 * Sizes of instances in a 64-bit CPython 3.11: __basicsize__, __itemsize__, whether there is a head for cycles, and the
 * offsets in them that programs can ask for. A type that is not listed has what its base has. The numbers follow from
 * CPython's structs.
 */
import type { Bytes } from '../../../base/ids.js';

export interface CpythonLayout {
  readonly basic: Bytes;
  readonly item: Bytes;
  readonly hasHead: boolean;
  /** Where the attributes' dict and the weak references are: __dictoffset__, __weakrefoffset__; 0: nowhere. */
  readonly dictAt: Bytes;
  readonly weakAt: Bytes;
}

/** Name (with the module outside of builtins), basic, item, head; where dict and weak references are. */
const TABLE = `
AttributeError 88 0 1 16 0
BaseException 72 0 1 16 0
BaseExceptionGroup 88 0 1 16 0
ExceptionGroup 96 0 1 16 0
ImportError 96 0 1 16 0
NameError 80 0 1 16 0
NoneType 16 0 0
NotImplementedType 16 0 0
OSError 112 0 1 16 0
StopIteration 80 0 1 16 0
SyntaxError 136 0 1 16 0
SystemExit 80 0 1 16 0
UnicodeDecodeError 112 0 1 16 0
UnicodeEncodeError 112 0 1 16 0
UnicodeTranslateError 112 0 1 16 0
_collections._deque_iterator 56 0 1
_collections._deque_reverse_iterator 56 0 1
_collections._tuplegetter 32 0 1
_io.BufferedRWPair 48 0 1 32 40
_io.BufferedRandom 152 0 1 136 144
_io.BufferedReader 152 0 1 136 144
_io.BufferedWriter 152 0 1 136 144
_io.BytesIO 64 0 1 40 48
_io.FileIO 48 0 1 40 32
_io.IncrementalNewlineDecoder 40 0 0
_io.StringIO 120 0 1 104 112
_io.TextIOWrapper 192 0 1 184 176
_io._BufferedIOBase 32 0 1 16 24
_io._BytesIOBuffer 24 0 1
_io._IOBase 32 0 1 16 24
_io._RawIOBase 32 0 1 16 24
_io._TextIOBase 32 0 1 16 24
_blake2.blake2b 448 0 0
_blake2.blake2s 240 0 0
_csv.Dialect 64 0 0
_csv.reader 88 0 1
_csv.writer 72 0 1
_hashlib.HASH 32 0 0
_hashlib.HASHXOF 32 0 0
_random.Random 2520 0 0
_struct.Struct 56 0 1 0 48
_struct.unpack_iterator 112 0 1
anext_awaitable 32 0 1
array.array 64 0 1 0 48
array.arrayiterator 40 0 1
async_generator 152 8 1 0 24
async_generator_asend 40 0 1
async_generator_athrow 40 0 1
async_generator_wrapped_value 24 0 1
bool 32 4 0
builtin_function_or_method 56 0 1 0 40
bytearray 56 0 0
bytearray_iterator 32 0 1
bytes 33 1 0
bytes_iterator 32 0 1
callable_iterator 32 0 1
cell 24 0 1
classmethod 32 0 1 24 0
classmethod_descriptor 56 0 1
code 184 2 0 0 144
collections.OrderedDict 112 0 1 96 104
collections.defaultdict 56 0 1
collections.deque 216 0 1 0 208
complex 32 0 0
coroutine 152 8 1 0 24
decimal.Context 120 0 0
decimal.Decimal 104 0 0
dict 48 0 1
dict_itemiterator 56 0 1
dict_items 24 0 1
dict_keyiterator 56 0 1
dict_keys 24 0 1
dict_reverseitemiterator 56 0 1
dict_reversekeyiterator 56 0 1
dict_reversevalueiterator 56 0 1
dict_valueiterator 56 0 1
dict_values 24 0 1
ellipsis 16 0 0
enumerate 56 0 1
filter 32 0 1
float 24 0 0
frame 120 8 1
frozenset 200 0 1 0 192
function 136 0 1 88 96
functools.KeyWrapper 32 0 1
functools._lru_cache_wrapper 152 0 1 136 144
functools.partial 64 0 1 40 48
generator 152 8 1 0 24
getset_descriptor 48 0 1
int 24 4 0
iterator 32 0 1
itertools._grouper 32 0 1
itertools._tee 40 0 1 0 32
itertools._tee_dataobject 496 0 1
itertools.accumulate 48 0 1
itertools.chain 32 0 1
itertools.combinations 56 0 1
itertools.combinations_with_replacement 56 0 1
itertools.compress 32 0 1
itertools.count 40 0 1
itertools.cycle 48 0 1
itertools.dropwhile 40 0 1
itertools.filterfalse 32 0 1
itertools.groupby 64 0 1
itertools.islice 56 0 1
itertools.pairwise 32 0 1
itertools.permutations 64 0 1
itertools.product 48 0 1
itertools.repeat 32 0 1
itertools.starmap 32 0 1
itertools.takewhile 40 0 1
itertools.zip_longest 56 0 1
list 40 0 1
list_iterator 32 0 1
list_reverseiterator 32 0 1
longrange_iterator 48 0 0
map 32 0 1
mappingproxy 24 0 1
member_descriptor 48 0 1
memory_iterator 48 0 1
managedbuffer 112 0 1
memoryview 144 8 1 0 136
method 48 0 1 0 32
method-wrapper 32 0 1
method_descriptor 56 0 1
mmap.mmap 80 0 1 0 64
module 56 0 1 16 40
object 16 0 0
odict_items 24 0 1
odict_iterator 64 0 1
odict_keys 24 0 1
odict_values 24 0 1
operator.attrgetter 40 0 1
operator.itemgetter 48 0 1
operator.methodcaller 40 0 1
property 64 0 1
range 48 0 0
range_iterator 48 0 0
reversed 32 0 1
set 200 0 1 0 192
set_iterator 48 0 1
slice 40 0 1
staticmethod 32 0 1 24 0
str 80 0 0
str_ascii_iterator 32 0 1
str_iterator 32 0 1
super 40 0 1
traceback 40 0 1
tuple 24 8 1
tuple_iterator 32 0 1
type 904 40 1 264 368
types.GenericAlias 64 0 1 0 40
types.SimpleNamespace 24 0 1 16 0
types.UnionType 32 0 1
weakref.CallableProxyType 64 0 1
weakref.ProxyType 64 0 1
weakref.ReferenceType 64 0 1
wrapper_descriptor 56 0 1
zip 48 0 1
`;

export const CPYTHON_LAYOUTS: ReadonlyMap<string, CpythonLayout> = new Map(
  TABLE.trim()
    .split('\n')
    .map((row) => {
      const [name, ...numbers] = row.split(' ');
      const [basic, item, head, dictAt = 0, weakAt = 0] = numbers.map(Number);
      return [name, { basic, item, hasHead: head === 1, dictAt, weakAt }];
    }),
);
