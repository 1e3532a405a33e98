/**
 * The classical free list as textbooks write it, over plain arrays: what lessons on the policies are compared with. Chunks
 * are multiples of 16 bytes with a header of 4; a rest of 16 bytes is a chunk.
 */

export type Policy = 'first-fit' | 'next-fit' | 'best-fit' | 'worst-fit';

interface Hole {
  at: number;
  size: number;
}

export class FreeListModel {
  /** In the order of the list. */
  holes: Hole[];
  readonly #policy: Policy;
  readonly #lifo: boolean;
  readonly #taken = new Map<number, number>();
  /** Where the next search of next fit begins; undefined: at the list's start. */
  #rover: Hole | undefined;

  constructor(policy: Policy, lifo: boolean, heap: number) {
    this.#policy = policy;
    this.#lifo = lifo;
    this.holes = [{ at: 0, size: heap }];
  }

  /** Address of the block's first byte, or undefined. */
  malloc(size: number): number | undefined {
    const need = Math.ceil((size + 4) / 16) * 16;
    const hole = this.#choose(need);
    if (hole === undefined) return undefined;
    const index = this.holes.indexOf(hole);
    this.#taken.set(hole.at, need);
    const { at } = hole;
    if (hole.size === need) {
      this.holes.splice(index, 1);
      this.#rover = this.holes[index];
    } else {
      hole.at += need;
      hole.size -= need;
      this.#rover = hole;
    }
    return at + 4;
  }

  free(address: number): void {
    const at = address - 4;
    const freed = { at, size: this.#taken.get(at)! };
    this.#taken.delete(at);
    const before = this.holes.find((hole) => hole.at + hole.size === at);
    const behind = this.holes.find((hole) => hole.at === at + freed.size);
    const size = (before?.size ?? 0) + freed.size + (behind?.size ?? 0);
    if (this.#lifo) {
      for (const hole of [before, behind]) if (hole !== undefined) this.#remove(hole);
      this.holes.unshift({ at: before?.at ?? at, size });
    } else if (before !== undefined) {
      if (behind !== undefined) this.#remove(behind);
      before.size = size;
    } else if (behind !== undefined) Object.assign(behind, { at, size });
    else {
      const next = this.holes.findIndex((hole) => hole.at > at);
      this.holes.splice(next === -1 ? this.holes.length : next, 0, freed);
    }
  }

  /** When what the next search would begin with leaves the list, it begins with the one after that. */
  #remove(hole: Hole): void {
    const index = this.holes.indexOf(hole);
    this.holes.splice(index, 1);
    if (this.#rover === hole) this.#rover = this.holes[index];
  }

  #choose(need: number): Hole | undefined {
    const fitting = this.holes.filter(({ size }) => size >= need);
    switch (this.#policy) {
      case 'first-fit':
        return fitting[0];
      case 'next-fit': {
        const from = this.#rover === undefined ? 0 : this.holes.indexOf(this.#rover);
        return this.holes.slice(from).find(({ size }) => size >= need) ?? fitting[0];
      }
      case 'best-fit':
        return fitting.reduce<Hole | undefined>(
          (best, hole) => (best && best.size <= hole.size ? best : hole),
          undefined,
        );
      case 'worst-fit':
        return fitting.reduce<Hole | undefined>(
          (most, hole) => (most && most.size >= hole.size ? most : hole),
          undefined,
        );
    }
  }
}
