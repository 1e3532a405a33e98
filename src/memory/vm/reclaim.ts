/**
 * Which page leaves memory, and how: the replacement policy over live frames.
 *
 * The policy knows *pages*: contents that stay the same page wherever they are, in a frame, in a swap slot, or in a file.
 * Each has a number from its first touch until it ends, so that policies which remember what has left recognise it:
 *
 *     idOf[frame]          of a resident page
 *     swap.pageId[slot]    of a page that is in swap only
 *     object.ghosts        of pages that left and are in their file only. When numbers run out, the oldest of these lose
 *                          theirs
 *
 * Pages that cannot leave (locked, or private without swap) have a number, but the policy does not know them. A page that
 * could not leave (swap full, disk error) is *stuck*: the policy has let go of it, and it is tried again when nothing else
 * is left, or is given back to the policy when swap has room.
 *
 * Invariants
 * 1. `inPolicy[id]` is 1 exactly if the policy holds the page resident, and then it has a frame and is not stuck.
 * 2. A page in a frame is in the policy, stuck, or cannot leave.
 *
 * Costs: the policy's, and where a page leaves the entries that lead to it.
 */
import { swapHigh, swapLow } from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import type { PagedObject } from './paged-object.js';
import { ANONYMOUS, CACHED } from './frame-kinds.js';
import type { PhysicalMemory } from './physical-memory.js';
import { Clock } from './replacement/clock.js';
import { NO_PAGE, type ReplacementPolicy } from './replacement/contract.js';
import type { PolicyDesign } from './replacement/policies.js';
import { NO_SWAP_SLOT } from './swap.js';
import { writeToSwap } from './swap-io.js';

export interface PolicyChoice {
  design: PolicyDesign;
  /** Pages that the policy may hold; by default as many as there are frames but the zero page and one. */
  frames?: number;
  /** Of random choices. */
  seed?: number;
  /** Of the working set, in references; by default as many as frames. */
  window?: number;
  /** Of OPT: the page numbers of an earlier run with the same policy of numbering, as `onReference` was told. */
  references?: Uint32Array;
}

export class Reclaim {
  readonly policy: ReplacementPolicy;
  /** Most pages that the policy holds. */
  readonly capacity: number;
  /** Pages that it holds. */
  held = 0;
  readonly idOf: Int32Array;
  evictions = 0;
  /**
   * Told of every reference to a page that is seen, in order: what a reference string is recorded from. Where `isOther` is
   * false it is the first write to the page of the reference before.
   */
  onReference: ((page: number, write: boolean, isOther: boolean) => void) | undefined;
  readonly #physical: PhysicalMemory;
  readonly #frameOf: Int32Array;
  readonly #inPolicy: Uint8Array;
  readonly #stuck = new Set<number>();
  readonly #freeIds: number[] = [];
  #madeIds = 0;
  /** Pages of files that are not resident, the one that left first in front. */
  readonly #ghosts = new Map<number, [PagedObject, index: number]>();
  /** The frame of the page that is being touched, which must not leave meanwhile. */
  #held = NO_FRAME;

  constructor(physical: PhysicalMemory, choice?: PolicyChoice) {
    const frames = choice?.frames ?? physical.frames - 2;
    // Every frame and slot can have a page, and as many pages of files are remembered as there are frames.
    const pages = 2 * physical.frames + (physical.swap?.slots ?? 0);
    this.#physical = physical;
    this.capacity = frames;
    this.policy =
      choice === undefined
        ? new Clock({ frames, pages })
        : choice.design.make({
            frames,
            pages,
            seed: choice.seed ?? 1,
            window: choice.window ?? frames,
            references: choice.references ?? new Uint32Array(0),
          });
    this.policy.unsettle = (id) => {
      const frame = this.#frameOf[id]!;
      if (frame !== NO_FRAME) physical.clearAccessed(frame);
    };
    this.idOf = new Int32Array(physical.frames).fill(NO_PAGE);
    this.#frameOf = new Int32Array(pages).fill(NO_FRAME);
    this.#inPolicy = new Uint8Array(pages);
  }

  /**
   * A reference to the page in a frame. Other pages may leave.
   * @param isOther false: the reference before was to the same page, and the policy is told of changes only (exact mode)
   * @returns whether further ones need not be told of, until `clearAccessed` or `changed`
   */
  touch(frame: number, write: boolean, isOther = true): boolean {
    let id = this.idOf[frame]!;
    if (id === NO_PAGE) id = this.#number(frame);
    this.onReference?.(id, write, isOther);
    if (!isOther) return true;
    if (this.#inPolicy[id] === 0) {
      if (!this.#canLeave(frame) || this.#stuck.has(id)) return true;
      this.#inPolicy[id] = 1;
      this.held++;
    }
    this.policy.touch(id, write);
    const isSettled = this.policy.settled;
    if (this.policy.evicted !== NO_PAGE) {
      this.#held = frame;
      this.#leaveFrom(this.policy.evicted);
      this.#held = NO_FRAME;
    }
    return isSettled;
  }

  /** Makes one page leave. @returns whether a frame has become free */
  makeFree(): boolean {
    if (this.#stuck.size > 0 && (this.#physical.swap?.free ?? 0) > 0) this.#giveBackStuck();
    if (this.#leaveFrom(this.policy.evict())) return true;
    for (const id of this.#stuck) {
      if (!this.#evict(id)) continue;
      this.#stuck.delete(id);
      return true;
    }
    return false;
  }

  /** The page in a frame gets the number that it had before it left. */
  returned(frame: number, id: number): void {
    if (id === NO_PAGE) return;
    this.idOf[frame] = id;
    this.#frameOf[id] = frame;
    this.#ghosts.delete(id);
  }

  /** The page in a frame has ended, or is in swap only without having been evicted; then its number stays with the slot. */
  ended(frame: number): void {
    const { slotOf, swap } = this.#physical;
    const id = this.idOf[frame]!;
    const slot = slotOf[frame]!;
    const livesOn = slot !== NO_SWAP_SLOT && !swap!.uncache(slot);
    slotOf[frame] = NO_SWAP_SLOT;
    if (id === NO_PAGE) return;
    this.#forget(frame, id);
    if (livesOn) swap!.pageId[slot] = id;
    else this.#freeIds.push(id);
  }

  /** A page that was in no frame has ended. */
  endedOutside(id: number): void {
    if (id === NO_PAGE) return;
    this.policy.drop(id);
    this.#ghosts.delete(id);
    this.#freeIds.push(id);
  }

  /** An entry, or an object, does not hold a slot any more. */
  leaveSlot(slot: number): void {
    const physical = this.#physical;
    const swap = physical.swap!;
    const id = swap.pageId[slot]!;
    if (swap.unreference(slot)) {
      this.endedOutside(id);
      return;
    }
    const frame = swap.cached[slot]!;
    if (swap.references[slot]! > 0 || physical.mapped[frame]! > 0 || physical.kind[frame] !== ANONYMOUS) return;
    this.ended(frame);
    physical.release(frame);
  }

  /** The first lock of the page in a frame. */
  locked(frame: number): void {
    const id = this.idOf[frame]!;
    if (id === NO_PAGE) return;
    this.#stuck.delete(id);
    if (this.#inPolicy[id] === 1) this.#release(id);
    this.policy.drop(id);
  }

  /** The page in a frame leaves now, if it can. */
  pageOut(frame: number): void {
    const id = this.idOf[frame]!;
    if (id === NO_PAGE || this.#inPolicy[id] === 0) return;
    this.#release(id);
    this.policy.drop(id);
    if (!this.#evict(id)) this.#enter(id);
  }

  isStuck(id: number): boolean {
    return this.#stuck.has(id);
  }

  isInPolicy(id: number): boolean {
    return this.#inPolicy[id] === 1;
  }

  frameOf(id: number): number {
    return this.#frameOf[id]!;
  }

  /** Whether a page may leave at all. */
  #canLeave(frame: number): boolean {
    const { locked, lazyFree, object, swap } = this.#physical;
    const hasPlace = swap !== undefined || object[frame]?.file !== undefined || lazyFree[frame] === 1;
    return hasPlace && locked[frame] === 0;
  }

  /** The policy's victim leaves; where it cannot, others in its place. @returns whether one did */
  #leaveFrom(victim: number): boolean {
    let spared = NO_PAGE;
    let hasLeft = false;
    for (let id = victim; id !== NO_PAGE && !hasLeft; id = hasLeft ? NO_PAGE : this.policy.evict()) {
      this.#release(id);
      if (this.#frameOf[id] === this.#held) spared = id;
      else if (this.#evict(id)) hasLeft = true;
      else this.#stuck.add(id);
    }
    if (spared !== NO_PAGE) this.#enter(spared);
    return hasLeft;
  }

  /** There is room in the policy. */
  #enter(id: number): void {
    this.#inPolicy[id] = 1;
    this.held++;
    this.policy.touch(id, false);
    if (this.policy.evicted !== NO_PAGE) this.#leaveFrom(this.policy.evicted);
  }

  #release(id: number): void {
    this.#inPolicy[id] = 0;
    this.held--;
  }

  #giveBackStuck(): void {
    for (const id of this.#stuck) {
      if (this.held === this.capacity) return;
      this.#stuck.delete(id);
      this.#enter(id);
    }
  }

  /** The page of a frame leaves it; the policy has let go of it. @returns false if it cannot be written anywhere */
  #evict(id: number): boolean {
    const physical = this.#physical;
    const frame = this.#frameOf[id]!;
    const object = physical.object[frame];
    if (physical.locked[frame]! > 0 || frame === this.#held) return false;
    if (object?.file !== undefined) {
      const index = physical.objectIndex[frame]!;
      if (physical.dirty[frame] === 1 && !physical.writeBack.write(object, index)) return false;
      physical.replaceEntries(frame, 0, 0);
      object.pages.delete(index);
      object.ghosts.set(index, id);
      this.#ghosts.set(id, [object, index]);
      this.#vacate(frame, id);
    } else if (physical.lazyFree[frame] === 1 && physical.dirty[frame] === 0) {
      physical.replaceEntries(frame, 0, 0);
      this.ended(frame);
      physical.release(frame);
    } else if (!this.#evictToSwap(frame, id)) return false;
    this.evictions++;
    return true;
  }

  #evictToSwap(frame: number, id: number): boolean {
    const physical = this.#physical;
    const { swap, slotOf, dirty } = physical;
    if (swap === undefined) return false;
    if ((slotOf[frame] === NO_SWAP_SLOT || dirty[frame] === 1) && !writeToSwap(physical, swap, frame)) return false;
    const slot = slotOf[frame]!;
    if (physical.kind[frame] === CACHED) {
      const object = physical.object[frame]!;
      const index = physical.objectIndex[frame]!;
      physical.replaceEntries(frame, 0, 0);
      object.pages.delete(index);
      object.swapped.set(index, slot);
      swap.reference(slot);
    } else swap.reference(slot, physical.replaceEntries(frame, swapLow(slot), swapHigh(slot)));
    swap.pageId[slot] = id;
    swap.uncache(slot);
    slotOf[frame] = NO_SWAP_SLOT;
    this.#vacate(frame, id);
    return true;
  }

  #vacate(frame: number, id: number): void {
    this.idOf[frame] = NO_PAGE;
    this.#frameOf[id] = NO_FRAME;
    this.#physical.release(frame);
  }

  #forget(frame: number, id: number): void {
    if (this.#inPolicy[id] === 1) this.#release(id);
    this.#stuck.delete(id);
    this.policy.drop(id);
    this.idOf[frame] = NO_PAGE;
    this.#frameOf[id] = NO_FRAME;
  }

  #number(frame: number): number {
    const id = this.#freeIds.pop() ?? this.#newId();
    this.idOf[frame] = id;
    this.#frameOf[id] = frame;
    return id;
  }

  #newId(): number {
    if (this.#madeIds < this.#frameOf.length) return this.#madeIds++;
    const [id, [object, index]] = this.#ghosts.entries().next().value!;
    object.ghosts.delete(index);
    this.#ghosts.delete(id);
    this.policy.drop(id);
    return id;
  }
}
