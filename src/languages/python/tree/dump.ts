/**
 * A tree in the form by which it is compared with CPython's: as `ast.dump(tree, include_attributes=True)`, with all that is
 * not ASCII escaped, as Python's `ascii` does.
 */
import type {
  Alias,
  Arguments,
  Comprehension,
  ExceptHandler,
  Expr,
  Keyword,
  MatchCase,
  Module,
  Parameter,
  Pattern,
  Span,
  Stmt,
  TypeParameter,
  WithItem,
} from './ast.js';
import { constantRepr, textRepr } from './repr.js';

export function dumpModule(module: Module): string {
  return `Module(body=${list(module.body, stmt)}, type_ignores=[])`;
}

export function dumpExpression(expression: Expr): string {
  return expr(expression);
}

function list<Item>(items: readonly Item[], one: (item: Item) => string): string {
  return `[${items.map(one).join(', ')}]`;
}

/** A node: fields that are undefined are left out. */
function node(name: string, fields: readonly (readonly [string, string | undefined])[], span?: Span): string {
  const parts: string[] = [];
  for (const [field, value] of fields) if (value !== undefined) parts.push(`${field}=${value}`);
  if (span !== undefined)
    parts.push(
      `lineno=${span.line}, col_offset=${span.column}, end_lineno=${span.endLine}, end_col_offset=${span.endColumn}`,
    );
  return `${name}(${parts.join(', ')})`;
}

function maybe<Item>(item: Item | undefined, one: (item: Item) => string): string | undefined {
  return item === undefined ? undefined : one(item);
}

function text(value: string): string {
  return textRepr([...value].map((character) => character.codePointAt(0)!));
}

const operator = (name: string) => `${name}()`;

function expr(e: Expr): string {
  switch (e.kind) {
    case 'BoolOp':
      return node(
        e.kind,
        [
          ['op', operator(e.op)],
          ['values', list(e.values, expr)],
        ],
        e.span,
      );
    case 'NamedExpr':
      return node(
        e.kind,
        [
          ['target', expr(e.target)],
          ['value', expr(e.value)],
        ],
        e.span,
      );
    case 'BinOp':
      return node(
        e.kind,
        [
          ['left', expr(e.left)],
          ['op', operator(e.op)],
          ['right', expr(e.right)],
        ],
        e.span,
      );
    case 'UnaryOp':
      return node(
        e.kind,
        [
          ['op', operator(e.op)],
          ['operand', expr(e.operand)],
        ],
        e.span,
      );
    case 'Lambda':
      return node(
        e.kind,
        [
          ['args', args(e.args)],
          ['body', expr(e.body)],
        ],
        e.span,
      );
    case 'IfExp':
      return node(
        e.kind,
        [
          ['test', expr(e.test)],
          ['body', expr(e.body)],
          ['orelse', expr(e.orElse)],
        ],
        e.span,
      );
    case 'Dict':
      return node(
        e.kind,
        [
          ['keys', list(e.keys, (key) => (key === undefined ? 'None' : expr(key)))],
          ['values', list(e.values, expr)],
        ],
        e.span,
      );
    case 'Set':
      return node(e.kind, [['elts', list(e.elements, expr)]], e.span);
    case 'ListComp':
    case 'SetComp':
    case 'GeneratorExp':
      return node(
        e.kind,
        [
          ['elt', expr(e.element)],
          ['generators', list(e.generators, comprehension)],
        ],
        e.span,
      );
    case 'DictComp':
      return node(
        e.kind,
        [
          ['key', expr(e.key)],
          ['value', expr(e.value)],
          ['generators', list(e.generators, comprehension)],
        ],
        e.span,
      );
    case 'Await':
    case 'YieldFrom':
    case 'Yield':
      return node(e.kind, [['value', maybe(e.value, expr)]], e.span);
    case 'Compare':
      return node(
        e.kind,
        [
          ['left', expr(e.left)],
          ['ops', list(e.ops, operator)],
          ['comparators', list(e.comparators, expr)],
        ],
        e.span,
      );
    case 'Call':
      return node(
        e.kind,
        [
          ['func', expr(e.func)],
          ['args', list(e.args, expr)],
          ['keywords', list(e.keywords, keyword)],
        ],
        e.span,
      );
    case 'FormattedValue': {
      const conversion = String(e.conversion?.charCodeAt(0) ?? -1);
      return node(
        e.kind,
        [
          ['value', expr(e.value)],
          ['conversion', conversion],
          ['format_spec', maybe(e.formatSpec, expr)],
        ],
        e.span,
      );
    }
    case 'JoinedStr':
      return node(e.kind, [['values', list(e.values, expr)]], e.span);
    case 'Constant':
      return node(
        e.kind,
        [
          ['value', constantRepr(e.value)],
          ['kind', e.isUnicode ? "'u'" : undefined],
        ],
        e.span,
      );
    case 'Attribute':
      return node(
        e.kind,
        [
          ['value', expr(e.value)],
          ['attr', text(e.attr)],
          ['ctx', operator(e.ctx)],
        ],
        e.span,
      );
    case 'Subscript':
      return node(
        e.kind,
        [
          ['value', expr(e.value)],
          ['slice', expr(e.slice)],
          ['ctx', operator(e.ctx)],
        ],
        e.span,
      );
    case 'Starred':
      return node(
        e.kind,
        [
          ['value', expr(e.value)],
          ['ctx', operator(e.ctx)],
        ],
        e.span,
      );
    case 'Name':
      return node(
        e.kind,
        [
          ['id', text(e.id)],
          ['ctx', operator(e.ctx)],
        ],
        e.span,
      );
    case 'List':
    case 'Tuple':
      return node(
        e.kind,
        [
          ['elts', list(e.elements, expr)],
          ['ctx', operator(e.ctx)],
        ],
        e.span,
      );
    case 'Slice':
      return node(
        e.kind,
        [
          ['lower', maybe(e.lower, expr)],
          ['upper', maybe(e.upper, expr)],
          ['step', maybe(e.step, expr)],
        ],
        e.span,
      );
  }
}

function comprehension(c: Comprehension): string {
  return node('comprehension', [
    ['target', expr(c.target)],
    ['iter', expr(c.iter)],
    ['ifs', list(c.ifs, expr)],
    ['is_async', c.isAsync ? '1' : '0'],
  ]);
}

function keyword(k: Keyword): string {
  return node(
    'keyword',
    [
      ['arg', maybe(k.arg, text)],
      ['value', expr(k.value)],
    ],
    k.span,
  );
}

function parameter(p: Parameter): string {
  return node(
    'arg',
    [
      ['arg', text(p.arg)],
      ['annotation', maybe(p.annotation, expr)],
    ],
    p.span,
  );
}

function args(a: Arguments): string {
  return node('arguments', [
    ['posonlyargs', list(a.posOnly, parameter)],
    ['args', list(a.args, parameter)],
    ['vararg', maybe(a.varArg, parameter)],
    ['kwonlyargs', list(a.kwOnly, parameter)],
    ['kw_defaults', list(a.kwDefaults, (value) => (value === undefined ? 'None' : expr(value)))],
    ['kwarg', maybe(a.kwArg, parameter)],
    ['defaults', list(a.defaults, expr)],
  ]);
}

function typeParameter(t: TypeParameter): string {
  return node(
    t.kind,
    [
      ['name', text(t.name)],
      ['bound', maybe(t.bound, expr)],
    ],
    t.span,
  );
}

/** Only where there are some: CPython 3.11 knows no type parameters. */
function typeParameters(params: readonly TypeParameter[]): string | undefined {
  return params.length === 0 ? undefined : list(params, typeParameter);
}

function alias(a: Alias): string {
  return node(
    'alias',
    [
      ['name', text(a.name)],
      ['asname', maybe(a.asName, text)],
    ],
    a.span,
  );
}

function withItem(w: WithItem): string {
  return node('withitem', [
    ['context_expr', expr(w.context)],
    ['optional_vars', maybe(w.target, expr)],
  ]);
}

function handler(h: ExceptHandler): string {
  return node(
    'ExceptHandler',
    [
      ['type', maybe(h.type, expr)],
      ['name', maybe(h.name, text)],
      ['body', list(h.body, stmt)],
    ],
    h.span,
  );
}

function matchCase(c: MatchCase): string {
  return node('match_case', [
    ['pattern', pattern(c.pattern)],
    ['guard', maybe(c.guard, expr)],
    ['body', list(c.body, stmt)],
  ]);
}

function pattern(p: Pattern): string {
  switch (p.kind) {
    case 'MatchValue':
      return node(p.kind, [['value', expr(p.value)]], p.span);
    case 'MatchSingleton':
      return node(p.kind, [['value', constantRepr(p.value)]], p.span);
    case 'MatchSequence':
    case 'MatchOr':
      return node(p.kind, [['patterns', list(p.patterns, pattern)]], p.span);
    case 'MatchMapping':
      return node(
        p.kind,
        [
          ['keys', list(p.keys, expr)],
          ['patterns', list(p.patterns, pattern)],
          ['rest', maybe(p.rest, text)],
        ],
        p.span,
      );
    case 'MatchClass':
      return node(
        p.kind,
        [
          ['cls', expr(p.cls)],
          ['patterns', list(p.patterns, pattern)],
          ['kwd_attrs', list(p.keywordAttributes, text)],
          ['kwd_patterns', list(p.keywordPatterns, pattern)],
        ],
        p.span,
      );
    case 'MatchStar':
      return node(p.kind, [['name', maybe(p.name, text)]], p.span);
    case 'MatchAs':
      return node(
        p.kind,
        [
          ['pattern', maybe(p.pattern, pattern)],
          ['name', maybe(p.name, text)],
        ],
        p.span,
      );
  }
}

function stmt(s: Stmt): string {
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return node(
        s.kind,
        [
          ['name', text(s.name)],
          ['args', args(s.args)],
          ['body', list(s.body, stmt)],
          ['decorator_list', list(s.decorators, expr)],
          ['returns', maybe(s.returns, expr)],
          ['type_params', typeParameters(s.typeParams)],
        ],
        s.span,
      );
    case 'ClassDef':
      return node(
        s.kind,
        [
          ['name', text(s.name)],
          ['bases', list(s.bases, expr)],
          ['keywords', list(s.keywords, keyword)],
          ['body', list(s.body, stmt)],
          ['decorator_list', list(s.decorators, expr)],
          ['type_params', typeParameters(s.typeParams)],
        ],
        s.span,
      );
    case 'TypeAlias':
      return node(
        s.kind,
        [
          ['name', expr(s.name)],
          ['type_params', list(s.typeParams, typeParameter)],
          ['value', expr(s.value)],
        ],
        s.span,
      );
    case 'Return':
      return node(s.kind, [['value', maybe(s.value, expr)]], s.span);
    case 'Expr':
      return node(s.kind, [['value', expr(s.value)]], s.span);
    case 'Delete':
      return node(s.kind, [['targets', list(s.targets, expr)]], s.span);
    case 'Assign':
      return node(
        s.kind,
        [
          ['targets', list(s.targets, expr)],
          ['value', expr(s.value)],
        ],
        s.span,
      );
    case 'AugAssign':
      return node(
        s.kind,
        [
          ['target', expr(s.target)],
          ['op', operator(s.op)],
          ['value', expr(s.value)],
        ],
        s.span,
      );
    case 'AnnAssign':
      return node(
        s.kind,
        [
          ['target', expr(s.target)],
          ['annotation', expr(s.annotation)],
          ['value', maybe(s.value, expr)],
          ['simple', s.isSimple ? '1' : '0'],
        ],
        s.span,
      );
    case 'For':
    case 'AsyncFor':
      return node(
        s.kind,
        [
          ['target', expr(s.target)],
          ['iter', expr(s.iter)],
          ['body', list(s.body, stmt)],
          ['orelse', list(s.orElse, stmt)],
        ],
        s.span,
      );
    case 'While':
    case 'If':
      return node(
        s.kind,
        [
          ['test', expr(s.test)],
          ['body', list(s.body, stmt)],
          ['orelse', list(s.orElse, stmt)],
        ],
        s.span,
      );
    case 'With':
    case 'AsyncWith':
      return node(
        s.kind,
        [
          ['items', list(s.items, withItem)],
          ['body', list(s.body, stmt)],
        ],
        s.span,
      );
    case 'Match':
      return node(
        s.kind,
        [
          ['subject', expr(s.subject)],
          ['cases', list(s.cases, matchCase)],
        ],
        s.span,
      );
    case 'Raise':
      return node(
        s.kind,
        [
          ['exc', maybe(s.exception, expr)],
          ['cause', maybe(s.cause, expr)],
        ],
        s.span,
      );
    case 'Try':
    case 'TryStar':
      return node(
        s.kind,
        [
          ['body', list(s.body, stmt)],
          ['handlers', list(s.handlers, handler)],
          ['orelse', list(s.orElse, stmt)],
          ['finalbody', list(s.finalBody, stmt)],
        ],
        s.span,
      );
    case 'Assert':
      return node(
        s.kind,
        [
          ['test', expr(s.test)],
          ['msg', maybe(s.message, expr)],
        ],
        s.span,
      );
    case 'Import':
      return node(s.kind, [['names', list(s.names, alias)]], s.span);
    case 'ImportFrom':
      return node(
        s.kind,
        [
          ['module', maybe(s.module, text)],
          ['names', list(s.names, alias)],
          ['level', String(s.level)],
        ],
        s.span,
      );
    case 'Global':
    case 'Nonlocal':
      return node(s.kind, [['names', list(s.names, text)]], s.span);
    case 'Pass':
    case 'Break':
    case 'Continue':
      return node(s.kind, [], s.span);
  }
}
