/** Expressions: each leaves one entry on the operand stack. */
import type { Expr } from '../../../languages/python/tree/ast.js';
import { FALSE, TRUE } from '../../format/memory-map.js';
import { Block } from '../flow/block.js';
import { binary, unary } from './arithmetic.js';
import { loadAttribute } from './attributes.js';
import { emitAwait, emitYield, emitYieldFrom } from './suspension.js';
import type { Body } from './body.js';
import { call } from './calls.js';
import { comparison, condition } from './conditions.js';
import { comprehension } from './comprehensions.js';
import { dictDisplay, listDisplay, setDisplay, tupleDisplay } from './displays.js';
import { constantOf, knownTruth } from './fold.js';
import { lambda } from './functions.js';
import { loadName, storeName } from './names.js';
import { formattedValue, joinedString } from './strings.js';
import { loadSubscript, slice } from './subscripts.js';

export function expression(b: Body, e: Expr): void {
  const constant = constantOf(e);
  if (constant !== undefined) {
    b.pushConstant(constant);
    return;
  }
  switch (e.kind) {
    case 'Constant':
      b.pushConstant(e.value);
      return;
    case 'Name':
      loadName(b, e.id, e.span);
      return;
    case 'BinOp':
      binary(b, e);
      return;
    case 'UnaryOp':
      if (e.op === 'Not') truthValue(b, e);
      else unary(b, e);
      return;
    case 'BoolOp':
      boolean(b, e);
      return;
    case 'Compare':
      comparison(b, e);
      return;
    case 'IfExp':
      choice(b, e);
      return;
    case 'NamedExpr':
      expression(b, e.value);
      b.own();
      b.duplicate();
      storeName(b, e.target.id, e.target.span);
      return;
    case 'Attribute':
      loadAttribute(b, e);
      return;
    case 'Subscript':
      loadSubscript(b, e);
      return;
    case 'Slice':
      slice(b, e);
      return;
    case 'Call':
      call(b, e);
      return;
    case 'List':
      listDisplay(b, e);
      return;
    case 'Tuple':
      tupleDisplay(b, e);
      return;
    case 'Set':
      setDisplay(b, e);
      return;
    case 'Dict':
      dictDisplay(b, e);
      return;
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'GeneratorExp':
      comprehension(b, e);
      return;
    case 'Lambda':
      lambda(b, e);
      return;
    case 'JoinedStr':
      joinedString(b, e);
      return;
    case 'FormattedValue':
      formattedValue(b, e);
      return;
    case 'Await':
      emitAwait(b, e);
      return;
    case 'Yield':
      emitYield(b, e);
      return;
    case 'YieldFrom':
      emitYieldFrom(b, e);
      return;
    case 'Starred':
      throw new Error('a starred expression is no value');
  }
}

/** `and`, `or`: the first value that decides, or the last one. */
function boolean(b: Body, e: Expr & { kind: 'BoolOp' }): void {
  b.ownBelow(0);
  const end = new Block();
  const assigned = b.assigned && new Set(b.assigned);
  for (const [at, value] of e.values.entries()) {
    expression(b, value);
    b.settle();
    if (at === e.values.length - 1) break;
    b.site(value.span);
    b.get(b.top()).call('truthOf').tee(b.word);
    b.failIfNegative();
    b.asm.get(b.word);
    const next = new Block();
    if (e.op === 'And') b.branch(next, end);
    else b.branch(end, next);
    b.start(next);
    b.drop();
  }
  b.jump(end);
  b.start(end);
  b.assigned = assigned;
}

/** Compiles a part that nothing may reach. */
export function inDeadCode(b: Body, isDead: boolean, part: () => void): void {
  const wasDead = b.isDead;
  b.isDead ||= isDead;
  part();
  b.isDead = wasDead;
}

function choice(b: Body, e: Expr & { kind: 'IfExp' }): void {
  b.ownBelow(0);
  const yes = new Block();
  const no = new Block();
  const end = new Block();
  condition(b, e.test, yes, no);
  const isAlways = knownTruth(e.test);
  const assigned = b.assigned && new Set(b.assigned);
  b.start(yes);
  inDeadCode(b, isAlways === false, () => expression(b, e.body));
  b.settle();
  b.jump(end);
  b.pop();
  b.start(no);
  b.assigned = assigned && new Set(assigned);
  inDeadCode(b, isAlways === true, () => expression(b, e.orElse));
  b.settle();
  b.jump(end);
  b.start(end);
  b.assigned = assigned;
}

/** A condition as True or False. */
export function truthValue(b: Body, e: Expr): void {
  const yes = new Block();
  const no = new Block();
  const end = new Block();
  const local = b.temporary(b.stack.length);
  condition(b, e, yes, no);
  b.start(yes);
  b.asm.i32(TRUE).set(local);
  b.jump(end);
  b.start(no);
  b.asm.i32(FALSE).set(local);
  b.jump(end);
  b.start(end);
  b.asm.get(local);
  b.push('borrowed', { known: 'bool' });
}
