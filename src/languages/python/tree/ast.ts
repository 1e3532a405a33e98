/**
 * The tree of a Python program: the nodes of CPython 3.11's `ast` with its fields, and those of 3.12 for type parameters.
 * `kind` tells nodes apart. Positions are CPython's: lines from 1, columns from 0 in bytes of UTF-8.
 */

export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The value of a literal. */
export type ConstantValue =
  | { readonly type: 'none' | 'true' | 'false' | 'ellipsis' }
  /** A number where it is exact. */
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number }
  /** An imaginary number; one that operations on literals have given may have a real part. */
  | { readonly type: 'complex'; readonly real?: number; readonly imaginary: number }
  | StringValue
  | { readonly type: 'bytes'; readonly value: Uint8Array };

export interface StringValue {
  readonly type: 'str';
  readonly value: string;
  /**
   * The code points, only where `value` does not tell them: escapes wrote both halves of a surrogate pair, which are two
   * characters in Python.
   */
  readonly codePoints?: readonly number[];
}

export type Context = 'Load' | 'Store' | 'Del';
export type BinaryOperator =
  | 'Add'
  | 'Sub'
  | 'Mult'
  | 'MatMult'
  | 'Div'
  | 'Mod'
  | 'Pow'
  | 'LShift'
  | 'RShift'
  | 'BitOr'
  | 'BitXor'
  | 'BitAnd'
  | 'FloorDiv';
export type UnaryOperator = 'Invert' | 'Not' | 'UAdd' | 'USub';
export type ComparisonOperator = 'Eq' | 'NotEq' | 'Lt' | 'LtE' | 'Gt' | 'GtE' | 'Is' | 'IsNot' | 'In' | 'NotIn';

interface Node<Kind extends string> {
  readonly kind: Kind;
  readonly span: Span;
}

// Expressions

export interface BoolOp extends Node<'BoolOp'> {
  readonly op: 'And' | 'Or';
  readonly values: readonly Expr[];
}
export interface NamedExpr extends Node<'NamedExpr'> {
  readonly target: Name;
  readonly value: Expr;
}
export interface BinOp extends Node<'BinOp'> {
  readonly left: Expr;
  readonly op: BinaryOperator;
  readonly right: Expr;
}
export interface UnaryOp extends Node<'UnaryOp'> {
  readonly op: UnaryOperator;
  readonly operand: Expr;
}
export interface Lambda extends Node<'Lambda'> {
  readonly args: Arguments;
  readonly body: Expr;
}
export interface IfExp extends Node<'IfExp'> {
  readonly test: Expr;
  readonly body: Expr;
  readonly orElse: Expr;
}
export interface Dict extends Node<'Dict'> {
  /** Undefined where the value is unpacked (`**value`). */
  readonly keys: readonly (Expr | undefined)[];
  readonly values: readonly Expr[];
}
export interface SetDisplay extends Node<'Set'> {
  readonly elements: readonly Expr[];
}
export interface ElementComprehension extends Node<'ListComp' | 'SetComp' | 'GeneratorExp'> {
  readonly element: Expr;
  readonly generators: readonly Comprehension[];
}
export interface DictComp extends Node<'DictComp'> {
  readonly key: Expr;
  readonly value: Expr;
  readonly generators: readonly Comprehension[];
}
export interface Comprehension {
  readonly target: Expr;
  readonly iter: Expr;
  readonly ifs: readonly Expr[];
  readonly isAsync: boolean;
}
export interface Await extends Node<'Await'> {
  readonly value: Expr;
}
export interface Yield extends Node<'Yield'> {
  readonly value: Expr | undefined;
}
export interface YieldFrom extends Node<'YieldFrom'> {
  readonly value: Expr;
}
export interface Compare extends Node<'Compare'> {
  readonly left: Expr;
  readonly ops: readonly ComparisonOperator[];
  readonly comparators: readonly Expr[];
}
export interface Call extends Node<'Call'> {
  readonly func: Expr;
  readonly args: readonly Expr[];
  readonly keywords: readonly Keyword[];
}
export interface Keyword {
  readonly span: Span;
  /** Undefined for `**value`. */
  readonly arg: string | undefined;
  readonly value: Expr;
}
export interface FormattedValue extends Node<'FormattedValue'> {
  readonly value: Expr;
  readonly conversion: 's' | 'r' | 'a' | undefined;
  readonly formatSpec: JoinedStr | undefined;
}
export interface JoinedStr extends Node<'JoinedStr'> {
  readonly values: readonly Expr[];
}
export interface Constant extends Node<'Constant'> {
  readonly value: ConstantValue;
  /** A string written with the prefix `u`. */
  readonly isUnicode: boolean;
}
// A node becomes a target when what follows it says so: only the context of a node ever changes.
export interface Attribute extends Node<'Attribute'> {
  readonly value: Expr;
  readonly attr: string;
  ctx: Context;
}
export interface Subscript extends Node<'Subscript'> {
  readonly value: Expr;
  readonly slice: Expr;
  ctx: Context;
}
export interface Starred extends Node<'Starred'> {
  readonly value: Expr;
  ctx: Context;
}
export interface Name extends Node<'Name'> {
  readonly id: string;
  ctx: Context;
}
export interface Sequence extends Node<'List' | 'Tuple'> {
  readonly elements: readonly Expr[];
  ctx: Context;
}
export interface Slice extends Node<'Slice'> {
  readonly lower: Expr | undefined;
  readonly upper: Expr | undefined;
  readonly step: Expr | undefined;
}

export type Expr =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | SetDisplay
  | ElementComprehension
  | DictComp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | FormattedValue
  | JoinedStr
  | Constant
  | Attribute
  | Subscript
  | Starred
  | Name
  | Sequence
  | Slice;

// Parameters

export interface Parameter {
  readonly span: Span;
  readonly arg: string;
  readonly annotation: Expr | undefined;
}
export interface Arguments {
  readonly posOnly: readonly Parameter[];
  readonly args: readonly Parameter[];
  readonly varArg: Parameter | undefined;
  readonly kwOnly: readonly Parameter[];
  /** One for each of `kwOnly`. */
  readonly kwDefaults: readonly (Expr | undefined)[];
  readonly kwArg: Parameter | undefined;
  /** Of the last parameters of `posOnly` and `args`. */
  readonly defaults: readonly Expr[];
}
export interface TypeParameter extends Node<'TypeVar' | 'ParamSpec' | 'TypeVarTuple'> {
  readonly name: string;
  readonly bound: Expr | undefined;
}

// Statements

export interface FunctionDef extends Node<'FunctionDef' | 'AsyncFunctionDef'> {
  readonly name: string;
  readonly args: Arguments;
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
  readonly returns: Expr | undefined;
  readonly typeParams: readonly TypeParameter[];
}
export interface ClassDef extends Node<'ClassDef'> {
  readonly name: string;
  readonly bases: readonly Expr[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Stmt[];
  readonly decorators: readonly Expr[];
  readonly typeParams: readonly TypeParameter[];
}
export interface TypeAlias extends Node<'TypeAlias'> {
  readonly name: Name;
  readonly typeParams: readonly TypeParameter[];
  readonly value: Expr;
}
export interface Return extends Node<'Return'> {
  readonly value: Expr | undefined;
}
export interface Delete extends Node<'Delete'> {
  readonly targets: readonly Expr[];
}
export interface Assign extends Node<'Assign'> {
  readonly targets: readonly Expr[];
  readonly value: Expr;
}
export interface AugAssign extends Node<'AugAssign'> {
  readonly target: Expr;
  readonly op: BinaryOperator;
  readonly value: Expr;
}
export interface AnnAssign extends Node<'AnnAssign'> {
  readonly target: Expr;
  readonly annotation: Expr;
  readonly value: Expr | undefined;
  /** The target is a name without parentheses. */
  readonly isSimple: boolean;
}
export interface For extends Node<'For' | 'AsyncFor'> {
  readonly target: Expr;
  readonly iter: Expr;
  readonly body: readonly Stmt[];
  readonly orElse: readonly Stmt[];
}
export interface While extends Node<'While'> {
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orElse: readonly Stmt[];
}
export interface If extends Node<'If'> {
  readonly test: Expr;
  readonly body: readonly Stmt[];
  readonly orElse: readonly Stmt[];
}
export interface With extends Node<'With' | 'AsyncWith'> {
  readonly items: readonly WithItem[];
  readonly body: readonly Stmt[];
}
export interface WithItem {
  readonly context: Expr;
  readonly target: Expr | undefined;
}
export interface Match extends Node<'Match'> {
  readonly subject: Expr;
  readonly cases: readonly MatchCase[];
}
export interface MatchCase {
  readonly pattern: Pattern;
  readonly guard: Expr | undefined;
  readonly body: readonly Stmt[];
}
export interface Raise extends Node<'Raise'> {
  readonly exception: Expr | undefined;
  readonly cause: Expr | undefined;
}
export interface Try extends Node<'Try' | 'TryStar'> {
  readonly body: readonly Stmt[];
  readonly handlers: readonly ExceptHandler[];
  readonly orElse: readonly Stmt[];
  readonly finalBody: readonly Stmt[];
}
export interface ExceptHandler {
  readonly span: Span;
  readonly type: Expr | undefined;
  readonly name: string | undefined;
  readonly body: readonly Stmt[];
}
export interface Assert extends Node<'Assert'> {
  readonly test: Expr;
  readonly message: Expr | undefined;
}
export interface Alias {
  readonly span: Span;
  readonly name: string;
  readonly asName: string | undefined;
}
export interface Import extends Node<'Import'> {
  readonly names: readonly Alias[];
}
export interface ImportFrom extends Node<'ImportFrom'> {
  readonly module: string | undefined;
  readonly names: readonly Alias[];
  /** The number of leading dots. */
  readonly level: number;
}
export interface ScopeDeclaration extends Node<'Global' | 'Nonlocal'> {
  readonly names: readonly string[];
}
export interface ExprStatement extends Node<'Expr'> {
  readonly value: Expr;
}
export interface Plain extends Node<'Pass' | 'Break' | 'Continue'> {}

export type Stmt =
  | FunctionDef
  | ClassDef
  | TypeAlias
  | Return
  | Delete
  | Assign
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | ScopeDeclaration
  | ExprStatement
  | Plain;

// Patterns

export interface MatchValue extends Node<'MatchValue'> {
  readonly value: Expr;
}
export interface MatchSingleton extends Node<'MatchSingleton'> {
  readonly value: ConstantValue;
}
export interface MatchSequence extends Node<'MatchSequence'> {
  readonly patterns: readonly Pattern[];
}
export interface MatchMapping extends Node<'MatchMapping'> {
  readonly keys: readonly Expr[];
  readonly patterns: readonly Pattern[];
  readonly rest: string | undefined;
}
export interface MatchClass extends Node<'MatchClass'> {
  readonly cls: Expr;
  readonly patterns: readonly Pattern[];
  readonly keywordAttributes: readonly string[];
  readonly keywordPatterns: readonly Pattern[];
}
export interface MatchStar extends Node<'MatchStar'> {
  readonly name: string | undefined;
}
export interface MatchAs extends Node<'MatchAs'> {
  readonly pattern: Pattern | undefined;
  /** Undefined for the wildcard `_`. */
  readonly name: string | undefined;
}
export interface MatchOr extends Node<'MatchOr'> {
  readonly patterns: readonly Pattern[];
}
export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr;

export interface Module {
  readonly kind: 'Module';
  readonly body: readonly Stmt[];
}
