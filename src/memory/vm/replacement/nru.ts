/**
 * Not recently used: four classes of pages, by two bits,
 *
 *     class   referenced   modified
 *       0         no          no       leaves first
 *       1         no          yes
 *       2         yes         no
 *       3         yes         yes      leaves last
 *
 * and of the lowest class that holds pages the one leaves that has been in it longest. A tick clears all reference bits;
 * there is one after as many references as there are frames. A. S. Tanenbaum, Modern Operating Systems, on what paging
 * hardware with these two bits allows; VAX/VMS and its like (R. P. Draves, Page Replacement and Reference Bit Emulation in
 * Mach, 1991).
 *
 * Each class is a list. Cost: constant, a tick the frames, so that it is constant per reference too; 9 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const CLASSES = 4;
const MODIFIED = 1;
const REFERENCED = 2;

export class Nru implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = true;
  unsettle: ((page: number) => void) | undefined;
  readonly #classes: PageLists;
  /** Of resident pages. */
  readonly #bits: Uint8Array;
  readonly #frames: number;
  #free: number;
  #untilTick: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#free = frames;
    this.#untilTick = frames;
    this.#classes = new PageLists(pages, CLASSES);
    this.#bits = new Uint8Array(pages);
  }

  touch(page: number, write: boolean): boolean {
    if (this.#untilTick-- === 0) this.#tick();
    this.evicted = NO_PAGE;
    const now = write ? REFERENCED | MODIFIED : REFERENCED;
    if (this.#classes.has(page)) {
      const before = this.#bits[page]!;
      if ((before | now) !== before) this.#move(page, before, before | now);
      return true;
    }
    if (this.#free > 0) this.#free--;
    else {
      this.evict();
      this.#free--;
    }
    this.#bits[page] = now;
    this.#classes.pushBack(now, page);
    return false;
  }

  evict(): number {
    let lowest = 0;
    while (lowest < CLASSES && this.#classes.sizes[lowest] === 0) lowest++;
    this.evicted = lowest === CLASSES ? NO_PAGE : this.#classes.front(lowest);
    if (this.evicted !== NO_PAGE) this.drop(this.evicted);
    return this.evicted;
  }

  drop(page: number): void {
    if (!this.#classes.has(page)) return;
    this.#classes.remove(this.#bits[page]!, page);
    this.#free++;
  }

  #tick(): void {
    this.#untilTick = this.#frames - 1;
    for (let bits = REFERENCED; bits < CLASSES; bits++) {
      while (this.#classes.sizes[bits]! > 0) {
        const page = this.#classes.front(bits);
        this.#move(page, bits, bits & ~REFERENCED);
        this.unsettle?.(page);
      }
    }
  }

  #move(page: number, from: number, to: number): void {
    this.#classes.remove(from, page);
    this.#bits[page] = to;
    this.#classes.pushBack(to, page);
  }
}
