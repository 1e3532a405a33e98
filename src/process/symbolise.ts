/** Source positions for every code offset that occurs in a stack, and the source lines that findings point at. */
import { U32Column } from '../base/column.js';
import type { StackId } from '../base/ids.js';
import type { StringTable } from '../base/strings.js';
import type { Ending, Finding, LeakRecord, Place } from '../events/findings.js';
import type { FrameTable, SourceLine, StackTable } from '../events/recording.js';
import type { DebugInfo, SourceFrame } from '../instrument/debug/contract.js';

export function symboliseStacks(stacks: StackTable, debug: DebugInfo, strings: StringTable): FrameTable {
  const offsets = [...new Set(stacks.site.view().subarray(1))].sort((a, b) => a - b);
  const table: FrameTable = {
    siteOffset: new U32Column(),
    siteFirst: new U32Column(),
    function: new U32Column(),
    symbol: new U32Column(),
    file: new U32Column(),
    line: new U32Column(),
    column: new U32Column(),
  };
  for (const offset of offsets) {
    table.siteOffset.push(offset);
    table.siteFirst.push(table.function.length);
    const frames = debug.framesAt(offset);
    for (const frame of frames) {
      table.function.push(strings.intern(frame.function));
      // The linker only knows the function that the others were inlined into.
      table.symbol.push(strings.intern(frame === frames.at(-1) ? debug.symbolAt(offset) : frame.function));
      table.file.push(strings.intern(frame.file));
      table.line.push(frame.line);
      table.column.push(frame.column);
    }
  }
  table.siteFirst.push(table.function.length);
  return table;
}

/** Reads a source file's text; undefined when it is not there. */
export type ReadSource = (path: string) => string | undefined;

/** Lines kept around each line that a report may show. */
const CONTEXT = 2;

export function collectSources(
  findings: readonly Finding[],
  leaks: readonly LeakRecord[],
  ending: Ending,
  stacks: StackTable,
  frames: FrameTable,
  strings: StringTable,
  readSource: ReadSource,
): SourceLine[] {
  const rowOf = new Map<number, number>();
  frames.siteOffset.view().forEach((offset, row) => rowOf.set(offset, row));
  const wanted = new Map<number, Set<number>>();
  const want = (stack: StackId | undefined): void => {
    for (let at = stack ?? 0; at !== 0; at = stacks.parent.get(at)) {
      const row = rowOf.get(stacks.site.get(at));
      if (row === undefined) continue;
      for (let f = frames.siteFirst.get(row); f < frames.siteFirst.get(row + 1); f++) {
        const [file, line] = [frames.file.get(f), frames.line.get(f)];
        if (!file || !line) continue;
        const lines = wanted.get(file) ?? new Set<number>();
        wanted.set(file, lines);
        for (let n = Math.max(1, line - CONTEXT); n <= line + CONTEXT; n++) lines.add(n);
      }
    }
  };
  for (const finding of findings) {
    want(finding.stack);
    if (finding.kind === 'HeapCorrupted') want(finding.writer?.stack);
    const block = placeOf(finding);
    if (block?.in === 'heap-block') {
      want(block.block.allocStack);
      want(block.block.freeStack);
    }
  }
  for (const leak of leaks) want(leak.stack);
  if ('stack' in ending) want(ending.stack);
  const result: SourceLine[] = [];
  for (const [file, lines] of wanted) {
    const text = readSource(strings.get(file))?.split('\n');
    if (!text) continue;
    for (const line of [...lines].sort((a, b) => a - b)) {
      if (line <= text.length) result.push({ file, line, text: text[line - 1].replace(/\r$/, '') });
    }
  }
  return result;
}

function placeOf(finding: Finding): Place | undefined {
  return 'place' in finding ? finding.place : undefined;
}

/** The innermost frame of a stack that has a line, or the innermost; undefined for the empty stack. */
export function sourceOf(stack: StackId, stacks: StackTable, debug: DebugInfo): SourceFrame | undefined {
  let innermost: SourceFrame | undefined;
  for (let at = stack; at !== 0; at = stacks.parent.get(at)) {
    const frames = debug.framesAt(stacks.site.get(at));
    innermost ??= frames[0];
    const placed = frames.find(({ line }) => line > 0);
    if (placed !== undefined) return placed;
  }
  return innermost;
}

/** "in fill at src/fill.c:12", the path relative to the directory where it lies below it. */
export function placeWords({ function: name, file, line }: SourceFrame, directory: string): string {
  const path = file.startsWith(`${directory}/`) ? file.slice(directory.length + 1) : file;
  return line > 0 ? `in ${name} at ${path}:${line}` : `in ${name}`;
}
