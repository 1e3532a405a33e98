/**
 * A line of source with a pointer under it:
 *
 *       --> src/leak.c:14:16
 *        |
 *     14 |   char *copy = malloc(4096);
 *        |                ^
 */
import type { Frame } from '../../analysis/stacks.js';
import type { Recording } from '../../events/recording.js';
import type { Style } from '../style.js';

const TAB = 4;

export class SourceExcerpts {
  readonly #lines = new Map<string, string>();
  readonly #directory: string;
  readonly #width: number;
  readonly #style: Style;

  constructor(recording: Recording, width: number, style: Style) {
    for (const { file, line, text } of recording.sources)
      this.#lines.set(`${recording.strings.get(file)}:${line}`, text);
    const { directory } = recording.header;
    this.#directory = directory.endsWith('/') ? directory : `${directory}/`;
    this.#width = width;
    this.#style = style;
  }

  /** The path as the reader would type it. */
  shortPath(file: string): string {
    return file.startsWith(this.#directory) ? file.slice(this.#directory.length) : file;
  }

  position(frame: Frame): string {
    return `${this.shortPath(frame.file)}:${frame.line}${frame.column ? `:${frame.column}` : ''}`;
  }

  /** Lines to print; none when the frame has no source position. */
  at(frame: Frame | undefined): string[] {
    if (!frame || frame.line === 0) return [];
    const { faint, error } = this.#style;
    const text = this.#lines.get(`${frame.file}:${frame.line}`);
    const number = String(frame.line);
    const gutter = ' '.repeat(Math.max(3, number.length));
    const arrow = `${gutter}${faint('-->')} ${this.position(frame)}`;
    if (text === undefined) return [arrow];
    const { shown, column } = this.#fit(text, frame.column, gutter.length + 3);
    const lines = [arrow, `${gutter} ${faint('|')}`, `${faint(number.padStart(gutter.length))} ${faint('|')} ${shown}`];
    if (column > 0) lines.push(`${gutter} ${faint('|')} ${' '.repeat(column - 1)}${error('^')}`);
    return lines;
  }

  /** Tabs as spaces, cut to the width around the column. */
  #fit(text: string, column: number, indent: number): { shown: string; column: number } {
    let shown = '';
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      if (i + 1 === column) at = shown.length + 1;
      shown += text[i] === '\t' ? ' '.repeat(TAB - (shown.length % TAB)) : text[i];
    }
    const room = this.#width - indent;
    if (shown.length <= room) return { shown, column: at };
    const start = at > room - 10 ? at - Math.floor(room / 2) : 0;
    return {
      shown: `${start > 0 ? '...' : ''}${shown.slice(start + (start > 0 ? 3 : 0), start + room)}`,
      column: at - start,
    };
  }
}
