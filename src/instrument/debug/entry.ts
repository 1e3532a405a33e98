/** One debugging information entry: a tag and attributes, decoded when asked for. Source: DWARF 5, section 7.5. */
import type { Abbreviation } from './abbreviations.js';
import { Cursor } from './cursor.js';
import { AT, FORM } from './dwarf.js';
import { skipForm } from './forms.js';
import type { Unit } from './unit.js';

/** Of .debug_addr and .debug_str_offsets when a unit names none: behind the header of the only table. */
const DEFAULT_BASE = 8;

export class Entry {
  readonly unit: Unit;
  /** In .debug_info. */
  readonly position: number;
  /** Where the next entry starts: the first child, if it has children. */
  readonly next: number;
  readonly #abbreviation: Abbreviation;
  readonly #values: number;

  constructor(unit: Unit, position: number, abbreviation: Abbreviation, values: number, next: number) {
    this.unit = unit;
    this.position = position;
    this.next = next;
    this.#abbreviation = abbreviation;
    this.#values = values;
  }

  get tag(): number {
    return this.#abbreviation.tag;
  }

  get hasChildren(): boolean {
    return this.#abbreviation.hasChildren;
  }

  has(attribute: number): boolean {
    return this.#abbreviation.attributes.includes(attribute);
  }

  /** The form of an attribute, 0 when the entry lacks it. */
  form(attribute: number): number {
    const index = this.#abbreviation.attributes.indexOf(attribute);
    return index < 0 ? 0 : this.#abbreviation.forms[index];
  }

  /** A constant, flag (1) or section offset. */
  number(attribute: number): number | undefined {
    const index = this.#abbreviation.attributes.indexOf(attribute);
    if (index < 0) return undefined;
    const cursor = this.#seek(index);
    const form = this.#formAt(index, cursor);
    switch (form) {
      case FORM.implicitConst:
        return this.#abbreviation.constants[index];
      case FORM.flagPresent:
        return 1;
      case FORM.flag:
      case FORM.data1:
        return cursor.u8();
      case FORM.data2:
        return cursor.u16();
      case FORM.data4:
        return cursor.u32();
      case FORM.data8:
        return cursor.u64();
      case FORM.secOffset:
        return cursor.unsigned(this.unit.offsetSize);
      case FORM.sdata:
        return cursor.sleb();
      case FORM.udata:
      case FORM.rnglistx:
      case FORM.loclistx:
        return cursor.uleb();
      default:
        return undefined;
    }
  }

  string(attribute: number): string | undefined {
    const index = this.#abbreviation.attributes.indexOf(attribute);
    if (index < 0) return undefined;
    const cursor = this.#seek(index);
    const { custom, offsetSize } = this.unit;
    const form = this.#formAt(index, cursor);
    switch (form) {
      case FORM.string:
        return cursor.string();
      case FORM.strp:
        return stringIn(custom.get('.debug_str'), cursor.unsigned(offsetSize));
      case FORM.lineStrp:
        return stringIn(custom.get('.debug_line_str'), cursor.unsigned(offsetSize));
      case FORM.strx:
        return this.#indexedString(cursor.uleb());
      case FORM.strx1:
      case FORM.strx2:
      case FORM.strx3:
      case FORM.strx4:
        return this.#indexedString(cursor.unsigned(form - FORM.strx1 + 1));
      default:
        return undefined;
    }
  }

  address(attribute: number): number | undefined {
    const index = this.#abbreviation.attributes.indexOf(attribute);
    if (index < 0) return undefined;
    const cursor = this.#seek(index);
    const form = this.#formAt(index, cursor);
    switch (form) {
      case FORM.addr:
        return cursor.unsigned(this.unit.addressSize);
      case FORM.addrx:
        return this.indexedAddress(cursor.uleb());
      case FORM.addrx1:
      case FORM.addrx2:
      case FORM.addrx3:
      case FORM.addrx4:
        return this.indexedAddress(cursor.unsigned(form - FORM.addrx1 + 1));
      default:
        return undefined;
    }
  }

  /** Position in .debug_info of the entry that an attribute refers to. */
  reference(attribute: number): number | undefined {
    const index = this.#abbreviation.attributes.indexOf(attribute);
    if (index < 0) return undefined;
    const cursor = this.#seek(index);
    const { offset, offsetSize } = this.unit;
    switch (this.#formAt(index, cursor)) {
      case FORM.ref1:
        return offset + cursor.u8();
      case FORM.ref2:
        return offset + cursor.u16();
      case FORM.ref4:
        return offset + cursor.u32();
      case FORM.ref8:
        return offset + cursor.u64();
      case FORM.refUdata:
        return offset + cursor.uleb();
      case FORM.refAddr:
        return cursor.unsigned(offsetSize);
      default:
        return undefined;
    }
  }

  /** The bytes of an expression, between the cursor's position and end. */
  expression(attribute: number): Cursor | undefined {
    const index = this.#abbreviation.attributes.indexOf(attribute);
    if (index < 0) return undefined;
    const cursor = this.#seek(index);
    const form = this.#formAt(index, cursor);
    let length: number;
    if (form === FORM.exprloc || form === FORM.block) length = cursor.uleb();
    else if (form === FORM.block1) length = cursor.u8();
    else if (form === FORM.block2) length = cursor.u16();
    else if (form === FORM.block4) length = cursor.u32();
    else return undefined;
    const start = cursor.pos;
    cursor.skip(length);
    return new Cursor(cursor.bytes, start, cursor.pos);
  }

  /** Entry `index` of the unit's part of .debug_addr. */
  indexedAddress(index: number): number {
    const { custom, addressSize, root } = this.unit;
    const base = root?.number(AT.addressBase) ?? DEFAULT_BASE;
    return new Cursor(custom.get('.debug_addr') ?? EMPTY, base + index * addressSize).unsigned(addressSize);
  }

  #indexedString(index: number): string {
    const { custom, offsetSize, root } = this.unit;
    const base = root?.number(AT.stringOffsetsBase) ?? DEFAULT_BASE;
    const offsets = new Cursor(custom.get('.debug_str_offsets') ?? EMPTY, base + index * offsetSize);
    return stringIn(custom.get('.debug_str'), offsets.unsigned(offsetSize));
  }

  /** A cursor at the value of the attribute with this number. */
  #seek(index: number): Cursor {
    const cursor = new Cursor(this.unit.bytes, this.#values, this.next);
    for (let i = 0; i < index; i++) skipForm(cursor, this.#abbreviation.forms[i], this.unit);
    return cursor;
  }

  #formAt(index: number, cursor: Cursor): number {
    const form = this.#abbreviation.forms[index];
    return form === FORM.indirect ? cursor.uleb() : form;
  }
}

const EMPTY = new Uint8Array(0);

function stringIn(bytes: Uint8Array | undefined, position: number): string {
  return new Cursor(bytes ?? EMPTY, position).string();
}
