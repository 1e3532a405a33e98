/** text % values. The template is read character by character; what it gives is joined at the end. */
import type { Address } from '../../../base/ids.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { DIGITS } from '../../format/objects.js';
import {
  DICT_TYPE,
  FLOAT_OF,
  GETITEM,
  INDEX,
  INT,
  IS_INT,
  IS_TUPLE,
  KEY_ERROR,
  MEMORY_ERROR,
  OVERFLOW_ERROR,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { intToFormat } from '../numbers/format.js';
import { inWordsOf } from '../numbers/raise.js';
import { percentFloat, type PercentFlags, percentInt } from '../numbers/text/percent.js';
import { Pieces } from './pieces.js';

const PERCENT = 0x25;
const STAR = 0x2a;
const MOST_WORD = 2 ** 31 - 1;
const MOST_WIDTH = 2n ** 63n - 1n;
const MOST_CHARACTERS = 0x7000_0000;

/** The values of a template: those of a tuple, one, or those of a mapping by their names. */
export class PercentValues {
  readonly #rt: Runtime;
  readonly #values: Address;
  readonly #items: readonly Address[];
  #next = 0;
  /** Set where a name in the template has chosen the value. */
  #chosen: Address | undefined;
  #usesNames = false;

  constructor(rt: Runtime, values: Address) {
    this.#rt = rt;
    this.#values = values;
    const isTuple = (rt.views.word(rt.typeOf(values) + TYPE_FLAGS) & IS_TUPLE) !== 0;
    this.#items = isTuple ? rt.tupleItems(values) : [values];
  }

  /** Whether the values are a mapping: a str is none though it can be subscripted. */
  get #isMapping(): boolean {
    const rt = this.#rt;
    const flags = rt.views.word(rt.typeOf(this.#values) + TYPE_FLAGS);
    if (rt.typeOf(this.#values) === DICT_TYPE) return true;
    return (
      (flags & IS_TUPLE) === 0 && !rt.isString(this.#values) && rt.views.word(rt.typeOf(this.#values) + GETITEM) !== 0
    );
  }

  /** @throws PythonError: names need a mapping */
  requireMapping(): void {
    if (!this.#isMapping) this.#rt.raise(TYPE_ERROR, 'format requires a mapping');
  }

  choose(name: Address): void {
    const rt = this.#rt;
    this.#usesNames = true;
    if (rt.typeOf(this.#values) === DICT_TYPE) {
      this.#chosen = rt.dictGet(this.#values, name) || rt.raiseValue(KEY_ERROR, name);
      rt.incref(this.#chosen);
      rt.keep(this.#chosen);
    } else this.#chosen = rt.keep(rt.callIndex(rt.views.word(rt.typeOf(this.#values) + GETITEM), this.#values, name));
  }

  take(): Address {
    if (this.#chosen !== undefined) {
      const value = this.#chosen;
      this.#chosen = undefined;
      return value;
    }
    if (this.#usesNames || this.#next === this.#items.length)
      return this.#rt.raise(TYPE_ERROR, 'not enough arguments for format string');
    return this.#items[this.#next++];
  }

  /** @throws PythonError where values are left */
  finish(kind: 'string' | 'bytes'): void {
    if (this.#next < this.#items.length && !this.#usesNames && !this.#isMapping)
      this.#rt.raise(TYPE_ERROR, `not all arguments converted during ${kind} formatting`);
  }
}

/** One conversion of a template: %(name)#0- +12.5x */
export interface Conversion extends PercentFlags {
  readonly letter: number;
  /** Where the letter is. */
  readonly at: number;
}

/** Reads the conversion behind a percent sign; `names` makes an object of the characters of a name. */
export class ConversionReader {
  readonly #rt: Runtime;
  readonly #template: ArrayLike<number>;
  readonly #values: PercentValues;
  readonly #nameOf: (from: number, to: number) => Address;
  at: number;

  constructor(
    rt: Runtime,
    template: ArrayLike<number>,
    values: PercentValues,
    at: number,
    nameOf: (from: number, to: number) => Address,
  ) {
    this.#rt = rt;
    this.#template = template;
    this.#values = values;
    this.#nameOf = nameOf;
    this.at = at;
  }

  read(): Conversion {
    const template = this.#template;
    if (template[this.at] === 0x28) this.#name();
    const flags = { left: false, plus: false, space: false, alternate: false, zero: false };
    for (; ; this.at++) {
      const c = template[this.at];
      if (c === 0x2d) flags.left = true;
      else if (c === 0x2b) flags.plus = true;
      else if (c === 0x20) flags.space = true;
      else if (c === 0x23) flags.alternate = true;
      else if (c === 0x30) flags.zero = true;
      else break;
    }
    let width = this.#size('width');
    if (width !== undefined && width < 0) {
      flags.left = true;
      width = -width;
    }
    let precision: number | undefined;
    if (template[this.at] === 0x2e) {
      this.at++;
      precision = Math.max(0, this.#size('precision') ?? 0);
    }
    const c = template[this.at];
    // A size of C's long, as C has it.
    if (c === 0x68 || c === 0x6c || c === 0x4c) this.at++;
    if (this.at >= template.length) this.#rt.raise(VALUE_ERROR, 'incomplete format');
    const { left, plus, space, alternate, zero } = flags;
    return { left, plus, space, alternate, zero, width, precision, letter: template[this.at], at: this.at++ };
  }

  #name(): void {
    this.#values.requireMapping();
    const template = this.#template;
    const from = ++this.at;
    let depth = 1;
    for (; this.at < template.length && depth > 0; this.at++) {
      if (template[this.at] === 0x29) depth--;
      else if (template[this.at] === 0x28) depth++;
    }
    if (depth > 0) this.#rt.raise(VALUE_ERROR, 'incomplete format key');
    this.#values.choose(this.#nameOf(from, this.at - 1));
  }

  #size(what: string): number | undefined {
    const rt = this.#rt;
    const template = this.#template;
    if (template[this.at] === STAR) {
      this.at++;
      const value = this.#values.take();
      if ((rt.views.word(rt.typeOf(value) + TYPE_FLAGS) & IS_INT) === 0) rt.raise(TYPE_ERROR, '* wants int');
      const size = rt.bigInt(value);
      const limit = what === 'width' ? MOST_WIDTH : BigInt(MOST_WORD);
      if (size > limit || size < -limit)
        rt.raise(OVERFLOW_ERROR, `Python int too large to convert to C ${what === 'width' ? 'ssize_t' : 'int'}`);
      return Number(size);
    }
    let size: bigint | undefined;
    for (; template[this.at] >= 0x30 && template[this.at] <= 0x39; this.at++) {
      size = (size ?? 0n) * 10n + BigInt(template[this.at] - 0x30);
      if (size > (what === 'width' ? MOST_WIDTH : BigInt(MOST_WORD))) rt.raise(VALUE_ERROR, `${what} too big`);
    }
    return size === undefined ? undefined : Number(size);
  }
}

/** Conversions of numbers: their text, or undefined for another letter. */
export function percentNumber(
  rt: Runtime,
  c: Conversion,
  values: PercentValues,
  kind: 'string' | 'bytes' = 'string',
): string | undefined {
  const letter = String.fromCharCode(c.letter);
  if ('diuoxX'.includes(letter)) {
    const shown = kind === 'bytes' && 'iu'.includes(letter) ? 'd' : letter;
    const int = intToFormat(rt, intFor(rt, values.take(), shown));
    checkWidth(rt, c);
    return inWordsOf(rt, () => percentInt(int, letter, c));
  }
  if ('eEfFgG'.includes(letter)) {
    const value = values.take();
    const isReal = rt.views.word(rt.typeOf(value) + FLOAT_OF) !== 0 || rt.views.word(rt.typeOf(value) + INDEX) !== 0;
    if (!isReal) {
      const wanted = kind === 'bytes' ? 'float argument required' : 'must be real number';
      rt.raise(TYPE_ERROR, `${wanted}, not ${rt.shownTypeName(rt.typeOf(value))}`);
    }
    const number = rt.number(value);
    checkWidth(rt, c);
    return inWordsOf(rt, () => percentFloat(number, letter, c));
  }
  return undefined;
}

export function checkWidth(rt: Runtime, { width, precision }: Conversion): void {
  if ((width ?? 0) > MOST_CHARACTERS || (precision ?? 0) > MOST_CHARACTERS) rt.raise(MEMORY_ERROR, '');
}

function intFor(rt: Runtime, value: Address, letter: string): Address {
  if ((rt.views.word(rt.typeOf(value) + TYPE_FLAGS) & IS_INT) !== 0) return value;
  const inBase = 'oxX'.includes(letter);
  const slot = rt.views.word(rt.typeOf(value) + (inBase ? INDEX : INT)) || rt.views.word(rt.typeOf(value) + INDEX);
  const refusal = () =>
    rt.raise(
      TYPE_ERROR,
      `%${letter} format: ${inBase ? 'an integer' : 'a real number'} is required, not ${rt.shownTypeName(rt.typeOf(value))}`,
    );
  if (slot === 0) return refusal();
  return rt.catching(TYPE_ERROR, () => rt.keep(rt.callIndex(slot, value)), refusal);
}

/** The code point that a value of %c stands for. */
function characterFor(rt: Runtime, value: Address): Uint32Array {
  if (rt.isString(value)) {
    const characters = codePointsOf(rt, value);
    if (characters.length !== 1) rt.raise(TYPE_ERROR, '%c requires int or char');
    return characters;
  }
  if (rt.views.word(rt.typeOf(value) + INDEX) === 0) rt.raise(TYPE_ERROR, '%c requires int or char');
  const index = rt.index(value);
  const code = rt.views.word(index + DIGITS) === 0 ? (rt.compactInt(index) ?? -1) : -1;
  if (code < 0 || code > 0x10_ffff) rt.raise(OVERFLOW_ERROR, '%c arg not in range(0x110000)');
  return Uint32Array.of(code);
}

export function percentText(rt: Runtime, template: Address, values: Address): Address {
  const characters = codePointsOf(rt, template);
  const pieces = new Pieces(rt);
  const source = new PercentValues(rt, values);
  let plain = 0;
  for (let i = characters.indexOf(PERCENT); i >= 0; i = characters.indexOf(PERCENT, plain)) {
    pieces.addPart(template, plain, i);
    if (characters[i + 1] === PERCENT) {
      pieces.addPart(template, i, i + 1);
      plain = i + 2;
      continue;
    }
    const reader = new ConversionReader(rt, characters, source, i + 1, (from, to) =>
      rt.keep(rt.kernel.substring(template, from, to)),
    );
    pieces.add(converted(rt, reader.read(), source));
    plain = reader.at;
  }
  pieces.addPart(template, plain, characters.length);
  source.finish('string');
  return pieces.join();
}

function converted(rt: Runtime, c: Conversion, values: PercentValues): Address {
  const number = percentNumber(rt, c, values);
  if (number !== undefined) return rt.string(number);
  switch (c.letter) {
    case 0x73:
    case 0x72:
    case 0x61:
      return fitted(rt, rt.keep(rt.kernel.convertValue(values.take(), c.letter)), c);
    case 0x63:
      return fitted(rt, textFrom(rt, characterFor(rt, values.take())), { ...c, precision: undefined });
  }
  values.take();
  return unsupported(rt, c);
}

/** @throws PythonError, always */
export function unsupported(rt: Runtime, { letter, at }: Conversion): never {
  const shown = letter > 31 && letter < 127 ? String.fromCharCode(letter) : '?';
  return rt.raise(VALUE_ERROR, `unsupported format character '${shown}' (0x${letter.toString(16)}) at index ${at}`);
}

/** A str to a width, cut to a precision. */
function fitted(rt: Runtime, s: Address, c: Conversion): Address {
  const { width, precision, left } = c;
  if (width === undefined && precision === undefined) return s;
  checkWidth(rt, c);
  const all = codePointsOf(rt, s);
  const text = precision === undefined ? all : all.subarray(0, precision);
  if ((width ?? 0) <= text.length) return textFrom(rt, text);
  const padded = new Uint32Array(width as number).fill(0x20);
  padded.set(text, left ? 0 : padded.length - text.length);
  return textFrom(rt, padded);
}
