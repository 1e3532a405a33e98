/**
 * What an allocator counts of its work, for `stats()`. Doubles hold any count exactly that a run can reach.
 *
 * What calls can be counted by whoever makes them is not counted here, and nothing on the quickest paths.
 */

export let footprint: u32 = 0;
export let peakFootprint: u32 = 0;
export let pageCalls: f64 = 0;
export let splits: f64 = 0;
export let coalesces: f64 = 0;
export let steps: f64 = 0;

/** A call to the page source that changed the footprint by `delta` bytes (0 when it was refused). */
export function countPageCall(delta: i32): void {
  pageCalls += 1;
  footprint += delta;
  if (footprint > peakFootprint) peakFootprint = footprint;
}

export function countSplit(): void {
  splits += 1;
}

export function countCoalesce(): void {
  coalesces += 1;
}

/** Nodes of free lists, bitmaps or slabs looked at in a search. */
export function countSteps(looked: i32): void {
  steps += looked;
}
