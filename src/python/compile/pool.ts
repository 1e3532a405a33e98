/** What compiled code refers to by its address, and what it tells about itself. */
import type { ConstantValue, Span } from '../../languages/python/tree/ast.js';
import type { Source, Unit } from './emit/unit.js';

export type Constant =
  | ConstantValue
  | { readonly type: 'tuple' | 'frozenset'; readonly items: readonly Constant[] }
  | { readonly type: 'code'; readonly address: number };

/** What of a code object is known from its definition alone. */
export interface CodeParts {
  readonly name: string;
  readonly qualifiedName: string;
  readonly firstLine: number;
  /** Positional ones, those before `/` included. */
  readonly argumentCount: number;
  readonly positionalOnly: number;
  readonly keywordOnly: number;
  /** CO_* */
  readonly flags: number;
  /** Parameters first. */
  readonly localNames: readonly string[];
  readonly cellNames: readonly string[];
  readonly freeNames: readonly string[];
  /** For each parameter that is a cell: its slot. */
  readonly cellParameters: readonly number[];
  /** Fast locals, cells and free variables. */
  readonly slots: number;
  readonly makesGenerator: boolean;
  /** Of an __init__: how many attributes of its first parameter it sets; else 0. */
  readonly attributes: number;
  /** Positional parameters only: it may be entered with exactly as many arguments. */
  readonly isSimple: boolean;
}

/** What compiling its body tells of a code object. */
export interface CompiledCode {
  /** Its function in the table: what is entered, or of a generator what resumes it. */
  readonly index: number;
  readonly constants: readonly number[];
  readonly globalNames: readonly string[];
  readonly frameBytes: number;
  /** As CPython's co_stacksize. */
  readonly stackDepth: number;
  /** The positions that SITE counts. */
  sites(): readonly Span[];
  /** By position: the cell with the table's entry for numbers that are made there, or 0. */
  readonly traceCells: ReadonlyMap<number, number>;
}

/** Compiles a function's body into a unit of its source. `first` is the first of its constants: its docstring, or None. */
export type CompileLater = (unit: Unit, first: number) => CompiledCode;

/** How compiled code helps to watch one object (watch/). Functions are indices in the table, of type word -> word. */
export interface WatchPoints {
  /** Whether the binding of a name in a scope is what is waited for. The scope is a qualified name, or <module>. */
  binds(scope: string, name: string): boolean;
  /** Whether setting an attribute of that name may be. */
  setsAttribute(name: string): boolean;
  /** Takes the value that is about to be bound, plus 1 if whoever binds it owns a reference. */
  readonly bound: number;
  /** Called between statements while WATCH_PENDING is not 0. */
  readonly settle: number;
}

/** What code has beside what the program says. */
export interface CodeModes {
  /** The program traces its allocations, or seems to be going to: numbers are made inline also then. */
  readonly tracesNumbers: boolean;
  /** The program seems to be going to trace itself: it tells of its lines. */
  readonly tellsLines: boolean;
  /**
   * The kernel is called through the table instead of by imports: a nanosecond more for each call, and nearly a millisecond less for
   * the module, since engines compile a wrapper for each type that an import has. For libraries, most of which is never called.
   */
  readonly callsThroughTable: boolean;
}

/** Makes objects that live at least as long as the code that refers to them. */
export interface Pool extends CodeModes {
  /** The module is to go with its functions: it must not refer to the table, which would keep it. */
  readonly isReleasable: boolean;
  /** Index in the table of the first function of the module that is being compiled, if it is not releasable. */
  readonly tableBase: number;
  /** Index in the table of a function by its number in the module. */
  placeOf(number: number): number;
  /** Undefined: nothing is watched, and code has nothing of it. */
  readonly watch?: WatchPoints;
  /** An interned str. */
  name(text: string): number;
  /** Equal constants of what is compiled together are one object. */
  constant(value: Constant): number;
  code(parts: CodeParts, compiled: CompiledCode): number;
  /** A code object whose body is compiled later, when it is first called at the latest. */
  declare(parts: CodeParts, first: Constant, frameBytes: number, source: Source, compile: CompileLater): number;
  /** A fixed block of 8 bytes, of zeros. */
  traceCell(): number;
  /** A fixed block whose words are all -1. */
  cache(bytes: number): number;
}

/** Equal for constants of the same type that cannot be told apart. */
export function constantKey(value: Constant): string {
  switch (value.type) {
    case 'int':
      return `i${value.value}`;
    case 'float':
      return `f${floatKey(value.value)}`;
    case 'complex':
      return `c${floatKey(value.real ?? 0)},${floatKey(value.imaginary)}`;
    case 'str':
      return `s${value.value.length}:${value.value}${value.codePoints === undefined ? '' : `!${value.codePoints.join()}`}`;
    case 'bytes':
      return `b${value.value.length}:${value.value.join()}`;
    case 'tuple':
    case 'frozenset':
      return `${value.type}(${value.items.map(constantKey).join(';')})`;
    case 'code':
      return `code${value.address}`;
    default:
      return value.type;
  }
}

function floatKey(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
