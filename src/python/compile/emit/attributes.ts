/** Attributes: those of instances that are in their slots through inline caches, all others through the kernel. */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { Expr, Span } from '../../../languages/python/tree/ast.js';
import { ATTRIBUTE_CACHE_BYTES, ATTRIBUTE_INDEX, ATTRIBUTE_OFFSET, ATTRIBUTE_VERSION } from '../../format/caches.js';
import { INSTANCE_CAPACITY, INSTANCE_DICT, TYPE } from '../../format/objects.js';
import { WATCH_OWNER } from '../../format/memory-map.js';
import { TYPE_VERSION } from '../../format/types.js';
import type { Body } from './body.js';
import { expression } from './expressions.js';

type Attribute = Expr & { kind: 'Attribute' };

export function loadAttribute(b: Body, e: Attribute): void {
  expression(b, e.value);
  getAttribute(b, e.attr, fromName(e.span, e), e);
}

/** Where an operation on an attribute is: from its name on, where that is on another line than what it is an attribute of. */
export function fromName(span: Span, { attr, span: { line, endLine, endColumn } }: Attribute): Span {
  return line === endLine ? span : { ...span, line: endLine, column: Math.max(1, endColumn - attr.length) };
}

/** Pops the object, pushes the attribute. */
export function getAttribute(b: Body, attr: string, span: Span, place: object): void {
  const { asm, scratch } = b;
  const name = b.name(b.mangle(attr));
  const object = b.pop();
  const cache = b.cacheOf(place, ATTRIBUTE_CACHE_BYTES);
  const done = asm.open();
  if (!b.isCold && object.form !== 'constant') {
    const miss = asm.open();
    b.get(object)
      .load(TYPE)
      .load(TYPE_VERSION)
      .loadAt(cache + ATTRIBUTE_VERSION)
      .op(OP.i32Ne)
      .leaveIf(miss);
    asm.loadAt(cache + ATTRIBUTE_INDEX);
    b.get(object).load(INSTANCE_CAPACITY).op(OP.i32GeS).leaveIf(miss);
    b.get(object)
      .loadAt(cache + ATTRIBUTE_OFFSET)
      .op(OP.i32Add)
      .load(0)
      .tee(scratch)
      .eqz()
      .leaveIf(miss);
    b.increfLocal(scratch);
    b.release(object);
    asm.leave(done).close();
  }
  b.site(span);
  b.consume(object);
  asm.address(name).address(cache).call('op_get_attribute').tee(scratch).eqz().exitIf(b.failure()).close();
  asm.get(scratch);
  b.push('owned');
}

/** Pops the object, then the value below it. */
export function setAttribute(b: Body, attr: string, span: Span): void {
  const { asm, scratch, word } = b;
  const name = b.name(b.mangle(attr));
  const object = b.pop();
  if (b.pool.watch?.setsAttribute(attr) === true) {
    asm.i32(0);
    b.get(object).store(WATCH_OWNER);
    b.noteBinding();
  }
  const value = b.pop();
  const cache = b.pool.cache(ATTRIBUTE_CACHE_BYTES);
  const done = asm.open();
  if (!b.isCold && object.form !== 'constant') {
    const miss = asm.open();
    b.get(object)
      .load(TYPE)
      .load(TYPE_VERSION)
      .loadAt(cache + ATTRIBUTE_VERSION)
      .op(OP.i32Ne)
      .leaveIf(miss);
    asm.loadAt(cache + ATTRIBUTE_INDEX);
    b.get(object).load(INSTANCE_CAPACITY).op(OP.i32GeS).leaveIf(miss);
    b.get(object)
      .loadAt(cache + ATTRIBUTE_OFFSET)
      .op(OP.i32Add)
      .tee(word)
      .load(0)
      .tee(scratch)
      .eqz()
      .if();
    // Set for the first time: slots are filled from the front (in front of the first one is the capacity, which is not 0).
    asm.get(word).i32(4).op(OP.i32Sub).load(0).eqz().leaveIf(miss);
    b.get(object).load(INSTANCE_DICT).leaveIf(miss);
    asm.close();
    if (value.form === 'borrowed' || value.form === 'constant') b.incref(value);
    asm.get(word);
    b.get(value).store(0);
    b.xdecref(scratch);
    b.release(object);
    asm.leave(done).close();
  }
  b.site(span);
  b.consume(value);
  b.consume(object);
  asm.address(name).address(cache);
  b.callStatus('op_set_attribute');
  asm.close();
}

export function deleteAttribute(b: Body, e: Attribute): void {
  expression(b, e.value);
  b.site(e.span);
  b.consume(b.pop());
  b.asm.address(b.name(b.mangle(e.attr)));
  b.callStatus('op_delete_attribute');
}
