/**
 * Call stacks by number. A stack that is known costs a hash over its innermost entries and one cache line: no object is
 * made, no tree is walked. (Allocations look into a table of their own first: instrument/runtime/stack-id.ts.)
 *
 * Input is the shadow call stack itself: words[first .. end) are code offsets, the innermost last. Only the `depth`
 * innermost entries count; what lies further out is cut off.
 *
 * Tables
 * - #slots: open addressing, at most half full, four words a slot: two hashes, stack id (0 = empty), unused
 * - the prefix tree of StackTable: each id is (site, parent), shared outer parts are stored once
 *
 * Two stacks are taken for the same when both 32-bit hashes agree; LLVM's StackDepot does likewise with one of 64 bits.
 *
 * Invariant: equal entry sequences get equal ids; ids never change. Cost: O(depth) per call; a new stack O(depth) more.
 */
import { U32Column } from '../base/column.js';
import { stackHashFactors } from '../base/stack-hash.js';
import type { StackId } from '../base/ids.js';
import type { StackTable } from './recording.js';

const FIRST_SLOTS = 1024;

export class StackInterner {
  readonly table: StackTable = { site: new U32Column(), parent: new U32Column() };
  readonly #depth: number;
  readonly #factors: Int32Array;
  readonly #checkFactors: Int32Array;
  #slots = new Int32Array(4 * FIRST_SLOTS);
  #mask = FIRST_SLOTS - 1;
  #used = 0;
  /** (parent, site) -> id, for building new stacks. */
  #edges = new Uint32Array(FIRST_SLOTS);
  #edgesUsed = 0;

  /** @param depth entries kept per stack, 1 to 255. */
  constructor(depth = 12) {
    if (!(depth >= 1 && depth <= 255)) throw new RangeError(`stack depth ${depth}: must be between 1 and 255`);
    this.#depth = depth;
    this.#factors = stackHashFactors(depth, 0);
    this.#checkFactors = stackHashFactors(depth, 1);
    this.#row(0, 0);
  }

  /** Id of the stack words[first .. end), innermost last; 0 when empty. */
  intern(words: Uint32Array, first: number, end: number): StackId {
    const length = end - first > this.#depth ? this.#depth : end - first;
    if (length <= 0) return 0;
    const factors = this.#factors;
    const checkFactors = this.#checkFactors;
    const last = end - 1;
    let hash = length;
    let check = length;
    for (let i = 0; i < length; i++) {
      const word = words[last - i];
      hash = (hash + Math.imul(word, factors[i])) | 0;
      check = (check + Math.imul(word, checkFactors[i])) | 0;
    }
    const slots = this.#slots;
    let at = slotOf(hash, this.#mask);
    for (;;) {
      const id = slots[at + 2];
      if (id === 0) return this.#enter(words, end - length, end, hash, check);
      if (slots[at] === hash && slots[at + 1] === check) return id;
      at = (at + 4) & (4 * this.#mask + 3);
    }
  }

  #enter(words: Uint32Array, start: number, end: number, hash: number, check: number): StackId {
    let id = 0;
    for (let i = start; i < end; i++) id = this.#child(id, words[i]);
    if (++this.#used * 2 > this.#mask) this.#grow();
    this.#place(hash, check, id);
    return id;
  }

  #place(hash: number, check: number, id: StackId): void {
    const slots = this.#slots;
    let at = slotOf(hash, this.#mask);
    while (slots[at + 2] !== 0) at = (at + 4) & (4 * this.#mask + 3);
    slots[at] = hash;
    slots[at + 1] = check;
    slots[at + 2] = id;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2);
    this.#mask = 2 * this.#mask + 1;
    for (let at = 0; at < old.length; at += 4) if (old[at + 2] !== 0) this.#place(old[at], old[at + 1], old[at + 2]);
  }

  #child(parent: StackId, site: number): StackId {
    if ((this.#edgesUsed + 1) * 2 > this.#edges.length) this.#growEdges();
    const slot = this.#edgeSlot(parent, site);
    if (this.#edges[slot] === 0) {
      this.#edges[slot] = this.#row(site, parent);
      this.#edgesUsed++;
    }
    return this.#edges[slot];
  }

  #edgeSlot(parent: StackId, site: number): number {
    const mask = this.#edges.length - 1;
    let slot = Math.imul(Math.imul(parent, 0x85ebca6b) ^ site, 0xc2b2ae35);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const id = this.#edges[slot];
      if (id === 0 || (this.table.parent.get(id) === parent && this.table.site.get(id) === site)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #growEdges(): void {
    const old = this.#edges;
    this.#edges = new Uint32Array(old.length * 2);
    for (const id of old)
      if (id !== 0) this.#edges[this.#edgeSlot(this.table.parent.get(id), this.table.site.get(id))] = id;
  }

  #row(site: number, parent: StackId): StackId {
    this.table.site.push(site);
    return this.table.parent.push(parent);
  }
}

/** First word of the slot where a search begins. */
function slotOf(hash: number, mask: number): number {
  return ((hash ^ (hash >>> 15)) & mask) * 4;
}
