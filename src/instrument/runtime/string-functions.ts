/**
 * libc's string functions, written anew with their checks.
 *
 * wasi-libc reads strings a word at a time and so past the terminator, into bytes that belong to nobody; checked as
 * ordinary code that would be a false alarm at nearly every string. Valgrind replaces these functions for the same
 * reason. Here each first finds how far it goes without any check, then checks exactly the bytes that the C standard
 * lets it touch, in one range, and then does its work. A string that never ends is reported at its first byte outside.
 *
 * Each is a drop-in body for the function of that name: same parameters, same result.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { emitCheckedCopy, emitCheckedFill, emitOverlapCheck, emitRangeCheck, type RangeSite } from './bulk-helpers.js';
import type { Helper, HelperContext } from './helper.js';
import type { RangeOperation } from './host-imports.js';
import { emitPeek, emitProgramCopy } from './program-memory.js';

const { i32 } = TYPE;

/**
 * Leave the helper with 0 when a pointer leads above the program's memory: the first byte is wrong already, and looking
 * further would read heapglass's own tables or nothing at all.
 */
function stayBelow(c: CodeBuilder, pointer: number, { limit }: HelperContext): void {
  c.get(pointer).i32(limit).op(OP.i32GeU).if().i32(0).return().end();
}

/** (string) -> length, unchecked: bytes until aligned, then eight at a time (Warren, Hacker's Delight, 6-1). */
const rawLength: Helper = {
  name: 'rawLength',
  params: [i32],
  results: [i32],
  build(c, context) {
    const start = 0;
    stayBelow(c, start, context);
    const at = c.local();
    const word = c.local(TYPE.i64);
    c.get(start).set(at);
    c.block().loop();
    c.get(at).i32(7).op(OP.i32And, OP.i32Eqz).brIf(1);
    emitPeek(c, context, at, 1);
    c.op(OP.i32Eqz).if().get(at).get(start).op(OP.i32Sub).return().end();
    c.get(at).i32(1).op(OP.i32Add).set(at).br(0);
    c.end().end();
    const zeros = c.local(TYPE.i64);
    c.block().loop();
    emitPeek(c, context, at, 8);
    c.set(word);
    zeroBytes(c, word);
    c.tee(zeros).op(OP.i64Eqz, OP.i32Eqz).brIf(1);
    c.get(at).i32(8).op(OP.i32Add).set(at).br(0);
    c.end().end();
    c.get(at);
    firstByte(c, zeros);
    c.op(OP.i32Add).get(start).op(OP.i32Sub);
  },
};

/** Leave a mask: the highest bit of the first byte of the local `word` that is 0, none of those before it, any of those behind. */
function zeroBytes(c: CodeBuilder, word: number): void {
  c.get(word).i64(0x0101010101010101n).op(OP.i64Sub);
  c.get(word).i64(-1n).op(OP.i64Xor, OP.i64And).i64(-0x7f7f7f7f7f7f7f80n).op(OP.i64And);
}

/** Leave the number of the first byte in such a mask. */
function firstByte(c: CodeBuilder, mask: number): void {
  c.get(mask).op(OP.i64Ctz, OP.i32WrapI64).i32(3).op(OP.i32ShrU);
}

/**
 * (bytes, value, limit, stopAtZero) -> index of the first byte that equals value (or zero), or limit. Unchecked; eight bytes at a time
 * where they are aligned and within the limit.
 */
const rawFind: Helper = {
  name: 'rawFind',
  params: [i32, i32, i32, i32],
  results: [i32],
  build(c, context) {
    const [bytes, value, limit, stopAtZero] = [0, 1, 2, 3];
    stayBelow(c, bytes, context);
    const index = c.local();
    const byte = c.local();
    const at = c.local();
    const [word, values, found] = [c.local(TYPE.i64), c.local(TYPE.i64), c.local(TYPE.i64)];
    c.get(value).i32(0xff).op(OP.i32And).tee(value);
    c.op(OP.i64ExtendI32U).i64(0x0101010101010101n).op(OP.i64Mul).set(values);
    c.block().loop();
    c.get(index).get(limit).op(OP.i32Eq).brIf(1);
    c.get(bytes).get(index).op(OP.i32Add).tee(at);
    c.i32(7).op(OP.i32And, OP.i32Eqz).get(limit).get(index).op(OP.i32Sub).i32(8).op(OP.i32GeU, OP.i32And).if();
    emitPeek(c, context, at, 8);
    c.set(word);
    zeroBytes(c, word);
    c.i64(0n).get(stopAtZero).op(OP.i64ExtendI32U, OP.i64Sub, OP.i64And);
    c.get(word).get(values).op(OP.i64Xor).set(word);
    zeroBytes(c, word);
    c.op(OP.i64Or).tee(found).op(OP.i64Eqz).if();
    c.get(index).i32(8).op(OP.i32Add).set(index).br(2).end();
    c.get(index);
    firstByte(c, found);
    c.op(OP.i32Add).return().end();
    emitPeek(c, context, at, 1);
    c.tee(byte).get(value).op(OP.i32Eq).brIf(1);
    c.get(byte).op(OP.i32Eqz).get(stopAtZero).op(OP.i32And).brIf(1);
    c.get(index).i32(1).op(OP.i32Add).set(index).br(0);
    c.end().end();
    c.get(index);
  },
};

export const STRING_HELPERS: readonly Helper[] = [rawLength, rawFind];

/** A function body that takes the place of a libc function's. */
export interface Replacement {
  names: readonly string[];
  params: readonly ValueType[];
  results: readonly ValueType[];
  /** `site` is a code offset inside the function that is replaced. */
  build(code: CodeBuilder, site: number, context: HelperContext): void;
}

/** The site in a local, and a frame of 0, which means "the end of the stack". */
function sited(c: CodeBuilder, site: number, context: HelperContext): RangeSite {
  const local = c.local();
  c.i32(site).set(local);
  return { context, site: local, frame: c.local() };
}

function replacement(
  names: readonly string[],
  parameters: number,
  build: (c: CodeBuilder, at: RangeSite) => void,
): Replacement {
  return {
    names,
    params: Array.from({ length: parameters }, () => i32),
    results: [i32],
    build: (c, site, context) => build(c, sited(c, site, context)),
  };
}

/** local := local + delta */
function add(c: CodeBuilder, local: number, delta: number): void {
  c.get(local).i32(delta).op(OP.i32Add).set(local);
}

/** Leave min(a, b), unsigned. */
function minimum(c: CodeBuilder, a: number, b: number): void {
  c.get(a).get(b).get(a).get(b).op(OP.i32LtU, OP.select);
}

const UNLIMITED = -1;

function bulk(name: 'memcpy' | 'memmove' | 'memset'): Replacement {
  return replacement([name], 3, (c, at) => {
    const [destination, source, size] = [0, 1, 2];
    c.get(destination);
    if (name === 'memset') emitCheckedFill(c, destination, source, size, at);
    else emitCheckedCopy(c, name, { destination, source, size }, at);
  });
}

function copyString(names: readonly string[], operation: RangeOperation, returnsEnd: boolean): Replacement {
  return replacement(names, 2, (c, at) => {
    const [to, from] = [0, 1];
    const size = c.local();
    c.get(from).call('rawLength').i32(1).op(OP.i32Add).set(size);
    emitRangeCheck(c, operation, false, from, size, at);
    emitRangeCheck(c, operation, true, to, size, at);
    emitOverlapCheck(c, operation, { destination: to, source: from, size }, at);
    emitProgramCopy(c, at.context, to, from, size);
    c.get(to);
    if (returnsEnd) c.get(size).op(OP.i32Add).i32(1).op(OP.i32Sub);
  });
}

function copyBounded(names: readonly string[], operation: RangeOperation, returnsEnd: boolean): Replacement {
  return replacement(names, 3, (c, at) => {
    const [to, from, limit] = [0, 1, 2];
    const length = c.local();
    const touched = c.local();
    c.get(from).i32(0).get(limit).i32(1).call('rawFind').tee(length).i32(1).op(OP.i32Add).set(touched);
    minimum(c, touched, limit);
    c.set(touched);
    emitRangeCheck(c, operation, false, from, touched, at);
    emitRangeCheck(c, operation, true, to, limit, at);
    emitOverlapCheck(c, operation, { destination: to, source: from, size: touched }, at);
    emitProgramCopy(c, at.context, to, from, length);
    c.get(to).get(length).op(OP.i32Add).i32(0).get(limit).get(length).op(OP.i32Sub).programFill();
    c.get(to);
    if (returnsEnd) c.get(length).op(OP.i32Add);
  });
}

/** strchr gives null when the byte is not there, strchrnul the terminator. */
function findInString(names: readonly string[], orNull: boolean): Replacement {
  return replacement(names, 2, (c, at) => {
    const [string, value] = [0, 1];
    const size = c.local();
    c.get(string).get(value).i32(UNLIMITED).i32(1).call('rawFind').i32(1).op(OP.i32Add).set(size);
    emitRangeCheck(c, 'strchr', false, string, size, at);
    c.get(string).get(size).op(OP.i32Add).i32(1).op(OP.i32Sub);
    if (!orNull) return;
    const found = c.local();
    c.set(found);
    c.get(found).i32(0).get(found).program(OP.i32Load8U).get(value).i32(0xff).op(OP.i32And, OP.i32Eq, OP.select);
  });
}

/** strcat, and strncat with its limit: the whole of the joined string counts for the overlap. */
function append(name: 'strcat' | 'strncat'): Replacement {
  return replacement([name], name === 'strcat' ? 2 : 3, (c, at) => {
    const [to, from, limit] = [0, 1, 2];
    const [before, length, size, end] = [c.local(), c.local(), c.local(), c.local()];
    c.get(to).call('rawLength').tee(before).i32(1).op(OP.i32Add).set(size);
    emitRangeCheck(c, name, false, to, size, at);
    if (name === 'strcat') c.get(from).call('rawLength').tee(length).i32(1).op(OP.i32Add).set(size);
    else {
      c.get(from).i32(0).get(limit).i32(1).call('rawFind').tee(length).i32(1).op(OP.i32Add).set(size);
      minimum(c, size, limit);
      c.set(size);
    }
    emitRangeCheck(c, name, false, from, size, at);
    const written = c.local();
    const joined = c.local();
    c.get(to).get(before).op(OP.i32Add).set(end);
    c.get(length).i32(1).op(OP.i32Add).tee(written).get(before).op(OP.i32Add).set(joined);
    emitRangeCheck(c, name, true, end, written, at);
    const ranges = { destination: to, source: from, size: joined, sourceSize: written };
    emitOverlapCheck(c, name, ranges, at);
    emitProgramCopy(c, at.context, end, from, length);
    c.get(end).get(length).op(OP.i32Add).i32(0).program(OP.i32Store8);
    c.get(to);
  });
}

const strlen = replacement(['strlen'], 1, (c, at) => {
  const length = c.local();
  const size = c.local();
  c.get(0).call('rawLength').tee(length).i32(1).op(OP.i32Add).set(size);
  emitRangeCheck(c, 'strlen', false, 0, size, at);
  c.get(length);
});

const memchr = replacement(['memchr'], 3, (c, at) => {
  const [bytes, value, limit] = [0, 1, 2];
  const index = c.local();
  const touched = c.local();
  c.get(bytes).get(value).get(limit).i32(0).call('rawFind').tee(index).i32(1).op(OP.i32Add).set(touched);
  minimum(c, touched, limit);
  c.set(touched);
  emitRangeCheck(c, 'memchr', false, bytes, touched, at);
  c.get(bytes).get(index).op(OP.i32Add).i32(0).get(index).get(limit).op(OP.i32Ne, OP.select);
});

const memccpy = replacement(['memccpy'], 4, (c, at) => {
  const [to, from, value, limit] = [0, 1, 2, 3];
  const index = c.local();
  const touched = c.local();
  c.get(from).get(value).get(limit).i32(0).call('rawFind').tee(index).i32(1).op(OP.i32Add).set(touched);
  minimum(c, touched, limit);
  c.set(touched);
  emitRangeCheck(c, 'memccpy', false, from, touched, at);
  emitRangeCheck(c, 'memccpy', true, to, touched, at);
  emitOverlapCheck(c, 'memccpy', { destination: to, source: from, size: touched }, at);
  emitProgramCopy(c, at.context, to, from, touched);
  c.get(to).get(touched).op(OP.i32Add).i32(0).get(index).get(limit).op(OP.i32Ne, OP.select);
});

const strlcpy = replacement(['strlcpy'], 3, (c, at) => {
  const [to, from, limit] = [0, 1, 2];
  const length = c.local();
  const size = c.local();
  c.get(from).call('rawLength').tee(length).i32(1).op(OP.i32Add).set(size);
  emitRangeCheck(c, 'strlcpy', false, from, size, at);
  c.get(limit).if();
  minimum(c, size, limit);
  c.set(size);
  emitRangeCheck(c, 'strlcpy', true, to, size, at);
  add(c, size, -1);
  emitProgramCopy(c, at.context, to, from, size);
  c.get(to).get(size).op(OP.i32Add).i32(0).program(OP.i32Store8);
  c.end();
  c.get(length);
});

export const STRING_FUNCTIONS: readonly Replacement[] = [
  bulk('memcpy'),
  bulk('memmove'),
  bulk('memset'),
  strlen,
  memchr,
  memccpy,
  strlcpy,
  copyString(['strcpy'], 'strcpy', false),
  copyString(['stpcpy', '__stpcpy'], 'stpcpy', true),
  copyBounded(['strncpy'], 'strncpy', false),
  copyBounded(['stpncpy', '__stpncpy'], 'stpncpy', true),
  append('strcat'),
  append('strncat'),
  findInString(['strchr', 'index'], true),
  findInString(['strchrnul', '__strchrnul'], false),
];
