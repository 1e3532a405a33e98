/** Replacement policies side by side on one reference string, for one number of frames or several. */
import type { PolicyMeasurement } from '../../events/references/measurement.js';
import type { ReadReferences } from '../../events/references/read-references.js';
import { knowsWrites } from '../../events/references/references.js';
import { findAnomalies, type Anomaly } from './belady.js';
import { explain, type Explanation } from './explain.js';
import { lruFaults } from './lru-curve.js';

export interface ReferenceFacts {
  /** The file's. */
  name: string;
  format: string;
  /** Bytes, where addresses were divided by it. */
  pageSize?: number;
  references: number;
  /** Different pages: first references, which are faults under any policy. */
  pages: number;
  /** References that are writes; undefined where they are not known. */
  writes?: number;
  /** Malformed lines left out. */
  skipped: number;
}

export interface PolicyRow {
  measurement: PolicyMeasurement;
  /** Hits by references. */
  hitRatio: number;
  /** Faults as a multiple of OPT's. */
  toOpt: number;
}

/** The policies in so many frames. */
export interface FramesComparison {
  frames: number;
  optFaults: number;
  rows: PolicyRow[];
}

export interface ReplacementComparison {
  trace: ReferenceFacts;
  /** By rising number of frames. */
  sizes: FramesComparison[];
  /** LRU's faults; index is the number of frames, from 0 to the number of pages. */
  lruFaults: Float64Array;
  anomalies: Anomaly[];
  explanations: Explanation[];
}

/** What was measured in so many frames; OPT besides, whether it is to be shown or not. */
export interface FramesMeasured {
  frames: number;
  policies: readonly PolicyMeasurement[];
  opt: PolicyMeasurement;
}

export function compareReplacement(
  name: string,
  read: ReadReferences,
  measured: readonly FramesMeasured[],
): ReplacementComparison {
  const { references, format, pageSize, skipped } = read;
  const sizes = measured.map(({ frames, policies, opt }) => ({
    frames,
    optFaults: opt.faults,
    rows: policies.map((measurement) => ({
      measurement,
      hitRatio: measurement.hits / measurement.references,
      toOpt: measurement.faults / opt.faults,
    })),
  }));
  return {
    trace: {
      name,
      format,
      pageSize,
      references: references.page.length,
      pages: references.pages,
      writes: knowsWrites(references) ? references.write.view().reduce((sum, write) => sum + write, 0) : undefined,
      skipped,
    },
    sizes,
    lruFaults: lruFaults(references),
    anomalies: findAnomalies(sizes),
    explanations: sizes.flatMap(explain),
  };
}
