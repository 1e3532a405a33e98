/**
 * Search for characters and for sequences of them, in memory with characters of 1, 2 or 4 bytes. Indices and lengths are
 * in characters; -1 is "nowhere".
 *
 * One character: a scan, eight bytes at a time where characters are bytes. Short needles: the last character is compared
 * first, and where the character behind the window is not in the needle (a filter of 64 bits says so for sure) the
 * window moves past it (Sunday). Long needles: two-way (Crochemore and Perrin 1991), which is linear whatever comes.
 */
const FILTER_MASK = 63;
/** From how many characters on a needle could make the simple search slow. */
const LONG_NEEDLE = 48;
const ONES: u64 = 0x0101010101010101;
const HIGHS: u64 = 0x8080808080808080;

function bit(c: u32): u64 {
  return (<u64>1) << (c & FILTER_MASK);
}

function at<T>(base: i32, index: i32): u32 {
  return <u32>load<T>(base + index * <i32>sizeof<T>());
}

export function loadCharacter(base: i32, width: i32, index: i32): u32 {
  if (width == 1) return load<u8>(base + index);
  return width == 2 ? load<u16>(base + (index << 1)) : load<u32>(base + (index << 2));
}

/** The first place of a character in [from, to). */
export function findCharacter(base: i32, width: i32, from: i32, to: i32, c: u32): i32 {
  if (width == 1) return c > 0xff ? -1 : findByte(base, from, to, c);
  if (width == 2) return c > 0xffff ? -1 : scan<u16>(base, from, to, c);
  return scan<u32>(base, from, to, c);
}

export function findByte(base: i32, from: i32, to: i32, c: u32): i32 {
  const pattern = ONES * <u64>c;
  let i = from;
  for (; i + 8 <= to; i += 8) {
    const word = load<u64>(base + i) ^ pattern;
    const zeros = (word - ONES) & ~word & HIGHS;
    if (zeros != 0) return i + <i32>(ctz(zeros) >> 3);
  }
  for (; i < to; i++) if (load<u8>(base + i) == c) return i;
  return -1;
}

function scan<T>(base: i32, from: i32, to: i32, c: u32): i32 {
  for (let i = from; i < to; i++) if (at<T>(base, i) == c) return i;
  return -1;
}

/** The last place of a character in [from, to). */
export function findCharacterBackwards(base: i32, width: i32, from: i32, to: i32, c: u32): i32 {
  for (let i = to - 1; i >= from; i--) if (loadCharacter(base, width, i) == c) return i;
  return -1;
}

/**
 * The first place in [from, to) where the needle lies wholly within. The needle has characters of the same width, and at
 * least one.
 */
export function find(base: i32, width: i32, from: i32, to: i32, needle: i32, length: i32): i32 {
  if (to - from < length) return -1;
  if (length == 1) return findCharacter(base, width, from, to, loadCharacter(needle, width, 0));
  if (width == 1) return findIn<u8>(base, from, to, needle, length);
  return width == 2 ? findIn<u16>(base, from, to, needle, length) : findIn<u32>(base, from, to, needle, length);
}

function findIn<T>(base: i32, from: i32, to: i32, needle: i32, length: i32): i32 {
  return length < LONG_NEEDLE
    ? findShort<T>(base, from, to, needle, length)
    : findLong<T>(base, from, to, needle, length);
}

function findShort<T>(base: i32, from: i32, to: i32, needle: i32, length: i32): i32 {
  const last = length - 1;
  const ending = at<T>(needle, last);
  let filter: u64 = 0;
  // How far the window may move when its last character matches and others do not.
  let skip = last;
  for (let i = 0; i < last; i++) {
    const c = at<T>(needle, i);
    filter |= bit(c);
    if (c == ending) skip = last - i;
  }
  filter |= bit(ending);
  let i = from;
  while (i + length <= to) {
    const end = i + last;
    if (at<T>(base, end) == ending) {
      let j = 0;
      while (j < last && at<T>(base, i + j) == at<T>(needle, j)) j++;
      if (j == last) return i;
      if (end + 1 < to && (filter & bit(at<T>(base, end + 1))) == 0) i += length + 1;
      else i += skip;
    } else if (end + 1 < to && (filter & bit(at<T>(base, end + 1))) == 0) i += length + 1;
    else i++;
  }
  return -1;
}

/** Where a needle is best cut, in the low half, and the period of its right part, in the high half. */
function cutOf<T>(needle: i32, length: i32, reversed: bool): u64 {
  let cut = -1;
  let candidate = 0;
  let k = 1;
  let period = 1;
  while (candidate + k < length) {
    const a = at<T>(needle, candidate + k);
    const b = at<T>(needle, cut + k);
    if (a == b) {
      if (k == period) {
        candidate += period;
        k = 1;
      } else k++;
    } else if (reversed ? a > b : a < b) {
      candidate += k;
      k = 1;
      period = candidate - cut;
    } else {
      cut = candidate++;
      k = period = 1;
    }
  }
  return ((<u64>period) << 32) | <u64>(<u32>(cut + 1));
}

function findLong<T>(base: i32, from: i32, to: i32, needle: i32, length: i32): i32 {
  const forward = cutOf<T>(needle, length, false);
  const backward = cutOf<T>(needle, length, true);
  const chosen = <u32>forward > <u32>backward ? forward : backward;
  const cut = <i32>(<u32>chosen);
  let period = <i32>(chosen >> 32);
  let periodic = cut + period <= length;
  for (let i = 0; periodic && i < cut; i++) periodic = at<T>(needle, i) == at<T>(needle, i + period);
  if (!periodic) period = max(cut, length - cut) + 1;
  let filter: u64 = 0;
  for (let i = 0; i < length; i++) filter |= bit(at<T>(needle, i));
  let i = from;
  // Of a periodic needle: how many of its first characters are known to match.
  let known = 0;
  while (i + length <= to) {
    if ((filter & bit(at<T>(base, i + length - 1))) == 0) {
      i += length;
      known = 0;
      continue;
    }
    let j = max(cut, known);
    while (j < length && at<T>(needle, j) == at<T>(base, i + j)) j++;
    if (j < length) {
      i += j - cut + 1;
      known = 0;
      continue;
    }
    j = cut - 1;
    while (j >= known && at<T>(needle, j) == at<T>(base, i + j)) j--;
    if (j < known) return i;
    i += period;
    known = periodic ? length - period : 0;
  }
  return -1;
}

/** The last place in [from, to) where the needle lies wholly within; as find. */
export function findBackwards(base: i32, width: i32, from: i32, to: i32, needle: i32, length: i32): i32 {
  if (to - from < length) return -1;
  if (length == 1) return findCharacterBackwards(base, width, from, to, loadCharacter(needle, width, 0));
  if (width == 1) return findLast<u8>(base, from, to, needle, length);
  return width == 2 ? findLast<u16>(base, from, to, needle, length) : findLast<u32>(base, from, to, needle, length);
}

function findLast<T>(base: i32, from: i32, to: i32, needle: i32, length: i32): i32 {
  const first = at<T>(needle, 0);
  let filter: u64 = 0;
  for (let i = 0; i < length; i++) filter |= bit(at<T>(needle, i));
  let i = to - length;
  while (i >= from) {
    if (at<T>(base, i) == first) {
      let j = 1;
      while (j < length && at<T>(base, i + j) == at<T>(needle, j)) j++;
      if (j == length) return i;
    }
    if (i > from && (filter & bit(at<T>(base, i - 1))) == 0) i -= length + 1;
    else i--;
  }
  return -1;
}

/** How many times the needle lies in [from, to) without overlap, up to a limit; the needle has at least one character. */
export function countOf(base: i32, width: i32, from: i32, to: i32, needle: i32, length: i32, limit: i32): i32 {
  let count = 0;
  let i = from;
  while (count < limit) {
    i = find(base, width, i, to, needle, length);
    if (i < 0) break;
    count++;
    i += length;
  }
  return count;
}

/** Whether two stretches of memory have the same bytes. */
export function equalBytes(a: i32, b: i32, bytes: i32): bool {
  let i = 0;
  for (; i + 8 <= bytes; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  for (; i < bytes; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** Negative, 0 or positive, as the bytes of the first come before, with or behind those of the second. */
export function compareBytes(a: i32, aBytes: i32, b: i32, bBytes: i32): i32 {
  const common = min(aBytes, bBytes);
  if (common >= 8) {
    // The last eight may be partly those before, which are equal.
    for (let i = 0; i < common; i += 8) {
      const at = min(i, common - 8);
      const first = load<u64>(a + at);
      const second = load<u64>(b + at);
      if (first != second) return byteOrder(first, second);
    }
  } else if (common >= 4) {
    const first = ((<u64>load<u32>(a + common - 4)) << 32) | <u64>load<u32>(a);
    const second = ((<u64>load<u32>(b + common - 4)) << 32) | <u64>load<u32>(b);
    if (first != second) return byteOrder(first, second);
  } else {
    for (let i = 0; i < common; i++) {
      const difference = <i32>load<u8>(a + i) - <i32>load<u8>(b + i);
      if (difference != 0) return difference;
    }
  }
  return aBytes - bBytes;
}

/** The order of two words of which the lowest byte comes first. */
function byteOrder(a: u64, b: u64): i32 {
  const shift = ctz(a ^ b) & ~7;
  return <i32>((a >> shift) & 0xff) - <i32>((b >> shift) & 0xff);
}
