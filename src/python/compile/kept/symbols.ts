/**
 * Symbols stand for the addresses of what compiled code refers to while nobody knows them: code that is kept (object.ts) is
 * relocated when it is linked. They look like addresses that no heap reaches, so that a field of what one stands for is the symbol
 * and an offset; in WebAssembly they take five bytes, which any address fits into.
 */

const FIRST = 0x4000_0000;
/** Bytes: offsets are smaller. */
const SPAN = 64;
const LEB_BYTES = 5;

export const isSymbol = (address: number): boolean => address >= FIRST;

export const symbolOf = (number: number): number => FIRST + number * SPAN;

export const numberOf = (symbol: number): number => Math.floor((symbol - FIRST) / SPAN);

/**
 * Puts addresses where symbols are.
 * @param places of LEB128 numbers in the code
 * @param addresses of the symbols, by number
 */
export function relocate(code: Uint8Array, places: Iterable<number>, addresses: readonly number[]): void {
  for (const place of places) {
    let symbol = 0;
    for (let byte = 0; byte < LEB_BYTES; byte++) symbol |= (code[place + byte] & 0x7f) << (7 * byte);
    const address = addresses[numberOf(symbol)] + ((symbol - FIRST) % SPAN);
    for (let byte = 0; byte < LEB_BYTES; byte++)
      code[place + byte] = ((address >>> (7 * byte)) & 0x7f) | (byte < LEB_BYTES - 1 ? 0x80 : 0);
  }
}
