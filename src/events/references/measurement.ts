/** What the replay of a reference string under one policy has counted: the waist between replaying and comparing. */
export interface PolicyMeasurement {
  /** The policy's name on the command line. */
  policy: string;
  summary: string;
  frames: number;
  references: number;
  /** References to resident pages; the others are faults. */
  hits: number;
  faults: number;
  evictions: number;
  /** Evictions of pages that were written to while they were resident; undefined where writes are not known. */
  writeBacks?: number;
  /** Faults on pages that had been evicted; the other faults are first references. */
  refaults: number;
  /** Those that came within as many references after the eviction as there are frames. */
  earlyRefaults: number;
  /** Resident pages, as the mean over the references. */
  meanResident: number;
}
