/** Errors in the words of CPython 3.11's interpreter, with the line and carets. */
import type { PythonSyntaxError } from './errors.js';

/** What stands on standard error, with a line feed at the end. */
export function errorText(error: PythonSyntaxError, fileName: string): string {
  const message = error.message === '' ? '' : `: ${error.message}`;
  const last = `${error.type}${message}\n`;
  if (error.line === undefined) return last;
  return `  File "${fileName}", line ${error.line}\n${shownLine(error)}${last}`;
}

/** The line without its indentation, and carets below the place where it is known. */
function shownLine(error: PythonSyntaxError): string {
  const text = error.shownText;
  if (text === undefined) return '';
  const stripped = text.replace(/^[ \t\f]+/, '');
  const length = new TextEncoder().encode(stripped).length;
  const start = error.column ?? -1;
  let end = error.endColumn ?? -1;
  // The rest of the line where the place goes on behind it.
  if ((error.endLine ?? 0) > error.line!) end = [...text].length + 1;
  const carets = end > 0 && end > start ? end - start : 1;
  const offset = Math.min(start - 1 - (text.length - stripped.length), length);
  const below = offset < 0 ? '' : `    ${' '.repeat(offset)}${'^'.repeat(carets)}\n`;
  return `    ${stripped}\n${below}`;
}
