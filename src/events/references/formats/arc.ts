/**
 * The form of the traces of N. Megiddo and D. S. Modha (ARC, FAST 2003): lines `start count ignored request`, each for
 * `count` pages from `start` on. The requests are numbered, so that the fourth column rises from line to line; where there
 * is one line only, the third one must be 0, as it is in those traces.
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
    if (!isText || lines.length === 0) return false;
    const rows = lines.map(cells);
    if (!rows.every((row) => row.length === COLUMNS && row.every((cell) => wholeNumber(cell) !== undefined)))
      return false;
    const hasNoOffsets = rows.every((row) => row[2] === '0');
    const rises = rows.every((row, i) => i === 0 || Number(row[3]) > Number(rows[i - 1]![3]));
    return rows.length === 1 ? hasNoOffsets : hasNoOffsets || rises;
  },
  read(bytes, builder, problems) {
    forEachLine(bytes, (line, number) => {
      if (isBlank(line)) return;
      const row = cells(line);
      const [start, count] = row.map(wholeNumber);
      const isSound = row.length >= 2 && typeof start === 'number' && typeof count === 'number' && count > 0;
      if (!isSound) {
        problems.report(number, `${quote(line)} is malformed; expected "start count ignored request" in numbers`);
        return;
      }
      checkRoom(builder, number, count);
      for (let i = 0; i < count; i++) builder.add(start + i, undefined);
    });
  },
};

function cells(line: string): string[] {
  return line.trim().split(/\s+/);
}
