/**
 * What a run would have cost on a machine of the stated figures: a model, and to be called so wherever it is shown. Every
 * figure can be set; those below are round numbers of the order that J. L. Hennessy and D. A. Patterson, Computer
 * Architecture, give for caches and memory, with a disk for major faults.
 */
export interface Costs {
  /** Nanoseconds of an access that hits the first level of the cache, which is assumed of every access. */
  access: number;
  /** More, of a translation that only the second level of the TLB has. */
  tlbLevel2: number;
  /** More, of a walk through the page table, for each of its levels. */
  walkLevel: number;
  minorFault: number;
  majorFault: number;
  /** Of a page that is written to swap or a file. */
  pageOut: number;
}

export const USUAL_COSTS: Costs = {
  access: 1,
  tlbLevel2: 7,
  walkLevel: 5,
  minorFault: 1_000,
  majorFault: 10_000_000,
  pageOut: 0,
};

const WALK_LEVELS = 4;

export interface CostedCounts {
  accesses: number;
  tlbLevel2Hits: number;
  tlbMisses: number;
  minorFaults: number;
  majorFaults: number;
  pagesOut: number;
}

/** A line of the modelled time: how often, at what price, nanoseconds in all. */
export interface CostLine {
  what: keyof CostedCounts;
  count: number;
  each: number;
  nanoseconds: number;
}

/** The modelled time by what it is spent on; the sum of the lines is all of it. */
export function modelledTime(counts: CostedCounts, costs: Costs = USUAL_COSTS): CostLine[] {
  const each: Record<keyof CostedCounts, number> = {
    accesses: costs.access,
    tlbLevel2Hits: costs.tlbLevel2,
    tlbMisses: costs.walkLevel * WALK_LEVELS,
    minorFaults: costs.minorFault,
    majorFaults: costs.majorFault,
    pagesOut: costs.pageOut,
  };
  return (Object.keys(each) as (keyof CostedCounts)[]).map((what) => ({
    what,
    count: counts[what],
    each: each[what],
    nanoseconds: counts[what] * each[what],
  }));
}
