/** Errors in the words of CPython 3.11's interpreter, with the line and carets. */
import type { PythonSyntaxError } from './errors.js';

/** What stands on standard error, with a line feed at the end. */
export function errorText(error: PythonSyntaxError, fileName: string): string {
  const message = error.message === '' ? '' : `: ${error.message}`;
  const last = `${error.type}${message}\n`;
  if (error.line === undefined) return last;
  return `  File "${fileName}", line ${error.line}\n${shownLine(error)}${last}`;
}

/** What tells where an error is: of PythonSyntaxError, or of an instance of SyntaxError. */
export type ErrorPlace = Pick<PythonSyntaxError, 'type' | 'line' | 'column' | 'endLine' | 'endColumn' | 'shownText'>;

/** The line without its indentation, and carets below the place where it is known. */
export function shownLine(error: ErrorPlace): string {
  if (error.shownText === undefined) return '';
  const text = error.shownText.replace(/\n$/, '');
  const stripped = text.replace(/^[ \t\f]+/, '');
  const length = new TextEncoder().encode(stripped).length;
  const indentation = text.length - stripped.length;
  // Places behind the line are moved to its end.
  const start = Math.min(error.column ?? -1, indentation + length + 1);
  // The rest of the line where the place goes on behind it.
  const isLonger = (error.endLine ?? 0) > error.line!;
  const end = isLonger ? [...text].length + 1 : Math.min(error.endColumn ?? -1, indentation + length + 1);
  const carets = error.type === 'SyntaxError' && end > start ? end - start : 1;
  const offset = start - 1 - indentation;
  const below = offset < 0 ? '' : `    ${' '.repeat(offset)}${'^'.repeat(carets)}\n`;
  return `    ${stripped}\n${below}`;
}
