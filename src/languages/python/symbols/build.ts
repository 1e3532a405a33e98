/**
 * The scopes of a module and what each does with its names, in the order of CPython's symbol table, which decides which
 * error comes first. `resolve` then finds where each name lives.
 */
import { errorAt, treeTooDeep } from '../rules/tree-error.js';
import type { Alias, Arguments, Comprehension, Expr, Module, Pattern, Span, Stmt } from '../tree/ast.js';
import { annotationsOf, childrenOf, defaultsOf, patternsIn } from '../tree/children.js';
import { TreeWalk } from '../tree/tree-walk.js';
import { type ComprehensionKind, FLAG, mangled, Scope } from './scope.js';

const COMPREHENSIONS: Readonly<Record<ComprehensionKind, { readonly name: string; readonly what: string }>> = {
  ListComp: { name: 'listcomp', what: 'list comprehension' },
  SetComp: { name: 'setcomp', what: 'set comprehension' },
  DictComp: { name: 'dictcomp', what: 'dict comprehension' },
  GeneratorExp: { name: 'genexpr', what: 'generator expression' },
};

export function buildScopes(module: Module, postponesAnnotations: boolean, deepest?: number): Scope {
  return new Builder(module, postponesAnnotations, deepest).run();
}

class Builder extends TreeWalk {
  readonly #module: Module;
  readonly #postponesAnnotations: boolean;
  readonly #top: Scope;
  #scope: Scope;
  /** Depth of comprehension iterables, and whether the targets of one are being visited. */
  #inIterable = 0;
  #inTarget = false;

  constructor(module: Module, postponesAnnotations: boolean, deepest?: number) {
    super(treeTooDeep, deepest);
    this.#module = module;
    this.#postponesAnnotations = postponesAnnotations;
    this.#top = new Scope({
      type: 'module',
      name: 'top',
      node: module,
      line: 0,
      parent: undefined,
      privateClass: undefined,
    });
    this.#scope = this.#top;
  }

  run(): Scope {
    this.walk(this.#module.body);
    return this.#top;
  }

  /** What `visit` adds happens in a scope of its own. */
  #inScope(
    options: { type: Scope['type']; name: string; node: Scope['node']; line: number; privateClass?: string },
    visit: (scope: Scope) => void,
    after?: (scope: Scope) => void,
  ): void {
    this.afterwards(() => {
      const outer = this.#scope;
      const inIterable = this.#inIterable;
      const scope = new Scope({ privateClass: outer.privateClass, ...options, parent: outer });
      // A postponed annotation is only text later: its scope shows nothing but errors.
      if (options.type !== 'annotation') outer.children.push(scope);
      this.#scope = scope;
      visit(scope);
      this.afterwards(() => {
        this.#scope = outer;
        this.#inIterable = inIterable;
        after?.(scope);
      });
    });
  }

  #define(name: string, flag: number, span: Span, scope = this.#scope): void {
    const key = mangled(scope.privateClass ?? this.#scope.privateClass, name);
    let flags = scope.flags(key);
    if (flag & FLAG.parameter && flags & FLAG.parameter)
      errorAt(span, `duplicate argument '${name}' in function definition`);
    flags |= flag;
    if (this.#inTarget && scope === this.#scope) {
      if (flags & (FLAG.global | FLAG.nonlocal))
        errorAt(span, `comprehension inner loop cannot rebind assignment expression target '${name}'`);
      flags |= FLAG.iteration;
    }
    scope.symbols.set(key, flags);
    if (flag & FLAG.parameter) scope.parameters.push(key);
    else if (flag & FLAG.global) this.#top.symbols.set(key, this.#top.flags(key) | flag);
  }

  #flags(name: string, scope = this.#scope): number {
    return scope.flags(mangled(this.#scope.privateClass, name));
  }

  protected statement(s: Stmt): void {
    switch (s.kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        this.#function(s);
        return;
      case 'ClassDef':
        this.#define(s.name, FLAG.local, s.span);
        this.#withTypeParameters(s, () => {
          this.expressions([...s.bases, ...s.keywords.map((keyword) => keyword.value)]);
          if (s.typeParams.length === 0) this.expressions(s.decorators);
          const options = { type: 'class', name: s.name, node: s, line: s.span.line, privateClass: s.name } as const;
          this.#inScope(options, () => this.statements(s.body));
        });
        return;
      case 'TypeAlias':
        this.expressions([s.name]);
        this.#withTypeParameters(s, () => {
          const options = { type: 'function', name: s.name.id, node: s, line: s.span.line } as const;
          this.#inScope(options, () => this.expressions([s.value]));
        });
        return;
      case 'Return':
        if (s.value === undefined) return;
        this.expressions([s.value]);
        this.afterwards(() => {
          this.#scope.returnsValue = true;
        });
        return;
      case 'Delete':
        this.expressions(s.targets);
        return;
      case 'Assign':
        this.expressions([...s.targets, s.value]);
        return;
      case 'AugAssign':
        this.expressions([s.target, s.value]);
        return;
      case 'AnnAssign':
        this.#annotatedAssignment(s);
        return;
      case 'For':
      case 'AsyncFor':
        this.expressions([s.target, s.iter]);
        this.statements(s.body);
        this.statements(s.orElse);
        return;
      case 'While':
      case 'If':
        this.expressions([s.test]);
        this.statements(s.body);
        this.statements(s.orElse);
        return;
      case 'With':
      case 'AsyncWith':
        for (const item of s.items) this.expressions([item.context, item.target]);
        this.statements(s.body);
        return;
      case 'Match':
        this.expressions([s.subject]);
        for (const one of s.cases) {
          this.afterwards(() => this.#pattern(one.pattern));
          this.expressions([one.guard]);
          this.statements(one.body);
        }
        return;
      case 'Raise':
        this.expressions([s.exception, s.cause]);
        return;
      case 'Try':
      case 'TryStar':
        this.statements(s.body);
        this.statements(s.orElse);
        for (const handler of s.handlers) {
          this.expressions([handler.type]);
          const { name } = handler;
          if (name !== undefined) this.afterwards(() => this.#define(name, FLAG.local, handler.span));
          this.statements(handler.body);
        }
        this.statements(s.finalBody);
        return;
      case 'Assert':
        this.expressions([s.test, s.message]);
        return;
      case 'Import':
      case 'ImportFrom':
        for (const alias of s.names) this.#alias(alias);
        return;
      case 'Global':
      case 'Nonlocal':
        for (const name of s.names) this.#declare(name, s.kind === 'Global' ? 'global' : 'nonlocal', s.span);
        return;
      case 'Expr':
        this.expressions([s.value]);
        return;
      case 'Pass':
      case 'Break':
      case 'Continue':
        return;
    }
  }

  #function(s: Stmt & { kind: 'FunctionDef' | 'AsyncFunctionDef' }): void {
    this.#define(s.name, FLAG.local, s.span);
    this.expressions(defaultsOf(s.args));
    this.#withTypeParameters(s, () => {
      this.#annotations([...annotationsOf(s.args), s.returns], s);
      if (s.typeParams.length === 0) this.expressions(s.decorators);
      this.#inScope({ type: 'function', name: s.name, node: s, line: s.span.line }, (scope) => {
        scope.isCoroutine = s.kind === 'AsyncFunctionDef';
        this.#parameters(s.args);
        this.statements(s.body);
      });
    });
  }

  /** Type parameters have a scope between the definition and what it defines (PEP 695). */
  #withTypeParameters(
    s: Stmt & { kind: 'FunctionDef' | 'AsyncFunctionDef' | 'ClassDef' | 'TypeAlias' },
    visit: () => void,
  ): void {
    if (s.typeParams.length === 0) {
      visit();
      return;
    }
    if (s.kind !== 'TypeAlias') this.expressions(s.decorators);
    const name = s.kind === 'TypeAlias' ? s.name.id : s.name;
    this.#inScope({ type: 'function', name, node: s, line: s.span.line }, () => {
      for (const param of s.typeParams) {
        if (this.#flags(param.name) & FLAG.local) errorAt(param.span, `duplicate type parameter '${param.name}'`);
        this.#define(param.name, FLAG.local, param.span);
      }
      this.expressions(s.typeParams.map((param) => param.bound));
      visit();
    });
  }

  #annotations(list: readonly (Expr | undefined)[], node: Stmt): void {
    if (!this.#postponesAnnotations) {
      this.expressions(list);
      return;
    }
    const options = { type: 'annotation', name: '_annotation', node, line: node.span.line } as const;
    for (const one of list) if (one !== undefined) this.#inScope(options, () => this.expressions([one]));
  }

  #annotatedAssignment(s: Stmt & { kind: 'AnnAssign' }): void {
    if (s.target.kind === 'Name') {
      const { id, span } = s.target;
      const flags = this.#flags(id);
      if (flags & (FLAG.global | FLAG.nonlocal) && this.#scope !== this.#top && s.isSimple)
        errorAt(s.span, `annotated name '${id}' can't be ${flags & FLAG.global ? 'global' : 'nonlocal'}`);
      if (s.isSimple) this.#define(id, FLAG.annotated | FLAG.local, span);
      else if (s.value !== undefined) this.#define(id, FLAG.local, span);
    } else this.expressions([s.target]);
    this.#annotations([s.annotation], s);
    this.expressions([s.value]);
  }

  #parameters(args: Arguments): void {
    for (const parameter of [...args.posOnly, ...args.args, ...args.kwOnly, args.varArg, args.kwArg])
      if (parameter !== undefined) this.#define(parameter.arg, FLAG.parameter, parameter.span);
  }

  #alias(alias: Alias): void {
    if (alias.name === '*') {
      if (this.#scope.type !== 'module') errorAt(alias.span, 'import * only allowed at module level');
      return;
    }
    const name = alias.asName ?? alias.name;
    const dot = name.indexOf('.');
    this.#define(dot < 0 ? name : name.slice(0, dot), FLAG.import, alias.span);
  }

  #declare(name: string, kind: 'global' | 'nonlocal', span: Span): void {
    const flags = this.#flags(name);
    if (flags & FLAG.parameter) errorAt(span, `name '${name}' is parameter and ${kind}`);
    if (flags & FLAG.use) errorAt(span, `name '${name}' is used prior to ${kind} declaration`);
    if (flags & FLAG.annotated) errorAt(span, `annotated name '${name}' can't be ${kind}`);
    if (flags & FLAG.local) errorAt(span, `name '${name}' is assigned to before ${kind} declaration`);
    this.#define(name, FLAG[kind], span);
    this.#record(name, span);
  }

  #record(name: string, span: Span): void {
    const key = mangled(this.#scope.privateClass, name);
    if (!this.#scope.declarations.has(key)) this.#scope.declarations.set(key, span);
  }

  protected expression(e: Expr): void {
    switch (e.kind) {
      case 'Name':
        this.#define(e.id, e.ctx === 'Load' ? FLAG.use : FLAG.local, e.span);
        if (e.id === 'super' && e.ctx === 'Load' && this.#scope.type === 'function')
          this.#define('__class__', FLAG.use, e.span);
        return;
      case 'Lambda':
        this.expressions(defaultsOf(e.args));
        this.#inScope({ type: 'function', name: 'lambda', node: e, line: e.span.line }, () => {
          this.#parameters(e.args);
          this.expressions([e.body]);
        });
        return;
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        this.#comprehension(e, e.generators, [e.element]);
        return;
      case 'DictComp':
        this.#comprehension(e, e.generators, [e.value, e.key]);
        return;
      case 'NamedExpr':
        this.#refuseInAnnotation(e, 'named expression');
        if (this.#inIterable > 0)
          errorAt(e.span, 'assignment expression cannot be used in a comprehension iterable expression');
        if (this.#scope.comprehension !== undefined) this.#bindOutside(e.target.id, e.target.span);
        this.expressions(childrenOf(e));
        return;
      case 'Yield':
      case 'YieldFrom':
        this.#refuseInAnnotation(e, 'yield expression');
        this.expressions(childrenOf(e));
        this.afterwards(() => {
          this.#scope.isGenerator = true;
          const { comprehension } = this.#scope;
          if (comprehension !== undefined) errorAt(e.span, `'yield' inside ${COMPREHENSIONS[comprehension].what}`);
        });
        return;
      case 'Await':
        this.#refuseInAnnotation(e, 'await expression');
        this.expressions([e.value]);
        this.afterwards(() => {
          this.#scope.isCoroutine = true;
        });
        return;
      default:
        this.expressions(childrenOf(e));
    }
  }

  #refuseInAnnotation(e: Expr, what: string): void {
    if (this.#scope.type === 'annotation') errorAt(e.span, `'${what}' can not be used within an annotation`);
  }

  /** The name of an assignment expression in a comprehension belongs to the nearest scope that is none. */
  #bindOutside(name: string, span: Span): void {
    for (let scope: Scope | undefined = this.#scope; scope !== undefined; scope = scope.parent) {
      const flags = this.#flags(name, scope);
      if (scope.comprehension !== undefined) {
        if (flags & FLAG.iteration && flags & (FLAG.local | FLAG.global))
          errorAt(span, `assignment expression cannot rebind comprehension iteration variable '${name}'`);
        continue;
      }
      if (scope.type === 'class')
        errorAt(span, 'assignment expression within a comprehension cannot be used in a class body');
      const isGlobal = scope.type === 'module' || (flags & FLAG.global) !== 0;
      this.#define(name, isGlobal ? FLAG.global : FLAG.nonlocal, span);
      this.#record(name, span);
      this.#define(name, scope.type === 'module' ? FLAG.global : FLAG.local, span, scope);
      return;
    }
  }

  #comprehension(
    e: Expr & { kind: ComprehensionKind },
    generators: readonly Comprehension[],
    results: readonly Expr[],
  ): void {
    const [first, ...others] = generators;
    this.#iterable(first.iter);
    const options = { type: 'function', name: COMPREHENSIONS[e.kind].name, node: e, line: e.span.line } as const;
    this.#inScope(
      options,
      (scope) => {
        scope.comprehension = e.kind;
        if (first.isAsync) scope.isCoroutine = true;
        this.#define('.0', FLAG.parameter, e.span);
        this.#target(first.target);
        this.expressions(first.ifs);
        for (const one of others) {
          this.#target(one.target);
          this.#iterable(one.iter);
          this.expressions(one.ifs);
          if (one.isAsync)
            this.afterwards(() => {
              scope.isCoroutine = true;
            });
        }
        this.expressions(results);
      },
      (scope) => {
        scope.isGenerator = e.kind === 'GeneratorExp';
        if (scope.isCoroutine && !scope.isGenerator) this.#scope.isCoroutine = true;
      },
    );
  }

  #iterable(e: Expr): void {
    this.afterwards(() => {
      this.#inIterable++;
    });
    this.expressions([e]);
    this.afterwards(() => {
      this.#inIterable--;
    });
  }

  #target(e: Expr): void {
    this.afterwards(() => {
      this.#inTarget = true;
    });
    this.expressions([e]);
    this.afterwards(() => {
      this.#inTarget = false;
    });
  }

  #pattern(p: Pattern): void {
    if (p.kind === 'MatchValue') this.expressions([p.value]);
    if (p.kind === 'MatchClass') this.expressions([p.cls]);
    if (p.kind === 'MatchMapping') this.expressions(p.keys);
    for (const one of patternsIn(p)) this.afterwards(() => this.#pattern(one));
    const name =
      p.kind === 'MatchStar' || p.kind === 'MatchAs' ? p.name : p.kind === 'MatchMapping' ? p.rest : undefined;
    if (name !== undefined) this.afterwards(() => this.#define(name, FLAG.local, p.span));
  }
}
