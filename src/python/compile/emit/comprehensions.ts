/** Comprehensions and generator expressions: functions of one parameter, the first iterator. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Comprehension, Expr, Span } from '../../../languages/python/tree/ast.js';
import { CAPACITY, ITEMS, LENGTH } from '../../format/objects.js';
import type { Operand } from '../code/operand.js';
import { Block } from '../flow/block.js';
import { depthOfComprehension } from '../stack-depth.js';
import { Body } from './body.js';
import { callValues } from './calls.js';
import { condition, container } from './conditions.js';
import { build, extend, setKey } from './displays.js';
import { expression } from './expressions.js';
import { makeFunction, qualifiedName, stackShape } from './functions.js';
import { asyncNext, nextItem, toAsyncIterator, toIterator } from './loops.js';
import { storeTarget } from './targets.js';
import { findUnsteady } from './unsteady.js';
import { awaitValue, IN_AWAIT, yieldValue } from './suspension.js';

type ComprehensionExpr = Expr & { kind: 'ListComp' | 'SetComp' | 'DictComp' | 'GeneratorExp' };

const FIRST_ITERATOR = '.0';
const CONTAINERS = { ListComp: 'op_list', SetComp: 'op_set', DictComp: 'op_dict' } as const;

export function comprehension(b: Body, e: ComprehensionExpr): void {
  const scope = b.unit.scopeOf(e);
  const name = `<${scope.name}>`;
  const isGenerator = e.kind === 'GeneratorExp';
  const isAsync = scope.isCoroutine;
  const body = new Body(b.unit, scope, {
    parameters: [FIRST_ITERATOR],
    isCoroutine: isAsync,
    isGenerator: isGenerator || isAsync,
    span: e.span,
    qualifiedName: qualifiedName(b, name),
  });
  findUnsteady(body, [{ kind: 'Expr', value: e, span: e.span }]);
  body.enter();
  body.suspends = body.isGenerator;
  if (!isGenerator) build(body, CONTAINERS[e.kind as keyof typeof CONTAINERS], 0);
  generators(body, e, 0);
  if (isGenerator) body.returnNone();
  else {
    body.consume(body.pop());
    body.leave();
  }
  body.stackDepth = depthOfComprehension(e, stackShape(body));
  const code = b.unit.finish(body, {
    name,
    argumentCount: 1,
    positionalOnly: 0,
    keywordOnly: 0,
    hasRest: false,
    hasNamedRest: false,
    firstLine: e.span.line,
    isCoroutine: isAsync,
  });
  makeFunction(b, code, body.layout, { hasDefaults: false, hasKeywordDefaults: false, hasAnnotations: false });
  const [first] = e.generators;
  container(b, first.iter);
  if (first.isAsync) toAsyncIterator(b, e.span);
  else toIterator(b, e.span);
  callValues(b, 1, 0, e.span);
  if (isAsync && !isGenerator) awaitValue(b, e.span, IN_AWAIT);
}

/** One `for` and all behind it. */
function generators(b: Body, e: ComprehensionExpr, at: number): void {
  const one = e.generators[at];
  if (at === 0) loadFirst(b, e.span);
  else {
    container(b, one.iter);
    if (one.isAsync) toAsyncIterator(b, e.span);
    else toIterator(b, e.span);
  }
  b.own();
  loop(b, e, at, one);
}

function loadFirst(b: Body, span: Span): void {
  const slot = b.fastSlot(FIRST_ITERATOR)!;
  b.site(span);
  b.get(b.frame).load(b.slotOffset(slot));
  b.push('borrowed', { slot });
}

function loop(b: Body, e: ComprehensionExpr, at: number, one: Comprehension): void {
  const end = new Block();
  const header = b.loop();
  const assigned = b.assigned && new Set(b.assigned);
  if (one.isAsync) asyncNext(b, e.span, end);
  else nextItem(b, e.span, end);
  storeTarget(b, one.target);
  for (const test of one.ifs) {
    const next = new Block();
    condition(b, test, next, header);
    b.start(next);
  }
  if (at + 1 < e.generators.length) generators(b, e, at + 1);
  else element(b, e);
  b.noteRound();
  b.jump(header);
  b.leaveLoop();
  b.start(end);
  b.assigned = assigned;
  b.drop();
}

function element(b: Body, e: ComprehensionExpr): void {
  if (e.kind === 'GeneratorExp') {
    expression(b, e.element);
    yieldValue(b, e.element.span);
    b.drop();
    return;
  }
  const depth = e.generators.length;
  const container = b.stack[b.stack.length - 1 - depth];
  if (e.kind === 'DictComp') {
    expression(b, e.key);
    expression(b, e.value);
    setKey(b, e, container);
  } else {
    expression(b, e.element);
    if (e.kind === 'ListComp') append(b, e.element, container);
    else extend(b, 'op_set_add', e, container);
  }
}

/** Pops a value, which becomes the last item of the list: inline while that has room. */
function append(b: Body, e: Expr, list: Operand): void {
  const { asm, word } = b;
  const value = b.pop();
  if (value.form === 'borrowed' || value.form === 'constant') b.incref(value);
  const done = asm.open();
  const full = asm.open();
  b.get(list).load(LENGTH).tee(word);
  b.get(list).load(CAPACITY).op(OP.i32GeS).leaveIf(full);
  b.get(list).load(ITEMS).get(word).i32(2).op(OP.i32Shl).op(OP.i32Add);
  b.get(value).store(0);
  b.get(list).get(word).add(1).store(LENGTH);
  asm.leave(done).close();
  b.site(e.span);
  b.get(list);
  b.get(value);
  b.callStatus('op_list_append');
  asm.close();
}
