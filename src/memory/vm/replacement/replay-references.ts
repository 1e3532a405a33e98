/**
 * A reference string under one policy. Keeps what a pager would: dirty bits, and when each page left.
 *
 * Cost: linear in the references; 5 bytes per page besides the policy's own.
 */
import type { PolicyMeasurement } from '../../../events/references/measurement.js';
import { knowsWrites, type References } from '../../../events/references/references.js';
import { NO_PAGE } from './contract.js';
import type { PolicyDesign } from './policies.js';

export interface ReplayOptions {
  /** At least 1. */
  frames: number;
  seed: number;
  /** Of the working set, in references; as many as frames where it is missing. */
  window?: number;
}

export function replayReferences(
  references: References,
  design: PolicyDesign,
  { frames, seed, window = frames }: ReplayOptions,
): PolicyMeasurement {
  const { pages } = references;
  const page = references.page.view();
  const writesAreKnown = knowsWrites(references);
  const write = writesAreKnown ? references.write.view() : new Uint8Array(0);
  // Frames beyond the pages stay empty, so that no policy needs to know of them.
  const policy = design.make({ frames: Math.min(frames, pages), pages, seed, window, references: page });
  const dirty = new Uint8Array(pages);
  /** One more than the position of the reference that evicted it; 0: never, or resident. */
  const leftAt = new Uint32Array(pages);
  let hits = 0;
  let evictions = 0;
  let writeBacks = 0;
  let refaults = 0;
  let earlyRefaults = 0;
  let residentSum = 0;
  for (let i = 0; i < page.length; i++) {
    const wanted = page[i]!;
    const writes = write[i] === 1;
    if (policy.touch(wanted, writes)) hits++;
    else {
      const left = leftAt[wanted]!;
      if (left !== 0) {
        refaults++;
        if (i - (left - 1) <= frames) earlyRefaults++;
        leftAt[wanted] = 0;
      }
    }
    if (writes) dirty[wanted] = 1;
    const { evicted } = policy;
    if (evicted !== NO_PAGE) {
      evictions++;
      writeBacks += dirty[evicted]!;
      dirty[evicted] = 0;
      leftAt[evicted] = i + 1;
    }
    residentSum += i + 1 - hits - evictions;
  }
  return {
    policy: design.name,
    summary: design.summary,
    frames,
    references: page.length,
    hits,
    faults: page.length - hits,
    evictions,
    writeBacks: writesAreKnown ? writeBacks : undefined,
    refaults,
    earlyRefaults,
    meanResident: residentSum / Math.max(1, page.length),
  };
}
