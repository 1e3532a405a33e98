/**
 * Aging: LRU from reference bits that software looks at now and then. Each page has eight bits of history; a tick, once in
 * as many references as there are frames, shifts the reference bit in from above and clears it. The page leaves whose
 * reference bit and history are the lowest number; of equal ones, the one that has had that number longest.
 * A. S. Tanenbaum, Modern Operating Systems ("aging"); as for reference bits emulated in software, O. Babaoglu and W. Joy,
 * Converting a Swap-Based System to do Paging in an Architecture Lacking Page-Referenced Bits, SOSP 1981.
 *
 *     key   8            7 .. 0
 *           referenced   history, the latest tick in bit 7
 *
 * There is a list for each of the 512 keys and a bit for each list that is not empty. Cost: constant, a tick the frames, so
 * that it is constant per reference too; 10 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const REFERENCED = 256;
const KEYS = 512;
const WORD = 32;

export class Aging implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = true;
  unsettle: ((page: number) => void) | undefined;
  readonly #byKey: PageLists;
  /** Of resident pages. */
  readonly #keys: Uint16Array;
  readonly #used = new Int32Array(KEYS / WORD);
  readonly #frames: number;
  #free: number;
  #untilTick: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#free = frames;
    this.#untilTick = frames;
    this.#byKey = new PageLists(pages, KEYS);
    this.#keys = new Uint16Array(pages);
  }

  touch(page: number): boolean {
    if (this.#untilTick-- === 0) this.#tick();
    this.evicted = NO_PAGE;
    if (this.#byKey.has(page)) {
      const key = this.#keys[page]!;
      if (key < REFERENCED) {
        this.#remove(page, key);
        this.#add(page, key | REFERENCED);
      }
      return true;
    }
    if (this.#free > 0) this.#free--;
    else {
      this.evict();
      this.#free--;
    }
    this.#add(page, REFERENCED);
    return false;
  }

  evict(): number {
    const key = this.#lowestFrom(0);
    this.evicted = key === KEYS ? NO_PAGE : this.#byKey.front(key);
    if (this.evicted !== NO_PAGE) this.drop(this.evicted);
    return this.evicted;
  }

  drop(page: number): void {
    if (!this.#byKey.has(page)) return;
    this.#remove(page, this.#keys[page]!);
    this.#free++;
  }

  /** From low keys to high ones, so that a list has been emptied before it is filled. */
  #tick(): void {
    this.#untilTick = this.#frames - 1;
    for (let key = this.#lowestFrom(1); key < KEYS; key = this.#lowestFrom(key + 1)) {
      while (this.#byKey.sizes[key]! > 0) {
        const page = this.#byKey.front(key);
        this.#remove(page, key);
        this.#add(page, key >> 1);
        if (key >= REFERENCED) this.unsettle?.(page);
      }
    }
  }

  #add(page: number, key: number): void {
    this.#keys[page] = key;
    this.#byKey.pushBack(key, page);
    this.#used[key >> 5]! |= 1 << (key & 31);
  }

  #remove(page: number, key: number): void {
    this.#byKey.remove(key, page);
    if (this.#byKey.sizes[key] === 0) this.#used[key >> 5]! &= ~(1 << (key & 31));
  }

  /** The lowest key at or above `from` that a page has; KEYS where there is none. */
  #lowestFrom(from: number): number {
    let word = from >> 5;
    if (word >= this.#used.length) return KEYS;
    let bits = this.#used[word]! & (-1 << (from & 31));
    while (bits === 0) {
      if (++word === this.#used.length) return KEYS;
      bits = this.#used[word]!;
    }
    return word * WORD + 31 - Math.clz32(bits & -bits);
  }
}
