/** A Python source to its tree: the entry of the front end. */
import { diagnose } from './diagnosis/diagnose.js';
import { checkStrings } from './diagnosis/string-check.js';
import { PythonSyntaxError } from './errors.js';
import { lowerTypeParameters } from './lowering/type-parameters.js';
import { Cursor, type EscapeWarning, Refused, TooDeep } from './parser/cursor.js';
import type { LookUpCharacter } from './parser/escapes.js';
import { parseLoneExpression, parseModule } from './parser/parse-module.js';
import { checkRules } from './rules/check-rules.js';
import { futureFeatures } from './rules/future.js';
import { normalise, normaliseText } from './source/normalise.js';
import type { SourceText } from './source/source-text.js';
import { buildScopes } from './symbols/build.js';
import { resolve } from './symbols/resolve.js';
import type { Scope } from './symbols/scope.js';
import { Tokenizer } from './tokens/tokenizer.js';
import type { Module } from './tree/ast.js';

const LINE_FEED = 10;

export interface ParseOptions {
  /** For messages; the default is CPython's `<string>`. */
  readonly fileName?: string;
  /** For `\N{name}`; without it a source with one is not supported. */
  readonly lookUpCharacter?: LookUpCharacter;
  /** How deep the tree may nest, if less than in a program that nothing has called: CPython's compiler counts the calls around it. */
  readonly deepest?: number;
  /**
   * The source is the UTF-8 of a text, whatever encoding it declares, and no file: what is found after parsing has no line that
   * could be shown.
   */
  readonly isText?: boolean;
  /** The source is one expression, as eval() takes it. */
  readonly isExpression?: boolean;
}

/** A program that may be compiled: nothing is wrong with its text any more. */
export interface CheckedProgram {
  readonly module: Module;
  readonly scope: Scope;
  /** The names that it imports from `__future__`. */
  readonly features: ReadonlySet<string>;
  /** It has type parameters or aliases, which `lowered` takes out. */
  readonly hasTypeParameters: boolean;
  /** In the order in which they were met. */
  readonly escapeWarnings: readonly EscapeWarning[];
}

/** Throws PythonSyntaxError, as CPython would raise it, or NotSupported. `file` are the bytes of a source in any encoding it declares. */
export function parse(file: Uint8Array, options: ParseOptions = {}): Module {
  const source = normalised(file, options);
  return withText(source, () => parseSource(source, options).module);
}

/** The tree and the scopes, after everything that CPython checks before it runs a program. */
export function check(file: Uint8Array, options: ParseOptions = {}): CheckedProgram {
  const source = normalised(file, options);
  const { module, cursor } = withText(source, () => parseSource(source, options));
  const { hasTypeParameters } = cursor;
  const afterParsing = () => {
    const escapeWarnings = [...cursor.escapeWarnings.values()];
    return { ...checkTree(module, options.deepest), hasTypeParameters, escapeWarnings };
  };
  return options.isText ? afterParsing() : withText(source, afterParsing);
}

function normalised(file: Uint8Array, { fileName = '<string>', isText, isExpression }: ParseOptions): SourceText {
  const source = isText ? normaliseText(file) : normalise(file, fileName);
  source.endsOpen = isExpression === true && file.at(-1) !== LINE_FEED;
  return source;
}

/** The same of a tree that no source was parsed to: without type parameters. */
export function checkTree(module: Module, deepest?: number): CheckedProgram {
  const features = futureFeatures(module);
  const scope = buildScopes(module, features.names.has('annotations'), deepest);
  resolve(scope);
  checkRules(module, scope, features);
  return { module, scope, features: features.names, hasTypeParameters: false, escapeWarnings: [] };
}

/** The same program in terms of what compilers know: without type parameters and aliases. */
export function lowered(program: CheckedProgram): CheckedProgram {
  if (!program.hasTypeParameters) return program;
  const module = lowerTypeParameters(program.module);
  const scope = buildScopes(module, program.features.has('annotations'));
  resolve(scope);
  return { ...program, module, scope };
}

function parseSource(source: SourceText, options: ParseOptions): { module: Module; cursor: Cursor } {
  const tokenizer = new Tokenizer(source);
  tokenizer.run();
  const cursor = new Cursor(source, tokenizer, options.lookUpCharacter);
  try {
    return { module: parseOrDiagnose(cursor, options.isExpression === true), cursor };
  } catch (problem) {
    if (problem instanceof TooDeep) throw new PythonSyntaxError('MemoryError', '');
    throw problem;
  }
}

function parseOrDiagnose(cursor: Cursor, isExpression: boolean): Module {
  try {
    return isExpression ? parseLoneExpression(cursor) : parseModule(cursor);
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    throw diagnose(cursor, isExpression ? 'eval' : 'file', (first, last) => checkStrings(cursor, first, last));
  }
}

/** Errors get the line that they are about. */
function withText<Result>(source: SourceText, work: () => Result): Result {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof PythonSyntaxError && problem.line !== undefined)
      problem.shownText ??= source.shownLine(problem.line) + (source.isOpen(problem.line) ? '' : '\n');
    throw problem;
  }
}
