/** What is wrong with string literals, in the words of CPython 3.11. */
import type { Cursor } from '../parser/cursor.js';
import { decodeBytes, decodeText, StringProblem } from '../parser/escapes.js';
import { stringBody } from '../parser/strings.js';
import { PREFIX } from '../tokens/string-extent.js';
import { checkFormatted } from './formatted-check.js';

/** Throws StringProblem or the error of a field; gives what the literals are called where that is no "literal". */
export function checkStrings(p: Cursor, first: number, last: number): string | undefined {
  const { value } = p.tokenizer.tokens;
  let isFormatted = false;
  let isBytes: boolean | undefined;
  for (let token = first; token <= last; token++) {
    const { flags, from, to } = stringBody(p, token);
    const raw = (flags & PREFIX.raw) !== 0;
    if (value[token] & PREFIX.bytes) checkBytes(p, token, from, to, raw);
    const bytes = (flags & PREFIX.bytes) !== 0;
    if (isBytes !== undefined && isBytes !== bytes) throw new StringProblem('cannot mix bytes and nonbytes literals');
    isBytes = bytes;
    if (flags & PREFIX.formatted) {
      checkFormatted(p, token);
      isFormatted = true;
    } else if (!bytes) decodeText(p.source, from, to, raw, p.lookUpCharacter);
  }
  return isFormatted ? 'f-string_expression' : undefined;
}

function checkBytes(p: Cursor, token: number, from: number, to: number, raw: boolean): void {
  try {
    decodeBytes(p.source, from, to, raw);
  } catch (problem) {
    // Only this message points at the literal.
    if (problem instanceof StringProblem && problem.message.startsWith('bytes')) problem.token = token;
    throw problem;
  }
}
