/** Page numbers, one a line or several with blanks or commas between them; in hexadecimal after 0x. */
import { forEachLine } from '../../trace/lines.js';
import { quote } from '../../trace/trace-problems.js';
import { isBlank, wholeNumber, type ReferenceFormat } from './reference-format.js';
import { checkRoom } from './room.js';

const BETWEEN = /[\s,;]+/;

export const PAGE_LIST: ReferenceFormat = {
  name: 'page numbers',
  hasAddresses: false,
  recognises: ({ lines, isText }) => isText && lines.length > 0 && wholeNumber(cells(lines[0]!)[0] ?? '') !== undefined,
  read(bytes, builder, problems) {
    forEachLine(bytes, (line, number) => {
      if (isBlank(line)) return;
      const pages = cells(line).map(wholeNumber);
      if (pages.includes(undefined)) {
        problems.report(number, `${quote(line)} is malformed; expected page numbers with blanks between them`);
        return;
      }
      checkRoom(builder, number, pages.length);
      for (const page of pages) builder.add(page!, undefined);
    });
  },
};

function cells(line: string): string[] {
  return line.split(BETWEEN).filter((cell) => cell !== '');
}
