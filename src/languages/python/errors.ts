/** What is wrong with a program's text: what CPython raises before it runs anything. */

export type SyntaxErrorType = 'SyntaxError' | 'IndentationError' | 'TabError' | 'MemoryError' | 'RecursionError';

/**
 * An error in the source, with the numbers of CPython's exception of that name: lines from 1, columns in characters from 1
 * (0 or -1 where CPython gives no place), the end behind the last character.
 */
export class PythonSyntaxError extends Error {
  readonly type: SyntaxErrorType;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly endLine: number | undefined;
  readonly endColumn: number | undefined;
  /**
   * The line, or what else is shown: CPython puts expressions of f-strings in parentheses. None where CPython looks for the file
   * that the source came from, and there is none.
   */
  shownText: string | undefined;

  constructor(
    type: SyntaxErrorType,
    message: string,
    line?: number,
    column?: number,
    endLine?: number,
    endColumn?: number,
  ) {
    super(message);
    this.type = type;
    this.line = line;
    this.column = column;
    this.endLine = endLine;
    this.endColumn = endColumn;
  }
}

/** Right in Python, but not there yet in heapglass. */
export class NotSupported extends Error {
  /** What is missing, as the subject of a sentence. */
  readonly what: string;

  constructor(what: string) {
    super(`${what} are not there yet`);
    this.what = what;
  }
}
