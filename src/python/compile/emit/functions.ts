/** Functions and lambdas: their bodies, and the objects that are made where they are defined. */
import type { Arguments, Expr, FunctionDef, Parameter, Stmt } from '../../../languages/python/tree/ast.js';
import { mangled } from '../../../languages/python/symbols/scope.js';
import type { Scope } from '../../../languages/python/symbols/scope.js';
import { TYPE_PARAMETERS } from '../../../languages/python/lowering/type-parameters.js';
import { LOCALS } from '../../format/frames.js';
import { depthOfBody, depthOfExpression, type StackShape } from '../stack-depth.js';
import { attributesSet } from './attributes-set.js';
import { Body, type BodyShape } from './body.js';
import { callValues } from './calls.js';
import { build } from './displays.js';
import { expression } from './expressions.js';
import { tupleOf } from './fold.js';
import { Layout } from './layout.js';
import { storeName } from './names.js';
import { outlineParts } from './unit.js';
import { statements } from './statements.js';
import { annotationText } from './annotations.js';
import { findUnsteady } from './unsteady.js';
import { docstringOf } from './docstring.js';

export function functionDefinition(b: Body, s: FunctionDef): void {
  for (const decorator of s.decorators) expression(b, decorator);
  const scope = b.unit.scopeOf(s);
  const defaults = pushDefaults(b, s.args);
  const hasAnnotations = pushAnnotations(b, s.args, s.returns);
  const code = declareFunction(b, scope, s);
  b.site(s.span);
  makeFunction(b, code, new Layout(scope, parameterNames(scope, s.args)), { ...defaults, hasAnnotations });
  for (let at = s.decorators.length - 1; at >= 0; at--) callValues(b, 1, 0, s.decorators[at].span);
  storeName(b, s.name, s.span);
}

/** The code object of a function, whose body is compiled later. */
function declareFunction(b: Body, scope: Scope, s: FunctionDef): number {
  const { source } = b.unit;
  const isCoroutine = s.kind === 'AsyncFunctionDef';
  const shape = shapeOf(b, scope, s.args, s.span, s.name, isCoroutine);
  const firstLine = s.decorators[0]?.span.line ?? s.span.line;
  const layout = new Layout(scope, shape.parameters);
  const outline = { scope, layout, ...shape };
  const [self] = shape.parameters;
  const attributes = s.name === '__init__' && self !== undefined ? attributesSet(s.body, self) : 0;
  const parts = outlineParts(source, outline, { ...kindOf(s.args), name: s.name, firstLine, isCoroutine, attributes });
  const first = docstringOf(s.body) ?? { type: 'none' };
  return b.pool.declare(parts, first, layout.frameBytes(0), source, (unit, address) => {
    const body = new Body(unit, scope, shape);
    body.constants.adopt(first, address);
    compileBody(body, s);
    return unit.compiled(body);
  });
}

function compileBody(body: Body, s: FunctionDef): void {
  findUnsteady(body, s.body);
  body.enter();
  statements(body, docstringOf(s.body) === undefined ? s.body : s.body.slice(1));
  body.returnNone();
  body.stackDepth = depthOfBody(s.body, stackShape(body));
}

/** What the depth of CPython's stack depends on besides the tree. */
export function stackShape(b: Body): StackShape {
  return { closureOf: (node) => new Layout(b.unit.scopeOf(node), []).freeNames.length };
}

export function lambda(b: Body, e: Expr & { kind: 'Lambda' }): void {
  const scope = b.unit.scopeOf(e);
  const defaults = pushDefaults(b, e.args);
  const body = new Body(b.unit, scope, shapeOf(b, scope, e.args, e.span, '<lambda>', false));
  // As the first constant it says that there is no docstring.
  body.constants.address({ type: 'none' });
  findUnsteady(body, [{ kind: 'Expr', value: e.body, span: e.span }]);
  body.enter();
  body.suspends = body.isGenerator;
  expression(body, e.body);
  body.consume(body.pop());
  body.leave();
  body.stackDepth = depthOfExpression(e.body, stackShape(body));
  const code = body.unit.finish(body, {
    ...kindOf(e.args),
    name: '<lambda>',
    firstLine: e.span.line,
    isCoroutine: false,
  });
  b.site(e.span);
  makeFunction(b, code, body.layout, { ...defaults, hasAnnotations: false });
}

function shapeOf(
  b: Body,
  scope: Scope,
  args: Arguments,
  span: Stmt['span'],
  name: string,
  isCoroutine: boolean,
): BodyShape {
  return {
    parameters: parameterNames(scope, args),
    isCoroutine,
    isGenerator: isCoroutine || scope.isGenerator,
    span,
    qualifiedName: qualifiedName(b, name),
  };
}

function parameterNames(scope: Scope, args: Arguments): string[] {
  return parametersOf(args).map((one) => mangled(scope.privateClass, one.arg));
}

/** In the order of a frame's slots. */
function parametersOf(args: Arguments): Parameter[] {
  const all = [...args.posOnly, ...args.args, ...args.kwOnly];
  if (args.varArg !== undefined) all.push(args.varArg);
  if (args.kwArg !== undefined) all.push(args.kwArg);
  return all;
}

function kindOf(args: Arguments) {
  return {
    argumentCount: args.posOnly.length + args.args.length,
    positionalOnly: args.posOnly.length,
    keywordOnly: args.kwOnly.length,
    hasRest: args.varArg !== undefined,
    hasNamedRest: args.kwArg !== undefined,
  };
}

/** The qualified name of something that is defined in a body. */
export function qualifiedName(b: Body, name: string): string {
  const { scope } = b;
  if (scope.type === 'module') return name;
  const own = mangled(scope.privateClass, name);
  if (b.isDeclaredGlobal(own)) return name;
  // The scope of type parameters is not seen in names.
  if (b.qualifiedName.endsWith(TYPE_PARAMETERS)) return b.qualifiedName.slice(0, -TYPE_PARAMETERS.length) + name;
  return scope.type === 'class' ? `${b.qualifiedName}.${name}` : `${b.qualifiedName}.<locals>.${name}`;
}

interface Extras {
  readonly hasDefaults: boolean;
  readonly hasKeywordDefaults: boolean;
  readonly hasAnnotations: boolean;
}

/** Pushes a tuple of defaults and a dict of those of keyword-only parameters, where there are any. */
function pushDefaults(b: Body, args: Arguments): Omit<Extras, 'hasAnnotations'> {
  const hasDefaults = args.defaults.length > 0;
  if (hasDefaults) {
    const { span } = args.defaults[0];
    const constants = tupleOf(args.defaults);
    if (constants?.type === 'tuple') b.pushStatic(b.constants.foldedAddress(constants.items));
    else expression(b, { kind: 'Tuple', elements: args.defaults, ctx: 'Load', span });
  }
  const named = args.kwOnly.flatMap((parameter, at) => {
    const value = args.kwDefaults[at];
    return value === undefined ? [] : [{ name: b.mangle(parameter.arg), value }];
  });
  for (const { name, value } of named) {
    b.pushStatic(b.pool.constant({ type: 'str', value: name }));
    expression(b, value);
  }
  if (named.length > 0) {
    b.constants.address({ type: 'tuple', items: named.map(({ name }) => ({ type: 'str', value: name })) });
    build(b, 'op_dict', named.length, 2 * named.length);
  }
  return { hasDefaults, hasKeywordDefaults: named.length > 0 };
}

/** Pushes a tuple of names and annotations, if there are any. */
function pushAnnotations(b: Body, args: Arguments, returns: Expr | undefined): boolean {
  const all = [...args.posOnly, ...args.args, args.varArg, ...args.kwOnly, args.kwArg]
    .filter((parameter) => parameter?.annotation !== undefined)
    .map((parameter) => ({ name: b.mangle(parameter!.arg), annotation: parameter!.annotation! }));
  if (returns !== undefined) all.push({ name: 'return', annotation: returns });
  if (all.length === 0) return false;
  for (const { name, annotation } of all) {
    b.pushConstant({ type: 'str', value: name });
    pushAnnotation(b, annotation);
  }
  build(b, 'op_tuple', 2 * all.length);
  return true;
}

export function pushAnnotation(b: Body, annotation: Expr): void {
  if (b.unit.source.postponesAnnotations) b.pushConstant({ type: 'str', value: annotationText(annotation) });
  else if (annotation.kind === 'Starred') {
    expression(b, annotation.value);
    b.site(annotation.span);
    b.loadStackPointer();
    b.consume(b.pop());
    b.asm.i32(1);
    b.callStatus('op_unpack');
    b.loadStackPointer();
    b.asm.get(b.word).load(LOCALS);
    b.push('owned');
  } else expression(b, annotation);
}

/** Pops what belongs to a function and pushes the function. `inner` is the layout of its frame. */
export function makeFunction(b: Body, code: number, inner: Layout, extras: Extras): void {
  const hasClosure = inner.freeNames.length > 0;
  if (hasClosure) {
    for (const name of inner.freeNames) {
      b.get(b.frame).load(b.slotOffset(b.innerCellSlot(name)));
      b.push('borrowed');
    }
    build(b, 'op_tuple', inner.freeNames.length);
  }
  const closure = hasClosure ? b.pop() : undefined;
  const annotations = extras.hasAnnotations ? b.pop() : undefined;
  const keywordDefaults = extras.hasKeywordDefaults ? b.pop() : undefined;
  const defaults = extras.hasDefaults ? b.pop() : undefined;
  const address = b.constants.address({ type: 'code', address: code });
  b.asm.get(b.frame).address(address);
  for (const part of [defaults, keywordDefaults, annotations, closure]) {
    if (part === undefined) b.asm.i32(0);
    else b.consume(part);
  }
  b.asm.call('op_function');
  b.pushResult();
}
