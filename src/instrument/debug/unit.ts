/**
 * One unit of .debug_info: a tree of entries, laid out in preorder; an entry with children is followed by them and
 * by a zero byte.
 *
 *     v4: length version:u16 abbrev_offset address_size:u8
 *     v5: length version:u16 unit_type:u8 address_size:u8 abbrev_offset [id:u64 [type_offset]]
 *
 * Source: DWARF 5, section 7.5.1.
 */
import { type AbbreviationTable, readAbbreviations } from './abbreviations.js';
import type { Budget } from './budget.js';
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { AT } from './dwarf.js';
import { Entry } from './entry.js';
import { type Encoding, skipForm } from './forms.js';

const UNIT_TYPE = { compile: 1, type: 2, partial: 3, skeleton: 4, splitCompile: 5, splitType: 6 } as const;

export class Unit implements Encoding {
  readonly custom: ReadonlyMap<string, Uint8Array>;
  readonly budget: Budget;
  readonly bytes: Uint8Array;
  /** Of the unit's header in .debug_info; references count from here. */
  readonly offset: number;
  readonly end: number;
  readonly version: number;
  readonly addressSize: number;
  readonly offsetSize: number;
  readonly #entriesStart: number;
  readonly #abbreviationsOffset: number;
  #abbreviations: AbbreviationTable | undefined;
  #root: Entry | undefined;

  /** Reads the header at the cursor and moves the cursor behind the unit. */
  constructor(cursor: Cursor, custom: ReadonlyMap<string, Uint8Array>, budget: Budget) {
    this.custom = custom;
    this.budget = budget;
    this.bytes = cursor.bytes;
    this.offset = cursor.pos;
    let length = cursor.u32();
    const wide = length === 0xffffffff;
    if (wide) length = cursor.u64();
    this.offsetSize = wide ? 8 : 4;
    const body = cursor.pos;
    cursor.skip(length);
    this.end = cursor.pos;
    const at = new Cursor(cursor.bytes, body, this.end);
    this.version = at.u16();
    if (this.version < 2 || this.version > 5) {
      this.addressSize = 4;
      this.#abbreviationsOffset = 0;
      this.#entriesStart = this.end;
      return;
    }
    if (this.version >= 5) {
      const type = at.u8();
      this.addressSize = at.u8();
      this.#abbreviationsOffset = at.unsigned(this.offsetSize);
      if (type !== UNIT_TYPE.compile && type !== UNIT_TYPE.partial) at.skip(8);
      if (type === UNIT_TYPE.type || type === UNIT_TYPE.splitType) at.skip(this.offsetSize);
    } else {
      this.#abbreviationsOffset = at.unsigned(this.offsetSize);
      this.addressSize = at.u8();
    }
    this.#entriesStart = at.pos;
  }

  /** The unit's own entry; undefined when the unit is empty or of a version that cannot be read. */
  get root(): Entry | undefined {
    this.#root ??= this.#entriesStart < this.end ? this.entry(this.#entriesStart) : undefined;
    return this.#root;
  }

  get compilationDirectory(): string {
    return this.root?.string(AT.compilationDirectory) ?? '';
  }

  /** The entry at this position of .debug_info; undefined for the zero that closes a list of children. */
  entry(position: number): Entry | undefined {
    if (position < this.#entriesStart) throw new DamagedDebugInfo('reference outside the entries');
    const cursor = new Cursor(this.bytes, position, this.end);
    const code = cursor.uleb();
    if (code === 0) return undefined;
    const abbreviation = this.abbreviations.get(code);
    if (abbreviation === undefined) throw new DamagedDebugInfo(`no abbreviation ${code}`);
    const values = cursor.pos;
    if (abbreviation.size >= 0) cursor.skip(abbreviation.size);
    else for (const form of abbreviation.forms) skipForm(cursor, form, this);
    return new Entry(this, position, abbreviation, values, cursor.pos);
  }

  get abbreviations(): AbbreviationTable {
    this.#abbreviations ??= readAbbreviations(
      this.custom.get('.debug_abbrev') ?? new Uint8Array(0),
      this.#abbreviationsOffset,
      this,
      this.budget,
    );
    return this.#abbreviations;
  }
}
