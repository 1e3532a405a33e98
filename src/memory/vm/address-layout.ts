/**
 * Where heap and maps of a process lie. Without a seed always the same; with one at random, as address space layout
 * randomisation has it, and the same for the same seed. As in Linux, the heap moves by up to 32 MiB behind the data, and the
 * maps by 2^28 pages in a large address space; in the 4 GiB of a WebAssembly program by 2^14 pages (64 MiB). What the linker
 * has placed (code, data, stack) cannot be moved.
 */
import { alignUp, type Address, type Bytes } from '../../base/ids.js';
import { PAGE } from './contract.js';

export interface AddressLayout {
  heapStart: Address;
  /** Maps are placed downwards from here. */
  mapsEnd: Address;
}

export interface LayoutRequest {
  /** The end of what is placed already. */
  dataEnd: Address;
  /** Nothing may be placed from here on: 2^32 for a WebAssembly program. */
  addressEnd: Address;
  seed?: number;
}

const HEAP_SPAN: Bytes = 32 << 20;
const SMALL = 2 ** 32;
const SMALL_SPAN_PAGES = 2 ** 14;
const LARGE_SPAN_PAGES = 2 ** 28;

export function addressLayout({ dataEnd, addressEnd, seed }: LayoutRequest): AddressLayout {
  const heap = alignUp(dataEnd, PAGE);
  if (seed === undefined) return { heapStart: heap, mapsEnd: addressEnd };
  const random = numbersFrom(seed);
  const span = addressEnd <= SMALL ? SMALL_SPAN_PAGES : LARGE_SPAN_PAGES;
  const heapPages = Math.min(HEAP_SPAN, (addressEnd - heap) / 4) / PAGE;
  return {
    heapStart: heap + Math.floor(random() * heapPages) * PAGE,
    mapsEnd: addressEnd - Math.floor(random() * Math.min(span, (addressEnd - heap) / 4 / PAGE)) * PAGE,
  };
}

/** Numbers in 0 .. 1 from a seed: a counter whose bits are mixed (D. Lea's and G. Steele's SplitMix, in 32 bits). */
function numbersFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
