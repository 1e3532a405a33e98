/**
 * What CPython's compiler warns of: programs that are valid and surely not meant. In the order in which it generates code;
 * what is in a `finally` comes once for every way into it, as there.
 */
import type { Compare, Expr, Pattern, Span, Stmt, Try } from '../../languages/python/tree/ast.js';
import { annotationsOf, childrenOf, defaultsOf, patternsIn } from '../../languages/python/tree/children.js';
import { constantOf } from './emit/fold.js';
import type { Constant } from './pool.js';

export interface SyntaxWarningFound {
  readonly message: string;
  readonly span: Span;
}

export function syntaxWarnings(body: readonly Stmt[]): readonly SyntaxWarningFound[] {
  const pass = new WarningPass();
  pass.statements(body);
  return pass.found;
}

/** What `return`, `break` and `continue` leave on their way: loops, and the bodies of `finally`. */
type Enclosing = 'loop' | readonly Stmt[];

class WarningPass {
  readonly found: SyntaxWarningFound[] = [];
  #enclosing: Enclosing[] = [];

  statements(body: readonly Stmt[]): void {
    for (const s of body) this.#statement(s);
  }

  #statement(s: Stmt): void {
    switch (s.kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.#expressions([...s.decorators, ...defaultsOf(s.args), ...annotationsOf(s.args), s.returns]);
        this.#inScope(() => this.statements(s.body));
        return;
      case 'ClassDef':
        this.#expressions(s.decorators);
        this.#inScope(() => this.statements(s.body));
        this.#expressions([...s.bases, ...s.keywords.map((keyword) => keyword.value)]);
        return;
      case 'Return':
        this.#expressions([s.value]);
        this.#unwind(0);
        return;
      case 'Break':
      case 'Continue':
        this.#unwind(this.#enclosing.lastIndexOf('loop') + 1);
        return;
      case 'Delete':
        this.#expressions(s.targets);
        return;
      case 'Assign':
        this.#expressions([s.value, ...s.targets]);
        return;
      case 'AugAssign':
        this.#expressions([s.target, s.value]);
        return;
      case 'AnnAssign':
        this.#expressions([s.value, s.target, s.annotation]);
        return;
      case 'For':
      case 'AsyncFor':
        this.#expressions([s.iter]);
        this.#within('loop', () => {
          this.#expressions([s.target]);
          this.statements(s.body);
        });
        this.statements(s.orElse);
        return;
      case 'While':
        // The test is there twice: in front of the loop and at its end.
        this.#within('loop', () => {
          this.#expressions([s.test]);
          this.statements(s.body);
          this.#expressions([s.test]);
        });
        this.statements(s.orElse);
        return;
      case 'If':
        this.#expressions([s.test]);
        this.statements(s.body);
        this.statements(s.orElse);
        return;
      case 'With':
      case 'AsyncWith':
        this.#expressions(s.items.flatMap(({ context, target }) => [context, target]));
        this.statements(s.body);
        return;
      case 'Match':
        this.#expressions([s.subject]);
        for (const { pattern, guard, body } of s.cases) {
          this.#pattern(pattern);
          this.#expressions([guard]);
          this.statements(body);
        }
        return;
      case 'Raise':
        this.#expressions([s.exception, s.cause]);
        return;
      case 'Try':
      case 'TryStar':
        this.#try(s);
        return;
      case 'Assert': {
        const test = constantOf(s.test);
        const isFilled = s.test.kind === 'Tuple' && s.test.elements.length > 0;
        if (isFilled || (test?.type === 'tuple' && test.items.length > 0))
          this.#warn('assertion is always true, perhaps remove parentheses?', s.span);
        this.#expressions([s.test, s.message]);
        return;
      }
      case 'Expr':
        this.#expressions([s.value]);
        return;
      default:
    }
  }

  #try(s: Try): void {
    const body = () => {
      this.statements(s.body);
      this.statements(s.orElse);
      for (const handler of s.handlers) {
        this.#expressions([handler.type]);
        this.statements(handler.body);
      }
    };
    if (s.finalBody.length === 0) {
      body();
      return;
    }
    this.#within(s.finalBody, body);
    this.statements(s.finalBody);
    this.statements(s.finalBody);
  }

  #within(enclosing: Enclosing, work: () => void): void {
    this.#enclosing.push(enclosing);
    work();
    this.#enclosing.pop();
  }

  /** A scope of its own: what is around it is left by nothing in it. */
  #inScope(work: () => void): void {
    const around = this.#enclosing;
    this.#enclosing = [];
    work();
    this.#enclosing = around;
  }

  /** Leaves what is enclosing down to a depth: each `finally` runs among those around it. */
  #unwind(depth: number): void {
    const all = this.#enclosing;
    for (let at = all.length - 1; at >= depth; at--) {
      const one = all[at];
      this.#enclosing = all.slice(0, at);
      if (one !== 'loop') this.statements(one);
    }
    this.#enclosing = all;
  }

  #pattern(p: Pattern): void {
    if (p.kind === 'MatchValue') this.#expressions([p.value]);
    else if (p.kind === 'MatchClass') this.#expressions([p.cls]);
    else if (p.kind === 'MatchMapping') this.#expressions(p.keys);
    for (const one of patternsIn(p)) this.#pattern(one);
  }

  #expressions(list: readonly (Expr | undefined)[]): void {
    for (const e of list) if (e !== undefined) this.#expression(e);
  }

  #expression(e: Expr): void {
    if (constantOf(e) !== undefined) return;
    switch (e.kind) {
      case 'Name':
        return;
      case 'Compare':
        this.#identity(e);
        break;
      case 'Call': {
        const type = typeNameOf(e.func);
        if (type !== undefined && type !== 'function')
          this.#warn(`'${type}' object is not callable; perhaps you missed a comma?`, e.span);
        break;
      }
      case 'Subscript':
        if (e.ctx === 'Load') this.#subscript(e.value, e.slice, e.span);
        break;
      case 'Dict':
        this.#expressions(e.keys.flatMap((key, at) => [key, e.values[at]]));
        return;
      case 'Lambda':
        this.#expressions([...defaultsOf(e.args), e.body]);
        return;
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
      case 'DictComp': {
        const [first, ...inner] = e.generators;
        this.#expressions([first.target, ...first.ifs]);
        for (const { iter, target, ifs } of inner) this.#expressions([iter, target, ...ifs]);
        this.#expressions(e.kind === 'DictComp' ? [e.key, e.value] : [e.element]);
        this.#expressions([first.iter]);
        return;
      }
      default:
    }
    this.#expressions(childrenOf(e));
  }

  /** `is` with a literal: warned of once in a chain. */
  #identity(e: Compare): void {
    let left = isLiteral(e.left);
    for (const [at, op] of e.ops.entries()) {
      const right = isLiteral(e.comparators[at]);
      if ((op === 'Is' || op === 'IsNot') && (left || right)) {
        this.#warn(
          op === 'Is' ? '"is" with a literal. Did you mean "=="?' : '"is not" with a literal. Did you mean "!="?',
          e.span,
        );
        return;
      }
      left = right;
    }
  }

  #subscript(value: Expr, index: Expr, span: Span): void {
    const type = typeNameOf(value);
    if (type === undefined) return;
    if (UNSUBSCRIPTABLE.has(type)) {
      this.#warn(`'${type}' object is not subscriptable; perhaps you missed a comma?`, span);
      return;
    }
    const given = typeNameOf(index);
    if (given === undefined || given === 'int' || given === 'bool' || !INDEXED.has(type)) return;
    this.#warn(`${type} indices must be integers or slices, not ${given}; perhaps you missed a comma?`, span);
  }

  #warn(message: string, span: Span): void {
    this.found.push({ message, span });
  }
}

const UNSUBSCRIPTABLE = new Set([
  'NoneType',
  'bool',
  'complex',
  'ellipsis',
  'float',
  'frozenset',
  'function',
  'generator',
  'int',
  'set',
]);
const INDEXED = new Set(['bytes', 'list', 'str', 'tuple']);

const CONSTANT_TYPES: Readonly<Record<Constant['type'], string>> = {
  none: 'NoneType',
  true: 'bool',
  false: 'bool',
  ellipsis: 'ellipsis',
  int: 'int',
  float: 'float',
  complex: 'complex',
  str: 'str',
  bytes: 'bytes',
  tuple: 'tuple',
  frozenset: 'frozenset',
  code: 'code',
};

const DISPLAY_TYPES: Readonly<Partial<Record<Expr['kind'], string>>> = {
  Tuple: 'tuple',
  List: 'list',
  ListComp: 'list',
  Dict: 'dict',
  DictComp: 'dict',
  Set: 'set',
  SetComp: 'set',
  GeneratorExp: 'generator',
  Lambda: 'function',
  JoinedStr: 'str',
  FormattedValue: 'str',
};

/** The name of the type that a value certainly has. */
function typeNameOf(e: Expr): string | undefined {
  const constant = constantOf(e);
  return constant === undefined ? DISPLAY_TYPES[e.kind] : CONSTANT_TYPES[constant.type];
}

/** A constant that there is more than once. */
function isLiteral(e: Expr): boolean {
  const constant = constantOf(e);
  return constant !== undefined && !['none', 'true', 'false', 'ellipsis'].includes(constant.type);
}
