/**
 * Runs of frames: what segments and large blocks are made of. Free runs that touch are joined and wait in bins by their
 * length; when more than a part of the heap is free, the end of a run goes back to the page source.
 *
 * Format and invariants: format.ts. Cost: O(1), but for runs from EXACT_BINS frames on, whose bin is searched for the
 * best fit among SCAN_LIMIT, and for the page source.
 */
import { giveBack, obtain, obtainedByMap, openSource, toPages } from '../obtain.as';
import { corrupted } from '../guard.as';
import { countCoalesce, countSplit, countSteps, footprint as held } from '../tally.as';
import {
  BINS,
  EXACT_BINS,
  FRAME,
  FRAME_LOG,
  FRAMES,
  FREE_ENDS,
  FREE_RUN,
  HEADS,
  KIND,
  MAPPED,
  NEXT_RUN,
  PARTIAL,
  PREVIOUS_RUN,
  RUN_BINS,
  RUN_FRAMES,
} from './format';

const SCAN_LIMIT: i32 = 32;
/** Frames that the page source is asked for at most when fewer would do. */
const MAX_GROWTH: i32 = 16;
/** Free frames that are kept at least. */
const MIN_KEPT: i32 = 16;

/** Address of the first segment, whose first page has the bitmaps and bins; 0 before the first allocation. */
export let base: i32 = 0;
/** End of the last piece from the break. */
let breakEnd: i32 = 0;
let freeFrames: i32 = 0;

export function openFrames(pageSize: i32): void {
  openSource(pageSize);
}

/** Get the frame that `base` is to be. The caller makes it a segment. */
export function openBase(): bool {
  const size = toPages(FRAME);
  const at = obtain(size, FRAME);
  if (at == 0) return false;
  memory.fill(at, 0, PARTIAL + 4);
  base = at;
  noteOrigin(at, size);
  setBit(HEADS, at);
  if (size > FRAME) join(at + FRAME, (size >> FRAME_LOG) - 1);
  return true;
}

/** A run of `frames` frames, or 0. The caller writes its header. */
export function takeFrames(frames: i32): i32 {
  let run = find(frames);
  if (run == 0) {
    if (frames >= FRAMES || !grow(frames)) return 0;
    run = find(frames);
    if (run == 0) return 0;
  }
  const has = unlink(run);
  if (has > frames) {
    countSplit();
    shelve(run + (frames << FRAME_LOG), has - frames);
  }
  return run;
}

/** A run begins at `frame`, which was the middle of one. */
export function markHead(frame: i32): void {
  setBit(HEADS, frame);
}

export function giveFrames(run: i32, frames: i32): void {
  const joined = join(run, frames);
  const limit = max(<i32>(held >>> (FRAME_LOG + 2)), MIN_KEPT);
  if (freeFrames > limit) trim(joined, freeFrames - limit);
}

/** The frames after a run that must have `frames` in all; true when they were free or could be got. */
export function extendRun(run: i32, has: i32, frames: i32): bool {
  const end = run + (has << FRAME_LOG);
  let following = freeAt(end);
  if (end + (following << FRAME_LOG) == breakEnd && has + following < frames) {
    if (!grow(frames - has - following)) return false;
    following = freeAt(end);
  }
  if (has + following < frames || isMapped(run) != isMapped(end)) return false;
  unlink(end);
  clearBit(HEADS, end);
  const rest = has + following - frames;
  if (rest > 0) shelve(run + (frames << FRAME_LOG), rest);
  return true;
}

/** Give all free runs back that the page source takes. */
export function trimAll(): void {
  if (base == 0) return;
  for (let bin = 0; bin < BINS; bin++) {
    let run = load<i32>(base + (bin << 2), RUN_BINS + 4);
    for (let looked = 0; run != 0 && looked < FRAMES; looked++) {
      const next = load<i32>(run, NEXT_RUN);
      trim(run, FRAMES);
      run = next;
    }
  }
}

/** Frames of the free run that starts at `at`; 0 when none does. */
function freeAt(at: i32): i32 {
  return testBit(HEADS, at) && testBit(FREE_ENDS, at) ? load<i32>(at, RUN_FRAMES) : 0;
}

/** Join a run with its free neighbours from the same kind of call; the joined run. */
function join(first: i32, count: i32): i32 {
  let run = first;
  let frames = count;
  const mapped = isMapped(run);
  freeFrames += count;
  const end = run + (frames << FRAME_LOG);
  const following = freeAt(end);
  if (following != 0 && isMapped(end) == mapped) {
    countCoalesce();
    frames += unlinkFree(end);
    clearBit(HEADS, end);
  }
  const before = run - FRAME;
  if (before > 0 && testBit(FREE_ENDS, before) && isMapped(before) == mapped) {
    countCoalesce();
    clearBit(HEADS, run);
    run -= load<i32>(run - 4) << FRAME_LOG;
    frames += unlinkFree(run);
  }
  linkFree(run, frames);
  return run;
}

function shelve(run: i32, frames: i32): void {
  freeFrames += frames;
  linkFree(run, frames);
}

/** Take a free run out for use. */
function unlink(run: i32): i32 {
  const frames = unlinkFree(run);
  freeFrames -= frames;
  return frames;
}

function linkFree(run: i32, frames: i32): void {
  const bin = binOf(frames);
  const slot = base + RUN_BINS + 4 + (bin << 2);
  const first = load<i32>(slot);
  setBit(HEADS, run);
  setBit(FREE_ENDS, run);
  setBit(FREE_ENDS, run + ((frames - 1) << FRAME_LOG));
  store<i32>(run, FREE_RUN, KIND);
  store<i32>(run, frames, RUN_FRAMES);
  store<i32>(run + (frames << FRAME_LOG) - 4, frames);
  store<i32>(run, first, NEXT_RUN);
  store<i32>(run, slot - NEXT_RUN, PREVIOUS_RUN);
  store<i32>(slot, run);
  if (first != 0) store<i32>(first, run, PREVIOUS_RUN);
  store<i32>(base, load<i32>(base, RUN_BINS) | (1 << bin), RUN_BINS);
}

function unlinkFree(run: i32): i32 {
  const frames = load<i32>(run, RUN_FRAMES);
  const next = load<i32>(run, NEXT_RUN);
  const previous = load<i32>(run, PREVIOUS_RUN);
  if (load<i32>(previous, NEXT_RUN) != run) corrupted(run + PREVIOUS_RUN);
  if (next != 0 && load<i32>(next, PREVIOUS_RUN) != run) corrupted(run + NEXT_RUN);
  if (load<i32>(run + (frames << FRAME_LOG) - 4) != frames) corrupted(run + RUN_FRAMES);
  store<i32>(previous, next, NEXT_RUN);
  if (next != 0) store<i32>(next, previous, PREVIOUS_RUN);
  else {
    const bin = binOf(frames);
    if (load<i32>(base + (bin << 2), RUN_BINS + 4) == 0) {
      store<i32>(base, load<i32>(base, RUN_BINS) & ~(1 << bin), RUN_BINS);
    }
  }
  clearBit(FREE_ENDS, run);
  clearBit(FREE_ENDS, run + ((frames - 1) << FRAME_LOG));
  return frames;
}

function binOf(frames: i32): i32 {
  return frames < EXACT_BINS ? frames : EXACT_BINS + 27 - clz(frames);
}

/** A free run of at least `frames` frames, still linked; 0 when there is none. */
function find(frames: i32): i32 {
  const own = binOf(frames);
  const filled = load<i32>(base, RUN_BINS);
  if (own >= EXACT_BINS && (filled & (1 << own)) != 0) {
    const run = bestIn(own, frames);
    if (run != 0) return run;
  }
  const bins = filled & (own < EXACT_BINS ? -1 << own : -2 << own);
  return bins == 0 ? 0 : load<i32>(base + (ctz(bins) << 2), RUN_BINS + 4);
}

function bestIn(bin: i32, frames: i32): i32 {
  let best = 0;
  let bestFrames = i32.MAX_VALUE;
  let looked = 0;
  let run = load<i32>(base + (bin << 2), RUN_BINS + 4);
  while (run != 0 && looked < SCAN_LIMIT) {
    looked++;
    const has = load<i32>(run, RUN_FRAMES);
    if (has >= frames && has < bestFrames) {
      best = run;
      bestFrames = has;
    }
    run = load<i32>(run, NEXT_RUN);
  }
  countSteps(looked);
  return best;
}

/** Get a run of at least `frames` frames. */
function grow(frames: i32): bool {
  const many = min(<i32>(held >>> (FRAME_LOG + 3)), MAX_GROWTH);
  return obtainRun(max(frames, many)) || (many > frames && obtainRun(frames));
}

function obtainRun(frames: i32): bool {
  const size = toPages(frames << FRAME_LOG);
  const at = obtain(size, FRAME);
  if (at == 0) return false;
  noteOrigin(at, size);
  join(at, size >> FRAME_LOG);
  return true;
}

function noteOrigin(at: i32, size: i32): void {
  if (!obtainedByMap) breakEnd = at + size;
  else for (let frame = at; frame < at + size; frame += FRAME) setBit(MAPPED, frame);
}

/** Give up to `most` frames from the end of a free run back to the page source. */
function trim(run: i32, most: i32): void {
  const mapped = isMapped(run);
  const has = load<i32>(run, RUN_FRAMES);
  const end = run + (has << FRAME_LOG);
  if (!mapped && end != breakEnd) return;
  const frames = min(has, most);
  const from = end - (frames << FRAME_LOG);
  // Pages may be larger than frames.
  if (toPages(from) != from || toPages(end) != end) return;
  unlink(run);
  if (!giveBack(from, frames << FRAME_LOG, mapped)) {
    shelve(run, has);
    breakEnd = 0;
    return;
  }
  if (mapped) for (let frame = from; frame < end; frame += FRAME) clearBit(MAPPED, frame);
  else breakEnd = from;
  clearBit(HEADS, from);
  if (has > frames) shelve(run, has - frames);
}

function isMapped(frame: i32): bool {
  return testBit(MAPPED, frame);
}

function testBit(map: i32, frame: i32): bool {
  const index = frame >>> FRAME_LOG;
  return ((load<u8>(base + map + (index >>> 3)) >>> (index & 7)) & 1) != 0;
}

function setBit(map: i32, frame: i32): void {
  const index = frame >>> FRAME_LOG;
  const at = base + map + (index >>> 3);
  store<u8>(at, <i32>load<u8>(at) | (1 << (index & 7)));
}

function clearBit(map: i32, frame: i32): void {
  const index = frame >>> FRAME_LOG;
  const at = base + map + (index >>> 3);
  store<u8>(at, <i32>load<u8>(at) & ~(1 << (index & 7)));
}
