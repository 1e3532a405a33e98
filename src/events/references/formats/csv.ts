/**
 * Comma-separated requests as libCacheSim reads them: time, object, size and whatever else there is. A first line that
 * names the columns says where the object is, and whether there are operations; without one the object is in column 2.
 * An object counts as a page, whatever its size. Objects that are no numbers are names.
 */
import { forEachLine } from '../../trace/lines.js';
import { quote } from '../../trace/trace-problems.js';
import type { ReferenceBuilder } from '../reference-builder.js';
import { wholeNumber, type ReferenceFormat } from './reference-format.js';
import { checkRoom } from './room.js';

const OBJECT = /^(obj(ect)?[-_ ]?(id)?|id|key|page|lba|block)$/;
const OPERATION = /^(op|operation|opcode|cmd|command|type)$/;
const WRITING = /^(w|write|set|add|replace|cas|append|prepend|incr|decr|put|update)$/i;

interface Columns {
  object: number;
  /** -1: none. */
  operation: number;
  count: number;
}

const UNNAMED = 1;

export const CSV: ReferenceFormat = {
  name: 'csv',
  hasAddresses: false,
  recognises({ lines, isText }) {
    if (!isText || lines.length === 0) return false;
    if (namedColumns(lines[0]!) !== undefined) return true;
    const width = cells(lines[0]!).length;
    // Others may be malformed; they are reported when the file is read.
    const alike = lines.filter((line) => cells(line).length === width);
    return lines.length > 1 && width > 2 && 2 * alike.length >= lines.length && isRequest(lines[0]!);
  },
  read(bytes, builder, problems) {
    let columns: Columns | undefined;
    const names = new Map<string, bigint>();
    forEachLine(bytes, (line, number) => {
      if (line.trim() === '') return;
      if (columns === undefined) {
        columns = namedColumns(line);
        if (columns !== undefined) return;
        columns = { object: UNNAMED, operation: -1, count: cells(line).length };
      }
      const row = cells(line);
      const object = row[columns.object] ?? '';
      if (row.length !== columns.count || object === '') {
        const expected = `expected ${columns.count} cells with commas between, the object in cell ${columns.object + 1}`;
        problems.report(number, `${quote(line)} is malformed; ${expected}`);
        return;
      }
      checkRoom(builder, number, 1);
      const write = columns.operation === -1 ? undefined : WRITING.test(row[columns.operation]!);
      add(builder, names, object, write);
    });
  },
};

/** Names get numbers below 0, where no page has one. */
function add(builder: ReferenceBuilder, names: Map<string, bigint>, object: string, write: boolean | undefined): void {
  const number = wholeNumber(object);
  if (number !== undefined) {
    builder.add(number, write);
    return;
  }
  let name = names.get(object);
  if (name === undefined) {
    name = -1n - BigInt(names.size);
    names.set(object, name);
  }
  builder.add(name, write);
}

function namedColumns(line: string): Columns | undefined {
  const names = cells(line.replace(/^\s*#/, '')).map((name) => name.toLowerCase());
  const object = names.findIndex((name) => OBJECT.test(name));
  if (object === -1 || names.some((name) => wholeNumber(name) !== undefined)) return undefined;
  return { object, operation: names.findIndex((name) => OPERATION.test(name)), count: names.length };
}

/** Time and size are numbers. */
function isRequest(line: string): boolean {
  const [time, , size] = cells(line);
  return Number.isFinite(Number(time)) && time !== '' && wholeNumber(size ?? '') !== undefined;
}

function cells(line: string): string[] {
  return line.split(',').map((cell) => cell.trim());
}
