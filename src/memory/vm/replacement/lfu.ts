/**
 * Least frequently used: the page leaves that was referenced least often since it came in; of equal ones, the one whose
 * last reference is longest ago. In constant time after K. Shah, A. Mitra and D. Matani, An O(1) Algorithm for
 * Implementing the LFU Cache Eviction Scheme, 2010.
 *
 * Every frequency that occurs has a node with a list of its pages, the latest in front; nodes are linked by rising
 * frequency. No more than frames + 1 nodes are in use at once: the one more while a page goes from one to the next.
 * Cost: constant; 12 bytes per page, 28 per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

/** The node before the lowest and behind the highest. */
const ENDS = 0;

export class Lfu implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  /** A list for each node. */
  readonly #pages: PageLists;
  readonly #nodeOf: Int32Array;
  readonly #frequency: Float64Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** The first of the nodes that are not in use, linked by `next`; 0 when there is none. */
  #spare = 1;
  #free: number;

  constructor({ frames, pages }: PolicySetup) {
    const nodes = frames + 2;
    this.#free = frames;
    this.#pages = new PageLists(pages, nodes);
    this.#nodeOf = new Int32Array(pages);
    this.#frequency = new Float64Array(nodes);
    this.#next = Int32Array.from({ length: nodes }, (_, node) => (node + 1) % nodes);
    this.#next[ENDS] = ENDS;
    this.#previous = new Int32Array(nodes);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#pages.has(page)) {
      const node = this.#nodeOf[page]!;
      this.#pages.remove(node, page);
      this.#add(page, this.#frequency[node]! + 1, node);
      this.#dropIfEmpty(node);
      return true;
    }
    if (this.#free === 0) this.evict();
    this.#free--;
    this.#add(page, 1, ENDS);
    return false;
  }

  evict(): number {
    const lowest = this.#next[ENDS]!;
    this.evicted = lowest === ENDS ? NO_PAGE : this.#pages.back(lowest);
    if (this.evicted !== NO_PAGE) this.drop(this.evicted);
    return this.evicted;
  }

  drop(page: number): void {
    if (!this.#pages.has(page)) return;
    const node = this.#nodeOf[page]!;
    this.#pages.remove(node, page);
    this.#dropIfEmpty(node);
    this.#free++;
  }

  /** To the node of that frequency, which comes right after `before` or is made there. */
  #add(page: number, frequency: number, before: number): void {
    const after = this.#next[before]!;
    const node = after !== ENDS && this.#frequency[after] === frequency ? after : this.#insert(frequency, before);
    this.#nodeOf[page] = node;
    this.#pages.pushFront(node, page);
  }

  #insert(frequency: number, before: number): number {
    const node = this.#spare;
    this.#spare = this.#next[node]!;
    const after = this.#next[before]!;
    this.#frequency[node] = frequency;
    this.#next[node] = after;
    this.#previous[after] = node;
    this.#next[before] = node;
    this.#previous[node] = before;
    return node;
  }

  #dropIfEmpty(node: number): void {
    if (this.#pages.sizes[node] !== 0) return;
    const before = this.#previous[node]!;
    const after = this.#next[node]!;
    this.#next[before] = after;
    this.#previous[after] = before;
    this.#next[node] = this.#spare;
    this.#spare = node;
  }
}
