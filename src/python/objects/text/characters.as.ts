/**
 * What a character is, and its other forms. ASCII is answered by arithmetic; for all others tables are loaded the first
 * time that somebody asks (format/characters.ts).
 */
import {
  BLOCK_LOG,
  BLOCKS,
  DECIMAL_VALUE,
  DIGIT_VALUE,
  EXPANDS,
  IS_ALPHA,
  IS_CASE_IGNORABLE,
  IS_CASED,
  IS_DECIMAL,
  IS_DIGIT,
  IS_ID_PART,
  IS_ID_START,
  IS_LINE_BREAK,
  IS_LOWER,
  IS_NUMERIC,
  IS_PRINTABLE,
  IS_SPACE,
  IS_UPPER,
  RECORD_BYTES,
  RECORDS_AT,
  UPPER_FORM,
} from '../../format/characters';
import { loadCharacterTables } from './character-tables.as';
import { copyBytes } from '../../kernel/bytes.as';

/** Kinds of forms: EXPANDS is shifted by them, and their fields follow one another. */
export const TO_UPPER = 0;
export const TO_LOWER = 1;
export const TO_TITLE = 2;
export const TO_FOLDED = 3;

/** The most characters that one can become. */
export const MOST_FORMS = 3;

let tables: i32 = 0;

function recordOf(c: u32): i32 {
  if (tables == 0) tables = loadCharacterTables();
  const block = <u32>load<u16>(tables + <i32>((c >> BLOCK_LOG) << 1));
  const index = (block << BLOCK_LOG) + (c & ((1 << BLOCK_LOG) - 1));
  return load<i32>(tables, RECORDS_AT) + <i32>load<u16>(tables + <i32>(index << 1), BLOCKS) * RECORD_BYTES;
}

/** The flags of a character (format/characters.ts). */
export function flagsOf(c: u32): u32 {
  return c < 128 ? asciiFlags(c) : load<u32>(recordOf(c));
}

function asciiFlags(c: u32): u32 {
  if ((c | 0x20) - 0x61 < 26)
    return IS_ALPHA | IS_PRINTABLE | IS_ID_START | IS_ID_PART | IS_CASED | ((c & 0x20) == 0 ? IS_UPPER : IS_LOWER);
  if (c - 0x30 < 10) return IS_DECIMAL | IS_DIGIT | IS_NUMERIC | IS_PRINTABLE | IS_ID_PART;
  if (c < 0x20) return (isSpace(c) ? IS_SPACE : 0) | (isLineBreak(c) ? IS_LINE_BREAK : 0);
  if (c == 0x20) return IS_SPACE | IS_PRINTABLE;
  if (c == 0x5f) return IS_PRINTABLE | IS_ID_START | IS_ID_PART;
  if (c == 0x7f) return 0;
  const ignorable = c == 0x27 || c == 0x2e || c == 0x3a || c == 0x5e || c == 0x60;
  return IS_PRINTABLE | (ignorable ? IS_CASE_IGNORABLE : 0);
}

/** As str.isspace has it; what split and strip go by. */
export function isSpace(c: u32): bool {
  if (c <= 0x20) return c == 0x20 || c - 9 < 5 || c - 0x1c < 4;
  if (c < 0x80) return false;
  if (c < 0x1680) return c == 0x85 || c == 0xa0;
  if (c == 0x1680 || c - 0x2000 <= 10) return true;
  return c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/** What splitlines goes by. */
export function isLineBreak(c: u32): bool {
  return c - 10 < 4 || c - 0x1c < 3 || c == 0x85 || c == 0x2028 || c == 0x2029;
}

export function isPrintable(c: u32): bool {
  return c < 128 ? c - 0x20 < 0x5f : (load<u32>(recordOf(c)) & IS_PRINTABLE) != 0;
}

/** The value of a decimal digit, or -1. */
export function decimalValue(c: u32): i32 {
  if (c < 128) return c - 0x30 < 10 ? <i32>(c - 0x30) : -1;
  return <i32>load<u8>(recordOf(c), DECIMAL_VALUE) - 1;
}

/** The value of a digit of any kind, such as a superscript one, or -1. */
export function digitValue(c: u32): i32 {
  return c < 128 ? decimalValue(c) : <i32>load<u8>(recordOf(c), DIGIT_VALUE) - 1;
}

/** The forms of a character: how many (1 to MOST_FORMS), and at `to` they, words. */
export function formsOf(c: u32, kind: i32, to: i32): i32 {
  if (c < 128) {
    store<u32>(to, asciiForm(c, kind));
    return 1;
  }
  const record = recordOf(c);
  const form = load<i32>(record + (kind << 2), UPPER_FORM);
  if ((load<u32>(record) & (EXPANDS << kind)) == 0) {
    store<u32>(to, c + form);
    return 1;
  }
  const count = load<i32>(form);
  copyBytes(to, form + 4, count << 2);
  return count;
}

export function asciiForm(c: u32, kind: i32): u32 {
  if (kind == TO_UPPER || kind == TO_TITLE) return c - 0x61 < 26 ? c - 0x20 : c;
  return c - 0x41 < 26 ? c + 0x20 : c;
}

/** The form of a character where it is only one, else the character. */
export function formOf(c: u32, kind: i32): u32 {
  if (c < 128) return asciiForm(c, kind);
  const record = recordOf(c);
  return (load<u32>(record) & (EXPANDS << kind)) == 0 ? c + load<i32>(record + (kind << 2), UPPER_FORM) : c;
}
