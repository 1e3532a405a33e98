/** Statements. */
import type { Expr, Sequence, Stmt } from '../../../languages/python/tree/ast.js';
import { ASSERTION_ERROR } from '../../format/types.js';
import { Block } from '../flow/block.js';
import { operate } from './arithmetic.js';
import { meet } from './assigned.js';
import { getAttribute, setAttribute } from './attributes.js';
import type { Body } from './body.js';
import { callValues } from './calls.js';
import { classDefinition } from './classes.js';
import { condition } from './conditions.js';
import { expression, inDeadCode } from './expressions.js';
import { constantOf, knownTruth } from './fold.js';
import { fusedFloats, fusedItem } from './float-trees.js';
import { functionDefinition, pushAnnotation } from './functions.js';
import { importFrom, importModules } from './imports.js';
import { forLoop, whileLoop } from './loops.js';
import { matchStatement } from './match.js';
import { fastSlotOf, loadName, storeName } from './names.js';
import { expressionsIn } from './parts.js';
import { getItem, setItem } from './subscripts.js';
import { deleteTarget, storeTarget } from './targets.js';
import { tryStatement } from './try.js';
import { leaveOpen } from './unwind.js';
import { suspends } from './unsteady.js';
import { withStatement } from './with.js';

export function statements(b: Body, body: readonly Stmt[]): void {
  const wasDead = b.isDead;
  for (const s of body) {
    statement(b, s);
    b.isDead ||= endsFlow(s);
  }
  b.isDead = wasDead;
}

/** Whether nothing can reach what stands behind a statement. */
function endsFlow(s: Stmt): boolean {
  switch (s.kind) {
    case 'Return':
    case 'Raise':
    case 'Break':
    case 'Continue':
      return true;
    case 'Assert':
      return knownTruth(s.test) === false;
    case 'If': {
      const isAlways = knownTruth(s.test);
      return (isAlways === false || s.body.some(endsFlow)) && (isAlways === true || s.orElse.some(endsFlow));
    }
    default:
      return false;
  }
}

function statement(b: Body, s: Stmt): void {
  b.pinned = b.stack.length;
  b.suspends = b.isGenerator && expressionsIn(s).some(suspends);
  b.noteStatement(s.span);
  switch (s.kind) {
    case 'Expr':
      expressionStatement(b, s.value);
      return;
    case 'Assign':
      assign(b, s);
      return;
    case 'AugAssign':
      augmented(b, s);
      return;
    case 'AnnAssign':
      annotated(b, s);
      return;
    case 'Return':
      returnStatement(b, s);
      return;
    case 'If':
      ifStatement(b, s);
      return;
    case 'While':
      whileLoop(b, s);
      return;
    case 'For':
    case 'AsyncFor':
      forLoop(b, s);
      return;
    case 'Break':
    case 'Continue':
      leaveOpen(b, s.kind);
      return;
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      functionDefinition(b, s);
      return;
    case 'ClassDef':
      classDefinition(b, s);
      return;
    case 'Delete':
      for (const target of s.targets) deleteTarget(b, target);
      return;
    case 'Raise':
      raise(b, s);
      return;
    case 'Assert':
      assertion(b, s);
      return;
    case 'Try':
    case 'TryStar':
      tryStatement(b, s);
      return;
    case 'With':
    case 'AsyncWith':
      withStatement(b, s);
      return;
    case 'Import':
      importModules(b, s);
      return;
    case 'ImportFrom':
      importFrom(b, s);
      return;
    case 'Match':
      matchStatement(b, s);
      return;
    case 'TypeAlias':
      throw new Error('aliases are lowered before');
    case 'Pass':
    case 'Global':
    case 'Nonlocal':
      return;
  }
}

function expressionStatement(b: Body, value: Expr): void {
  if (b.showsValues) {
    expression(b, value);
    b.site(value.span);
    b.consume(b.pop());
    b.callStatus('op_show');
  } else if (constantOf(value) === undefined) {
    expression(b, value);
    b.drop();
  }
}

function assign(b: Body, s: Stmt & { kind: 'Assign' }): void {
  const [target] = s.targets;
  if (s.targets.length === 1 && isParallel(target) && isParallel(s.value)) {
    if (target.elements.length === s.value.elements.length) {
      parallel(b, target.elements, s.value.elements);
      return;
    }
  }
  expression(b, s.value);
  for (const [at, one] of s.targets.entries()) {
    if (at < s.targets.length - 1) b.duplicate();
    storeTarget(b, one);
  }
}

/** So many values at most are assigned side by side without a tuple, as in CPython. */
const MOST_PARALLEL = 3;

function isParallel(e: Expr): e is Sequence {
  return (
    (e.kind === 'Tuple' || (e.kind === 'List' && e.ctx === 'Store')) &&
    e.elements.length > 1 &&
    e.elements.length <= MOST_PARALLEL &&
    !e.elements.some((element) => element.kind === 'Starred') &&
    constantOf(e) === undefined
  );
}

/** `a, b = b, a`: all values, then all targets in their order. */
function parallel(b: Body, targets: readonly Expr[], values: readonly Expr[]): void {
  for (const value of values) expression(b, value);
  b.reverse(values.length);
  for (const target of targets) storeTarget(b, target);
}

function augmented(b: Body, s: Stmt & { kind: 'AugAssign' }): void {
  const { target, op, value, span } = s;
  if (target.kind === 'Name') {
    const plain = (): void => {
      loadName(b, target.id, target.span);
      expression(b, value);
      operate(b, op, span, true, fastSlotOf(b, target.id));
    };
    if (!fusedFloats(b, { kind: 'BinOp', left: target, op, right: value, span }, plain)) plain();
    storeName(b, target.id, target.span);
    return;
  }
  if (target.kind === 'Attribute') {
    expression(b, target.value);
    b.own();
    b.duplicate();
    getAttribute(b, target.attr, target.span, target);
    expression(b, value);
    operate(b, op, span, true);
    b.exchange();
    setAttribute(b, target.attr, target.span);
    return;
  }
  if (target.kind !== 'Subscript') throw new Error(`${target.kind} cannot be assigned to in place`);
  const plain = (): void => augmentedItem(b, target, s);
  if (!fusedItem(b, target, op, value, span, plain)) plain();
}

function augmentedItem(b: Body, target: Expr & { kind: 'Subscript' }, s: Stmt & { kind: 'AugAssign' }): void {
  expression(b, target.value);
  b.own();
  expression(b, target.slice);
  b.own();
  b.duplicate(1);
  b.duplicate(1);
  getItem(b, target.span);
  expression(b, s.value);
  operate(b, s.op, s.span, true);
  b.rotate();
  setItem(b, target.span);
}

function annotated(b: Body, s: Stmt & { kind: 'AnnAssign' }): void {
  if (s.value !== undefined) {
    expression(b, s.value);
    storeTarget(b, s.target);
  }
  const isOutside = b.scope.type !== 'function';
  if (s.target.kind === 'Name') {
    if (!s.isSimple || !isOutside) return;
    pushAnnotation(b, s.annotation);
    loadName(b, '__annotations__', s.span);
    b.pushConstant({ type: 'str', value: b.mangle(s.target.id) });
    setItem(b, s.span);
    return;
  }
  if (s.value === undefined) targetParts(b, s.target);
  if (isOutside && !b.unit.source.postponesAnnotations) {
    expression(b, s.annotation);
    b.drop();
  }
}

/** What a target evaluates although nothing is stored. */
function targetParts(b: Body, target: Expr): void {
  const parts =
    target.kind === 'Attribute' ? [target.value] : target.kind === 'Subscript' ? [target.value, target.slice] : [];
  for (const part of parts) {
    expression(b, part);
    b.drop();
  }
}

function returnStatement(b: Body, s: Stmt & { kind: 'Return' }): void {
  if (s.value === undefined) b.pushNone();
  else expression(b, s.value);
  leaveOpen(b, 'Return');
}

function ifStatement(b: Body, s: Stmt & { kind: 'If' }): void {
  const yes = new Block();
  const no = new Block();
  const end = new Block();
  condition(b, s.test, yes, no);
  const isAlways = knownTruth(s.test);
  const assigned = b.assigned && new Set(b.assigned);
  b.start(yes);
  inDeadCode(b, isAlways === false, () => statements(b, s.body));
  b.jump(end);
  const afterBody = b.assigned;
  b.assigned = assigned;
  b.start(no);
  inDeadCode(b, isAlways === true, () => statements(b, s.orElse));
  b.jump(end);
  b.start(end);
  b.assigned = meet(afterBody, b.assigned);
}

function raise(b: Body, s: Stmt & { kind: 'Raise' }): void {
  if (s.exception === undefined) {
    b.site(s.span);
    b.asm.call('op_raise_again').exitIf(b.failure('again'));
    b.jump(b.failure());
    b.assigned = undefined;
    return;
  }
  expression(b, s.exception);
  if (s.cause !== undefined) expression(b, s.cause);
  const cause = s.cause === undefined ? undefined : b.pop();
  const exception = b.pop();
  b.site(s.span);
  b.consume(exception);
  if (cause === undefined) b.asm.i32(0);
  else b.consume(cause);
  b.asm.call('op_raise');
  b.jump(b.failure());
  b.assigned = undefined;
}

function assertion(b: Body, s: Stmt & { kind: 'Assert' }): void {
  const holds = new Block();
  const fails = new Block();
  condition(b, s.test, holds, fails);
  b.start(fails);
  inDeadCode(b, knownTruth(s.test) === true, () => failAssertion(b, s));
  b.start(holds);
}

function failAssertion(b: Body, s: Stmt & { kind: 'Assert' }): void {
  b.pushStatic(ASSERTION_ERROR);
  if (s.message !== undefined) {
    expression(b, s.message);
    callValues(b, 1, 0, s.test.span);
  }
  const exception = b.pop();
  b.site(s.test.span);
  b.consume(exception);
  b.asm.i32(0).call('op_raise');
  b.jump(b.failure());
}
