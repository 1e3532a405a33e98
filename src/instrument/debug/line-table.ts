/**
 * The line table of a module: every row of every line number program, in typed arrays.
 *
 * Rows of one sequence (a run of code that ends with an end mark) stand together, in the order of their addresses.
 * `order` lists the sequences by their first address. Sequences that the linker dropped with their function have an
 * address outside the code section and are left out. An offset belongs to the last row at or below it in the sequence
 * [low, high) that contains it.
 *
 * Cost: one pass over .debug_line, 50 to 200 ns a row (warm to cold); a lookup is two binary searches.
 * Source: DWARF 5, section 6.2.
 */
import type { Bytes, CodeOffset } from '../../base/ids.js';
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { type LineHeader, readLineHeader } from './line-header.js';
import { RowBuffer } from './line-rows.js';

export interface LineTable {
  headers: LineHeader[];
  rows: RowBuffer;
  /** Sequences ascending by `low`: rows [first, last) cover [low, high). */
  low: Uint32Array;
  high: Uint32Array;
  first: Uint32Array;
  last: Uint32Array;
  /** Index into `headers`, per sequence. */
  header: Uint32Array;
  /** .debug_line breaks off or holds nonsense; what came before is there. */
  damaged: boolean;
}

interface Sequence {
  low: number;
  high: number;
  first: number;
  last: number;
  header: number;
}

const LNS = {
  extended: 0,
  copy: 1,
  advancePc: 2,
  advanceLine: 3,
  setFile: 4,
  setColumn: 5,
  negateStatement: 6,
  basicBlock: 7,
  constAddPc: 8,
  fixedAdvancePc: 9,
  prologueEnd: 10,
  epilogueBegin: 11,
  setIsa: 12,
} as const;

const LNE = { endSequence: 1, setAddress: 2 } as const;

/** Reads all programs of .debug_line; `codeSize` is the length of the code section's payload. */
export function readLineTable(custom: ReadonlyMap<string, Uint8Array>, codeSize: Bytes): LineTable {
  const bytes = custom.get('.debug_line') ?? new Uint8Array(0);
  const headers: LineHeader[] = [];
  const rows = new RowBuffer(Math.min(bytes.length, 1 << 20));
  const sequences: Sequence[] = [];
  let damaged = false;
  try {
    const cursor = new Cursor(bytes);
    while (!cursor.done) {
      const header = readLineHeader(cursor, custom);
      if (header === undefined) continue;
      headers.push(header);
      runProgram(bytes, header, headers.length - 1, codeSize, rows, sequences);
    }
  } catch (error) {
    if (!(error instanceof DamagedDebugInfo)) throw error;
    damaged = true;
  }
  sequences.sort((a, b) => a.low - b.low);
  return {
    headers,
    rows,
    low: Uint32Array.from(sequences, (s) => s.low),
    high: Uint32Array.from(sequences, (s) => s.high),
    first: Uint32Array.from(sequences, (s) => s.first),
    last: Uint32Array.from(sequences, (s) => s.last),
    header: Uint32Array.from(sequences, (s) => s.header),
    damaged,
  };
}

/** Index of the sequence that contains the offset, or -1. */
export function sequenceAt(table: LineTable, offset: CodeOffset): number {
  const index = countUpTo(table.low, 0, table.low.length, offset) - 1;
  return index >= 0 && offset < table.high[index] ? index : -1;
}

/** Row that describes the offset in this sequence. */
export function rowAt(table: LineTable, sequence: number, offset: CodeOffset): number {
  const first = table.first[sequence];
  return Math.max(first, countUpTo(table.rows.address, first, table.last[sequence], offset) - 1);
}

/** Position behind the last element <= value in the ascending range [low, high). */
function countUpTo(column: Uint32Array, low: number, high: number, value: number): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Runs the state machine of one program. The registers are locals: this loop is all the cost of opening a table. */
function runProgram(
  bytes: Uint8Array,
  header: LineHeader,
  headerIndex: number,
  codeSize: Bytes,
  rows: RowBuffer,
  sequences: Sequence[],
): void {
  const { lineBase, lineRange, opcodeBase, operandCounts, minimumInstructionLength } = header;
  const cursor = new Cursor(bytes, header.programStart, header.end);
  const constAdvance = Math.floor((255 - opcodeBase) / lineRange) * minimumInstructionLength;
  let first = rows.length;
  let address = 0;
  let file = 1;
  let line = 1;
  let column = 0;
  while (cursor.pos < cursor.end) {
    const opcode = cursor.u8();
    if (opcode >= opcodeBase) {
      const adjusted = opcode - opcodeBase;
      const operation = (adjusted / lineRange) | 0;
      address += operation * minimumInstructionLength;
      line += lineBase + adjusted - operation * lineRange;
      rows.push(address, file, line, column);
      continue;
    }
    switch (opcode) {
      case LNS.extended: {
        const length = cursor.uleb();
        const start = cursor.pos;
        cursor.skip(length);
        if (length === 0) break;
        const extended = bytes[start];
        if (extended === LNE.endSequence) {
          const low = rows.length > first ? rows.address[first] : 0;
          if (low > 0 && low < address && address <= codeSize) {
            sequences.push({ low, high: address, first, last: rows.length, header: headerIndex });
          } else {
            rows.length = first;
          }
          first = rows.length;
          address = 0;
          file = 1;
          line = 1;
          column = 0;
        } else if (extended === LNE.setAddress) {
          address = new Cursor(bytes, start + 1, cursor.pos).unsigned(length - 1);
        }
        break;
      }
      case LNS.copy:
        rows.push(address, file, line, column);
        break;
      case LNS.advancePc:
        address += cursor.uleb() * minimumInstructionLength;
        break;
      case LNS.advanceLine:
        line += cursor.sleb();
        break;
      case LNS.setFile:
        file = cursor.uleb();
        break;
      case LNS.setColumn:
        column = cursor.uleb();
        break;
      case LNS.constAddPc:
        address += constAdvance;
        break;
      case LNS.fixedAdvancePc:
        address += cursor.u16();
        break;
      case LNS.negateStatement:
      case LNS.basicBlock:
      case LNS.prologueEnd:
      case LNS.epilogueBegin:
        break;
      case LNS.setIsa:
        cursor.uleb();
        break;
      default:
        for (let left = operandCounts[opcode]; left > 0; left--) cursor.uleb();
    }
  }
  rows.length = first;
}
