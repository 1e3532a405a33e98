/**
 * Type parameters and aliases (PEP 695) in terms of what the compiler knows. What is defined with parameters becomes the result
 * of a function in whose scope they are:
 *
 *     @decorator                      def .type_parameters(.defaults, .named):
 *     def f[T: bound](x: T = 1):          T = .type_variable('T', lambda: bound, False)
 *         ...                 ──>         .parameters = (T,)
 *                                         def f(x: T): ...
 *                                         return .function(f, .parameters, .defaults, ('name',), .named)
 *                                     f = decorator(.type_parameters((1,), ()))
 *                                     del .type_parameters
 *
 * Names with a dot in front are nobody else's; those of functions are builtins (python/modules/generics). Names of a class
 * that something with parameters is defined in are not seen by its annotations and bounds.
 */
import type {
  Arguments,
  ClassDef,
  Expr,
  FunctionDef,
  Module,
  Parameter,
  Span,
  Stmt,
  TypeAlias,
  TypeParameter,
} from '../tree/ast.js';

/** What the function is called whose scope the parameters are in. */
export const TYPE_PARAMETERS = '.type_parameters';
const PARAMETERS = '.parameters';
const DEFAULTS = '.defaults';
const NAMED = '.named';

const NO_ARGUMENTS: Arguments = {
  posOnly: [],
  args: [],
  varArg: undefined,
  kwOnly: [],
  kwDefaults: [],
  kwArg: undefined,
  defaults: [],
};

/** The tree without any; the same one if it has none. */
export function lowerTypeParameters(module: Module): Module {
  return { ...module, body: lowerAll(module.body) };
}

function lowerAll(body: readonly Stmt[]): Stmt[] {
  return body.flatMap((s) => lower(inside(s)));
}

/** A statement with those that it contains lowered. */
function inside(s: Stmt): Stmt {
  const changed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(s) as [string, unknown][]) {
    if (!Array.isArray(value)) continue;
    if (key === 'body' || key === 'orElse' || key === 'finalBody') changed[key] = lowerAll(value as Stmt[]);
    else if (key === 'handlers' || key === 'cases')
      changed[key] = (value as { readonly body: readonly Stmt[] }[]).map(withBody);
  }
  return Object.keys(changed).length === 0 ? s : ({ ...s, ...changed } as Stmt);
}

function withBody<Part extends { readonly body: readonly Stmt[] }>(part: Part): Part {
  return { ...part, body: lowerAll(part.body) };
}

function lower(s: Stmt): Stmt[] {
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return s.typeParams.length === 0 ? [s] : lowerFunction(s);
    case 'ClassDef':
      return s.typeParams.length === 0 ? [s] : lowerClass(s);
    case 'TypeAlias':
      return lowerAlias(s);
    default:
      return [s];
  }
}

// Nodes

const load = (id: string, span: Span): Expr => ({ kind: 'Name', id, ctx: 'Load', span });
const text = (value: string, span: Span): Expr => ({
  kind: 'Constant',
  value: { type: 'str', value },
  isUnicode: false,
  span,
});
const tuple = (elements: readonly Expr[], span: Span): Expr => ({ kind: 'Tuple', elements, ctx: 'Load', span });
const call = (function_: string, args: readonly Expr[], span: Span): Expr => ({
  kind: 'Call',
  func: load(function_, span),
  args,
  keywords: [],
  span,
});
const later = (body: Expr): Expr => ({ kind: 'Lambda', args: NO_ARGUMENTS, body, span: body.span });
const assign = (id: string, value: Expr, span: Span): Stmt => ({
  kind: 'Assign',
  targets: [{ kind: 'Name', id, ctx: 'Store', span }],
  value,
  span,
});

/** Their bindings, and a tuple of them. */
function bindings(parameters: readonly TypeParameter[], span: Span): Stmt[] {
  const each = parameters.map((parameter) => assign(parameter.name, made(parameter), parameter.span));
  const all = tuple(
    parameters.map(({ name }) => load(name, span)),
    span,
  );
  return [...each, assign(PARAMETERS, all, span)];
}

function made({ kind, name, bound, span }: TypeParameter): Expr {
  if (kind === 'TypeVarTuple') return call('.type_variable_tuple', [text(name, span)], span);
  if (kind === 'ParamSpec') return call('.parameter_specification', [text(name, span)], span);
  if (bound === undefined) return call('.type_variable', [text(name, span)], span);
  const areConstraints = bound.kind === 'Tuple';
  return call(areConstraints ? '.constrained_variable' : '.type_variable', [text(name, span), later(bound)], span);
}

/** The function with the scope, what its call gives with decorators applied, and its name gone again. */
function defineWithin(
  name: string,
  span: Span,
  decorators: readonly Expr[],
  parameters: readonly string[],
  args: readonly Expr[],
  body: readonly Stmt[],
): Stmt[] {
  const function_: FunctionDef = {
    kind: 'FunctionDef',
    name: TYPE_PARAMETERS,
    args: { ...NO_ARGUMENTS, args: parameters.map((arg): Parameter => ({ span, arg, annotation: undefined })) },
    body,
    decorators: [],
    returns: undefined,
    typeParams: [],
    span,
  };
  let value = call(TYPE_PARAMETERS, args, span);
  for (const decorator of [...decorators].reverse())
    value = { kind: 'Call', func: decorator, args: [value], keywords: [], span: decorator.span };
  const gone: Stmt = { kind: 'Delete', targets: [{ kind: 'Name', id: TYPE_PARAMETERS, ctx: 'Del', span }], span };
  return [function_, assign(name, value, span), gone];
}

function lowerFunction(s: FunctionDef): Stmt[] {
  const { span, args } = s;
  const named = args.kwOnly.flatMap(({ arg }, at) => {
    const value = args.kwDefaults[at];
    return value === undefined ? [] : [{ arg, value }];
  });
  const plain: FunctionDef = {
    ...s,
    decorators: [],
    typeParams: [],
    args: { ...args, defaults: [], kwDefaults: args.kwOnly.map(() => undefined) },
  };
  const names = tuple(
    named.map(({ arg }) => text(arg, span)),
    span,
  );
  const finished = call(
    '.function',
    [load(s.name, span), load(PARAMETERS, span), load(DEFAULTS, span), names, load(NAMED, span)],
    span,
  );
  return defineWithin(
    s.name,
    span,
    s.decorators,
    [DEFAULTS, NAMED],
    [
      tuple(args.defaults, span),
      tuple(
        named.map(({ value }) => value),
        span,
      ),
    ],
    [...bindings(s.typeParams, span), plain, { kind: 'Return', value: finished, span }],
  );
}

function lowerClass(s: ClassDef): Stmt[] {
  const { span } = s;
  const [first] = s.body;
  const hasDocstring = first?.kind === 'Expr' && first.value.kind === 'Constant' && first.value.value.type === 'str';
  const attribute = assign('__type_params__', load(PARAMETERS, span), span);
  const body = hasDocstring ? [first, attribute, ...s.body.slice(1)] : [attribute, ...s.body];
  const generic = call('.generic', [load(PARAMETERS, span)], span);
  const plain: ClassDef = { ...s, decorators: [], typeParams: [], bases: [...s.bases, generic], body };
  return defineWithin(
    s.name,
    span,
    s.decorators,
    [],
    [],
    [...bindings(s.typeParams, span), plain, { kind: 'Return', value: load(s.name, span), span }],
  );
}

function lowerAlias(s: TypeAlias): Stmt[] {
  const { span } = s;
  const { id } = s.name;
  const alias = (parameters: Expr) => call('.type_alias', [text(id, span), parameters, later(s.value)], span);
  if (s.typeParams.length === 0) return [assign(id, alias(tuple([], span)), span)];
  return defineWithin(
    id,
    span,
    [],
    [],
    [],
    [...bindings(s.typeParams, span), { kind: 'Return', value: alias(load(PARAMETERS, span)), span }],
  );
}
