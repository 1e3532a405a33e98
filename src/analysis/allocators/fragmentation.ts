/** Fragmentation inside and outside of blocks, as numbers from 0 to 1. */
import type { Bytes } from '../../base/ids.js';
import type { ReplayMeasurement, SizeClassCounts } from '../../events/trace/measurement.js';

export interface Fragmentation {
  /** Of all bytes handed out over the trace, those that nobody asked for. */
  internal: number;
  /** Where the footprint is highest: of the free bytes, those that are not in the largest free block. */
  external: number;
  /** Unusable free space index where the footprint is highest, and its mean over the samples. */
  unusableAtPeak: number;
  unusableMean: number;
}

export function fragmentationOf(measurement: ReplayMeasurement): Fragmentation {
  const { asked, handedOut, atPeak, request, series } = measurement;
  return {
    internal: share(handedOut - asked, handedOut),
    external: share(atPeak.free - atPeak.largestFree, atPeak.free),
    unusableAtPeak: unusableIndex(atPeak.freeBlockBytes.view(), request),
    unusableMean: mean(series.unusable.view()),
  };
}

/**
 * Unusable free space index (Gorman and Whitcroft) for a request of `request` bytes, from a histogram of free bytes by
 * power of two. A request between two powers counts as the lower one: blocks of its class may do.
 */
export function unusableIndex(freeBytes: ArrayLike<number>, request: Bytes): number {
  const order = request <= 1 ? 0 : 31 - Math.clz32(request);
  let [free, usable] = [0, 0];
  for (let i = 0; i < freeBytes.length; i++) {
    free += freeBytes[i]!;
    if (i >= order) usable += freeBytes[i]!;
  }
  return share(free - usable, free);
}

/** A size class in which anything was asked for. */
export interface SizeClass {
  /** Requests of `from` to `to` bytes. */
  from: Bytes;
  to: Bytes;
  blocks: number;
  asked: Bytes;
  handedOut: Bytes;
}

export function sizeClasses({ blocks, asked, handedOut }: SizeClassCounts): SizeClass[] {
  const classes: SizeClass[] = [];
  for (let i = 0; i < blocks.length; i++) {
    if (blocks.get(i) === 0) continue;
    classes.push({
      from: i === 0 ? 0 : 2 ** (i - 1) + 1,
      to: 2 ** i,
      blocks: blocks.get(i),
      asked: asked.get(i),
      handedOut: handedOut.get(i),
    });
  }
  return classes;
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? 0 : sum / values.length;
}
