/** Call stacks of a recording as frames, and which of them are the program's own. */
import { isLibrarySource } from '../base/library-sources.js';
import type { CodeOffset, StackId } from '../base/ids.js';
import type { FrameTable, Recording } from '../events/recording.js';

export interface Frame {
  /** As a person writes it. */
  function: string;
  /** As the linker writes it, with parameter types. */
  symbol: string;
  /** '' without debug information. */
  file: string;
  /** 0 when unknown. */
  line: number;
  column: number;
  /** This frame's code stands inside the next one's function. */
  inlined: boolean;
  /** Code offset of the access or call. */
  site: CodeOffset;
}

/** Functions that come before main: nobody's business. */
const BELOW_MAIN = new Set([
  '_start',
  '__original_main',
  '__main_void',
  '__main_argc_argv',
  '_initialize',
  '__wasm_call_ctors',
  '__wasm_call_dtors',
  '_start_c',
]);

/** The C library's doors to the system: what called them says it all. */
const SYSTEM_STUB = /^__(?:wasi|paged)_/;

/**
 * Frames of a stack, innermost first, without what lies below main.
 * @param most frames to give: the recording's --num-callers where a report does not count otherwise
 */
export function framesOf(
  recording: Recording,
  stack: StackId,
  most: number = recording.header.options.numCallers,
): Frame[] {
  const { stacks, frames: table, strings } = recording;
  const frames: Frame[] = [];
  for (let at = stack; at !== 0; at = stacks.parent.get(at)) {
    const site = stacks.site.get(at);
    const row = findSite(table, site);
    if (row < 0) continue;
    const last = table.siteFirst.get(row + 1) - 1;
    for (let f = table.siteFirst.get(row); f <= last; f++) {
      frames.push({
        function: strings.get(table.function.get(f)),
        symbol: strings.get(table.symbol.get(f)),
        file: strings.get(table.file.get(f)),
        line: table.line.get(f),
        column: table.column.get(f),
        inlined: f < last,
        site,
      });
    }
  }
  return ownFrames(frames).slice(0, most);
}

/** Without what lies below main, and without the C library's door to the system. */
export function ownFrames<Called extends { function: string }>(frames: readonly Called[]): Called[] {
  const first = frames.length > 1 && SYSTEM_STUB.test(frames[0].function) ? 1 : 0;
  const main = frames.findIndex((frame) => frame.function === 'main');
  if (main >= 0) return frames.slice(first, main + 1);
  return frames.slice(first).filter((frame, i) => i === 0 || !BELOW_MAIN.has(frame.function));
}

/** Row of a code offset in the sorted frame table, or -1. */
function findSite(table: FrameTable, site: CodeOffset): number {
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

/** Code that the user did not write: it has no lines, or its lines are a library's. */
export function isLibrary(frame: Frame): boolean {
  return frame.line === 0 || isLibrarySource(frame.file);
}

/** The innermost frame of the program's own code; else the innermost with a line; else the innermost. */
export function userFrame(frames: readonly Frame[]): Frame | undefined {
  return frames.find((frame) => !isLibrary(frame)) ?? frames.find((frame) => frame.line > 0) ?? frames[0];
}

/** The library function that the program called and in which the stack ends; undefined in the program's own code. */
export function libraryCall(frames: readonly Frame[]): Frame | undefined {
  const own = frames.findIndex((frame) => !isLibrary(frame));
  return own > 0 ? frames[own - 1] : undefined;
}

export interface FoldedFrame {
  frame: Frame;
  /** Frames of the same library that it stands for, further in. */
  hidden: number;
}

/** Of neighbouring library frames only the one that the program called, since nobody can mend the others. */
export function foldLibraries(frames: readonly Frame[]): FoldedFrame[] {
  if (frames.every(isLibrary)) return frames.map((frame) => ({ frame, hidden: 0 }));
  const folded: FoldedFrame[] = [];
  let hidden = 0;
  frames.forEach((frame, i) => {
    const next = frames[i + 1];
    if (isLibrary(frame) && next !== undefined && isLibrary(next)) hidden++;
    else {
      folded.push({ frame, hidden });
      hidden = 0;
    }
  });
  return folded;
}
