/**
 * Symbols stand for the addresses of what compiled code refers to while nobody knows them: code that is kept (object.ts) is
 * relocated when it is linked. They look like addresses that no heap reaches, so that a field of what one stands for is the symbol
 * and an offset; in WebAssembly they take five bytes, which any address fits into.
 *
 *     0x4000_0000  one for each thing that a step makes, 64 apart
 *     0x6000_0000  the bytes of caches, which lie in one block
 *     0x7000_0000  the indices in the table of the object's functions
 */

const FIRST = 0x4000_0000;
const CACHES = 0x6000_0000;
/** Bytes: offsets are smaller. */
const SPAN = 64;
const LEB_BYTES = 5;

const FUNCTIONS = 0x7000_0000;

export const isSymbol = (address: number): boolean => address >= FIRST;

export const symbolOf = (number: number): number => FIRST + number * SPAN;

export const numberOf = (symbol: number): number => Math.floor((symbol - FIRST) / SPAN);

/** Of a byte of the caches. */
export const cacheSymbol = (offset: number): number => CACHES + offset;

/** Of the index in the table of a function, by its number in the object. */
export const functionSymbol = (number: number): number => FUNCTIONS + number;

/** What symbols stand for in a program. */
export interface Places {
  /** Of what steps have made, by number. */
  readonly addresses: readonly number[];
  readonly caches: number;
  readonly tableBase: number;
}

/**
 * Puts addresses where symbols are.
 * @param at places of LEB128 numbers in the code
 */
export function relocate(code: Uint8Array, at: ArrayLike<number>, { addresses, caches, tableBase }: Places): void {
  for (let each = 0; each < at.length; each++) {
    const place = at[each];
    let symbol = 0;
    for (let byte = 0; byte < LEB_BYTES; byte++) symbol |= (code[place + byte] & 0x7f) << (7 * byte);
    let address: number;
    if (symbol < CACHES) address = addresses[numberOf(symbol)] + (symbol % SPAN);
    else address = symbol < FUNCTIONS ? caches + symbol - CACHES : tableBase + symbol - FUNCTIONS;
    for (let byte = 0; byte < LEB_BYTES - 1; byte++) code[place + byte] = ((address >>> (7 * byte)) & 0x7f) | 0x80;
    code[place + LEB_BYTES - 1] = address >>> 28;
  }
}
