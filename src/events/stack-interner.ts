/**
 * Call stacks by number. Called at every malloc and free of a program, so a stack that is known costs a hash over its
 * innermost entries and one comparison: no object is made.
 *
 * Input is the shadow call stack itself: words[first .. end) are code offsets, the innermost last. Only the `depth`
 * innermost entries count; what lies further out is cut off.
 *
 * Tables
 * - #slots: open addressing, a stack id per slot (0 = empty), at most half full
 * - #depths: number of entries of an interned stack, 0 for one that only serves as another's outer part
 * - the prefix tree of StackTable: each id is (site, parent), shared outer parts are stored once
 *
 * Invariant: equal entry sequences get equal ids; ids never change. Cost: O(depth) per call; a new stack O(depth) more.
 */
import { U32Column, U8Column } from '../base/column.js';
import type { StackId } from '../base/ids.js';
import type { StackTable } from './recording.js';

const FIRST_SLOTS = 1024;

export class StackInterner {
  readonly table: StackTable = { site: new U32Column(), parent: new U32Column() };
  readonly #depth: number;
  readonly #lengths = new U8Column();
  #slots = new Uint32Array(FIRST_SLOTS);
  #used = 0;
  /** Whole-stack hash of each id, to grow the slots without walking stacks. */
  readonly #hashes = new U32Column();
  /** (parent, site) -> id, for building new stacks. */
  #edges = new Uint32Array(FIRST_SLOTS);
  #edgesUsed = 0;

  /** @param depth entries kept per stack, 1 to 255. */
  constructor(depth = 12) {
    if (!(depth >= 1 && depth <= 255)) throw new RangeError(`stack depth ${depth}: must be between 1 and 255`);
    this.#depth = depth;
    this.#row(0, 0);
  }

  /** Id of the stack words[first .. end), innermost last; 0 when empty. */
  intern(words: Uint32Array, first: number, end: number): StackId {
    const start = end - first > this.#depth ? end - this.#depth : first;
    const length = end - start;
    if (length <= 0) return 0;
    let hash = length;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ words[i], 0x9e3779b1) ^ (hash >>> 15);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 16)) & mask;
    for (;;) {
      const id = slots[slot];
      if (id === 0) return this.#enter(words, start, end, hash >>> 0);
      if (this.#equals(id, words, start, end)) return id;
      slot = (slot + 1) & mask;
    }
  }

  #equals(id: StackId, words: Uint32Array, start: number, end: number): boolean {
    if (this.#lengths.data[id] !== end - start) return false;
    const site = this.table.site.data;
    const parent = this.table.parent.data;
    let at = id;
    for (let i = end - 1; i >= start; i--) {
      if (site[at] !== words[i]) return false;
      at = parent[at];
    }
    return true;
  }

  #enter(words: Uint32Array, start: number, end: number, hash: number): StackId {
    let id = 0;
    for (let i = start; i < end; i++) id = this.#child(id, words[i]);
    // A stack that was so far only an outer part of others becomes one of its own.
    this.#lengths.set(id, end - start);
    this.#hashes.set(id, hash);
    if (++this.#used * 2 > this.#slots.length) this.#grow();
    this.#place(id, hash);
    return id;
  }

  #place(id: StackId, hash: number): void {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 16)) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (const id of old) if (id !== 0) this.#place(id, this.#hashes.get(id));
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
    this.#lengths.push(0);
    this.#hashes.push(0);
    this.table.site.push(site);
    return this.table.parent.push(parent);
  }
}
