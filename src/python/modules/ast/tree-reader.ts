/**
 * What compile() makes of a tree: the nodes of the module _ast become the parser's. Names need not be identifiers, as in CPython: who
 * makes trees uses others for what nobody shall write. Errors are those of CPython 3.11's Python-ast.c and ast.c.
 *
 * Cost: one look-up of an attribute for each field.
 */
import type { Address } from '../../../base/ids.js';
import type * as Tree from '../../../languages/python/tree/ast.js';
import { ELLIPSIS, FALSE, NONE, TRUE } from '../../format/memory-map.js';
import {
  BYTES_TYPE,
  COMPLEX_TYPE,
  FLOAT_TYPE,
  INT_TYPE,
  STR_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import type { CompileMode } from '../../runtime/compiler.js';
import { NodeReader } from './node-reader.js';

const ROOTS: Readonly<Record<CompileMode, string>> = { exec: 'Module', eval: 'Expression', single: 'Interactive' };
const CONVERSIONS: Readonly<Record<number, 's' | 'r' | 'a' | undefined>> = { 115: 's', 114: 'r', 97: 'a' };

export class TreeReader extends NodeReader {
  module(root: Address, mode: CompileMode): Tree.Module {
    const wanted = ROOTS[mode];
    if (this.kind(root) !== wanted)
      this.rt.raise(TYPE_ERROR, `expected ${wanted} node, got ${this.rt.typeName(this.rt.typeOf(root))}`);
    if (mode !== 'eval') return { kind: 'Module', body: this.list(root, wanted, 'body', this.#stmt) };
    const value = this.#expr(this.required(root, wanted, 'body'));
    return { kind: 'Module', body: [{ kind: 'Expr', value, span: value.span }] };
  }

  // Expressions

  #expr(node: Address, wanted: Tree.Context = 'Load'): Tree.Expr {
    return this.nested(node, 'expr', (kind, span) => this.#exprOf(node, kind, span, wanted));
  }

  readonly #loaded = (node: Address): Tree.Expr => this.#expr(node);
  readonly #stored = (node: Address): Tree.Expr => this.#expr(node, 'Store');
  readonly #deleted = (node: Address): Tree.Expr => this.#expr(node, 'Del');

  #exprOf(node: Address, kind: string, span: Tree.Span, wanted: Tree.Context): Tree.Expr | undefined {
    const target = this.#target(node, kind, span, wanted);
    if (target !== undefined) return target;
    if (wanted !== 'Load' && kind !== 'expr')
      this.rt.raise(VALUE_ERROR, `expression which can't be assigned to in ${wanted} context`);
    const one = (field: string) => this.#expr(this.required(node, kind, field));
    const maybe = (field: string) => this.optional(node, field, this.#loaded);
    const many = (field: string) => this.list(node, kind, field, this.#loaded);
    switch (kind) {
      case 'BoolOp':
        return { kind, span, op: this.operator(node, kind, 'op', 'boolop'), values: many('values') };
      case 'NamedExpr': {
        const name = this.#expr(this.required(node, kind, 'target'), 'Store');
        if (name.kind !== 'Name') return this.rt.raise(TYPE_ERROR, 'NamedExpr target must be a Name');
        return { kind, span, target: name, value: one('value') };
      }
      case 'BinOp':
        return {
          kind,
          span,
          left: one('left'),
          op: this.operator(node, kind, 'op', 'operator'),
          right: one('right'),
        };
      case 'UnaryOp':
        return { kind, span, op: this.operator(node, kind, 'op', 'unaryop'), operand: one('operand') };
      case 'Lambda':
        return { kind, span, args: this.#arguments(this.required(node, kind, 'args')), body: one('body') };
      case 'IfExp':
        return { kind, span, test: one('test'), body: one('body'), orElse: one('orelse') };
      case 'Dict': {
        const keys = this.list(node, kind, 'keys', (key) => (key === NONE ? undefined : this.#expr(key)));
        const values = many('values');
        if (keys.length !== values.length)
          this.rt.raise(VALUE_ERROR, "Dict doesn't have the same number of keys as values");
        return { kind, span, keys, values };
      }
      case 'Set':
        return { kind, span, elements: this.filled(many('elts'), kind, 'elts') };
      case 'ListComp':
      case 'SetComp':
      case 'GeneratorExp':
        return { kind, span, element: one('elt'), generators: this.#generators(node, kind) };
      case 'DictComp':
        return { kind, span, key: one('key'), value: one('value'), generators: this.#generators(node, kind) };
      case 'Await':
      case 'YieldFrom':
        return { kind, span, value: one('value') };
      case 'Yield':
        return { kind, span, value: maybe('value') };
      case 'Compare': {
        const ops = this.list(node, kind, 'ops', (op) => this.operatorOf<Tree.ComparisonOperator>(op, 'cmpop'));
        const comparators = many('comparators');
        if (comparators.length === 0) this.rt.raise(VALUE_ERROR, 'Compare with no comparators');
        if (ops.length !== comparators.length)
          this.rt.raise(VALUE_ERROR, 'Compare has a different number of comparators and operands');
        return { kind, span, left: one('left'), ops, comparators };
      }
      case 'Call':
        return { kind, span, func: one('func'), args: many('args'), keywords: this.#keywords(node, kind) };
      case 'FormattedValue': {
        const conversion = CONVERSIONS[this.integer(this.required(node, kind, 'conversion'))];
        const given = maybe('format_spec');
        const isJoined = given === undefined || given.kind === 'JoinedStr';
        const formatSpec = isJoined ? given : ({ kind: 'JoinedStr', span, values: [given] } as const);
        return { kind, span, value: one('value'), conversion, formatSpec };
      }
      case 'JoinedStr':
        return { kind, span, values: many('values') };
      case 'Constant':
        return this.#constant(
          this.present(node, kind, 'value'),
          span,
          this.optional(node, 'kind', () => true),
        );
      case 'Slice':
        return { kind, span, lower: maybe('lower'), upper: maybe('upper'), step: maybe('step') };
      default:
        return undefined;
    }
  }

  /** Expressions that have a context, which must be the wanted one. */
  #target(node: Address, kind: string, span: Tree.Span, wanted: Tree.Context): Tree.Expr | undefined {
    switch (kind) {
      case 'Attribute': {
        const value = this.#expr(this.required(node, kind, 'value'));
        const attr = this.identifier(this.required(node, kind, 'attr'));
        return { kind, span, value, attr, ctx: this.#context(node, kind, wanted) };
      }
      case 'Subscript': {
        const value = this.#expr(this.required(node, kind, 'value'));
        const slice = this.#expr(this.required(node, kind, 'slice'));
        return { kind, span, value, slice, ctx: this.#context(node, kind, wanted) };
      }
      case 'Starred': {
        const value = this.#expr(this.required(node, kind, 'value'), wanted);
        return { kind, span, value, ctx: this.#context(node, kind, wanted) };
      }
      case 'Name':
        return { kind, span, id: this.name(node, kind, 'id'), ctx: this.#context(node, kind, wanted) };
      case 'List':
      case 'Tuple': {
        const elements = this.list(node, kind, 'elts', (item) => this.#expr(item, wanted));
        return { kind, span, elements, ctx: this.#context(node, kind, wanted) };
      }
      default:
        return undefined;
    }
  }

  #context(node: Address, kind: string, wanted: Tree.Context): Tree.Context {
    const has = this.operator<Tree.Context>(node, kind, 'ctx', 'expr_context');
    if (has !== wanted) this.rt.raise(VALUE_ERROR, `expression must have ${wanted} context but has ${has} instead`);
    return has;
  }

  #constant(value: Address, span: Tree.Span, isUnicode = false): Tree.Expr {
    const rt = this.rt;
    if (rt.typeOf(value) === TUPLE_TYPE) {
      const elements = rt.tupleItems(value).map((item) => this.#constant(item, span));
      return { kind: 'Tuple', span, elements, ctx: 'Load' };
    }
    if (rt.typeOf(value) === COMPLEX_TYPE) {
      const real = rt.floatValue(rt.attribute(value, 'real'));
      const imaginary = rt.floatValue(rt.attribute(value, 'imag'));
      const pure = { kind: 'Constant', span, isUnicode, value: { type: 'complex', imaginary } } as const;
      if (Object.is(real, 0)) return pure;
      const left = { kind: 'Constant', span, isUnicode, value: { type: 'float', value: real } } as const;
      return { kind: 'BinOp', span, left, op: 'Add', right: pure };
    }
    return { kind: 'Constant', span, isUnicode, value: this.#simpleConstant(value) };
  }

  #simpleConstant(p: Address): Tree.ConstantValue {
    const rt = this.rt;
    if (p === NONE) return { type: 'none' };
    if (p === TRUE) return { type: 'true' };
    if (p === FALSE) return { type: 'false' };
    if (p === ELLIPSIS) return { type: 'ellipsis' };
    switch (rt.typeOf(p)) {
      case INT_TYPE:
        return { type: 'int', value: rt.compactInt(p) ?? rt.bigInt(p) };
      case FLOAT_TYPE:
        return { type: 'float', value: rt.floatValue(p) };
      case STR_TYPE:
        return { type: 'str', value: rt.text(p) };
      case BYTES_TYPE:
        return { type: 'bytes', value: rt.bytes(p).slice() };
      default:
        return rt.raise(TYPE_ERROR, `got an invalid type in Constant: ${rt.typeName(rt.typeOf(p))}`);
    }
  }

  #generators(node: Address, kind: string): Tree.Comprehension[] {
    const read = (item: Address): Tree.Comprehension => ({
      target: this.#expr(this.required(item, 'comprehension', 'target'), 'Store'),
      iter: this.#expr(this.required(item, 'comprehension', 'iter')),
      ifs: this.list(item, 'comprehension', 'ifs', this.#loaded),
      isAsync: this.integer(this.required(item, 'comprehension', 'is_async')) !== 0,
    });
    const found = this.list(node, kind, 'generators', read);
    return found.length > 0 ? found : this.rt.raise(VALUE_ERROR, 'comprehension with no generators');
  }

  #keywords(node: Address, kind: string): Tree.Keyword[] {
    return this.list(node, kind, 'keywords', (item) => ({
      span: this.span(item, 'keyword'),
      arg: this.optional(item, 'arg', (name) => this.identifier(name)),
      value: this.#expr(this.required(item, 'keyword', 'value')),
    }));
  }

  // Parameters

  #arguments(node: Address): Tree.Arguments {
    const kind = 'arguments';
    const one = (item: Address): Tree.Parameter => ({
      span: this.span(item, 'arg'),
      arg: this.name(item, 'arg', 'arg'),
      annotation: this.optional(item, 'annotation', this.#loaded),
    });
    const posOnly = this.list(node, kind, 'posonlyargs', one);
    const args = this.list(node, kind, 'args', one);
    const kwOnly = this.list(node, kind, 'kwonlyargs', one);
    const kwDefaults = this.list(node, kind, 'kw_defaults', (item) => (item === NONE ? undefined : this.#expr(item)));
    const defaults = this.list(node, kind, 'defaults', this.#loaded);
    if (defaults.length > posOnly.length + args.length)
      this.rt.raise(VALUE_ERROR, 'more positional defaults than args on arguments');
    if (kwDefaults.length !== kwOnly.length)
      this.rt.raise(VALUE_ERROR, 'length of kwonlyargs is not the same as kw_defaults on arguments');
    const varArg = this.optional(node, 'vararg', one);
    const kwArg = this.optional(node, 'kwarg', one);
    return { posOnly, args, varArg, kwOnly, kwDefaults, kwArg, defaults };
  }

  // Statements

  /** A list of statements that must not be empty. */
  #body(node: Address, kind: string): Tree.Stmt[] {
    const body = this.list(node, kind, 'body', this.#stmt);
    return body.length > 0 ? body : this.rt.raise(VALUE_ERROR, `empty body on ${kind}`);
  }

  #stmt(node: Address): Tree.Stmt {
    return this.nested(node, 'stmt', (kind, span) => this.#stmtOf(node, kind, span));
  }

  #stmtOf(node: Address, kind: string, span: Tree.Span): Tree.Stmt | undefined {
    const one = (field: string) => this.#expr(this.required(node, kind, field));
    const stored = (field: string) => this.#expr(this.required(node, kind, field), 'Store');
    const maybe = (field: string) => this.optional(node, field, this.#loaded);
    const many = (field: string) => this.list(node, kind, field, this.#loaded);
    const block = (field: string) => this.list(node, kind, field, this.#stmt);
    switch (kind) {
      case 'FunctionDef':
      case 'AsyncFunctionDef':
        return {
          kind,
          span,
          name: this.name(node, kind, 'name'),
          args: this.#arguments(this.required(node, kind, 'args')),
          body: this.#body(node, kind),
          decorators: many('decorator_list'),
          returns: maybe('returns'),
          typeParams: [],
        };
      case 'ClassDef':
        return {
          kind,
          span,
          name: this.name(node, kind, 'name'),
          bases: many('bases'),
          keywords: this.#keywords(node, kind),
          body: this.#body(node, kind),
          decorators: many('decorator_list'),
          typeParams: [],
        };
      case 'Return':
        return { kind, span, value: maybe('value') };
      case 'Delete':
        return { kind, span, targets: this.filled(this.list(node, kind, 'targets', this.#deleted), kind, 'targets') };
      case 'Assign': {
        const targets = this.filled(this.list(node, kind, 'targets', this.#stored), kind, 'targets');
        return { kind, span, targets, value: one('value') };
      }
      case 'AugAssign': {
        const op = this.operator<Tree.BinaryOperator>(node, kind, 'op', 'operator');
        return { kind, span, target: stored('target'), op, value: one('value') };
      }
      case 'AnnAssign': {
        const target = stored('target');
        const isSimple = this.integer(this.required(node, kind, 'simple')) !== 0;
        if (isSimple && target.kind !== 'Name') this.rt.raise(TYPE_ERROR, 'AnnAssign with simple non-Name target');
        return { kind, span, target, annotation: one('annotation'), value: maybe('value'), isSimple };
      }
      case 'For':
      case 'AsyncFor': {
        const target = stored('target');
        return { kind, span, target, iter: one('iter'), body: this.#body(node, kind), orElse: block('orelse') };
      }
      case 'While':
      case 'If':
        return { kind, span, test: one('test'), body: this.#body(node, kind), orElse: block('orelse') };
      case 'With':
      case 'AsyncWith': {
        const read = (item: Address): Tree.WithItem => ({
          context: this.#expr(this.required(item, 'withitem', 'context_expr')),
          target: this.optional(item, 'optional_vars', this.#stored),
        });
        const items = this.filled(this.list(node, kind, 'items', read), kind, 'items');
        return { kind, span, items, body: this.#body(node, kind) };
      }
      case 'Match': {
        const read = (item: Address): Tree.MatchCase => ({
          pattern: this.#pattern(this.required(item, 'match_case', 'pattern')),
          guard: this.optional(item, 'guard', this.#loaded),
          body: this.#body(item, 'match_case'),
        });
        const cases = this.filled(this.list(node, kind, 'cases', read), kind, 'cases');
        return { kind, span, subject: one('subject'), cases };
      }
      case 'Raise': {
        const exception = maybe('exc');
        const cause = maybe('cause');
        if (exception === undefined && cause !== undefined)
          this.rt.raise(VALUE_ERROR, 'Raise with cause but no exception');
        return { kind, span, exception, cause };
      }
      case 'Try':
      case 'TryStar':
        return this.#try(node, kind, span);
      case 'Assert':
        return { kind, span, test: one('test'), message: maybe('msg') };
      case 'Import':
        return { kind, span, names: this.#aliases(node, kind) };
      case 'ImportFrom': {
        const level = this.optional(node, 'level', (value) => this.integer(value)) ?? 0;
        if (level < 0) this.rt.raise(VALUE_ERROR, 'Negative ImportFrom level');
        const module = this.optional(node, 'module', (name) => this.identifier(name));
        return { kind, span, module, names: this.#aliases(node, kind), level };
      }
      case 'Global':
      case 'Nonlocal': {
        const names = this.list(node, kind, 'names', (name) => this.identifier(name));
        return { kind, span, names: this.filled(names, kind, 'names') };
      }
      case 'Expr':
        return { kind, span, value: one('value') };
      case 'Pass':
      case 'Break':
      case 'Continue':
        return { kind, span };
      default:
        return undefined;
    }
  }

  #try(node: Address, kind: 'Try' | 'TryStar', span: Tree.Span): Tree.Try {
    const body = this.#body(node, kind);
    const handlers = this.list(node, kind, 'handlers', (item) =>
      this.nested(item, 'excepthandler', (handler, at) =>
        handler !== 'ExceptHandler'
          ? undefined
          : {
              span: at,
              type: this.optional(item, 'type', this.#loaded),
              name: this.optional(item, 'name', (name) => this.identifier(name)),
              body: this.#body(item, handler),
            },
      ),
    );
    const orElse = this.list(node, kind, 'orelse', this.#stmt);
    const finalBody = this.list(node, kind, 'finalbody', this.#stmt);
    if (handlers.length === 0 && finalBody.length === 0)
      this.rt.raise(VALUE_ERROR, `${kind} has neither except handlers nor finalbody`);
    if (handlers.length === 0 && orElse.length > 0)
      this.rt.raise(VALUE_ERROR, `${kind} has orelse but no except handlers`);
    return { kind, span, body, handlers, orElse, finalBody };
  }

  #aliases(node: Address, kind: string): Tree.Alias[] {
    const read = (item: Address): Tree.Alias => ({
      span: this.span(item, 'alias'),
      name: this.identifier(this.required(item, 'alias', 'name')),
      asName: this.optional(item, 'asname', (name) => this.identifier(name)),
    });
    return this.filled(this.list(node, kind, 'names', read), kind, 'names');
  }

  // Patterns

  readonly #patternOf = (node: Address): Tree.Pattern => this.#pattern(node);

  #pattern(node: Address): Tree.Pattern {
    return this.nested(node, 'pattern', (kind, span): Tree.Pattern | undefined => {
      const patterns = (field: string) => this.list(node, kind, field, this.#patternOf);
      const name = (field: string) => this.optional(node, field, (value) => this.identifier(value));
      switch (kind) {
        case 'MatchValue':
          return { kind, span, value: this.#expr(this.required(node, kind, 'value')) };
        case 'MatchSingleton':
          return { kind, span, value: this.#simpleConstant(this.present(node, kind, 'value')) };
        case 'MatchSequence':
          return { kind, span, patterns: patterns('patterns') };
        case 'MatchMapping': {
          const keys = this.list(node, kind, 'keys', this.#loaded);
          const values = patterns('patterns');
          if (keys.length !== values.length)
            this.rt.raise(VALUE_ERROR, "MatchMapping doesn't have the same number of keys as patterns");
          return { kind, span, keys, patterns: values, rest: name('rest') };
        }
        case 'MatchClass': {
          const keywordAttributes = this.list(node, kind, 'kwd_attrs', (item) => this.identifier(item));
          const keywordPatterns = patterns('kwd_patterns');
          if (keywordAttributes.length !== keywordPatterns.length)
            this.rt.raise(VALUE_ERROR, "MatchClass doesn't have the same number of keyword attributes as patterns");
          const cls = this.#expr(this.required(node, kind, 'cls'));
          return { kind, span, cls, patterns: patterns('patterns'), keywordAttributes, keywordPatterns };
        }
        case 'MatchStar':
          return { kind, span, name: name('name') };
        case 'MatchAs':
          return { kind, span, pattern: this.optional(node, 'pattern', this.#patternOf), name: name('name') };
        case 'MatchOr': {
          const found = patterns('patterns');
          if (found.length < 2) this.rt.raise(VALUE_ERROR, 'MatchOr requires at least 2 patterns');
          return { kind, span, patterns: found };
        }
        default:
          return undefined;
      }
    });
  }
}
