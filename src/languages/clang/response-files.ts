/**
 * `@file` arguments replaced by the words in the file, as GCC and clang read them: separated by white space, with ' and "
 * to quote and \ to escape. A file that can't be read leaves the argument as it is, for clang to judge.
 */
import { resolve } from './paths.js';
import type { SourceFiles } from './toolchain.js';

/** Files may name files; deeper than this they name themselves. */
const MAXIMUM_DEPTH = 20;

export function expandResponseFiles(argv: readonly string[], files: SourceFiles, depth = 0): string[] {
  return argv.flatMap((arg) => {
    if (!arg.startsWith('@') || arg.length === 1 || depth === MAXIMUM_DEPTH) return [arg];
    const bytes = files.read(resolve(files.workingDirectory, arg.slice(1)));
    return bytes === undefined
      ? [arg]
      : expandResponseFiles(splitWords(new TextDecoder().decode(bytes)), files, depth + 1);
  });
}

export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === '\\' && quote !== "'" && at + 1 < text.length) {
      word = (word ?? '') + text[++at]!;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
