/** The modules that CPython has in C and that heapglass has. */
import { ABC_MODULE } from './abc/module.js';
import { ARRAY_MODULE } from './array/module.js';
import { BINASCII_MODULE } from './binascii/module.js';
import { BLAKE2_MODULE } from './hashes/blake2-module.js';
import { HASHLIB_MODULE } from './hashes/hashlib-module.js';
import { CSV_MODULE } from './csv/module.js';
import { DECIMAL_MODULE } from './decimal/module.js';
import { SIGNAL_MODULE } from './signal/module.js';
import { CONTEXTVARS_MODULE } from './contextvars/module.js';
import { SELECT_MODULE, SOCKET_MODULE } from './socket/module.js';
import { PROCESSES_MODULE } from './posix/processes.js';
import { GENERICS_MODULE } from './generics/module.js';
import { BUILTINS_MODULE } from './builtins/definition.js';
import { CMATH } from './cmath/module.js';
import { COLLECTIONS } from './collections/module.js';
import { FUNCTOOLS } from './functools/module.js';
import { GC_MODULE } from './gc/module.js';
import { ITERTOOLS } from './itertools/module.js';
import { JSON_MODULE } from './json/module.js';
import { MATH } from './math/module.js';
import { MMAP_MODULE } from './mmap/module.js';
import type { ModuleDefinition } from './module-definition.js';
import { OPERATOR } from './operator/module.js';
import { POSIX } from './posix/definition.js';
import { TIME } from './time/module.js';
import { RANDOM_MODULE } from './random/definition.js';
import { SHA512_MODULE } from './sha512/definition.js';
import { CODECS_MODULE } from './codecs/module.js';
import { IO_MODULE } from './io/module.js';
import { STRING_MODULE } from './small/string.js';
import { AST_MODULE } from './ast/module.js';
import { ATEXIT_MODULE } from './small/atexit.js';
import { ERRNO_MODULE } from './small/errno.js';
import { THREAD_MODULE } from './thread/module.js';
import { BISECT, HEAPQ } from './sorted/module.js';
import { STRUCT_MODULE } from './struct/module.js';
import { TRACEMALLOC_MODULE } from './tracemalloc/module.js';
import { WARNINGS_MODULE } from './warnings/module.js';
import { IMP_MODULE, MARSHAL_MODULE } from './small/imp.js';
import { FROZEN_MODULES } from './small/frozen-importlib.js';
import { RESOURCE_MODULE } from './small/resource.js';
import { FINDER_MODULE } from './small/module-finder.js';
import { SYSCONFIG_DATA_MODULE } from './small/sysconfigdata.js';
import { SRE_MODULE } from './sre/module.js';
import { UNICODEDATA_MODULE } from './unicodedata/module.js';
import { WEAKREF_MODULE } from './weakref/module.js';
import { ZLIB_MODULE } from './zlib/module.js';

export const MODULES: readonly ModuleDefinition[] = [
  ABC_MODULE,
  ARRAY_MODULE,
  BINASCII_MODULE,
  BLAKE2_MODULE,
  CONTEXTVARS_MODULE,
  CSV_MODULE,
  PROCESSES_MODULE,
  SELECT_MODULE,
  SOCKET_MODULE,
  DECIMAL_MODULE,
  GENERICS_MODULE,
  SIGNAL_MODULE,
  HASHLIB_MODULE,
  AST_MODULE,
  ATEXIT_MODULE,
  BUILTINS_MODULE,
  CODECS_MODULE,
  ERRNO_MODULE,
  BISECT,
  CMATH,
  COLLECTIONS,
  FUNCTOOLS,
  GC_MODULE,
  HEAPQ,
  ITERTOOLS,
  JSON_MODULE,
  MATH,
  MMAP_MODULE,
  OPERATOR,
  POSIX,
  RANDOM_MODULE,
  SHA512_MODULE,
  TIME,
  IO_MODULE,
  STRING_MODULE,
  THREAD_MODULE,
  STRUCT_MODULE,
  TRACEMALLOC_MODULE,
  WARNINGS_MODULE,
  IMP_MODULE,
  ...FROZEN_MODULES,
  FINDER_MODULE,
  SYSCONFIG_DATA_MODULE,
  RESOURCE_MODULE,
  MARSHAL_MODULE,
  SRE_MODULE,
  UNICODEDATA_MODULE,
  WEAKREF_MODULE,
  ZLIB_MODULE,
];
