/**
 * .debug_abbrev: the shapes of entries.
 *
 *     table = (code:uleb tag:uleb has_children:u8 (attribute:uleb form:uleb [constant:sleb])* 0 0)* 0
 *
 * Source: DWARF 5, section 7.5.3.
 */
import type { Budget } from './budget.js';
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { FORM } from './dwarf.js';
import { type Encoding, fixedSize } from './forms.js';

export interface Abbreviation {
  tag: number;
  hasChildren: boolean;
  /** Attribute codes, and their forms; constants[i] is the value where the form is implicit_const. */
  attributes: number[];
  forms: number[];
  constants: number[];
  /** Bytes of all values together, or -1 when that differs from entry to entry. */
  size: number;
}

export type AbbreviationTable = Map<number, Abbreviation>;

export function readAbbreviations(
  bytes: Uint8Array,
  offset: number,
  encoding: Encoding,
  budget: Budget,
): AbbreviationTable {
  const table: AbbreviationTable = new Map();
  const cursor = new Cursor(bytes, offset);
  for (let code = cursor.uleb(); code !== 0; code = cursor.uleb()) {
    const start = cursor.pos;
    table.set(code, readAbbreviation(cursor, encoding));
    budget.spend(cursor.pos - start);
  }
  return table;
}

function readAbbreviation(cursor: Cursor, encoding: Encoding): Abbreviation {
  const tag = cursor.uleb();
  const hasChildren = cursor.u8() !== 0;
  const attributes: number[] = [];
  const forms: number[] = [];
  const constants: number[] = [];
  let size = 0;
  for (;;) {
    const attribute = cursor.uleb();
    const form = cursor.uleb();
    if (attribute === 0 && form === 0) break;
    if (attributes.length > 1000) throw new DamagedDebugInfo('an entry with over 1000 attributes');
    attributes.push(attribute);
    forms.push(form);
    constants.push(form === FORM.implicitConst ? cursor.sleb() : 0);
    const fixed = fixedSize(form, encoding);
    size = size < 0 || fixed < 0 ? -1 : size + fixed;
  }
  return { tag, hasChildren, attributes, forms, constants, size };
}
