/**
 * The code that an entry covers: [low, high) pairs of code offsets in one flat array.
 *
 *     v4 .debug_ranges:   (begin end)* 0 0, counted from the unit's low_pc; begin = all ones: end is the new base
 *     v5 .debug_rnglists: kind:u8 operands, until kind 0
 *
 * Code that the linker dropped has addresses outside the code section and matches nothing. Source: DWARF 5, sections
 * 2.17.3 and 7.25; DWARF 4, section 2.17.3.
 */
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { AT, FORM } from './dwarf.js';
import type { Entry } from './entry.js';

const RLE = {
  endOfList: 0,
  baseAddressx: 1,
  startxEndx: 2,
  startxLength: 3,
  offsetPair: 4,
  baseAddress: 5,
  startEnd: 6,
  startLength: 7,
} as const;

export function rangesOf(entry: Entry): number[] {
  const form = entry.form(AT.ranges);
  if (form !== 0) return readList(entry, form);
  const low = entry.address(AT.lowPc);
  if (low === undefined) return [];
  const high = entry.address(AT.highPc) ?? low + (entry.number(AT.highPc) ?? 0);
  return low > 0 && low < high ? [low, high] : [];
}

export function contains(ranges: readonly number[], offset: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (offset >= ranges[i] && offset < ranges[i + 1]) return true;
  return false;
}

function readList(entry: Entry, form: number): number[] {
  const { unit } = entry;
  const value = entry.number(AT.ranges);
  if (value === undefined) return [];
  const base = unit.root?.address(AT.lowPc) ?? 0;
  if (unit.version < 5) return readPairs(entry, value, base);
  const bytes = unit.custom.get('.debug_rnglists') ?? new Uint8Array(0);
  if (form !== FORM.rnglistx) return readEntries(entry, new Cursor(bytes, value), base);
  const table = unit.root?.number(AT.rangeListsBase) ?? 0;
  const offset = new Cursor(bytes, table + value * unit.offsetSize).unsigned(unit.offsetSize);
  return readEntries(entry, new Cursor(bytes, table + offset), base);
}

function readPairs(entry: Entry, offset: number, lowPc: number): number[] {
  const { addressSize, custom, budget } = entry.unit;
  const cursor = new Cursor(custom.get('.debug_ranges') ?? new Uint8Array(0), offset);
  const allOnes = 2 ** (8 * addressSize) - 1;
  const ranges: number[] = [];
  let base = lowPc;
  for (;;) {
    const begin = cursor.unsigned(addressSize);
    const end = cursor.unsigned(addressSize);
    budget.spend(1);
    if (begin === 0 && end === 0) return ranges;
    if (begin === allOnes) base = end;
    else add(ranges, base + begin, base + end);
  }
}

function readEntries(entry: Entry, cursor: Cursor, lowPc: number): number[] {
  const { addressSize, budget } = entry.unit;
  const ranges: number[] = [];
  let base = lowPc;
  for (;;) {
    const kind = cursor.u8();
    budget.spend(1);
    switch (kind) {
      case RLE.endOfList:
        return ranges;
      case RLE.baseAddressx:
        base = entry.indexedAddress(cursor.uleb());
        break;
      case RLE.baseAddress:
        base = cursor.unsigned(addressSize);
        break;
      case RLE.startxEndx: {
        const low = entry.indexedAddress(cursor.uleb());
        add(ranges, low, entry.indexedAddress(cursor.uleb()));
        break;
      }
      case RLE.startxLength: {
        const low = entry.indexedAddress(cursor.uleb());
        add(ranges, low, low + cursor.uleb());
        break;
      }
      case RLE.offsetPair: {
        const low = base + cursor.uleb();
        add(ranges, low, base + cursor.uleb());
        break;
      }
      case RLE.startEnd: {
        const low = cursor.unsigned(addressSize);
        add(ranges, low, cursor.unsigned(addressSize));
        break;
      }
      case RLE.startLength: {
        const low = cursor.unsigned(addressSize);
        add(ranges, low, low + cursor.uleb());
        break;
      }
      default:
        throw new DamagedDebugInfo(`unknown range list entry ${kind}`);
    }
  }
}

/** Offset 0 is no instruction: it stands for code that is gone. */
function add(ranges: number[], low: number, high: number): void {
  if (low > 0 && low < high) ranges.push(low, high);
}
