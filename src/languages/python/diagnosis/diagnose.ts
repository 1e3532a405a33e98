/**
 * What is wrong with a source that the parser refused: the statement is read once more by CPython's own grammar, first as
 * it is and then with the rules for what people write instead. Both passes go over the tokens from the start of the
 * top-level statement; what comes before it is known to be right.
 */
import { PythonSyntaxError } from '../errors.js';
import type { Cursor } from '../parser/cursor.js';
import { T } from '../tokens/kinds.js';
import { EXPRESSIONS } from './grammar-expressions.js';
import { INVALID } from './grammar-invalid.js';
import { STATEMENTS } from './grammar-statements.js';
import { Machine } from './machine.js';
import { SyntaxMessages } from './messages.js';
import { compileGrammar, type Program } from './program.js';

/** Throws for an error in a field of an f-string; gives what literals are called. */
export type CheckStrings = (first: number, last: number) => string | undefined;

let program: Program | undefined;

/** @param rule what the whole source should be */
export function diagnose(p: Cursor, rule: 'file' | 'eval', checkStrings: CheckStrings): PythonSyntaxError {
  const found = diagnoseRule(p, rule, checkStrings);
  if (found === undefined) throw new Error('the parser refuses what the grammar accepts');
  return found;
}

/** Undefined where the rule matches. The prefix stands before messages that are not about tokens. */
export function diagnoseRule(
  p: Cursor,
  rule: string,
  checkStrings: CheckStrings,
  prefix = '',
): PythonSyntaxError | undefined {
  program ??= compileGrammar(STATEMENTS + EXPRESSIONS + INVALID);
  const messages = new SyntaxMessages(p.source, p.tokenizer, checkStrings, prefix);
  const machine = new Machine(program, p.tokenizer.tokens, messages);
  messages.machine = machine;
  try {
    if (machine.run(rule, p.statementAt, false)) return undefined;
    const last = machine.furthest;
    machine.run(rule, p.statementAt, true);
    const kind = p.tokenizer.tokens.kind[last];
    if (kind === T.Indent) return messages.errorAt('IndentationError', 'unexpected indent');
    if (kind === T.Dedent) return messages.errorAt('IndentationError', 'unexpected unindent');
    return atTheTokens(p, machine, messages.errorAcross('invalid syntax', last, last));
  } catch (problem) {
    if (!(problem instanceof PythonSyntaxError)) throw problem;
    return messages.isAboutTokens ? problem : atTheTokens(p, machine, problem);
  }
}

/**
 * What cannot be a token comes before what the grammar says, wherever it is; a bracket that is never closed only where it
 * was opened on a line before.
 */
function atTheTokens(p: Cursor, machine: Machine, found: PythonSyntaxError): PythonSyntaxError {
  const { error, openBracket, tokens } = p.tokenizer;
  if (error === undefined || found.type === 'MemoryError') return found;
  if (error.isLoud) return error.error;
  if (openBracket === undefined || tokens.line[machine.furthest] <= openBracket.line) return found;
  const { message, line, column } = openBracket;
  return new PythonSyntaxError('SyntaxError', message, line, column, line, 0);
}
