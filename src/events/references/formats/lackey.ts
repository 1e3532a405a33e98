/**
 * What `valgrind --tool=lackey --trace-mem=yes` prints: `I addr,size` for instructions, ` L` loads, ` S` stores, ` M` both;
 * addresses in hexadecimal. An access that crosses into another page refers to both. Valgrind's own lines (==123==) are
 * passed over.
 */
import { forEachLine } from '../../trace/lines.js';
import { quote } from '../../trace/trace-problems.js';
import { isBlank, type ReferenceFormat } from './reference-format.js';
import { checkRoom } from './room.js';

const ACCESS = /^\s*([ILSM])\s+(?:0x)?([0-9a-f]{1,16}),(\d{1,9})\s*$/i;
const OWN = /^(==|--|\*\*)\d+(==|--|\*\*)/;
/** Digits up to which a number is exact. */
const EXACT = 13;

export const LACKEY: ReferenceFormat = {
  name: 'lackey',
  hasAddresses: true,
  recognises({ lines, isText }) {
    const first = lines.find((line) => !OWN.test(line));
    return isText && first !== undefined && ACCESS.test(first);
  },
  read(bytes, builder, problems, { pageSize }) {
    forEachLine(bytes, (line, number) => {
      const [, kind, address, size] = ACCESS.exec(line) ?? [];
      if (kind === undefined) {
        if (isBlank(line) || OWN.test(line)) return;
        problems.report(number, `${quote(line)} is malformed; expected I, L, S or M and "address,size"`);
        return;
      }
      const write = kind === 'S' || kind === 'M';
      const [first, last] = pagesOf(address!, Number(size), pageSize);
      checkRoom(builder, number, last - first + 1);
      for (let page = first; page <= last; page++) builder.add(page, write);
    });
  },
};

/** The first and the last page. */
function pagesOf(address: string, size: number, pageSize: number): [number, number] {
  const beyond = Math.max(1, size) - 1;
  if (address.length <= EXACT) {
    const from = Number.parseInt(address, 16);
    return [Math.floor(from / pageSize), Math.floor((from + beyond) / pageSize)];
  }
  const from = BigInt(`0x${address}`);
  return [Number(from / BigInt(pageSize)), Number((from + BigInt(beyond)) / BigInt(pageSize))];
}
