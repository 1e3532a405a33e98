/** Class statements: the body is a function that fills a namespace; builtins.__build_class__ calls it. */
import type { ClassDef } from '../../../languages/python/tree/ast.js';
import { depthOfModule } from '../stack-depth.js';
import { Body } from './body.js';
import { callValues, spreadCall } from './calls.js';
import { docstringOf } from './docstring.js';
import { expression } from './expressions.js';
import { makeFunction, qualifiedName, stackShape } from './functions.js';
import { loadName, storeName } from './names.js';
import { statementsIn } from './parts.js';
import { statements } from './statements.js';

export function classDefinition(b: Body, s: ClassDef): void {
  for (const decorator of s.decorators) expression(b, decorator);
  const { span } = s;
  b.site(span);
  b.asm.call('op_build_class');
  b.pushResult();
  const body = new Body(b.unit, b.unit.scopeOf(s), {
    parameters: [],
    isCoroutine: false,
    isGenerator: false,
    span,
    qualifiedName: qualifiedName(b, s.name),
  });
  const code = classBody(body, s, s.decorators[0]?.span.line ?? span.line);
  makeFunction(b, code, body.layout, { hasDefaults: false, hasKeywordDefaults: false, hasAnnotations: false });
  b.pushConstant({ type: 'str', value: s.name });
  const isPlain =
    !s.bases.some((base) => base.kind === 'Starred') && !s.keywords.some((keyword) => keyword.arg === undefined);
  if (isPlain) {
    for (const base of s.bases) expression(b, base);
    for (const keyword of s.keywords) expression(b, keyword.value);
    const items = s.keywords.map(({ arg }) => ({ type: 'str', value: arg! }) as const);
    const names = items.length === 0 ? 0 : b.constants.address({ type: 'tuple', items });
    callValues(b, 2 + s.bases.length + s.keywords.length, names, span);
  } else classWithSpread(b, s);
  for (let at = s.decorators.length - 1; at >= 0; at--) callValues(b, 1, 0, s.decorators[at].span);
  storeName(b, s.name, span);
}

/** Function and name are on the stack: they become the first two arguments. */
function classWithSpread(b: Body, s: ClassDef): void {
  spreadCall(b, s.bases, s.keywords, s.span, 2);
}

function classBody(body: Body, s: ClassDef, firstLine: number): number {
  body.enter();
  const { span } = s;
  loadName(body, '__name__', span);
  storeName(body, '__module__', span);
  body.pushConstant({ type: 'str', value: body.qualifiedName });
  storeName(body, '__qualname__', span);
  if (hasAnnotations(s.body)) {
    body.get(body.frame);
    body.callStatus('op_setup_annotations');
  }
  const docstring = docstringOf(s.body);
  if (docstring !== undefined) {
    body.pushConstant(docstring);
    storeName(body, '__doc__', s.body[0].span);
  }
  statements(body, docstring === undefined ? s.body : s.body.slice(1));
  if (body.scope.needsClassCell) {
    body
      .get(body.frame)
      .load(body.slotOffset(body.innerCellSlot('__class__')))
      .set(body.scratch);
    body.increfLocal(body.scratch);
    body.asm.get(body.scratch);
    body.push('owned');
    body.duplicate();
    storeName(body, '__classcell__', span);
    body.consume(body.pop());
    body.leave();
  } else body.returnNone();
  body.stackDepth = depthOfModule(s.body, stackShape(body));
  return body.unit.finish(body, {
    name: s.name,
    argumentCount: 0,
    positionalOnly: 0,
    keywordOnly: 0,
    hasRest: false,
    hasNamedRest: false,
    firstLine,
    isCoroutine: false,
  });
}

/** Whether a body has annotations of names outside of functions and classes in it. */
export function hasAnnotations(body: ClassDef['body']): boolean {
  const open = [...body];
  for (let s = open.pop(); s !== undefined; s = open.pop()) {
    if (s.kind === 'AnnAssign' && s.isSimple) return true;
    open.push(...statementsIn(s));
  }
  return false;
}
