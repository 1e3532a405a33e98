/** Compiles sources and runs what comes of it: what the runtime knows as its compiler. */
import type { Address } from '../../base/ids.js';
import { NotSupported, PythonSyntaxError } from '../../languages/python/errors.js';
import {
  type CheckedProgram,
  check,
  checkTree,
  lowered,
  parse,
  type ParseOptions,
} from '../../languages/python/parse.js';
import type { Module, Span, Stmt } from '../../languages/python/tree/ast.js';
import { dumpExpression, dumpModule } from '../../languages/python/tree/dump.js';
import { allocationTraces } from '../collector/traces.js';
import { compileModule } from '../compile/compile.js';
import { Unit } from '../compile/emit/unit.js';
import { decodeObject, encodeObject } from '../compile/kept/object-file.js';
import type { CompiledObject } from '../compile/kept/object.js';
import { objectOf } from '../compile/kept/compile-object.js';
import { syntaxWarnings } from '../compile/syntax-warnings.js';
import { CLOSURE, CODE_BODY, FRAME_GLOBALS } from '../format/frames.js';
import { BUILTINS, DEPTH_LEFT, FRAME, NONE } from '../format/memory-map.js';
import {
  DEPRECATION_WARNING,
  DICT_TYPE,
  MEMORY_ERROR,
  MODULE_TYPE,
  NOT_IMPLEMENTED_ERROR,
  RECURSION_ERROR,
  TYPE_ERROR,
  SYNTAX_WARNING,
} from '../format/types.js';
import { warnAt } from '../modules/warnings/warn.js';
import { characterNamed } from '../objects/text/unicode/names.js';
import type { CompileMode, Compiler, GivenSource } from '../runtime/compiler.js';
import { isInLibrary } from '../runtime/read-source.js';
import type { Variant } from '../runtime/surroundings.js';
import { isEngineStackOverflow, PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';
import { CodePool, type WaitingCode } from './code-pool.js';
import { codeOfFrame, localsOfFrame, runningFrame } from './frames.js';
import { type CompileProgram, linkObject } from './link-object.js';
import { spanAt } from './sites.js';
import { raiseSyntaxError } from './syntax-errors.js';

/** A call less that may still nest are so many levels of the tree less, as CPython's compiler counts. */
const TREE_LEVELS_OF_CALL = 3;

/** Sources that programs make themselves have no end; ours are called <_ast>, <frozen importlib._bootstrap> and the like. */
const IS_MADE = /^<(?!_|frozen )/;
/** Who uses one of these wants to hear of lines (sys.settrace). */
const TRACES_LINES = /\b(?:settrace|bdb|pdb|breakpoint)\b|\b(?:import|from) trace\b/;
/** Of trees that programs have made. */
const NO_SOURCE = new Uint8Array();
/** Bytes of source. */
const MOST_COMPILED_WHOLE = 64 * 1024;

function parseOptions(fileName: string, mode: CompileMode, { isText }: GivenSource): ParseOptions {
  return { fileName, isText, isExpression: mode === 'eval', lookUpCharacter: characterNamed };
}

export class ProgramCompiler implements Compiler {
  readonly #rt: Runtime;
  readonly #later = new Map<Address, WaitingCode>();

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  compile(source: Uint8Array, fileName: string, mode: CompileMode, given: GivenSource = {}): Address {
    const rt = this.#rt;
    this.#noteIntents(source, fileName);
    const constants: Address[] = [];
    const compiled = rt.pooled(() => {
      const [object, program] = this.#keptObject(source, fileName, mode, given);
      const pool = new CodePool(rt, fileName, this.#later, this.#isReleasable(source, fileName));
      return this.#supported(() => {
        const code =
          object !== undefined
            ? linkObject(rt, object, pool, this.#moduleMaker(source, fileName))
            : this.#compiled(source, program!, pool, mode);
        if (given.keepsConstants) constants.push(...pool.constants);
        for (const constant of constants) rt.incref(constant);
        return code;
      });
    });
    for (const constant of constants) rt.keep(constant);
    return compiled;
  }

  compileTree(tree: Module, fileName: string, mode: CompileMode): Address {
    const rt = this.#rt;
    return rt.pooled(() => {
      const program = this.#refusing(fileName, () => checkTree(tree));
      this.#warn(program, NO_SOURCE, fileName);
      const pool = new CodePool(rt, fileName, this.#later, this.#isReleasable(NO_SOURCE, fileName));
      return this.#supported(() => this.#compiled(NO_SOURCE, program, pool, mode));
    });
  }

  /** What a source is about to do that code is compiled for: its own body is compiled before it begins. */
  #noteIntents(source: Uint8Array, fileName: string): void {
    const rt = this.#rt;
    const isOwn = !this.#isLibrary(fileName);
    if (rt.tracesNumbers && (rt.tellsLines || !isOwn)) return;
    // Decoding and searching as a text is what engines do quickest.
    const text = new TextDecoder().decode(source);
    rt.tracesNumbers ||= text.includes('tracemalloc');
    rt.tellsLines ||= isOwn && TRACES_LINES.test(text);
  }

  #compiled(source: Uint8Array, program: CheckedProgram, pool: CodePool, mode: CompileMode): Address {
    const { unit, code } = compileModule(program, pool, mode);
    if (this.#isCompiledWhole(source, pool.fileName)) pool.compileDeclared(unit);
    if (pool.isReleasable) this.#rt.linkReleasable(unit.module(), pool.places);
    else this.#rt.link([{ wasm: unit.module(), use: 'program' }], unit.functionCount);
    return code;
  }

  /** What was kept of the source, or shall be; if none can be kept, the checked program instead. */
  #keptObject(
    source: Uint8Array,
    fileName: string,
    mode: CompileMode,
    given: GivenSource,
  ): [object: CompiledObject | undefined, program: CheckedProgram | undefined] {
    const rt = this.#rt;
    const { tracesNumbers, tellsLines, watch, surroundings } = rt;
    const { kept } = surroundings;
    const isLibrary = this.#isLibrary(fileName);
    const variant = this.#variant(fileName);
    // Of a library so much is made whether it can be kept or not: programs see where they are in their generations.
    const isWanted = kept !== undefined || isLibrary;
    const isKept = isWanted && watch === undefined && !given.isText && mode === 'exec' && !IS_MADE.test(fileName);
    const known = isKept ? kept?.read(source, variant) : undefined;
    if (known !== undefined) return [decodeObject(known), undefined];
    const program = this.#check(source, fileName, mode, given);
    const hasWarnings = this.#warn(program, source, fileName);
    if (program.hasTypeParameters) {
      // What they are made of must be there when the code runs: it is not kept.
      rt.importModule('_generics');
      return [undefined, lowered(program)];
    }
    if (!isKept || hasWarnings) return [undefined, program];
    const object = this.#refusing(fileName, () =>
      objectOf(program, { tracesNumbers, tellsLines, callsThroughTable: isLibrary }),
    );
    if (object !== undefined) kept?.write(source, variant, encodeObject(object));
    return [object, program];
  }

  #variant(fileName: string): Variant {
    const { tracesNumbers, tellsLines } = this.#rt;
    const isLibrary = this.#isLibrary(fileName);
    return `${tracesNumbers ? 'traced' : 'plain'}${tellsLines ? '-lines' : ''}${isLibrary ? '-library' : ''}`;
  }

  /** What makes the module of a source for which machine code may have been kept. */
  #moduleMaker(source: Uint8Array, fileName: string): CompileProgram | undefined {
    const { kept } = this.#rt.surroundings;
    const variant = this.#variant(fileName);
    return kept && ((wasm, exported) => kept.module(source, variant, wasm, exported));
  }

  dump(source: Uint8Array, fileName: string, mode: CompileMode, given: GivenSource = {}): string {
    const tree = this.#refusing(fileName, () => parse(source, parseOptions(fileName, mode, given)));
    const text = dumpModule(tree);
    if (mode === 'exec') return text;
    if (mode === 'single') return text.replace(/^Module/, 'Interactive').replace(/, type_ignores=\[\]\)$/, ')');
    return `Expression(body=${dumpExpression((tree.body[0] as Stmt & { kind: 'Expr' }).value)})`;
  }

  complete(code: Address): void {
    const rt = this.#rt;
    const waiting = this.#later.get(code);
    if (waiting === undefined || rt.views.word(code + CODE_BODY) !== 0) return;
    // CPython has compiled it long before: what that takes is not the caller's.
    const untraced = (work: () => Address) => allocationTraces(rt).untraced(() => rt.pooled(work));
    untraced(() => {
      const pool = new CodePool(rt, waiting.fileName, this.#later);
      const unit = new Unit(waiting.source, pool);
      this.#supported(() => {
        pool.compileInto(unit, code);
        rt.link([{ wasm: unit.module(), use: 'program' }], unit.functionCount);
      });
      return 0;
    });
  }

  /**
   * A module of WebAssembly takes a millisecond to start, whatever it holds: of a program's own files most functions are called, so they
   * are compiled with it. Of a library most are not.
   */
  #isCompiledWhole(source: Uint8Array, fileName: string): boolean {
    return source.length <= MOST_COMPILED_WHOLE && !this.#isLibrary(fileName);
  }

  #isLibrary(fileName: string): boolean {
    return isInLibrary(this.#rt.surroundings, fileName);
  }

  /** What programs compile themselves, by eval or exec, often has no use for long. What is watched needs the table. */
  #isReleasable(source: Uint8Array, fileName: string): boolean {
    return IS_MADE.test(fileName) && source.length <= MOST_COMPILED_WHOLE && this.#rt.watch === undefined;
  }

  #supported<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (problem) {
      if (problem instanceof NotSupported) this.#rt.raise(NOT_IMPLEMENTED_ERROR, problem.message);
      // Engines have limits for the size of a function.
      if (problem instanceof WebAssembly.CompileError)
        this.#rt.raise(MEMORY_ERROR, 'a function is too large to be compiled');
      if (isEngineStackOverflow(problem))
        this.#rt.raise(RECURSION_ERROR, 'maximum recursion depth exceeded during compilation');
      throw problem;
    }
  }

  #refusing<Result>(fileName: string, work: () => Result): Result {
    try {
      return work();
    } catch (problem) {
      if (problem instanceof NotSupported || problem instanceof PythonSyntaxError)
        return raiseSyntaxError(this.#rt, problem, fileName);
      throw problem;
    }
  }

  /** Whether there was anything to warn of. An exception that a filter makes of a warning is a SyntaxError. */
  #warn({ module, escapeWarnings }: CheckedProgram, source: Uint8Array, fileName: string): boolean {
    const rt = this.#rt;
    const compiled = this.#supported(() => syntaxWarnings(module.body));
    const found = [
      ...escapeWarnings.map(({ message, span }) => ({ message, span, category: DEPRECATION_WARNING })),
      ...compiled.map(({ message, span }) => ({ message, span, category: SYNTAX_WARNING })),
    ];
    if (found.length === 0) return false;
    const place = { file: rt.string(fileName), module: rt.string(fileName.replace(/\.py$/, '')), registry: 0 };
    for (const { message, span, category } of found) {
      try {
        warnAt(rt, rt.string(message), category, { ...place, line: span.line }, NONE);
      } catch (problem) {
        if (!(problem instanceof PythonError) || !rt.isInstance(rt.pending(), category)) throw problem;
        rt.clearPending();
        const { line, column, endLine, endColumn } = span;
        const error = new PythonSyntaxError('SyntaxError', message, line, column + 1, endLine, endColumn + 1);
        // The parser knows the line, the compiler does not.
        if (category === DEPRECATION_WARNING) error.shownText = lineOf(source, line);
        raiseSyntaxError(rt, error, fileName);
      }
    }
    return true;
  }

  #check(source: Uint8Array, fileName: string, mode: CompileMode, given: GivenSource): CheckedProgram {
    return this.#refusing(fileName, () => {
      const deepest = TREE_LEVELS_OF_CALL * this.#rt.views.word(DEPTH_LEFT);
      return check(source, { ...parseOptions(fileName, mode, given), deepest });
    });
  }

  execute(code: Address, globals: Address, locals: Address, closure = 0): Address {
    const rt = this.#rt;
    const callee = rt.keep(rt.kernel.newFunction(code, globals, this.#builtinsFor(globals)));
    if (closure !== 0) {
      rt.incref(closure);
      rt.views.setWord(callee + CLOSURE, closure);
    }
    return rt.keep(rt.kernel.runBody(callee, locals));
  }

  /** What `__builtins__` in a namespace says: a module or its dict. */
  #builtinsFor(globals: Address): Address {
    const rt = this.#rt;
    const given = rt.dictGet(globals, rt.name('__builtins__'));
    if (given === 0) return rt.views.word(BUILTINS);
    if (rt.kernel.isSubtype(rt.typeOf(given), DICT_TYPE) !== 0) return given;
    if (rt.kernel.isSubtype(rt.typeOf(given), MODULE_TYPE) === 0)
      rt.raise(TYPE_ERROR, `'${rt.shownTypeName(rt.typeOf(given))}' object is not subscriptable`);
    return rt.attribute(given, '__dict__');
  }

  /** Runs a function without parameters, the body of a class, with a mapping as its locals. Its result is kept. */
  executeBody(callee: Address, locals: Address): Address {
    return this.#rt.keep(this.#rt.kernel.runBody(callee, locals));
  }

  locals(): Address {
    const frame = this.#rt.views.word(FRAME);
    return frame === 0 ? 0 : localsOfFrame(this.#rt, frame);
  }

  globals(): Address {
    const frame = this.#rt.views.word(FRAME);
    return frame === 0 ? 0 : this.#rt.views.word(frame + FRAME_GLOBALS);
  }

  frame(depth: number): Address {
    return runningFrame(this.#rt, depth);
  }

  codeOf(frame: Address): Address {
    return frame === 0 ? 0 : codeOfFrame(this.#rt, frame);
  }

  position(code: Address, site: number): Span | undefined {
    return spanAt(this.#rt, code, site);
  }

  namesInScope(frame: Address): string[] {
    const rt = this.#rt;
    if (frame === 0) return [];
    const scopes = [localsOfFrame(rt, frame), rt.views.word(frame + FRAME_GLOBALS), rt.views.word(BUILTINS)];
    const names = new Set<string>();
    for (const scope of scopes) {
      try {
        for (const key of rt.items(scope)) if (rt.isString(key)) names.add(rt.text(key));
      } catch (problem) {
        if (!(problem instanceof PythonError)) throw problem;
        rt.clearPending();
      }
    }
    return [...names];
  }
}

function lineOf(source: Uint8Array, line: number): string {
  return `${new TextDecoder().decode(source).split(/\r\n?|\n/)[line - 1]}\n`;
}
