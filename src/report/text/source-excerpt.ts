/**
 * A line of source with a pointer under it:
 *
 *       --> src/leak.c:14:16
 *        |
 *     14 |   char *copy = malloc(4096);
 *        |                ^
 *
 * Compilers count columns in bytes; the pointer stands under the character that begins there, whatever room the ones
 * before it take. Lines that are too long are cut around it.
 */
import type { Recording } from '../../events/recording.js';
import type { Style } from '../style.js';
import { bytesOf, columnsOf, printable } from './display-width.js';

const TAB = 4;
const CUT = '...';

interface Cell {
  text: string;
  width: number;
}

/** A place in a source file; the column is 0 where it is unknown. */
export interface SourcePosition {
  file: string;
  line: number;
  column: number;
}

/** The text of a source line, where it is known. */
export type SourceLine = (position: SourcePosition) => string | undefined;

/** The lines that a recording has kept. */
export function recordedLines(recording: Recording): SourceLine {
  const lines = new Map<string, string>();
  for (const { file, line, text } of recording.sources) lines.set(`${recording.strings.get(file)}:${line}`, text);
  return ({ file, line }) => lines.get(`${file}:${line}`);
}

export class SourceExcerpts {
  readonly #line: SourceLine;
  readonly #directory: string;
  readonly #width: number;
  readonly #style: Style;

  /** @param directory where the program ran */
  constructor(line: SourceLine, directory: string, width: number, style: Style) {
    this.#line = line;
    this.#directory = directory.endsWith('/') ? directory : `${directory}/`;
    this.#width = width;
    this.#style = style;
  }

  /** The path as it was typed where the program ran. */
  shortPath(file: string): string {
    return file.startsWith(this.#directory) ? file.slice(this.#directory.length) : file;
  }

  position(frame: SourcePosition): string {
    return `${this.shortPath(frame.file)}:${frame.line}${frame.column ? `:${frame.column}` : ''}`;
  }

  /** The source line that a frame stands in, where it is known. */
  textAt(frame: SourcePosition | undefined): string | undefined {
    return frame && this.#line(frame);
  }

  /** Lines to print; none when the frame has no source position. */
  at(frame: SourcePosition | undefined): string[] {
    if (!frame || frame.line === 0) return [];
    const { faint, error } = this.#style;
    const text = this.textAt(frame);
    const number = String(frame.line);
    const gutter = ' '.repeat(Math.max(3, number.length));
    const arrow = `${gutter}${faint('-->')} ${this.position(frame)}`;
    if (text === undefined) return [arrow];
    const { shown, pointer } = this.#fit(text, frame.column, gutter.length + 3);
    const lines = [arrow, `${gutter} ${faint('|')}`, `${faint(number.padStart(gutter.length))} ${faint('|')} ${shown}`];
    if (pointer !== undefined) lines.push(`${gutter} ${faint('|')} ${' '.repeat(pointer)}${error('^')}`);
    return lines;
  }

  /** The line as it fits behind the gutter, and how far in it the pointer stands. */
  #fit(text: string, column: number, gutter: number): { shown: string; pointer: number | undefined } {
    const { cells, target } = cellsOf(text, column);
    const room = this.#width - gutter;
    const before = widthOf(cells.slice(0, target ?? 0));
    if (widthOf(cells) <= room) return { shown: joined(cells), pointer: target === undefined ? undefined : before };
    // What stands before the pointer takes at most two thirds of the room.
    const limit = Math.floor((room * 2) / 3);
    let first = 0;
    let pointer = before;
    if (before > limit) {
      pointer += CUT.length;
      while (pointer > limit) pointer -= cells[first++].width;
    }
    let used = first > 0 ? CUT.length : 0;
    let last = first;
    const reserved = (index: number): number => (index + 1 < cells.length ? CUT.length : 0);
    while (last < cells.length && used + cells[last].width + reserved(last) <= room) used += cells[last++].width;
    const shown = `${first > 0 ? CUT : ''}${joined(cells.slice(first, last))}${last < cells.length ? CUT : ''}`;
    return { shown, pointer: target === undefined ? undefined : pointer };
  }
}

/** One cell per character, tabs as spaces. `target`: the cell that byte `column` of the line, from 1, is part of. */
function cellsOf(text: string, column: number): { cells: Cell[]; target: number | undefined } {
  const cells: Cell[] = [];
  let target: number | undefined;
  let at = 0;
  let byte = 1;
  for (const character of text) {
    byte += bytesOf(character);
    if (column > 0 && target === undefined && byte > column) target = cells.length;
    const shown = printable(character);
    const width = character === '\t' ? TAB - (at % TAB) : columnsOf(shown);
    cells.push({ text: character === '\t' ? ' '.repeat(width) : shown, width });
    at += width;
  }
  return { cells, target };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function joined(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}
