/** What is said of wrong programs, against what CPython 3.11 said: the error, its place, and all that is printed. */
import { describe, expect, it } from 'vitest';
import { errorText } from '../../src/languages/python/error-text.js';
import { PythonSyntaxError } from '../../src/languages/python/errors.js';
import { check } from '../../src/languages/python/parse.js';
import { fileOf, goldens, nameOf } from './goldens.js';

/** The error of a source; undefined where there is none. */
function errorOf(file: Uint8Array): PythonSyntaxError | undefined {
  try {
    check(file, { fileName: 'bad.py' });
    return undefined;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return error;
    throw error;
  }
}

/** CPython names the file by its whole path. */
function withoutDirectory(text: string): string {
  return text.replaceAll(/\/\S*\/bad\.py/g, 'bad.py');
}

describe('invalid snippets', () => {
  for (const snippet of goldens.invalid) {
    it(`are refused as by CPython: ${nameOf(snippet)}`, () => {
      const error = errorOf(fileOf(snippet));
      expect(error, 'it was accepted').toBeDefined();
      const { type, message, line, column, endLine, endColumn } = error!;
      const place = snippet.place && [line ?? null, column ?? null, endLine ?? null, endColumn ?? null];
      expect({ type, message, place }).toEqual({
        type: snippet.type,
        message: withoutDirectory(snippet.message),
        place: snippet.place,
      });
      expect(errorText(error!, 'bad.py')).toBe(withoutDirectory(snippet.shown));
    });
  }
});
