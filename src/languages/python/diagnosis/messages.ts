/**
 * The messages of the grammar. In braces stand what to do, the captures that it looks at, and behind `|` the text; `%s` is
 * what the first capture is called, `%d` its line. Without a text the message is made here.
 */
import type { SyntaxErrorType } from '../errors.js';
import { PythonSyntaxError } from '../errors.js';
import { StringProblem } from '../parser/escapes.js';
import { T } from '../tokens/kinds.js';
import type { SourceText } from '../source/source-text.js';
import type { Tokenizer } from '../tokens/tokenizer.js';
import type { CheckStrings } from './diagnose.js';
import type { Machine, Messages, Node, Value } from './machine.js';

const SOFT_KEYWORDS = ['_', 'case', 'match'];

export class SyntaxMessages implements Messages {
  readonly #source: SourceText;
  readonly #tokenizer: Tokenizer;
  readonly #checkStrings: CheckStrings;
  readonly #prefix: string;
  machine: Machine | undefined;
  /** The message is the tokenizer's own. */
  isAboutTokens = false;

  constructor(source: SourceText, tokenizer: Tokenizer, checkStrings: CheckStrings, prefix: string) {
    this.#source = source;
    this.#tokenizer = tokenizer;
    this.#checkStrings = checkStrings;
    this.#prefix = prefix;
  }

  decide(message: string, slots: (slot: number) => Value, value: Value): Value | undefined {
    const bar = message.indexOf(' | ');
    const [what, ...words] = (bar < 0 ? message : message.slice(0, bar)).split(' ');
    const text = bar < 0 ? '' : message.slice(bar + 3);
    const a = slots(0);
    const b = slots(1);
    switch (what) {
      case 'at':
        return this.#range(filled(text, a), a, a);
      case 'range':
        return this.#range(text, a, b ?? a);
      case 'from':
        return this.#startingFrom(text, a);
      case 'here':
        return this.#here('SyntaxError', text);
      case 'no-block':
        return this.#here(
          'IndentationError',
          text.replace('%d', () => String(this.#line(a))),
        );
      case 'target':
        return this.#target(words[0], a);
      case 'generator':
        return this.#range(text, a, lastOfClauses(b));
      case 'generator-argument': {
        const given = positionalOf(a);
        if (given.length <= 1) return undefined;
        return this.#range('Generator expression must be parenthesized', given.at(-1), lastOfClauses(b));
      }
      case 'positional': {
        const isUnpacking = itemsOf(a).some((item) => kindOf(item) === 'unpacking');
        return this.#here(
          'SyntaxError',
          `positional argument follows keyword argument${isUnpacking ? ' unpacking' : ''}`,
        );
      }
      case 'keyword-value':
        return this.#range(`cannot assign to ${this.#text(a)}`, a, b);
      case 'legacy':
        return this.#isLegacy(a)
          ? this.#range(`Missing parentheses in call to '${this.#text(a)}'. Did you mean ${this.#text(a)}(...)?`, a, b)
          : undefined;
      case 'comma': {
        const { level } = this.#tokenizer.tokens;
        if (this.#isLegacy(a) || level[this.machine!.position - 1] === 0) return undefined;
        return this.#range('invalid syntax. Perhaps you forgot a comma?', a, b);
      }
      case 'soft':
        // CPython compares no further than the name is long.
        return SOFT_KEYWORDS.some((keyword) => keyword.startsWith(this.#text(a))) ? value : undefined;
      case 'key': {
        const { line, column } = this.#end(a);
        throw new PythonSyntaxError('SyntaxError', this.#prefix + text, line, column - 1, line, 0);
      }
      case 'primary':
        return primary(a, b);
      case 'not-equal':
        return this.#text(value) === '<>' ? undefined : value;
      case 'real':
        return this.#number(value, false);
      case 'imaginary':
        return this.#number(value, true);
      case 'strings':
        return this.#strings(value as Node);
      default:
        throw new Error(`no message: ${message}`);
    }
  }

  missing(token: number, text: string): never {
    this.#range(`expected '${text}'`, token, token);
  }

  notAToken(): never {
    this.isAboutTokens = true;
    throw this.#tokenizer.error!.error;
  }

  tooDeep(): never {
    throw new PythonSyntaxError('MemoryError', '');
  }

  #here(type: SyntaxErrorType, text: string): never {
    throw this.errorAt(type, text);
  }

  /** At the last token that was looked at; those without text stand where the tokenizer stood. */
  errorAt(type: SyntaxErrorType, text: string): PythonSyntaxError {
    const token = this.machine!.furthest;
    const { kind, start, line } = this.#tokenizer.tokens;
    if (!hasNoText(kind[token])) return this.errorAcross(text, token, token, type);
    // At the end of the file CPython's buffer is empty, and has no column.
    const isEnd = start[token] === this.#source.bytes.length;
    const column = isEnd ? 0 : this.#column(line[token], start[token]) - 1;
    return new PythonSyntaxError(type, this.#prefix + text, line[token], column, line[token], -1);
  }

  errorAcross(text: string, a: Value, b: Value, type: SyntaxErrorType = 'SyntaxError'): PythonSyntaxError {
    const start = this.#start(a);
    if (a === b && this.#isOpenEnd(a))
      return new PythonSyntaxError(type, this.#prefix + text, start.line, 0, start.line, 0);
    const end = this.#end(b);
    return new PythonSyntaxError(type, this.#prefix + text, start.line, start.column, end.line, end.column);
  }

  /** Whether it is the line end that is not there. */
  #isOpenEnd(token: Value): boolean {
    const { kind, line } = this.#tokenizer.tokens;
    return typeof token === 'number' && kind[token] === T.Newline && this.#source.isOpen(line[token]);
  }

  #range(text: string, a: Value, b: Value): never {
    throw this.errorAcross(text, a, b);
  }

  #startingFrom(text: string, a: Value): never {
    const { line, column } = this.#start(a);
    const end = this.#end(this.machine!.furthest);
    throw new PythonSyntaxError('SyntaxError', this.#prefix + text, line, column, end.line, end.column - 1);
  }

  #target(where: string, a: Value): Value | undefined {
    const wrong = invalidTarget(a, where);
    if (wrong === undefined) return undefined;
    return this.#range(`cannot ${where === 'del' ? 'delete' : 'assign to'} ${nameOf(wrong)}`, wrong, wrong);
  }

  #number(value: Value, isImaginary: boolean): Value {
    const token = lastToken(value);
    const isComplex = /[jJ]$/.test(this.#text(token));
    if (isComplex === isImaginary) return value;
    return this.#range(`${isImaginary ? 'imaginary' : 'real'} number required in complex literal`, token, token);
  }

  #strings(node: Node): Value {
    try {
      return { ...node, kind: this.#checkStrings(node.first, node.last) ?? node.kind };
    } catch (problem) {
      if (!(problem instanceof StringProblem)) throw problem;
      const { token } = problem;
      if (token !== undefined) return this.#range(problem.message, token, token);
      return this.#here('SyntaxError', problem.message);
    }
  }

  #isLegacy(a: Value): boolean {
    const text = kindOf(a) === 'name' || typeof a === 'number' ? this.#text(a) : '';
    return text === 'print' || text === 'exec';
  }

  #text(a: Value): string {
    const { start, end } = this.#tokenizer.tokens;
    return this.#source.slice(start[firstToken(a)], end[lastToken(a)]);
  }

  #line(a: Value): number {
    return this.#tokenizer.tokens.line[firstToken(a)];
  }

  #column(line: number, offset: number): number {
    return this.#source.column(line, offset) + 1;
  }

  #start(a: Value): { line: number; column: number } {
    const token = firstToken(a);
    const { kind, start, line } = this.#tokenizer.tokens;
    return { line: line[token], column: hasNoText(kind[token]) ? 0 : this.#column(line[token], start[token]) };
  }

  #end(a: Value): { line: number; column: number } {
    const token = lastToken(a);
    const { kind, end, endLine } = this.#tokenizer.tokens;
    return { line: endLine[token], column: hasNoText(kind[token]) ? 0 : this.#column(endLine[token], end[token]) };
  }
}

export function hasNoText(kind: number): boolean {
  return kind === T.Indent || kind === T.Dedent || kind === T.End;
}

function filled(text: string, a: Value): string {
  return text.includes('%s') ? text.replace('%s', () => nameOf(a)) : text;
}

function isNode(value: Value): value is Node {
  return typeof value === 'object' && !Array.isArray(value);
}

function itemsOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value.flatMap((item) => (Array.isArray(item) ? item : [item]));
  return isNode(value) ? value.items.flatMap((item) => (kindOf(item) === 'several' ? itemsOf(item) : [item])) : [];
}

function kindOf(value: Value): string {
  return isNode(value) ? value.kind : '';
}

function nameOf(value: Value): string {
  return kindOf(value).replaceAll('_', ' ') || 'name';
}

function firstToken(value: Value): number {
  if (typeof value === 'number') return value;
  if (isNode(value)) return value.first;
  return Array.isArray(value) ? firstToken(value[0]) : 0;
}

function lastToken(value: Value): number {
  if (typeof value === 'number') return value;
  if (isNode(value)) return value.last;
  return Array.isArray(value) ? lastToken(value.at(-1)) : 0;
}

function positionalOf(call: Value): readonly Value[] {
  return itemsOf(call).filter((item) => kindOf(item) !== 'keyword' && kindOf(item) !== 'unpacking');
}

/** The last expression of a comprehension's clauses. */
function lastOfClauses(clauses: Value): Value {
  const last = itemsOf(clauses).at(-1);
  return itemsOf(last).at(-1) ?? last;
}

/** An atom with what follows it is what the last of that makes of it. */
function primary(atom: Value, trailers: Value): Value {
  const last = itemsOf(trailers).at(-1);
  if (last === undefined) return atom;
  const kind = kindOf(last) === 'generator_expression' ? 'function_call' : kindOf(last);
  return { kind, first: firstToken(atom), last: lastToken(last), items: [] };
}

/** The first part of a target that cannot be one. */
function invalidTarget(value: Value, where: string): Value | undefined {
  switch (kindOf(value)) {
    case 'list':
    case 'tuple':
      for (const item of itemsOf(value)) {
        const wrong = invalidTarget(item, where);
        if (wrong !== undefined) return wrong;
      }
      return undefined;
    case 'starred':
      return where === 'del' ? value : invalidTarget(itemsOf(value)[0], where);
    case 'comparison': {
      if (where !== 'for') return value;
      const [left, operator] = itemsOf(value);
      return kindOf(operator) === 'in' ? invalidTarget(left, where) : undefined;
    }
    case 'name':
    case 'subscript':
    case 'attribute':
    case '':
      return undefined;
    default:
      return value;
  }
}
