/** zlib. */
import type { Address } from '../../../base/ids.js';
import { DamagedData } from '../../../base/inflate.js';
import { FALSE, TRUE } from '../../format/memory-map.js';
import { ZLIB_COMPRESS_TYPE, ZLIB_DECOMPRESS_TYPE } from '../../format/module-types.js';
import { NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { EXCEPTION, NO_NEW, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { isBytesLike } from '../../objects/bytes/content.js';
import { method, type MethodDefinition, type ObjectNative, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { adler32, crc32 } from '../binascii/checksums.js';
import { cInt } from '../c-int.js';
import { exceptionClass } from '../exception-class.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { makeStated, stateOf, statedType } from '../stated-objects.js';
import * as DEFLATER from './deflater.js';
import { Packer } from './packer.js';
import { NeedsDictionary, Unpacker } from './unpacker.js';
import { MOST_BITS, windowOf } from './wrapping.js';

const DEFLATED = 8;
const DEFAULT_MEMORY_LEVEL = 8;
const DEFAULT_BUFFER_BYTES = 16384;
const MOST_EFFORT = 9;
const DEFAULT_EFFORT = 6;
const VERSION = '1.2.13';

/** zlib's numbers of failures. */
const STREAM_ERROR = -2;
const DATA_ERROR = -3;
const BUFFER_ERROR = -5;
const NEED_DICTIONARY = 2;

/** zlib.error of each runtime. */
const ERRORS = new WeakMap<Runtime, Address>();

function fail(rt: Runtime, number: number, doing: string, words?: string): never {
  const text = words === undefined ? '' : `: ${words}`;
  return rt.raise(ERRORS.get(rt) as Address, `Error ${number} ${doing}${text}`);
}

const INCONSISTENT = 'inconsistent stream state';

const numberOr = (rt: Runtime, p: Address, otherwise: number): number => (p === 0 ? otherwise : cInt(rt, p));

// Compressing

interface Compressor {
  packer: Packer;
}

function packerOf(
  [level, wbits, memoryLevel, strategy]: readonly number[],
  dictionary: Uint8Array | undefined,
): Packer | undefined {
  const window = windowOf(wbits);
  const isKnown =
    window !== undefined &&
    window.wrapping !== 'any' &&
    window.bits !== 0 &&
    (window.bits > 8 || window.wrapping === 'zlib');
  if (!isKnown || level < -1 || level > MOST_EFFORT || memoryLevel < 1 || memoryLevel > 9) return undefined;
  if (strategy < 0 || strategy > DEFLATER.FIXED) return undefined;
  const options = {
    level: level === -1 ? DEFAULT_EFFORT : level,
    windowBits: Math.max(9, window.bits),
    memoryLevel,
    strategy,
  };
  return new Packer(window.wrapping, options, dictionary);
}

function compress(rt: Runtime, [data, level, wbits]: readonly Address[]): Address {
  const effort = numberOr(rt, level, -1);
  const packer = packerOf([effort, numberOr(rt, wbits, MOST_BITS), DEFAULT_MEMORY_LEVEL, 0], undefined);
  if (packer === undefined) return rt.raise(ERRORS.get(rt) as Address, 'Bad compression level');
  return rt.newBytes(packer.push(rt.buffer(data), DEFLATER.FINISH));
}

function compressObject(rt: Runtime, args: readonly Address[]): Address {
  const [level, kind, wbits, memoryLevel, strategy, zdict] = args;
  if (numberOr(rt, kind, DEFLATED) !== DEFLATED) rt.raise(VALUE_ERROR, 'Invalid initialization option');
  const dictionary = zdict === 0 ? undefined : rt.buffer(zdict);
  const numbers = [
    numberOr(rt, level, -1),
    numberOr(rt, wbits, MOST_BITS),
    numberOr(rt, memoryLevel, DEFAULT_MEMORY_LEVEL),
    numberOr(rt, strategy, DEFLATER.DEFAULT_STRATEGY),
  ];
  const packer = packerOf(numbers, dictionary) ?? rt.raise(VALUE_ERROR, 'Invalid initialization option');
  // gzip's header has no place for which it was.
  if (dictionary !== undefined && windowOf(numbers[1])?.wrapping === 'gzip')
    rt.raise(VALUE_ERROR, 'Invalid dictionary');
  return makeStated(rt, ZLIB_COMPRESS_TYPE, { packer } satisfies Compressor);
}

const packerIn = (rt: Runtime, self: Address): Packer => stateOf<Compressor>(rt, self).packer;

/** copy(), and what the module copy calls. */
const copies = (copy: ObjectNative): readonly MethodDefinition[] => [
  method('copy', NO_ARGUMENTS, copy, 'Return a copy of the object.'),
  method('__copy__', NO_ARGUMENTS, copy),
  method('__deepcopy__', ONE_ARGUMENT, copy),
];

const COMPRESS: TypeDefinition = {
  ...statedType(ZLIB_COMPRESS_TYPE, 'Compress', 'zlib'),
  flags: NO_NEW,
  methods: [
    method('compress', ONE_ARGUMENT, (rt, self, data) => {
      const packer = packerIn(rt, self);
      const content = rt.buffer(data);
      if (packer.isFinished) fail(rt, STREAM_ERROR, 'while compressing data', INCONSISTENT);
      return rt.newBytes(packer.push(content, DEFLATER.NO_FLUSH));
    }),
    native('flush', 'mode=4, /', (rt, self, [mode]) => {
      const flush = numberOr(rt, mode, DEFLATER.FINISH);
      const packer = packerIn(rt, self);
      if (flush === DEFLATER.NO_FLUSH) return rt.newBytes(new Uint8Array(0));
      if (packer.isFinished || flush < 0 || flush > DEFLATER.BLOCK)
        fail(rt, STREAM_ERROR, 'while flushing', INCONSISTENT);
      return rt.newBytes(packer.push(new Uint8Array(0), flush));
    }),
    ...copies((rt, self) => {
      const packer = packerIn(rt, self);
      if (packer.isFinished) rt.raise(VALUE_ERROR, 'Inconsistent stream state');
      return makeStated(rt, ZLIB_COMPRESS_TYPE, { packer: packer.copy() } satisfies Compressor);
    }),
  ],
};

// Decompressing

interface Decompressor {
  unpacker: Unpacker;
  unused: Uint8Array;
  unconsumed: Uint8Array;
  /** It was flushed at its end. */
  isClosed: boolean;
}

/** What `work` gives; failures of the data become the program's. */
function unpacking<Result>(rt: Runtime, doing: string, work: () => Result): Result {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof NeedsDictionary) return fail(rt, NEED_DICTIONARY, doing);
    if (problem instanceof DamagedData) return fail(rt, DATA_ERROR, doing, problem.message);
    throw problem;
  }
}

function decompress(rt: Runtime, [data, wbits, size]: readonly Address[]): Address {
  if (size !== 0 && rt.bigInt(rt.index(size)) < 0n) rt.raise(VALUE_ERROR, 'bufsize must be non-negative');
  const content = rt.buffer(data);
  const window = windowOf(numberOr(rt, wbits, MOST_BITS));
  if (window === undefined) return fail(rt, STREAM_ERROR, 'while preparing to decompress data', INCONSISTENT);
  const unpacker = new Unpacker(window, undefined);
  const unpacked = unpacking(rt, 'while decompressing data', () => unpacker.push(content));
  if (!unpacker.isAtEnd) fail(rt, BUFFER_ERROR, 'while decompressing data', 'incomplete or truncated stream');
  return rt.newBytes(unpacked);
}

function decompressObject(rt: Runtime, [wbits, zdict]: readonly Address[]): Address {
  if (zdict !== 0 && !isBytesLike(rt, zdict)) rt.raise(TYPE_ERROR, 'zdict argument must support the buffer protocol');
  const window = windowOf(numberOr(rt, wbits, MOST_BITS)) ?? rt.raise(VALUE_ERROR, 'Invalid initialization option');
  const unpacker = new Unpacker(window, zdict === 0 ? undefined : rt.buffer(zdict));
  const nothing = new Uint8Array(0);
  return makeStated(rt, ZLIB_DECOMPRESS_TYPE, {
    unpacker,
    unused: nothing,
    unconsumed: nothing,
    isClosed: false,
  } satisfies Decompressor);
}

/** @param most undefined: all */
function unpack(
  rt: Runtime,
  state: Decompressor,
  content: Uint8Array,
  most: number | undefined,
  doing: string,
): Address {
  if (state.unpacker.isAtEnd) {
    state.unused = Uint8Array.from([...state.unused, ...content]);
    state.unconsumed = new Uint8Array(0);
    return rt.newBytes(new Uint8Array(0));
  }
  const unpacked = unpacking(rt, doing, () => state.unpacker.push(content, most));
  const { rest, isAtEnd } = state.unpacker;
  if (isAtEnd) state.unused = rest;
  state.unconsumed = isAtEnd ? new Uint8Array(0) : rest;
  return rt.newBytes(unpacked);
}

const decompressorIn = (rt: Runtime, self: Address): Decompressor => stateOf<Decompressor>(rt, self);

const DECOMPRESS: TypeDefinition = {
  ...statedType(ZLIB_DECOMPRESS_TYPE, 'Decompress', 'zlib'),
  flags: NO_NEW,
  methods: [
    native('decompress', 'data, /, max_length=0', (rt, self, [data, maxLength]) => {
      const content = rt.buffer(data);
      const most = maxLength === 0 ? 0 : Number(rt.bigInt(rt.index(maxLength)));
      if (most < 0) rt.raise(VALUE_ERROR, 'max_length must be non-negative');
      return unpack(rt, decompressorIn(rt, self), content, most || undefined, 'while decompressing data');
    }),
    native('flush', 'length=16384, /', (rt, self, [length]) => {
      if (length !== 0 && rt.bigInt(rt.index(length)) <= 0n) rt.raise(VALUE_ERROR, 'length must be greater than zero');
      const state = decompressorIn(rt, self);
      const unpacked = unpack(rt, state, state.unconsumed, undefined, 'while flushing');
      state.isClosed ||= state.unpacker.isAtEnd;
      return unpacked;
    }),
    ...copies((rt, self) => {
      const { unpacker, unused, unconsumed, isClosed } = decompressorIn(rt, self);
      if (isClosed) rt.raise(VALUE_ERROR, 'Inconsistent stream state');
      return makeStated(rt, ZLIB_DECOMPRESS_TYPE, {
        unpacker: unpacker.copy(),
        unused,
        unconsumed,
        isClosed,
      } satisfies Decompressor);
    }),
  ],
  properties: [
    { name: 'unused_data', get: (rt, self) => rt.newBytes(decompressorIn(rt, self).unused) },
    { name: 'unconsumed_tail', get: (rt, self) => rt.newBytes(decompressorIn(rt, self).unconsumed) },
    { name: 'eof', get: (rt, self) => (decompressorIn(rt, self).unpacker.isAtEnd ? TRUE : FALSE) },
  ],
};

// Sums

/** What a sum goes on from: the lowest 32 bits. */
const startOf = (rt: Runtime, p: Address, otherwise: number): number =>
  p === 0 ? otherwise : Number(BigInt.asUintN(32, rt.bigInt(rt.index(p))));

const CONSTANTS = {
  MAX_WBITS: MOST_BITS,
  DEFLATED,
  DEF_MEM_LEVEL: DEFAULT_MEMORY_LEVEL,
  DEF_BUF_SIZE: DEFAULT_BUFFER_BYTES,
  Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1,
  Z_BEST_COMPRESSION: MOST_EFFORT,
  Z_DEFAULT_COMPRESSION: -1,
  Z_DEFAULT_STRATEGY: DEFLATER.DEFAULT_STRATEGY,
  Z_FILTERED: DEFLATER.FILTERED,
  Z_HUFFMAN_ONLY: DEFLATER.HUFFMAN_ONLY,
  Z_RLE: DEFLATER.RLE,
  Z_FIXED: DEFLATER.FIXED,
  Z_NO_FLUSH: DEFLATER.NO_FLUSH,
  Z_PARTIAL_FLUSH: DEFLATER.PARTIAL_FLUSH,
  Z_SYNC_FLUSH: DEFLATER.SYNC_FLUSH,
  Z_FULL_FLUSH: DEFLATER.FULL_FLUSH,
  Z_FINISH: DEFLATER.FINISH,
  Z_BLOCK: DEFLATER.BLOCK,
  Z_TREES: 6,
} as const;

export const ZLIB_MODULE: ModuleDefinition = {
  name: 'zlib',
  doc: 'The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.',
  own: [COMPRESS, DECOMPRESS],
  functions: [
    native('compress', 'data, /, level=-1, wbits=15', (rt, _, args) => compress(rt, args)),
    native('decompress', 'data, /, wbits=15, bufsize=16384', (rt, _, args) => decompress(rt, args)),
    native('compressobj', 'level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None', (rt, _, args) =>
      compressObject(rt, args),
    ),
    native('decompressobj', "wbits=15, zdict=b''", (rt, _, args) => decompressObject(rt, args)),
    native('crc32', 'data, value=0, /', (rt, _, [data, value]) =>
      rt.int(crc32(rt.buffer(data), startOf(rt, value, 0))),
    ),
    native('adler32', 'data, value=1, /', (rt, _, [data, value]) =>
      rt.int(adler32(rt.buffer(data), startOf(rt, value, 1))),
    ),
  ],
  attributes: (rt) => {
    const error = exceptionClass(rt, 'zlib', 'error', [EXCEPTION]);
    ERRORS.set(rt, error);
    return {
      ...Object.fromEntries(Object.entries(CONSTANTS).map(([name, value]) => [name, rt.int(value)])),
      ZLIB_VERSION: rt.string(VERSION),
      ZLIB_RUNTIME_VERSION: rt.string(VERSION),
      __version__: rt.string('1.0'),
      error,
    };
  },
};
