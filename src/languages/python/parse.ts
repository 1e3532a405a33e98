/** A Python source to its tree: the entry of the front end. */
import { diagnose } from './diagnosis/diagnose.js';
import { checkStrings } from './diagnosis/string-check.js';
import { PythonSyntaxError } from './errors.js';
import { Cursor, Refused, TooDeep } from './parser/cursor.js';
import { parseModule } from './parser/parse-module.js';
import { normalise } from './source/normalise.js';
import { Tokenizer } from './tokens/tokenizer.js';
import type { Module } from './tree/ast.js';

export interface ParseOptions {
  /** The character of a name, for `\N{name}`; without it no name is known. */
  readonly lookUpCharacter?: (name: string) => number | undefined;
}

/** Throws PythonSyntaxError, as CPython would raise it. `file` are the bytes of a source in any encoding it declares. */
export function parse(file: Uint8Array, options: ParseOptions = {}): Module {
  const source = normalise(file);
  const tokenizer = new Tokenizer(source);
  tokenizer.run();
  const cursor = new Cursor(source, tokenizer, options.lookUpCharacter ?? (() => undefined));
  try {
    return parseModule(cursor);
  } catch (problem) {
    if (problem instanceof TooDeep) throw new PythonSyntaxError('MemoryError', '');
    if (!(problem instanceof Refused)) throw problem;
    throw diagnose(cursor, (first, last) => checkStrings(cursor, first, last));
  }
}
