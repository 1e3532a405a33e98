/** Format strings of struct: what lies where. */

/** A run of equal values; of 's' and 'p' one value of `bytes` bytes. */
export interface StructField {
  readonly code: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface StructLayout {
  readonly littleEndian: boolean;
  /** Sizes, places and conversions are those of a C compiler. */
  readonly isNative: boolean;
  readonly fields: readonly StructField[];
  readonly bytes: number;
  /** How many runs of equal values CPython notes. */
  readonly runs: number;
}

/** Bytes of each code, by itself and as a C compiler for 64 bits has it. */
const STANDARD: Readonly<Record<string, number>> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  '?': 1,
  h: 2,
  H: 2,
  e: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};
const NATIVE: Readonly<Record<string, number>> = { ...STANDARD, l: 8, L: 8, n: 8, N: 8, P: 8 };
const LONGEST = 2n ** 63n - 1n;
/** No struct that can be packed has more; beyond it only the size is worked out. */
const MOST_FIELDS = 1 << 26;
const TOO_LONG = 'total struct size too long';

/** A code and how often it is repeated. */
interface Piece {
  readonly code: string;
  readonly count: bigint;
}

function* piecesOf(text: string): Generator<Piece> {
  for (let at = 0; at < text.length; ) {
    if (/\s/.test(text[at])) {
      at++;
      continue;
    }
    const digits = /^\d*/.exec(text.slice(at))?.[0] ?? '';
    at += digits.length;
    if (at === text.length) throw new RangeError('repeat count given without format specifier');
    const count = digits === '' ? 1n : BigInt(digits);
    if (count > LONGEST) throw new RangeError('overflow in item count');
    yield { code: text[at++], count };
  }
}

/** @throws RangeError with CPython's words */
export function parseFormat(format: string): StructLayout {
  if (format.includes('\0')) throw new RangeError('embedded null character');
  const order = /^[@=<>!]/.exec(format)?.[0];
  const isNative = order === undefined || order === '@';
  const sizes = isNative ? NATIVE : STANDARD;
  const fields: StructField[] = [];
  let offset = 0n;
  let runs = 0;
  for (const { code, count } of piecesOf(order === undefined ? format : format.slice(1))) {
    const bytes = Object.hasOwn(sizes, code) ? BigInt(sizes[code]) : 0n;
    if (bytes === 0n) throw new RangeError('bad char in struct format');
    if (isNative) offset = ((offset + bytes - 1n) / bytes) * bytes;
    const isText = code === 's' || code === 'p';
    if (code !== 'x' && (isText || count > 0n)) runs++;
    if (offset + count * bytes > LONGEST) throw new RangeError(TOO_LONG);
    if (isText) fields.push({ code, offset: Number(offset), bytes: Number(count) });
    else if (code !== 'x')
      for (let i = 0; i < count && fields.length < MOST_FIELDS; i++)
        fields.push({ code, offset: Number(offset) + i * Number(bytes), bytes: Number(bytes) });
    offset += count * bytes;
  }
  return { littleEndian: order !== '>' && order !== '!', isNative, fields, bytes: Number(offset), runs };
}
