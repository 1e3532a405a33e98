/** Python programs: so far only what is wrong with their text, in CPython's words. */
import { errorText } from '../languages/python/error-text.js';
import { NotSupported, PythonSyntaxError } from '../languages/python/errors.js';
import { check } from '../languages/python/parse.js';
import { characterNamed } from '../python/objects/text/unicode/names.js';
import { EXIT } from './exit-status.js';
import { reasonOf } from './file-errors.js';
import { readInput } from './input.js';
import { UsageError } from './option-table.js';

export function isPythonProgram(files: readonly string[]): boolean {
  return files.some((file) => /\.pyw?$/i.test(file));
}

/** The status that CPython exits with for an error in the text. */
const WRONG_TEXT = 1;

/** Gives the exit status; nothing has run. */
export function checkPythonProgram(files: readonly string[]): number {
  const [file] = files;
  if (files.length > 1) throw new UsageError('a Python program is one file; its arguments come after --');
  let contents: Uint8Array;
  try {
    contents = readInput(file);
  } catch (error) {
    process.stderr.write(`heapglass: cannot read ${file}: ${reasonOf(error)}\n`);
    return EXIT.noInput;
  }
  try {
    check(contents, { fileName: file, lookUpCharacter: characterNamed });
  } catch (error) {
    if (error instanceof PythonSyntaxError) {
      process.stderr.write(errorText(error, file));
      return WRONG_TEXT;
    }
    if (!(error instanceof NotSupported)) throw error;
    process.stderr.write(`heapglass: ${file}: ${error.message}\n`);
    return EXIT.unavailable;
  }
  process.stderr.write(`heapglass: nothing is wrong with ${file}, but running Python programs is not there yet\n`);
  return EXIT.unavailable;
}
