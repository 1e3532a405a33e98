/**
 * How deep the operand stack of CPython's code for a body gets (co_stacksize). Nothing here runs on such a stack, but the
 * sizes of generators and frames follow from it. Every function gives the most entries there are while a part is
 * evaluated, those before it included: `at` are there when it starts.
 */
import type {
  Arguments,
  ClassDef,
  Expr,
  FunctionDef,
  Keyword,
  Match,
  Pattern,
  Stmt,
  Try,
} from '../../languages/python/tree/ast.js';
import { annotationsOf } from '../../languages/python/tree/children.js';
import { constantOf, tupleOf } from './emit/fold.js';

/** As many values at most are on the stack at once. */
const GUIDELINE = 30;
/** What is there where an exception is handled: the one that was handled before, where it was raised, the exception. */
const UNWINDING = 4;

export interface StackShape {
  /** How many free variables an inner scope has: its closure is built on the stack. */
  closureOf(node: object): number;
}

export function depthOfBody(body: readonly Stmt[], shape: StackShape): number {
  return Math.max(1, new StackDepth(shape, false).statements(body, 0));
}

export function depthOfModule(body: readonly Stmt[], shape: StackShape): number {
  return Math.max(1, new StackDepth(shape, true).statements(body, 0));
}

export function depthOfExpression(e: Expr, shape: StackShape): number {
  return Math.max(1, new StackDepth(shape, false).expression(e, 0));
}

type Comprehension = Expr & { kind: 'ListComp' | 'SetComp' | 'GeneratorExp' | 'DictComp' };

/** Of the function that a comprehension is. */
export function depthOfComprehension(e: Comprehension, shape: StackShape): number {
  const depth = new StackDepth(shape, false);
  const start = e.kind === 'GeneratorExp' ? 0 : 1;
  return Math.max(1, depth.generators(e, 0, start));
}

class StackDepth {
  readonly #shape: StackShape;
  readonly #evaluatesAnnotations: boolean;

  constructor(shape: StackShape, evaluatesAnnotations: boolean) {
    this.#shape = shape;
    this.#evaluatesAnnotations = evaluatesAnnotations;
  }

  statements(body: readonly Stmt[], at: number): number {
    return Math.max(at, ...body.map((s) => this.#statement(s, at)));
  }

  #statement(s: Stmt, at: number): number {
    switch (s.kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        return this.#function(s, at);
      case 'ClassDef':
        return this.#class(s, at);
      case 'Return':
        return s.value === undefined ? at + 1 : this.expression(s.value, at);
      case 'Delete':
        return Math.max(at, ...s.targets.map((target) => this.#target(target, at)));
      case 'Assign': {
        const copies = s.targets.length > 1 ? at + 2 : at + 1;
        const stores = s.targets.map((target, index) =>
          this.#target(target, at + (index === s.targets.length - 1 ? 1 : 2)),
        );
        return Math.max(this.expression(s.value, at), copies, ...stores);
      }
      case 'AugAssign':
        return this.#augmented(s.target, s.value, at);
      case 'AnnAssign': {
        const value =
          s.value === undefined ? at : Math.max(this.expression(s.value, at), this.#target(s.target, at + 1));
        if (!this.#evaluatesAnnotations || s.target.kind !== 'Name') return value;
        return Math.max(value, this.expression(s.annotation, at), at + 3);
      }
      case 'For':
        return Math.max(
          this.expression(s.iter, at),
          this.#target(s.target, at + 2),
          this.statements(s.body, at + 1),
          this.statements(s.orElse, at),
        );
      case 'AsyncFor':
        return Math.max(
          this.expression(s.iter, at),
          at + 3,
          this.#target(s.target, at + 2),
          this.statements(s.body, at + 1),
          this.statements(s.orElse, at),
        );
      case 'While':
      case 'If':
        return Math.max(this.#condition(s.test, at), this.statements(s.body, at), this.statements(s.orElse, at));
      case 'With':
      case 'AsyncWith':
        return this.#with(s, 0, at);
      case 'Match':
        return this.#match(s, at);
      case 'Raise':
        return Math.max(
          s.exception === undefined ? at : this.expression(s.exception, at),
          s.cause === undefined ? at : this.expression(s.cause, at + 1),
        );
      case 'Try':
      case 'TryStar':
        return this.#try(s, at);
      case 'Assert':
        return Math.max(
          this.#condition(s.test, at),
          at + 1,
          s.message === undefined ? at : this.expression(s.message, at + 1),
        );
      case 'Import':
      case 'ImportFrom':
        return at + 2;
      case 'Expr':
        return s.value.kind === 'Constant' ? at : this.expression(s.value, at);
      default:
        return at;
    }
  }

  #with(s: Stmt & { kind: 'With' | 'AsyncWith' }, index: number, at: number): number {
    const { context, target } = s.items[index];
    const inner = index + 1 < s.items.length ? this.#with(s, index + 1, at + 1) : this.statements(s.body, at + 1);
    return Math.max(
      this.expression(context, at),
      target === undefined ? at + 2 : this.#target(target, at + 2),
      inner,
      at + 2 + UNWINDING,
    );
  }

  #try(s: Try, at: number): number {
    const handled = s.kind === 'TryStar' ? at + 4 : at + 2;
    const parts = [this.statements(s.body, at), this.statements(s.orElse, at), at + UNWINDING];
    if (s.kind === 'TryStar') parts.push(at + UNWINDING + 2);
    for (const handler of s.handlers) {
      if (handler.type !== undefined) parts.push(this.expression(handler.type, handled));
      parts.push(this.statements(handler.body, handled - 1));
      if (handler.name !== undefined) parts.push(handled + 2);
    }
    if (s.finalBody.length > 0) parts.push(this.statements(s.finalBody, at + 2), this.statements(s.finalBody, at));
    return Math.max(...parts);
  }

  #augmented(target: Expr, value: Expr, at: number): number {
    if (target.kind === 'Attribute')
      return Math.max(this.expression(target.value, at), at + 2, this.expression(value, at + 2), at + 3);
    if (target.kind === 'Subscript')
      return Math.max(
        this.expression(target.value, at),
        this.expression(target.slice, at + 1),
        at + 4,
        this.expression(value, at + 3),
      );
    return Math.max(at + 1, this.expression(value, at + 1));
  }

  /** Storing or deleting; of what is stored the value is on the stack already. */
  #target(target: Expr, at: number): number {
    switch (target.kind) {
      case 'Attribute':
        return this.expression(target.value, at);
      case 'Subscript':
        return Math.max(this.expression(target.value, at), this.expression(target.slice, at + 1));
      case 'Starred':
        return this.#target(target.value, at);
      case 'Tuple':
      case 'List': {
        const count = target.elements.length;
        if (target.ctx === 'Del') return Math.max(at, ...target.elements.map((one) => this.#target(one, at)));
        const from = at - 1;
        return Math.max(at, from + count, ...target.elements.map((one, i) => this.#target(one, from + count - i)));
      }
      default:
        return at;
    }
  }

  #function(s: FunctionDef, at: number): number {
    const decorators = s.decorators.map((one, i) => this.expression(one, at + i));
    return Math.max(at, ...decorators, this.#makesFunction(s.args, s.returns, s, at + s.decorators.length));
  }

  #makesFunction(args: Arguments, returns: Expr | undefined, node: object, at: number): number {
    let base = at;
    let most = at;
    if (args.defaults.length > 0) {
      if (tupleOf(args.defaults) === undefined)
        for (const [i, one] of args.defaults.entries()) most = Math.max(most, this.expression(one, base + i));
      base++;
    }
    const named = args.kwDefaults.filter((one) => one !== undefined);
    if (named.length > 0) {
      for (const [i, one] of named.entries()) most = Math.max(most, this.expression(one, base + i));
      most = Math.max(most, base + named.length + 1);
      base++;
    }
    const annotations = [...annotationsOf(args), returns].filter((one) => one !== undefined);
    if (annotations.length > 0) {
      for (const [i, one] of annotations.entries()) most = Math.max(most, this.expression(one, base + 2 * i + 1));
      base++;
    }
    return Math.max(most, this.#closure(node, base));
  }

  /** The cells, their tuple, the code object. */
  #closure(node: object, at: number): number {
    const cells = this.#shape.closureOf(node);
    return cells === 0 ? at + 1 : Math.max(at + cells, at + 2);
  }

  #class(s: ClassDef, at: number): number {
    const decorators = s.decorators.map((one, i) => this.expression(one, at + i));
    const base = at + s.decorators.length;
    return Math.max(
      at,
      ...decorators,
      this.#closure(s, base + 2),
      base + 4,
      this.#arguments(s.bases, s.keywords, base + 2, 2),
    );
  }

  /** The arguments of a call whose callable, two entries, is there; `before` so many arguments are above it. */
  #arguments(args: readonly Expr[], keywords: readonly Keyword[], at: number, before = 0): number {
    const isPlain =
      !args.some((one) => one.kind === 'Starred') &&
      !keywords.some(({ arg }) => arg === undefined) &&
      args.length + 2 * keywords.length + before <= GUIDELINE;
    if (isPlain) {
      const values = [...args, ...keywords.map(({ value }) => value)];
      return Math.max(at + before, ...values.map((one, i) => this.expression(one, at + before + i)));
    }
    const [one] = args;
    const positional =
      before === 0 && args.length === 1 && one.kind === 'Starred'
        ? this.expression(one.value, at)
        : this.#elements(args, at, before, false);
    return Math.max(positional, this.#keywords(keywords, at + 1));
  }

  #keywords(keywords: readonly Keyword[], at: number): number {
    let most = at;
    let seen: Keyword[] = [];
    let hasDict = false;
    const pack = () => {
      const base = at + (hasDict ? 1 : 0);
      if (seen.length > 1 && seen.length * 2 <= GUIDELINE)
        most = Math.max(most, base + seen.length + 1, ...seen.map(({ value }, i) => this.expression(value, base + i)));
      else
        for (const { value } of seen)
          most = Math.max(most, this.expression(value, base + 1 + (seen.length > 1 ? 1 : 0)));
      if (seen.length > 0) hasDict = true;
      seen = [];
    };
    for (const keyword of keywords) {
      if (keyword.arg !== undefined) {
        seen.push(keyword);
        continue;
      }
      pack();
      hasDict = true;
      most = Math.max(most, this.expression(keyword.value, at + 1));
    }
    pack();
    return most;
  }

  /** A display, or positional arguments of which `before` are there. */
  #elements(list: readonly Expr[], at: number, before: number, isTuple: boolean): number {
    if (!isTuple && before === 0 && list.length > 2 && tupleOf(list) !== undefined) return at + 2;
    const first = list.findIndex((one) => one.kind === 'Starred');
    const isLong = list.length + before > GUIDELINE;
    const plain = isLong ? 0 : first < 0 ? list.length : first;
    let most = at + before;
    for (const [i, one] of list.slice(0, plain).entries()) most = Math.max(most, this.expression(one, at + before + i));
    if (plain === list.length) return Math.max(most, at + 1);
    most = Math.max(most, at + before + plain, at + 1);
    for (const one of list.slice(plain))
      most = Math.max(most, this.expression(one.kind === 'Starred' ? one.value : one, at + 1));
    return most;
  }

  #condition(e: Expr, at: number): number {
    if (e.kind === 'UnaryOp' && e.op === 'Not') return this.#condition(e.operand, at);
    if (e.kind === 'BoolOp') return Math.max(...e.values.map((one) => this.#condition(one, at)));
    if (e.kind === 'IfExp')
      return Math.max(this.#condition(e.test, at), this.#condition(e.body, at), this.#condition(e.orElse, at));
    // A jump compares with None itself.
    if (e.kind === 'Compare' && e.ops.length === 1 && (e.ops[0] === 'Is' || e.ops[0] === 'IsNot'))
      if (constantOf(e.comparators[0])?.type === 'none') return this.expression(e.left, at);
    return this.expression(e, at);
  }

  expression(e: Expr, at: number): number {
    if (constantOf(e) !== undefined) return at + 1;
    switch (e.kind) {
      case 'BoolOp':
        return Math.max(...e.values.map((one) => this.expression(one, at)));
      case 'NamedExpr':
        return Math.max(this.expression(e.value, at), at + 2);
      case 'BinOp': {
        const pieces = e.op === 'Mod' ? formatPieces(e.left, e.right) : undefined;
        if (pieces !== undefined)
          return Math.max(
            at + 1,
            ...pieces.map((one, i) => (one === undefined ? at + i + 1 : this.expression(one, at + i))),
          );
        return Math.max(this.expression(e.left, at), this.expression(e.right, at + 1));
      }
      case 'UnaryOp':
        return this.expression(e.operand, at);
      case 'Lambda':
        return this.#makesFunction(e.args, undefined, e, at);
      case 'IfExp':
        return Math.max(this.#condition(e.test, at), this.expression(e.body, at), this.expression(e.orElse, at));
      case 'Dict':
        return this.#dict(e, at);
      case 'Set':
      case 'List':
        return this.#elements(e.elements, at, 0, false);
      case 'Tuple':
        return this.#elements(e.elements, at, 0, true);
      case 'ListComp':
      case 'SetComp':
      case 'DictComp':
      case 'GeneratorExp': {
        const awaits = e.kind !== 'GeneratorExp' && e.generators.some(({ isAsync }) => isAsync) ? at + 2 : at;
        return Math.max(this.#closure(e, at), this.expression(e.generators[0].iter, at + 1), awaits);
      }
      case 'Await':
      case 'YieldFrom':
        return Math.max(this.expression(e.value, at), at + 2);
      case 'Yield':
        return e.value === undefined ? at + 1 : this.expression(e.value, at);
      case 'Compare': {
        const chain = e.ops.length > 1 ? at + 3 : at + 2;
        return Math.max(
          this.expression(e.left, at),
          chain,
          ...e.comparators.map((one) => this.expression(one, at + 1)),
        );
      }
      case 'Call':
        return this.#call(e, at);
      case 'FormattedValue':
        return Math.max(
          this.expression(e.value, at),
          e.formatSpec === undefined ? at : this.expression(e.formatSpec, at + 1),
        );
      case 'JoinedStr':
        if (e.values.length > GUIDELINE)
          return Math.max(at + 3, ...e.values.map((one) => this.expression(one, at + 3)));
        return Math.max(at + 1, ...e.values.map((one, i) => this.expression(one, at + i)));
      case 'Attribute':
      case 'Starred':
        return this.expression(e.value, at);
      case 'Subscript':
        return Math.max(this.expression(e.value, at), this.expression(e.slice, at + 1));
      case 'Slice': {
        const [lower, upper, step] = [e.lower, e.upper, e.step].map((one, i) =>
          one === undefined ? at + i + 1 : this.expression(one, at + i),
        );
        return Math.max(lower, upper, e.step === undefined ? at : step);
      }
      default:
        return at + 1;
    }
  }

  #call(e: Expr & { kind: 'Call' }, at: number): number {
    const isMethod =
      e.func.kind === 'Attribute' &&
      e.args.length + e.keywords.length + (e.keywords.length > 0 ? 1 : 0) < GUIDELINE &&
      !e.args.some((one) => one.kind === 'Starred') &&
      !e.keywords.some(({ arg }) => arg === undefined);
    const callable = isMethod
      ? this.expression((e.func as { value: Expr }).value, at)
      : this.expression(e.func, at + 1);
    return Math.max(callable, at + 2, this.#arguments(e.args, e.keywords, at + 2));
  }

  #dict(e: Expr & { kind: 'Dict' }, at: number): number {
    let most = at + 1;
    let run: { key: Expr; value: Expr }[] = [];
    let hasDict = false;
    const build = () => {
      if (run.length === 0) return;
      const base = at + (hasDict ? 1 : 0);
      const isLong = run.length * 2 > GUIDELINE;
      if (run.length > 1 && !isLong && tupleOf(run.map(({ key }) => key)) !== undefined)
        most = Math.max(most, base + run.length + 1, ...run.map(({ value }, i) => this.expression(value, base + i)));
      else
        for (const [i, { key, value }] of run.entries()) {
          const from = base + (isLong ? 1 : 2 * i);
          most = Math.max(most, this.expression(key, from), this.expression(value, from + 1));
        }
      hasDict = true;
      run = [];
    };
    for (const [i, key] of e.keys.entries()) {
      const value = e.values[i];
      if (key === undefined) {
        build();
        hasDict = true;
        most = Math.max(most, this.expression(value, at + 1));
        continue;
      }
      run.push({ key, value });
      if (run.length * 2 > GUIDELINE) build();
    }
    build();
    return most;
  }

  generators(e: Comprehension, index: number, at: number): number {
    const { target, iter, ifs, isAsync } = e.generators[index];
    let inner = at + 1;
    let most = at + 1;
    if (index > 0) {
      const isAssignment =
        (iter.kind === 'List' || iter.kind === 'Tuple') &&
        iter.elements.length === 1 &&
        iter.elements[0].kind !== 'Starred';
      if (isAssignment) {
        most = Math.max(this.expression(iter.elements[0], at), this.#target(target, at + 1));
        inner = at;
      } else most = this.expression(iter, at);
    }
    if (inner > at) most = Math.max(most, isAsync ? at + 3 : at + 2, this.#target(target, at + 2));
    for (const one of ifs) most = Math.max(most, this.#condition(one, inner));
    if (index + 1 < e.generators.length) return Math.max(most, this.generators(e, index + 1, inner));
    if (e.kind === 'DictComp')
      return Math.max(most, this.expression(e.key, inner), this.expression(e.value, inner + 1));
    return Math.max(most, this.expression(e.element, inner));
  }

  #match(s: Match, at: number): number {
    let most = this.expression(s.subject, at);
    for (const { pattern, guard, body } of s.cases) {
      most = Math.max(most, this.#pattern(pattern, at + 2));
      if (guard !== undefined) most = Math.max(most, this.#condition(guard, at + 1));
      most = Math.max(most, this.statements(body, at));
    }
    return most;
  }

  /** Roughly: the subject is the top entry. */
  #pattern(p: Pattern, at: number): number {
    switch (p.kind) {
      case 'MatchValue':
        return this.expression(p.value, at);
      case 'MatchSequence':
        return Math.max(at + 2, ...p.patterns.map((one, i) => this.#pattern(one, at - 1 + p.patterns.length - i)));
      case 'MatchMapping':
        return Math.max(at + 3, ...p.patterns.map((one, i) => this.#pattern(one, at + p.patterns.length - i)));
      case 'MatchClass': {
        const all = [...p.patterns, ...p.keywordPatterns];
        return Math.max(
          this.expression(p.cls, at) + 1,
          ...all.map((one, i) => this.#pattern(one, at - 1 + all.length - i)),
        );
      }
      case 'MatchOr':
        return Math.max(...p.patterns.map((one) => this.#pattern(one, at + 1)));
      case 'MatchAs':
        return p.pattern === undefined ? at : this.#pattern(p.pattern, at + 1);
      default:
        return at;
    }
  }
}

const CONVERSION = /%(?:%|-?0?\d*(?:\.\d+)?([sra]))/g;

/** What CPython makes of `'text' % (values)`: the pieces of an f-string, undefined where they are text. */
function formatPieces(template: Expr, values: Expr): (Expr | undefined)[] | undefined {
  if (template.kind !== 'Constant' || template.value.type !== 'str' || values.kind !== 'Tuple') return undefined;
  if (values.elements.some((one) => one.kind === 'Starred')) return undefined;
  const text = template.value.value;
  if (text.replaceAll(CONVERSION, '').includes('%')) return undefined;
  const pieces: (Expr | undefined)[] = [];
  let used = 0;
  let hasText = false;
  let end = 0;
  for (const match of text.matchAll(CONVERSION)) {
    hasText ||= match.index > end || match[1] === undefined;
    end = match.index + match[0].length;
    if (match[1] === undefined) continue;
    if (hasText) pieces.push(undefined);
    hasText = false;
    pieces.push(values.elements[used++]);
  }
  if (hasText || end < text.length) pieces.push(undefined);
  return used === values.elements.length ? pieces : undefined;
}
