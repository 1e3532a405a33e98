/** Making instances: what happens when a type is called, object.__new__ and object.__init__, and `T.__new__` as a function. */
import { LENGTH } from '../../format/objects';
import {
  BASE,
  CALLED_DIRECTLY,
  INIT,
  IS_ABSTRACT,
  IS_TYPE,
  NEW,
  OBJECT_TYPE,
  STR_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_TYPE,
} from '../../format/types';
import { hold, letGo } from '../../kernel/call.as';
import { decref, newRef } from '../../kernel/counts.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { fail, raise } from '../../kernel/errors.as';
import { raiseAbstract } from '../../kernel/runtime.as';
import { call4, hasFlag, isSubtype, slot, typeOf } from '../../kernel/slots.as';
import { newObjectOf } from './class-instance.as';
import { classFunction } from './class-operators.as';

export function type_call(type: i32, args: i32, positional: i32, names: i32): i32 {
  const named = names == 0 ? 0 : load<i32>(names, LENGTH);
  if (type == TYPE_TYPE) {
    if (positional == 1 && named == 0) return newRef(typeOf(load<i32>(args)));
    if (positional != 3) return raise(TYPE_ERROR, 'type() takes 1 or 3 arguments');
  }
  if ((load<i32>(type, TYPE_FLAGS) & CALLED_DIRECTLY) != 0) return makeInstance(type, args, positional, names);
  // str(x) is one call with what is asked for the text.
  const counts = type != STR_TYPE || positional != 1 || named != 0;
  if (counts && !enterCall()) return 0;
  const held = hold(args, positional + named);
  const result = makeInstance(type, args, positional, names);
  letGo(args, held);
  if (counts) comeBack();
  return result;
}

function makeInstance(type: i32, args: i32, positional: i32, names: i32): i32 {
  const make = slot(type, NEW);
  if (make == 0) return raise(TYPE_ERROR, "cannot create '%N' instances", type);
  const object = call4(make, type, args, positional, names);
  if (object == 0 || !isSubtype(typeOf(object), type)) return object;
  const init = slot(typeOf(object), INIT);
  if (init != 0 && call4(init, object, args, positional, names) < 0) {
    decref(object);
    return 0;
  }
  return object;
}

function hasArguments(positional: i32, names: i32): bool {
  return positional != 0 || (names != 0 && load<i32>(names, LENGTH) != 0);
}

/** Arguments are for __init__, if the class has one; else nobody knows what to do with them. */
export function object_new(type: i32, _args: i32, positional: i32, names: i32): i32 {
  if (hasArguments(positional, names)) {
    if (slot(type, NEW) != slot(OBJECT_TYPE, NEW))
      return raise(TYPE_ERROR, 'object.__new__() takes exactly one argument (the type to instantiate)');
    if (slot(type, INIT) == slot(OBJECT_TYPE, INIT)) return raise(TYPE_ERROR, '%N() takes no arguments', type);
  }
  if ((load<i32>(type, TYPE_FLAGS) & IS_ABSTRACT) != 0) {
    raiseAbstract(type);
    return 0;
  }
  return newObjectOf(type);
}

export function object_init(self: i32, _args: i32, positional: i32, names: i32): i32 {
  if (!hasArguments(positional, names)) return 0;
  const type = typeOf(self);
  if (slot(type, INIT) != slot(OBJECT_TYPE, INIT))
    return fail(TYPE_ERROR, 'object.__init__() takes exactly one argument (the instance to initialize)');
  if (slot(type, NEW) == slot(OBJECT_TYPE, NEW))
    return fail(TYPE_ERROR, '%N.__init__() takes exactly one argument (the instance to initialize)', type);
  return 0;
}

/** `T.__new__(type, …)`: self is T. */
export function new_wrapper(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (positional < 1) return raise(TYPE_ERROR, '%N.__new__(): not enough arguments', self);
  const type = load<i32>(args);
  if (!hasFlag(type, IS_TYPE)) return raise(TYPE_ERROR, '%N.__new__(X): X is not a type object (%T)', self, type);
  if (!isSubtype(type, self))
    return raise(TYPE_ERROR, '%N.__new__(%N): %N is not a subtype of %N', self, type, type, self);
  // What the type derives from, apart from classes, must be made by the function of that.
  let base = type;
  while (base != 0 && slot(base, NEW) == classFunction(NEW)) base = load<i32>(base, BASE);
  if (base != 0 && slot(base, NEW) != slot(self, NEW))
    return raise(TYPE_ERROR, '%N.__new__(%N) is not safe, use %N.__new__()', self, type, base);
  return call4(slot(self, NEW), type, args + 4, positional - 1, names);
}
