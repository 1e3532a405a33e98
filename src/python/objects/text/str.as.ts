/** str: hash, comparison, the end. */
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../format/memory-map';
import { CHARACTERS_AT, HASH, INTERNED, LENGTH, STR_FLAGS, WIDTH_MASK } from '../../format/objects';
import { EQUAL, GREATER, GREATER_EQUAL, IS_STR, LESS, LESS_EQUAL, NOT_EQUAL } from '../../format/types';
import { freeObject } from '../../kernel/alloc.as';
import { newRef } from '../../kernel/counts.as';
import { forgetInterned } from '../../kernel/runtime.as';
import { hasFlag } from '../../kernel/slots.as';

/** FNV-1a's numbers. */
const OFFSET_BASIS: u64 = 0xcbf29ce484222325;
const PRIME: u64 = 0x100000001b3;

export function widthOf(p: i32): i32 {
  return load<i32>(p, STR_FLAGS) & WIDTH_MASK;
}

export function characterAt(p: i32, index: i32): u32 {
  const width = widthOf(p);
  if (width == 1) return load<u8>(p + index, CHARACTERS_AT);
  if (width == 2) return load<u16>(p + (index << 1), CHARACTERS_AT);
  return load<u32>(p + (index << 2), CHARACTERS_AT);
}

export function str_dealloc(p: i32): void {
  if ((load<i32>(p, STR_FLAGS) & INTERNED) != 0) forgetInterned(p);
  freeObject(p, CHARACTERS_AT + (load<i32>(p, LENGTH) + 1) * widthOf(p));
}

export function str_hash(p: i32): i64 {
  const known = load<i64>(p, HASH);
  if (known != -1) return known;
  let hash = OFFSET_BASIS;
  const length = load<i32>(p, LENGTH);
  for (let i = 0; i < length; i++) hash = (hash ^ characterAt(p, i)) * PRIME;
  hash ^= hash >> 32;
  const result: i64 = hash == -1 ? -2 : hash;
  store<i64>(p, result, HASH);
  return result;
}

export function equalStrings(a: i32, b: i32): bool {
  if (a == b) return true;
  const length = load<i32>(a, LENGTH);
  const width = widthOf(a);
  if (length != load<i32>(b, LENGTH) || width != widthOf(b)) return false;
  return memory.compare(a + CHARACTERS_AT, b + CHARACTERS_AT, length * width) == 0;
}

function order(a: i32, b: i32): i32 {
  const lengthA = load<i32>(a, LENGTH);
  const lengthB = load<i32>(b, LENGTH);
  const shared = min(lengthA, lengthB);
  for (let i = 0; i < shared; i++) {
    const x = characterAt(a, i);
    const y = characterAt(b, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return lengthA < lengthB ? -1 : lengthA > lengthB ? 1 : 0;
}

export function str_compare(a: i32, b: i32, operation: i32): i32 {
  if (!hasFlag(b, IS_STR)) return newRef(NOT_IMPLEMENTED);
  let holds = false;
  if (operation == EQUAL) holds = equalStrings(a, b);
  else if (operation == NOT_EQUAL) holds = !equalStrings(a, b);
  else {
    const result = order(a, b);
    if (operation == LESS) holds = result < 0;
    else if (operation == LESS_EQUAL) holds = result <= 0;
    else if (operation == GREATER) holds = result > 0;
    else if (operation == GREATER_EQUAL) holds = result >= 0;
  }
  return newRef(holds ? TRUE : FALSE);
}
