/** A Python source to its tree: the entry of the front end. */
import { Cursor } from './parser/cursor.js';
import { parseModule } from './parser/parse-module.js';
import { normalise } from './source/normalise.js';
import { Tokenizer } from './tokens/tokenizer.js';
import type { Module } from './tree/ast.js';

export function parse(file: Uint8Array): Module {
  const source = normalise(file);
  const tokenizer = new Tokenizer(source);
  tokenizer.run();
  return parseModule(new Cursor(source, tokenizer, () => undefined));
}
