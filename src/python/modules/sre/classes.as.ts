/** Characters as regular expressions ask about them: categories, cases, sets. */
import { IS_ALPHA, IS_DECIMAL, IS_DIGIT, IS_NUMERIC } from '../../format/characters';
import { BIG_CHARSET, CATEGORY, CHARSET, FAILURE, LITERAL, NEGATE, RANGE, RANGE_UNI_IGNORE } from '../../format/sre';
import {
  flagsOf,
  formOf,
  formsOf,
  isLineBreak,
  isSpace,
  MOST_FORMS,
  TO_LOWER,
  TO_UPPER,
} from '../../objects/text/characters.as';

const UNDERSCORE: u32 = 0x5f;
const DOTTED_I: u32 = 0x130;

export function lowerAscii(c: u32): u32 {
  return c - 0x41 < 26 ? c + 0x20 : c;
}

/** The simple mapping: one character. */
export function lowerUnicode(c: u32): u32 {
  if (c < 128) return lowerAscii(c);
  return c == DOTTED_I ? 0x69 : formOf(c, TO_LOWER);
}

const FORMS: i32 = <i32>memory.data(4 * MOST_FORMS, 4);

/** The first character of the mapping. */
function upperUnicode(c: u32): u32 {
  formsOf(c, TO_UPPER, FORMS);
  return load<u32>(FORMS);
}

function isAsciiSpace(c: u32): bool {
  return c == 0x20 || c - 9 < 5;
}

export function isAsciiWord(c: u32): bool {
  return (c | 0x20) - 0x61 < 26 ? c < 128 : c - 0x30 < 10 || c == UNDERSCORE;
}

export function isUnicodeWord(c: u32): bool {
  if (c < 128) return isAsciiWord(c);
  return (flagsOf(c) & (IS_ALPHA | IS_DECIMAL | IS_DIGIT | IS_NUMERIC)) != 0;
}

/** By the numbers of CHCODES: each is followed by its opposite. */
export function isInCategory(category: u32, c: u32): bool {
  let holds: bool;
  switch (category >> 1) {
    case 0:
      holds = c - 0x30 < 10;
      break;
    case 1:
      holds = isAsciiSpace(c);
      break;
    case 2:
    case 4:
      holds = isAsciiWord(c);
      break;
    case 3:
      holds = c == 10;
      break;
    case 5:
      holds = c < 128 ? c - 0x30 < 10 : (flagsOf(c) & IS_DECIMAL) != 0;
      break;
    case 6:
      holds = isSpace(c);
      break;
    case 7:
      holds = isUnicodeWord(c);
      break;
    default:
      holds = isLineBreak(c);
  }
  return holds == ((category & 1) == 0);
}

const CATEGORIES: i32 = 18;
/** For each category which ASCII characters are in it, 16 bytes; and whether that is known, a byte each. */
const ASCII_BITS: i32 = <i32>memory.data(288, 4);
const ASCII_KNOWN: i32 = <i32>memory.data(18);

/** The bits of the ASCII characters in a category. */
export function bitsOfCategory(category: u32): i32 {
  const index = min(<i32>category, CATEGORIES - 1);
  const bits = ASCII_BITS + (index << 4);
  if (load<u8>(ASCII_KNOWN + index) == 0) {
    store<u8>(ASCII_KNOWN + index, 1);
    for (let c = 0; c < 128; c++)
      if (isInCategory(category, c))
        store<u32>(bits + ((c >> 5) << 2), load<u32>(bits + ((c >> 5) << 2)) | (1 << (c & 31)));
  }
  return bits;
}

export function hasBit(bits: i32, c: u32): bool {
  return ((load<u32>(bits + <i32>((c >> 5) << 2)) >> (c & 31)) & 1) != 0;
}

/** Whether a character is in the set whose code starts at `ip`. */
export function isInSet(ip: i32, c: u32): bool {
  let found = true;
  while (true) {
    const op = load<u32>(ip);
    ip += 4;
    switch (op) {
      case FAILURE:
        return !found;
      case NEGATE:
        found = !found;
        break;
      case LITERAL:
        if (c == load<u32>(ip)) return found;
        ip += 4;
        break;
      case RANGE:
        if (c - load<u32>(ip) <= load<u32>(ip, 4) - load<u32>(ip)) return found;
        ip += 8;
        break;
      case RANGE_UNI_IGNORE: {
        const low = load<u32>(ip);
        const high = load<u32>(ip, 4);
        if (c >= low && c <= high) return found;
        const upper = upperUnicode(c);
        if (upper >= low && upper <= high) return found;
        ip += 8;
        break;
      }
      case CATEGORY:
        if (isInCategory(load<u32>(ip), c)) return found;
        ip += 4;
        break;
      case CHARSET:
        if (c < 256 && hasBit(ip, c)) return found;
        ip += 32;
        break;
      case BIG_CHARSET: {
        const blocks = load<i32>(ip);
        if (c < 0x10000) {
          const block = <i32>load<u8>(ip + 4 + <i32>(c >> 8));
          const bits = ip + 260 + (block << 5) + <i32>(((c & 255) >> 5) << 2);
          if (((load<u32>(bits) >> (c & 31)) & 1) != 0) return found;
        }
        ip += 260 + (blocks << 5);
        break;
      }
      default:
        return false;
    }
  }
}
