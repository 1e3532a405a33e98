/** Call stacks of a recording as frames. */
import type { StackId } from '../base/ids.js';
import type { FrameTable, Recording } from '../events/recording.js';

export interface Frame {
  function: string;
  /** '' without debug information. */
  file: string;
  /** 0 when unknown. */
  line: number;
  column: number;
  /** This frame's code stands inside the next one's function. */
  inlined: boolean;
  /** Code offset of the access or call. */
  site: number;
}

/** Functions that come before main: nobody's business. */
const BELOW_MAIN = new Set([
  '_start',
  '__original_main',
  '__main_void',
  '__main_argc_argv',
  '_initialize',
  '__wasm_call_ctors',
  '_start_c',
]);

/** Frames of a stack, innermost first, without what lies below main, cut at the recording's --num-callers. */
export function framesOf(recording: Recording, stack: StackId): Frame[] {
  const { stacks, frames: table, strings, header } = recording;
  const frames: Frame[] = [];
  for (let at = stack; at !== 0; at = stacks.parent.get(at)) {
    const site = stacks.site.get(at);
    const row = findSite(table, site);
    if (row < 0) continue;
    const last = table.siteFirst.get(row + 1) - 1;
    for (let f = table.siteFirst.get(row); f <= last; f++) {
      frames.push({
        function: strings.get(table.function.get(f)),
        file: strings.get(table.file.get(f)),
        line: table.line.get(f),
        column: table.column.get(f),
        inlined: f < last,
        site,
      });
    }
  }
  const main = frames.findIndex((frame) => frame.function === 'main');
  const shown =
    main >= 0 ? frames.slice(0, main + 1) : frames.filter((frame, i) => i === 0 || !BELOW_MAIN.has(frame.function));
  return shown.slice(0, header.options.numCallers);
}

/** Row of a code offset in the sorted frame table, or -1. */
function findSite(table: FrameTable, site: number): number {
  const offsets = table.siteOffset.view();
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle] < site) low = middle + 1;
    else high = middle;
  }
  return offsets[low] === site ? low : -1;
}

/** The innermost frame that the user has source for, or the innermost one. */
export function userFrame(frames: readonly Frame[]): Frame | undefined {
  return frames.find((frame) => frame.line > 0) ?? frames[0];
}
