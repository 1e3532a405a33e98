/**
 * The language of format(): [[fill]align][sign][z][#][0][width][grouping][.precision][type].
 */
import { valueError } from './number-error.js';
import { decimalValue } from './spaces.js';

export type Align = '<' | '>' | '=' | '^';
export type Sign = '+' | '-' | ' ';
/** Between groups of digits. */
export type Grouping = ',' | '_';

export interface FormatSpec {
  readonly fill: string;
  readonly align: Align;
  /** The alignment was written, not only the kind's usual one. */
  readonly hasAlign: boolean;
  /** Undefined where none was written, which is `-`. */
  readonly sign?: Sign;
  readonly noNegativeZero: boolean;
  readonly alternate: boolean;
  /** -1: none. */
  readonly width: number;
  readonly grouping?: Grouping;
  /** -1: none. */
  readonly precision: number;
  /** One character, or '' for none. */
  readonly type: string;
}

const ALIGNS = '<>=^';
/** Types that may be grouped by three. */
const GROUPED = ['', 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F'];
/** Types that may be grouped by four, and only with `_`. */
const GROUPED_BY_FOUR = ['b', 'o', 'x', 'X'];
/** What a C long holds at most. */
const MOST = 2n ** 63n - 1n;

/** Specifications are read once: programs use few, many times. */
const known = new Map<string, FormatSpec>();
const MOST_KNOWN = 500;

/**
 * @param type what stands where the specification has no type
 * @param align where it has no alignment
 * @param typeName of the object, for messages
 * @throws NumberError
 */
export function parseFormatSpec(spec: string, type: string, align: Align, typeName: string): FormatSpec {
  const key = `${type}${align}${spec}`;
  let parsed = known.get(key);
  if (parsed === undefined) {
    parsed = parse(spec, type, align, typeName);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(key, parsed);
  }
  return parsed;
}

function parse(spec: string, type: string, align: Align, typeName: string): FormatSpec {
  const characters = Array.from(spec);
  let at = 0;
  let fill = ' ';
  let hasFill = false;
  let hasAlign = false;
  const isAlign = (index: number) => index < characters.length && ALIGNS.includes(characters[index]);
  if (isAlign(1)) {
    fill = characters[0];
    align = characters[1] as Align;
    hasFill = hasAlign = true;
    at = 2;
  } else if (isAlign(0)) {
    align = characters[0] as Align;
    hasAlign = true;
    at = 1;
  }
  const accept = (character: string) => (characters[at] === character ? (at++, true) : false);
  let sign: Sign | undefined;
  if (characters[at] === '+' || characters[at] === '-' || characters[at] === ' ') sign = characters[at++] as Sign;
  const noNegativeZero = accept('z');
  const alternate = accept('#');
  if (!hasFill && characters[at] === '0') {
    fill = '0';
    if (!hasAlign && align === '>') align = '=';
    at++;
  }
  const number = (): number => {
    const from = at;
    while (at < characters.length && /^\p{Nd}$/u.test(characters[at])) at++;
    if (from === at) return -1;
    const value = BigInt(characters.slice(from, at).map(decimalValue).join(''));
    if (value > MOST) valueError('Too many decimal digits in format string');
    return Number(value);
  };
  const width = number();
  let grouping: Grouping | undefined;
  if (accept(',')) grouping = ',';
  if (accept('_')) {
    if (grouping !== undefined) valueError("Cannot specify both ',' and '_'.");
    grouping = '_';
  }
  if (characters[at] === ',' && grouping === '_') valueError("Cannot specify both ',' and '_'.");
  let precision = -1;
  if (accept('.')) {
    precision = number();
    if (precision === -1) valueError('Format specifier missing precision');
  }
  if (characters.length - at > 1) valueError(`Invalid format specifier '${spec}' for object of type '${typeName}'`);
  if (at < characters.length) type = characters[at];
  const result = { fill, align, hasAlign, sign, noNegativeZero, alternate, width, grouping, precision, type };
  if (grouping !== undefined) checkGrouping(grouping, type);
  return result;
}

function checkGrouping(grouping: Grouping, type: string): void {
  if (GROUPED.includes(type) || (grouping === '_' && GROUPED_BY_FOUR.includes(type))) return;
  valueError(`Cannot specify '${grouping}' with ${shownType(type)}.`);
}

function shownType(type: string): string {
  const code = type.codePointAt(0) as number;
  return code > 32 && code < 128 ? `'${type}'` : `'\\x${code.toString(16)}'`;
}

/** @throws NumberError: the object has no such presentation */
export function unknownType(type: string, typeName: string): never {
  valueError(`Unknown format code ${shownType(type)} for object of type '${typeName}'`);
}

/** Text to a width. The number of characters counts, not of UTF-16 units. */
export function pad(text: string, { fill, align, width }: Pick<FormatSpec, 'fill' | 'align' | 'width'>): string {
  const missing = width - lengthOf(text);
  if (missing <= 0) return text;
  const left = align === '<' ? 0 : align === '^' ? missing >> 1 : missing;
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length - 1; i++) if (isPair(text, i)) length--;
  return length;
}

function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
