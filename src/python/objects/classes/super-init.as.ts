/** super(): without arguments the class and the first argument of the running method. What is out of the ordinary is left to TypeScript. */
import {
  ARGUMENT_COUNT,
  CELL_NAMES,
  CODE,
  FRAME_FUNCTION,
  FREE_NAMES,
  LOCALS,
  LOCALS_COUNT,
} from '../../format/frames';
import { FRAME } from '../../format/memory-map';
import { __class__ } from '../../format/names';
import {
  CELL_VALUE,
  LENGTH,
  SUPER_BYTES,
  SUPER_CLASS,
  SUPER_OBJECT,
  SUPER_TYPE,
  TUPLE_ITEMS,
} from '../../format/objects';
import { CELL_TYPE, IS_TYPE, SUPER_TYPE as TYPE } from '../../format/types';
import { newCyclic } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { newRef, setField } from '../../kernel/counts.as';
import { call4, hasFlag, isSubtype, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';

let slow: i32 = 0;

export function super_init_slow(index: i32): void {
  slow = index;
}

export function super_new(type: i32, _args: i32, _positional: i32, _names: i32): i32 {
  const p = newCyclic(type, SUPER_BYTES);
  if (p == 0) return 0;
  fillBytes(p + SUPER_OBJECT, 0, SUPER_BYTES - SUPER_OBJECT);
  track(p);
  return p;
}

export function super_init(p: i32, args: i32, positional: i32, names: i32): i32 {
  const frame = load<i32>(FRAME);
  if (positional != 0 || names != 0 || typeOf(p) != TYPE || frame == 0) return call4(slow, p, args, positional, names);
  const function_ = load<i32>(frame, FRAME_FUNCTION);
  const code = function_ == 0 ? 0 : load<i32>(function_, CODE);
  if (code == 0 || load<i32>(code, ARGUMENT_COUNT) == 0) return call4(slow, p, args, positional, names);
  const object = load<i32>(frame, LOCALS);
  const cell = classCell(frame, code);
  const class_ = cell == 0 || typeOf(cell) != CELL_TYPE ? 0 : load<i32>(cell, CELL_VALUE);
  // A first argument that an inner function uses is in a cell.
  const isPlain = object != 0 && load<i32>(load<i32>(code, CELL_NAMES), LENGTH) == 0;
  if (!isPlain || class_ == 0 || !hasFlag(class_, IS_TYPE)) return call4(slow, p, args, positional, names);
  const type = hasFlag(object, IS_TYPE) && isSubtype(object, class_) ? object : typeOf(object);
  if (!isSubtype(type, class_)) return call4(slow, p, args, positional, names);
  setField(p, SUPER_CLASS, newRef(class_));
  setField(p, SUPER_OBJECT, newRef(object));
  setField(p, SUPER_TYPE, newRef(type));
  return 0;
}

/** The slot of the free variable __class__, or 0. */
function classCell(frame: i32, code: i32): i32 {
  const free = load<i32>(code, FREE_NAMES);
  const count = load<i32>(free, LENGTH);
  const name = load<i32>(__class__);
  for (let i = 0; i < count; i++) {
    if (load<i32>(free + (i << 2), TUPLE_ITEMS) == name)
      return load<i32>(frame + ((load<i32>(code, LOCALS_COUNT) - count + i) << 2), LOCALS);
  }
  return 0;
}
