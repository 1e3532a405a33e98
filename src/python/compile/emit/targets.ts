/** Targets of assignments, loops, `with` and comprehensions. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Expr, Span } from '../../../languages/python/tree/ast.js';
import { LOCALS } from '../../format/frames.js';
import { ITEMS, LENGTH, TUPLE_ITEMS, TYPE } from '../../format/objects.js';
import { LIST_TYPE, TUPLE_TYPE } from '../../format/types.js';
import { deleteAttribute, setAttribute } from './attributes.js';
import type { Body } from './body.js';
import { expression } from './expressions.js';
import { deleteName, storeName } from './names.js';
import { deleteItem, storeSubscript } from './subscripts.js';

/** Pops the value. */
export function storeTarget(b: Body, target: Expr): void {
  switch (target.kind) {
    case 'Name':
      storeName(b, target.id, target.span);
      return;
    case 'Attribute':
      expression(b, target.value);
      setAttribute(b, target.attr, target.span);
      return;
    case 'Subscript':
      storeSubscript(b, target);
      return;
    case 'Tuple':
    case 'List':
      unpack(b, target.elements, target.span);
      return;
    case 'Starred':
      storeTarget(b, target.value);
      return;
    default:
      throw new Error(`${target.kind} is no target`);
  }
}

function unpack(b: Body, targets: readonly Expr[], span: Span): void {
  const star = targets.findIndex((target) => target.kind === 'Starred');
  if (star < 0) unpackExactly(b, targets.length, span);
  else unpackStar(b, star, targets.length - 1 - star, span);
  for (const target of targets) storeTarget(b, target);
}

/** Pops a value, pushes its items, the first one on top. */
export function unpackExactly(b: Body, count: number, span: Span): void {
  b.asm.inPassing((items) => unpackBy(b, count, span, items));
}

/** The same with the address of the items in a local. */
function unpackBy(b: Body, count: number, span: Span, items: number): void {
  const { asm, word } = b;
  const value = b.pop();
  const depth = b.stack.length;
  const done = asm.open();
  const slow = asm.open();
  const found = asm.open();
  const noTuple = asm.open();
  b.get(value).load(TYPE).i32(TUPLE_TYPE).op(OP.i32Ne).leaveIf(noTuple);
  b.get(value).add(TUPLE_ITEMS).set(items).leave(found).close();
  b.get(value).load(TYPE).i32(LIST_TYPE).op(OP.i32Ne).leaveIf(slow);
  b.get(value).load(ITEMS).set(items).close();
  b.get(value).load(LENGTH).i32(count).op(OP.i32Ne).leaveIf(slow);
  // The value may be in the local of the first item.
  b.get(value).set(word);
  for (let at = 0; at < count; at++) {
    const local = b.temporary(depth + count - 1 - at);
    asm
      .get(items)
      .load(4 * at)
      .set(local);
    b.increfLocal(local);
  }
  if (value.form === 'owned') b.decref(word);
  asm.leave(done).close();
  b.site(span);
  b.consume(value);
  asm.i32(count);
  b.callStatus('op_unpack');
  takeOperands(b, count);
  asm.close();
  pushLocals(b, count);
}

/** Moves owned references from where operands are into the locals of the next entries, the first one on top. */
function takeOperands(b: Body, count: number): void {
  const sp = b.loadStackPointer();
  const depth = b.stack.length;
  for (let at = 0; at < count; at++)
    b.asm
      .get(sp)
      .load(LOCALS + 4 * at)
      .set(b.temporary(depth + count - 1 - at));
}

function pushLocals(b: Body, count: number): void {
  for (let at = 0; at < count; at++) b.pushLocal();
}

/** Pops a value, pushes the items around a starred target and a list for it, the first one on top. */
export function unpackStar(b: Body, before: number, after: number, span: Span): void {
  b.site(span);
  b.consume(b.pop());
  b.asm.i32(before).i32(after);
  b.callStatus('op_unpack_star');
  takeOperands(b, before + 1 + after);
  pushLocals(b, before + 1 + after);
}

export function deleteTarget(b: Body, target: Expr): void {
  switch (target.kind) {
    case 'Name':
      deleteName(b, target.id, target.span);
      return;
    case 'Attribute':
      deleteAttribute(b, target);
      return;
    case 'Subscript':
      deleteItem(b, target);
      return;
    case 'Tuple':
    case 'List':
      for (const one of target.elements) deleteTarget(b, one);
      return;
    default:
      throw new Error(`${target.kind} cannot be deleted`);
  }
}
