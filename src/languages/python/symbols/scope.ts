/** Scopes and what they know of their names. */
import type { Expr, Module, Span, Stmt } from '../tree/ast.js';

/** What is done with a name in a scope, and above SCOPE_SHIFT where it lives: the numbers of CPython's symbol table. */
export const FLAG = {
  /** A `global` statement. */
  global: 1,
  /** An assignment of any kind. */
  local: 2,
  parameter: 4,
  /** A `nonlocal` statement. */
  nonlocal: 8,
  use: 16,
  /** A class assigns it, and a method takes it from an outer function. */
  freeInClass: 64,
  import: 128,
  annotated: 256,
  /** What a comprehension iterates with. */
  iteration: 512,
} as const;

export const BOUND = FLAG.local | FLAG.parameter | FLAG.import;
export const SCOPE_SHIFT = 11;

/** Where a name lives: CPython's numbers. */
export const PLACE = { local: 1, globalExplicit: 2, globalImplicit: 3, free: 4, cell: 5 } as const;
export type Place = (typeof PLACE)[keyof typeof PLACE];

export type ComprehensionKind = 'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp';

/** A module, a class, or a function: also a lambda, a comprehension, and the scope of type parameters. */
export class Scope {
  readonly type: 'module' | 'class' | 'function' | 'annotation';
  readonly name: string;
  readonly node: Module | Stmt | Expr;
  readonly line: number;
  readonly parent: Scope | undefined;
  readonly children: Scope[] = [];
  /** Each name's flags and, after `resolve`, its place. Names are mangled. */
  readonly symbols = new Map<string, number>();
  readonly parameters: string[] = [];
  /** Within a function, however deep. */
  readonly isNested: boolean;
  /** The class whose private names (`__x`) the scope mangles. */
  readonly privateClass: string | undefined;
  comprehension: ComprehensionKind | undefined;
  isGenerator = false;
  isCoroutine = false;
  /** It returns a value. */
  returnsValue = false;
  /** A method uses `__class__` or `super`, so the class must give it a cell. */
  needsClassCell = false;
  /** Where a name was declared global or nonlocal. */
  readonly declarations = new Map<string, Span>();

  constructor(options: {
    type: Scope['type'];
    name: string;
    node: Scope['node'];
    line: number;
    parent: Scope | undefined;
    privateClass: string | undefined;
  }) {
    this.type = options.type;
    this.name = options.name;
    this.node = options.node;
    this.line = options.line;
    this.parent = options.parent;
    this.privateClass = options.privateClass;
    this.isNested = options.parent !== undefined && (options.parent.isNested || options.parent.type === 'function');
  }

  flags(name: string): number {
    return this.symbols.get(name) ?? 0;
  }

  place(name: string): Place | undefined {
    const place = this.flags(name) >> SCOPE_SHIFT;
    return place === 0 ? undefined : (place as Place);
  }
}

/** A private name in a class body gets the class's name in front. */
export function mangled(privateClass: string | undefined, name: string): string {
  if (privateClass === undefined || !name.startsWith('__') || name.endsWith('__') || name.includes('.')) return name;
  const stripped = privateClass.replace(/^_+/, '');
  return stripped === '' ? name : `_${stripped}${name}`;
}
