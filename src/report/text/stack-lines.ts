/**
 * A call stack under an excerpt:
 *
 *         = in std::map<int, int>::erase (5 calls inside it not shown)
 *           by drop
 *           by main  examples/map.cc:35:30
 *
 * The position that the excerpt has shown is not repeated, nor is a call that follows itself; of a library the program's
 * call is shown, and no position in its files.
 */
import { foldLibraries, isLibrary, type FoldedFrame, type Frame } from '../../analysis/stacks.js';
import { counted, grouped } from '../../base/format.js';

/** Longest name that is written out; positions of the names below it stand in one column. */
const LONGEST = 60;
const COLUMN = 36;

interface Row extends FoldedFrame {
  times: number;
}

/**
 * @param shown frame that the excerpt above has shown
 * @param position where a frame stands, for people
 */
export function stackLines(
  frames: readonly Frame[],
  shown: Frame | undefined,
  position: (frame: Frame) => string,
  faint: (text: string) => string,
): string[] {
  const rows = counts(foldLibraries(frames));
  const names = rows.map(({ frame, hidden }) => nameOf(frame, hidden));
  const isMixed = frames.some((frame) => !isLibrary(frame));
  const isPlaced = (frame: Frame): boolean => frame.line > 0 && frame !== shown && !(isMixed && isLibrary(frame));
  const column = Math.min(COLUMN, Math.max(0, ...rows.map((row, i) => (isPlaced(row.frame) ? names[i].length : 0))));
  return rows.map(({ frame, times }, i) => {
    const lead = i === 0 ? `    ${faint('=')} in ` : '      by ';
    const place = isPlaced(frame) ? `${' '.repeat(Math.max(0, column - names[i].length))}  ${position(frame)}` : '';
    return `${lead}${names[i]}${place}${times > 1 ? ` (${grouped(times)} times)` : ''}`;
  });
}

function nameOf(frame: Frame, hidden: number): string {
  const name = shortName(frame.function);
  if (hidden > 0) return `${name} (${counted(hidden, 'call')} inside it not shown)`;
  return frame.inlined ? `${name} (inlined)` : name;
}

function counts(folded: readonly FoldedFrame[]): Row[] {
  const rows: Row[] = [];
  for (const entry of folded) {
    const last = rows.at(-1);
    if (last !== undefined && isSame(last, entry)) last.times++;
    else rows.push({ ...entry, times: 1 });
  }
  return rows;
}

function isSame(a: FoldedFrame, b: FoldedFrame): boolean {
  return (
    a.hidden === b.hidden &&
    a.frame.function === b.frame.function &&
    a.frame.file === b.frame.file &&
    a.frame.line === b.frame.line &&
    a.frame.column === b.frame.column
  );
}

/** A name that does not fill the line: template arguments go first, then the rest. */
export function shortName(name: string): string {
  if (name.length <= LONGEST) return name;
  const plain = withoutTemplateArguments(name);
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 3)}...`;
}

function withoutTemplateArguments(name: string): string {
  let kept = '';
  let depth = 0;
  for (let i = 0; i < name.length; i++) {
    const operator = /^operator(<=>|<<=?|>>=?|->\*?|[<>]=?)/.exec(name.slice(i, i + 12));
    if (operator !== null) {
      if (depth === 0) kept += operator[0];
      i += operator[0].length - 1;
    } else if (name[i] === '<') {
      if (depth++ === 0) kept += '<...';
    } else if (name[i] === '>' && depth > 0) {
      if (--depth === 0) kept += '>';
    } else if (depth === 0) kept += name[i];
  }
  return kept;
}
