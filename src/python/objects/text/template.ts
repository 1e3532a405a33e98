/**
 * str.format and format_map: literal text and replacement fields `{name!conversion:specification}`, where the
 * specification may have fields itself, two deep at most.
 */
import type { Address } from '../../../base/ids.js';
import { codePointsOf } from '../../codecs/text.js';
import { DICT_TYPE, GETITEM, INDEX_ERROR, KEY_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { Pieces } from './pieces.js';

const OPEN = 0x7b;
const CLOSE = 0x7d;
const COLON = 0x3a;
const BANG = 0x21;
const DOT = 0x2e;
const BRACKET = 0x5b;
const END_BRACKET = 0x5d;
const DEEPEST = 2;
const MOST_INDEX = 2n ** 63n - 1n;

/** What fields are looked up in. */
export interface FieldValues {
  /** Undefined for format_map, which has names alone. */
  readonly positional: readonly Address[] | undefined;
  /** A mapping. */
  readonly named: Address;
}

/** Whether fields are numbered by themselves: not known before the first one. */
interface Numbering {
  automatic: boolean | undefined;
  next: number;
}

export function formatTemplate(rt: Runtime, template: Address, values: FieldValues): Address {
  return new Template(rt, template, values, { automatic: undefined, next: 0 }).run(DEEPEST);
}

export interface FieldParts {
  /** A str or an int. */
  readonly first: Address;
  readonly rest: readonly { readonly isAttribute: boolean; readonly key: Address }[];
}

const NO_VALUES: FieldValues = { positional: undefined, named: 0 };
const parser = (rt: Runtime, template: Address) =>
  new Template(rt, template, NO_VALUES, { automatic: undefined, next: 0 });

/** What string.Formatter.parse goes through. */
export function templateParts(rt: Runtime, template: Address): Address[][] {
  return parser(rt, template).parts();
}

export function fieldParts(rt: Runtime, name: Address): FieldParts {
  return parser(rt, name).fieldParts();
}

interface Field {
  readonly nameFrom: number;
  readonly nameTo: number;
  /** 0: none. */
  readonly conversion: number;
  readonly specificationFrom: number;
  readonly specificationTo: number;
  /** The specification has fields. */
  readonly isNested: boolean;
  readonly next: number;
}

class Template {
  readonly #rt: Runtime;
  readonly #template: Address;
  readonly #characters: Uint32Array;
  readonly #values: FieldValues;
  readonly #numbering: Numbering;

  constructor(rt: Runtime, template: Address, values: FieldValues, numbering: Numbering) {
    this.#rt = rt;
    this.#template = template;
    this.#characters = codePointsOf(rt, template);
    this.#values = values;
    this.#numbering = numbering;
  }

  run(depth: number): Address {
    if (depth === 0) this.#wrong('Max string recursion exceeded');
    const rt = this.#rt;
    const c = this.#characters;
    const pieces = new Pieces(rt);
    let plain = 0;
    for (let i = 0; i < c.length; ) {
      if (c[i] !== OPEN && c[i] !== CLOSE) {
        i++;
        continue;
      }
      const doubled = c[i + 1] === c[i];
      pieces.addPart(this.#template, plain, doubled ? i + 1 : i);
      if (doubled) i = plain = i + 2;
      else {
        if (c[i] === CLOSE) this.#wrong("Single '}' encountered in format string");
        if (i + 1 === c.length) this.#wrong("Single '{' encountered in format string");
        const field = this.#field(i + 1);
        pieces.add(this.#formatted(field, depth));
        i = plain = field.next;
      }
    }
    pieces.addPart(this.#template, plain, c.length);
    return pieces.join();
  }

  #wrong(message: string): never {
    return this.#rt.raise(VALUE_ERROR, message);
  }

  #part(from: number, to: number): Address {
    return this.#rt.keep(this.#rt.kernel.substring(this.#template, from, to));
  }

  /** The field whose name starts there. */
  #field(from: number): Field {
    const c = this.#characters;
    let i = from;
    for (; i < c.length && c[i] !== CLOSE && c[i] !== COLON && c[i] !== BANG; i++) {
      if (c[i] === OPEN) this.#wrong("unexpected '{' in field name");
      if (c[i] === BRACKET) while (i + 1 < c.length && c[i] !== END_BRACKET) i++;
    }
    if (i >= c.length) this.#wrong("expected '}' before end of string");
    const nameTo = i;
    let conversion = 0;
    const ended = (): Field => ({
      nameFrom: from,
      nameTo,
      conversion,
      specificationFrom: 0,
      specificationTo: 0,
      isNested: false,
      next: i + 1,
    });
    if (c[i] === CLOSE) return ended();
    if (c[i] === BANG) {
      if (i + 1 >= c.length) this.#wrong('end of string while looking for conversion specifier');
      conversion = c[i + 1];
      i += 2;
      if (i < c.length && c[i] === CLOSE) return ended();
      if (i < c.length && c[i] !== COLON) this.#wrong("expected ':' after conversion specifier");
    }
    const specificationFrom = Math.min(i + 1, c.length);
    let isNested = false;
    let depth = 1;
    for (i = specificationFrom; i < c.length; i++) {
      if (c[i] === OPEN) {
        isNested = true;
        depth++;
      } else if (c[i] === CLOSE && --depth === 0)
        return { nameFrom: from, nameTo, conversion, specificationFrom, specificationTo: i, isNested, next: i + 1 };
    }
    return this.#wrong("unmatched '{' in format spec");
  }

  #formatted(field: Field, depth: number): Address {
    const rt = this.#rt;
    const value = this.#converted(this.#value(field.nameFrom, field.nameTo), field.conversion);
    let specification = this.#part(field.specificationFrom, field.specificationTo);
    if (field.isNested) specification = new Template(rt, specification, this.#values, this.#numbering).run(depth - 1);
    return rt.keep(rt.kernel.formatValue(value, specification));
  }

  #converted(value: Address, conversion: number): Address {
    if (conversion === 0) return value;
    const letter = String.fromCodePoint(conversion);
    if (!'rsa'.includes(letter)) {
      const shown = conversion > 32 && conversion < 127 ? letter : `\\x${conversion.toString(16)}`;
      this.#wrong(`Unknown conversion specifier ${shown}`);
    }
    return this.#rt.keep(this.#rt.kernel.convertValue(value, conversion));
  }

  /** Literal text and fields in turn: literal, name, specification, conversion; the last three 0 behind the last field. */
  parts(): Address[][] {
    const rt = this.#rt;
    const c = this.#characters;
    const rows: Address[][] = [];
    let plain = 0;
    for (let i = 0; i < c.length; ) {
      if (c[i] !== OPEN && c[i] !== CLOSE) {
        i++;
        continue;
      }
      if (c[i + 1] === c[i]) {
        rows.push([this.#part(plain, i + 1), 0, 0, 0]);
        i = plain = i + 2;
        continue;
      }
      if (c[i] === CLOSE) this.#wrong("Single '}' encountered in format string");
      if (i + 1 === c.length) this.#wrong("Single '{' encountered in format string");
      const f = this.#field(i + 1);
      const conversion = f.conversion === 0 ? 0 : rt.string(String.fromCodePoint(f.conversion));
      rows.push([
        this.#part(plain, i),
        this.#part(f.nameFrom, f.nameTo),
        this.#part(f.specificationFrom, f.specificationTo),
        conversion,
      ]);
      i = plain = f.next;
    }
    if (plain < c.length) rows.push([this.#part(plain, c.length), 0, 0, 0]);
    return rows;
  }

  /** The name of a field taken apart. */
  fieldParts(): FieldParts {
    const rt = this.#rt;
    const c = this.#characters;
    let end = 0;
    while (end < c.length && c[end] !== DOT && c[end] !== BRACKET) end++;
    const keyOf = (from: number, to: number) => {
      const number = this.#number(from, to);
      return number === undefined ? this.#part(from, to) : rt.int(number);
    };
    const rest: { isAttribute: boolean; key: Address }[] = [];
    this.#walk(end, c.length, (isItem, from, to) => {
      rest.push({ isAttribute: !isItem, key: isItem ? keyOf(from, to) : this.#part(from, to) });
    });
    return { first: keyOf(0, end), rest };
  }

  /** What a field's name stands for: a number or a name, then attributes and items. */
  #value(from: number, to: number): Address {
    const c = this.#characters;
    let i = from;
    while (i < to && c[i] !== DOT && c[i] !== BRACKET) i++;
    let value = this.#first(from, i);
    this.#walk(i, to, (isItem, start, end) => {
      value = isItem ? this.#item(value, start, end) : this.#rt.keep(this.#attribute(value, start, end));
    });
    return value;
  }

  /** The attributes and items behind a name. */
  #walk(at: number, to: number, visit: (isItem: boolean, from: number, to: number) => void): void {
    const c = this.#characters;
    let i = at;
    while (i < to) {
      const isItem = c[i] === BRACKET;
      const start = ++i;
      while (i < to && (isItem ? c[i] !== END_BRACKET : c[i] !== DOT && c[i] !== BRACKET)) i++;
      if (isItem && i === to) this.#wrong("Missing ']' in format string");
      if (i === start) this.#wrong('Empty attribute in format string');
      visit(isItem, start, i);
      if (isItem && ++i < to && c[i] !== DOT && c[i] !== BRACKET)
        this.#wrong("Only '.' or '[' may follow ']' in format field specifier");
    }
  }

  #attribute(value: Address, from: number, to: number): Address {
    return this.#rt.kernel.getAttribute(value, this.#part(from, to));
  }

  #item(value: Address, from: number, to: number): Address {
    const rt = this.#rt;
    const index = this.#number(from, to);
    if (index === undefined && rt.typeOf(value) === DICT_TYPE) return this.#ofDict(value, this.#part(from, to));
    const getItem = rt.views.word(rt.typeOf(value) + GETITEM);
    if (getItem === 0) rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(value))}' object is not subscriptable`);
    return rt.keep(rt.callIndex(getItem, value, index === undefined ? this.#part(from, to) : rt.int(index)));
  }

  /** The number that the characters are, if they are all decimal digits. */
  #number(from: number, to: number): bigint | undefined {
    if (from === to) return undefined;
    let number = 0n;
    for (let i = from; i < to; i++) {
      const digit = this.#rt.kernel.decimalValue(this.#characters[i]);
      if (digit < 0) return undefined;
      number = number * 10n + BigInt(digit);
      if (number > MOST_INDEX) this.#wrong('Too many decimal digits in format string');
    }
    return number;
  }

  #first(from: number, to: number): Address {
    const rt = this.#rt;
    const number = this.#number(from, to);
    if (number === undefined && from !== to) return this.#named(this.#part(from, to));
    const { positional } = this.#values;
    const index = this.#numbered(number);
    if (positional === undefined) return this.#wrong('Format string contains positional fields');
    if (index >= positional.length)
      return rt.raise(INDEX_ERROR, `Replacement index ${index} out of range for positional args tuple`);
    return positional[Number(index)];
  }

  #numbered(number: bigint | undefined): bigint {
    const numbering = this.#numbering;
    const automatic = number === undefined;
    numbering.automatic ??= automatic;
    if (numbering.automatic && !automatic)
      this.#wrong('cannot switch from automatic field numbering to manual field specification');
    if (!numbering.automatic && automatic)
      this.#wrong('cannot switch from manual field specification to automatic field numbering');
    return number ?? BigInt(numbering.next++);
  }

  #ofDict(dict: Address, name: Address): Address {
    const value = this.#rt.dictGet(dict, name) || this.#rt.raiseValue(KEY_ERROR, name);
    this.#rt.incref(value);
    return this.#rt.keep(value);
  }

  #named(name: Address): Address {
    const rt = this.#rt;
    const { named } = this.#values;
    if (rt.typeOf(named) === DICT_TYPE) return this.#ofDict(named, name);
    const getItem = rt.views.word(rt.typeOf(named) + GETITEM);
    if (getItem === 0) rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(named))}' object is not subscriptable`);
    return rt.keep(rt.callIndex(getItem, named, name));
  }
}
