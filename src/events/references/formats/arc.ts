/**
 * The form of the traces of N. Megiddo and D. S. Modha (ARC, FAST 2003): lines `start count ignored request`, each for
 * `count` pages from `start` on. It is told from four page numbers a line by the third column, which is always 0, or else
 * always the same while the fourth, the request's number, rises.
 */
import { forEachLine } from '../../trace/lines.js';
import { quote } from '../../trace/trace-problems.js';
import { isBlank, wholeNumber, type ReferenceFormat } from './reference-format.js';
import { checkRoom } from './room.js';

const COLUMNS = 4;

export const ARC: ReferenceFormat = {
  name: 'arc',
  hasAddresses: false,
  recognises({ lines, isText }) {
    if (!isText || lines.length === 0 || !isRequest(cells(lines[0]!))) return false;
    const rows = lines.map(cells).filter(isRequest);
    // Others may be malformed; they are reported when the file is read.
    if (2 * rows.length < lines.length) return false;
    const ignored = new Set(rows.map((row) => row[2]));
    const rises = rows.every((row, i) => i === 0 || Number(row[3]) > Number(rows[i - 1]![3]));
    return ignored.size === 1 && (ignored.has('0') || (rows.length > 1 && rises));
  },
  read(bytes, builder, problems) {
    forEachLine(bytes, (line, number) => {
      if (isBlank(line)) return;
      const row = cells(line);
      const [start, count] = row.map(wholeNumber);
      const isSound = row.length === COLUMNS && typeof start === 'number' && typeof count === 'number' && count > 0;
      if (!isSound) {
        problems.report(number, `${quote(line)} is malformed; expected "start count ignored request" in numbers`);
        return;
      }
      checkRoom(builder, number, count);
      for (let i = 0; i < count; i++) builder.add(start + i, undefined);
    });
  },
};

function isRequest(row: readonly string[]): boolean {
  return row.length === COLUMNS && row.every((cell) => wholeNumber(cell) !== undefined);
}

function cells(line: string): string[] {
  return line.trim().split(/\s+/);
}
