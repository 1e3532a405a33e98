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

let program: Program | undefined;

export function diagnose(p: Cursor, checkStrings: (first: number, last: number) => string | undefined): PythonSyntaxError {
  program ??= compileGrammar(STATEMENTS + EXPRESSIONS + INVALID);
  const { tokenizer, source } = p;
  const messages = new SyntaxMessages(source, tokenizer, checkStrings);
  const machine = new Machine(program, tokenizer.tokens, messages);
  messages.machine = machine;
  let found: PythonSyntaxError | undefined;
  try {
    machine.run('file', p.statementAt, false);
    const last = machine.furthest;
    machine.run('file', p.statementAt, true);
    found = generic(p, messages, machine, last);
  } catch (problem) {
    if (!(problem instanceof PythonSyntaxError)) throw problem;
    found = problem;
  }
  return atTheTokens(p, machine, found);
}

function generic(p: Cursor, messages: SyntaxMessages, machine: Machine, last: number): PythonSyntaxError {
  const kind = p.tokenizer.tokens.kind[last];
  if (kind === T.Indent || kind === T.Dedent) {
    const text = kind === T.Indent ? 'unexpected indent' : 'unexpected unindent';
    return messages.errorAt(machine.furthest, 'IndentationError', text);
  }
  return messages.errorAt(last, 'SyntaxError', 'invalid syntax');
}

/**
 * What cannot be a token comes before what the grammar says, wherever it is; a bracket that is never closed only where it
 * was opened on a line before.
 */
function atTheTokens(p: Cursor, machine: Machine, found: PythonSyntaxError): PythonSyntaxError {
  const { error, openBracket, tokens } = p.tokenizer;
  if (error === undefined || found.type === 'MemoryError') return found;
  if (!error.isEnd)
    return new PythonSyntaxError(error.type, error.message, error.line, error.column, error.endLine, error.endColumn);
  if (openBracket === undefined || tokens.line[machine.furthest] <= openBracket.line) return found;
  const { message, line, column } = openBracket;
  return new PythonSyntaxError('SyntaxError', message, line, column, line, 0);
}
