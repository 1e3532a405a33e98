/**
 * What CPython's compiler refuses although the grammar allows it: `return` outside a function, two stars in an assignment
 * and their like. In the order in which the compiler would come to them.
 */
import type { Scope } from '../symbols/scope.js';
import type { Arguments, Expr, Module, Stmt } from '../tree/ast.js';
import { annotationsOf, childrenOf, defaultsOf } from '../tree/children.js';
import { TreeWalk } from '../tree/tree-walk.js';
import { type FutureFeatures, LATE } from './future.js';
import { checkKeywords, checkName, checkParameters } from './names.js';
import { checkPattern } from './pattern-rules.js';
import { errorAt, treeTooDeep } from './tree-error.js';
import { type Block, Unit } from './unit.js';

export function checkRules(module: Module, scope: Scope, features: FutureFeatures): void {
  new Checker(scope, features).run(module);
}

/** Before a starred target there may stand as many as its instruction has room for. */
const MAX_BEFORE_STAR = 256;

class Checker extends TreeWalk {
  readonly #scopes = new Map<Scope['node'], Scope>();
  readonly #features: FutureFeatures;
  #unit: Unit;

  constructor(top: Scope, features: FutureFeatures) {
    super(treeTooDeep);
    this.#features = features;
    this.#unit = new Unit('module', top);
    const open = [top];
    for (let scope = open.pop(); scope !== undefined; scope = open.pop()) {
      this.#scopes.set(scope.node, scope);
      open.push(...scope.children);
    }
  }

  run(module: Module): void {
    this.walk(module.body);
  }

  #inUnit(type: Unit['type'], node: Scope['node'], visit: () => void): void {
    this.afterwards(() => {
      const outer = this.#unit;
      this.#unit = new Unit(type, this.#scopes.get(node)!);
      visit();
      this.afterwards(() => {
        this.#unit = outer;
      });
    });
  }

  #inBlock(block: Block, node: { readonly span: Stmt['span'] }, visit: () => void): void {
    this.afterwards(() => {
      this.#unit.enter(block, node.span);
      visit();
      this.afterwards(() => this.#unit.leave());
    });
  }

  protected statement(s: Stmt): void {
    const unit = this.#unit;
    switch (s.kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.#function(s);
        return;
      case 'ClassDef':
        this.expressions(s.decorators);
        this.#inUnit('class', s, () => this.statements(s.body));
        this.afterwards(() => checkKeywords(s.keywords, s.span));
        this.#arguments([...s.bases, ...s.keywords.map((keyword) => keyword.value)]);
        this.afterwards(() => checkName(s.name, 'Store', s.span));
        return;
      case 'TypeAlias':
        this.#inUnit('function', s, () => this.expressions([s.value]));
        this.expressions([s.name]);
        return;
      case 'Return':
        if (!unit.isFunction) errorAt(s.span, "'return' outside function");
        if (s.value !== undefined && unit.scope.isCoroutine && unit.scope.isGenerator)
          errorAt(s.span, "'return' with value in async generator");
        this.expressions([s.value]);
        // CPython makes no code for a constant before it leaves the blocks, but goes on from its place.
        this.afterwards(() => unit.leaveAll(s.value?.kind === 'Constant' ? s.value.span : s.span));
        return;
      case 'Delete':
        this.expressions(s.targets);
        return;
      case 'Assign':
        this.expressions([s.value, ...s.targets]);
        return;
      case 'AugAssign':
        this.expressions([s.target, s.value]);
        return;
      case 'AnnAssign':
        this.#annotatedAssignment(s);
        return;
      case 'AsyncFor':
      case 'For':
        if (s.kind === 'AsyncFor' && unit.type !== 'async function')
          errorAt(s.span, "'async for' outside async function");
        this.expressions([s.iter]);
        this.#inBlock('loop', s, () => {
          this.expressions([s.target]);
          this.statements(s.body);
        });
        this.statements(s.orElse);
        return;
      case 'While':
        this.#inBlock('loop', s, () => {
          this.expressions([s.test]);
          this.statements(s.body);
        });
        this.statements(s.orElse);
        return;
      case 'If':
        this.expressions([s.test]);
        this.statements(s.body);
        this.statements(s.orElse);
        return;
      case 'AsyncWith':
      case 'With':
        if (s.kind === 'AsyncWith' && unit.type !== 'async function')
          errorAt(s.span, "'async with' outside async function");
        this.#withItems(s, 0);
        return;
      case 'Match':
        this.expressions([s.subject]);
        for (const [at, one] of s.cases.entries()) {
          const mayMatchAll = one.guard !== undefined || at === s.cases.length - 1;
          this.afterwards(() => checkPattern(one.pattern, mayMatchAll));
          this.expressions([one.guard]);
          this.statements(one.body);
        }
        return;
      case 'Raise':
        this.expressions([s.exception, s.cause]);
        return;
      case 'Try':
      case 'TryStar':
        this.#try(s);
        return;
      case 'Assert':
        this.expressions([s.test, s.message]);
        return;
      case 'Import':
      case 'ImportFrom':
        if (s.kind === 'ImportFrom' && s.module === '__future__' && s.span.line > this.#features.lastLine)
          errorAt(s.span, LATE);
        for (const { name, asName } of s.names) checkName(asName ?? name.split('.')[0], 'Store', s.span);
        return;
      case 'Expr':
        this.expressions([s.value]);
        return;
      case 'Break':
        if (!unit.leadsToLoop(s.span)) errorAt(s.span, "'break' outside loop");
        return;
      case 'Continue':
        if (!unit.leadsToLoop(s.span)) errorAt(s.span, "'continue' not properly in loop");
        return;
      case 'Global':
      case 'Nonlocal':
      case 'Pass':
        return;
    }
  }

  #function(s: Stmt & { kind: 'FunctionDef' | 'AsyncFunctionDef' }): void {
    checkParameters(s.args, s.span);
    this.expressions([...s.decorators, ...defaultsOf(s.args)]);
    if (!this.#features.names.has('annotations')) this.#arguments([...annotationsOf(s.args), s.returns]);
    const type = s.kind === 'FunctionDef' ? 'function' : 'async function';
    this.#inUnit(type, s, () => this.statements(s.body));
    this.afterwards(() => checkName(s.name, 'Store', s.span));
  }

  #annotatedAssignment(s: Stmt & { kind: 'AnnAssign' }): void {
    if (s.value !== undefined) this.expressions([s.value, s.target]);
    else if (s.target.kind !== 'Name') this.expressions(childrenOf(s.target));
    const name = s.target.kind === 'Name' ? s.target.id : s.target.kind === 'Attribute' ? s.target.attr : '';
    this.afterwards(() => checkName(name, 'Store', s.span));
    const isEvaluated = !this.#features.names.has('annotations') && !(s.isSimple && this.#unit.isFunction);
    if (isEvaluated) this.expressions([s.annotation]);
  }

  #withItems(s: Stmt & { kind: 'With' | 'AsyncWith' }, at: number): void {
    if (at === s.items.length) {
      this.statements(s.body);
      return;
    }
    this.expressions([s.items[at].context]);
    this.#inBlock('with', s, () => {
      this.expressions([s.items[at].target]);
      this.#withItems(s, at + 1);
    });
  }

  #try(s: Stmt & { kind: 'Try' | 'TryStar' }): void {
    const guarded = () => {
      this.#inBlock('try', s, () => this.statements(s.body));
      this.statements(s.orElse);
      if (s.handlers.length > 0) this.#inBlock('handler', s, () => this.#handlers(s));
    };
    if (s.finalBody.length === 0) {
      guarded();
      return;
    }
    this.#inBlock('finally', s, s.handlers.length > 0 ? guarded : () => this.statements(s.body));
    this.#inBlock('cleanup', s, () => this.statements(s.finalBody));
  }

  #handlers(s: Stmt & { kind: 'Try' | 'TryStar' }): void {
    for (const [at, handler] of s.handlers.entries()) {
      this.afterwards(() => {
        if (handler.type === undefined && at < s.handlers.length - 1)
          errorAt(handler.span, "default 'except:' must be last");
      });
      this.expressions([handler.type]);
      this.afterwards(() => checkName(handler.name ?? '', 'Store', handler.span));
      const block = s.kind === 'Try' ? 'cleanup' : 'group-handler';
      this.#inBlock(block, handler, () => this.statements(handler.body));
    }
  }

  /** Where a star unpacks. */
  #arguments(list: readonly (Expr | undefined)[]): void {
    this.expressions(list.map((e) => (e?.kind === 'Starred' ? e.value : e)));
  }

  protected expression(e: Expr): void {
    const unit = this.#unit;
    switch (e.kind) {
      case 'Name':
        checkName(e.id, e.ctx, e.span);
        return;
      case 'Attribute':
        this.expressions([e.value]);
        this.afterwards(() => checkName(e.attr, e.ctx, e.span));
        return;
      case 'Starred':
        errorAt(
          e.span,
          e.ctx === 'Store'
            ? 'starred assignment target must be in a list or tuple'
            : "can't use starred expression here",
        );
        return;
      case 'List':
      case 'Tuple':
        if (e.ctx === 'Store') checkStars(e);
        this.#arguments(e.elements);
        return;
      case 'Set':
        this.#arguments(e.elements);
        return;
      case 'Call':
        checkKeywords(e.keywords, e.span);
        this.expressions([e.func]);
        this.#arguments([...e.args, ...e.keywords.map((keyword) => keyword.value)]);
        return;
      case 'Lambda':
        this.#lambda(e, e.args);
        return;
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
      case 'DictComp':
        this.#comprehension(e);
        return;
      case 'Yield':
      case 'YieldFrom':
        if (!unit.isFunction) errorAt(e.span, "'yield' outside function");
        if (e.kind === 'YieldFrom' && unit.type === 'async function')
          errorAt(e.span, "'yield from' inside async function");
        this.expressions([e.value]);
        return;
      case 'Await':
        if (!unit.isFunction) errorAt(e.span, "'await' outside function");
        if (unit.type !== 'async function' && unit.type !== 'comprehension')
          errorAt(e.span, "'await' outside async function");
        this.expressions([e.value]);
        return;
      default:
        this.expressions(childrenOf(e));
    }
  }

  #lambda(e: Expr & { kind: 'Lambda' }, args: Arguments): void {
    checkParameters(args, e.span);
    this.expressions(defaultsOf(args));
    this.#inUnit('lambda', e, () => this.expressions([e.body]));
  }

  #comprehension(e: Expr & { kind: 'ListComp' | 'SetComp' | 'GeneratorExp' | 'DictComp' }): void {
    const outer = this.#unit.type;
    const isAsync = this.#scopes.get(e)!.isCoroutine && e.kind !== 'GeneratorExp';
    if (isAsync && outer !== 'async function' && outer !== 'comprehension')
      errorAt(e.span, 'asynchronous comprehension outside of an asynchronous function');
    this.#inUnit('comprehension', e, () => {
      for (const [at, one] of e.generators.entries())
        this.expressions([at === 0 ? undefined : one.iter, one.target, ...one.ifs]);
      this.expressions(e.kind === 'DictComp' ? [e.key, e.value] : [e.element]);
    });
    this.expressions([e.generators[0].iter]);
  }
}

function checkStars(e: Expr & { kind: 'List' | 'Tuple' }): void {
  const stars = e.elements.filter((element) => element.kind === 'Starred').length;
  const first = e.elements.findIndex((element) => element.kind === 'Starred');
  if (first >= MAX_BEFORE_STAR) errorAt(e.span, 'too many expressions in star-unpacking assignment');
  if (stars > 1) errorAt(e.span, 'multiple starred expressions in assignment');
}
