/** Format strings of struct: what lies where. */
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
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  f: 4,
  d: 8,
  s: 1,
};
const NATIVE: Readonly<Record<string, number>> = { ...STANDARD, l: 8, L: 8, n: 8, N: 8, P: 8 };

/** @throws RangeError with CPython's words */
export function parseFormat(format: string): StructLayout {
  const order = /^[@=<>!]/.exec(format)?.[0] ?? '@';
  const isNative = order === '@';
  const sizes = isNative ? NATIVE : STANDARD;
  const fields: StructField[] = [];
  let offset = 0;
  const rest = format.replace(/^[@=<>!]/, '').replace(/\s+/g, '');
  const pieces = rest.match(/\d*[^\d]|\d+$/g) ?? [];
  for (const piece of pieces) {
    const code = piece.slice(-1);
    if (/\d/.test(code)) throw new RangeError('repeat count given without format specifier');
    const size = sizes[code];
    if (size === undefined) throw new RangeError('bad char in struct format');
    const count = piece.length === 1 ? 1 : Number(piece.slice(0, -1));
    if (isNative) offset = Math.ceil(offset / size) * size;
    if (code === 's') {
      fields.push({ code, offset, bytes: count });
      offset += count;
      continue;
    }
    for (let i = 0; i < count; i++, offset += size) if (code !== 'x') fields.push({ code, offset, bytes: size });
  }
  return { littleEndian: order !== '>' && order !== '!', isNative, fields, bytes: offset };
}
