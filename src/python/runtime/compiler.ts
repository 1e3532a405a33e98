/** How what runs programs is asked to compile one: `Runtime` does not depend on the compiler. */
import type { Address } from '../../base/ids.js';
import type { Module, Span } from '../../languages/python/tree/ast.js';

/** As of compile(): a module, an expression, one statement of a dialogue. */
export type CompileMode = 'exec' | 'eval' | 'single';

/** What else is known of a source. */
export interface GivenSource {
  /** Its constants are kept, too: CPython holds the tree of the main program, with its constants, while it runs. */
  readonly keepsConstants?: boolean;
  /** It was given as a str: these are its bytes in UTF-8, whatever encoding it declares. */
  readonly isText?: boolean;
}

export interface Compiler {
  /**
   * A code object, kept.
   * @param source in any encoding that it declares
   * @throws PythonError with SyntaxError
   */
  compile(source: Uint8Array, fileName: string, mode: CompileMode, given?: GivenSource): Address;
  /**
   * The same of a tree. Its lines are not known.
   * @throws PythonError with SyntaxError
   */
  compileTree(tree: Module, fileName: string, mode: CompileMode): Address;
  /**
   * The tree of a source as ast.dump has it with positions, to be read in the namespace of the module _ast.
   * @throws PythonError with SyntaxError
   */
  dump(source: Uint8Array, fileName: string, mode: CompileMode, given?: GivenSource): string;
  /**
   * Runs the code of a module, an expression or a class body in its namespaces. Its result is kept.
   * @param closure cells for its free variables: a tuple, or 0
   */
  execute(code: Address, globals: Address, locals: Address, closure?: Address): Address;
  /** Compiles the body of a code object that has not been called yet. */
  complete(code: Address): void;
  /** Names and values of the running function, or the dict of the running module or class; 0 if nothing runs. Kept. */
  locals(): Address;
  /** The namespace of what runs, borrowed; 0 if nothing runs. */
  globals(): Address;
  /** The frame object so many calls up, kept; 0 if there is none. */
  frame(depth: number): Address;
  /** The code object that a frame runs, borrowed. */
  codeOf(frame: Address): Address;
  /** What stands at a site of a code object. */
  position(code: Address, site: number): Span | undefined;
  /** The names that a frame can use: locals, globals, builtins. */
  namesInScope(frame: Address): string[];
}

/** The import statement. */
export interface ModuleImporter {
  /**
   * `import a.b` gives a; with names (a tuple that is not empty) a.b.
   * @param globals of the importing code, or 0
   * @throws PythonError with ImportError
   */
  import(name: string, globals: Address, names: Address, level: number): Address;
  /** `from module import name`. */
  from(module: Address, name: Address): Address;
  /** Whether a module is one of those that are not written in Python. */
  isBuiltin(name: string): boolean;
  /** Whether the body of a module is running. */
  isLoading(module: Address): boolean;
}

/** Exceptions as text. */
export interface ExceptionTexts {
  /** With the traceback and all that led to it. */
  text(exception: Address): string;
  traceback(traceback: Address): string;
  plainLine(exception: Address): string;
  /** With its module, unless that is builtins or __main__. */
  typeName(type: Address): string;
}
