/** Calls from compiled code: operands are the arguments, owned; the callee's frame starts where they are. */
import { ANY_METHOD_FOUND, ANY_METHOD_VERSION, METHOD_FOUND, METHOD_VERSION } from '../format/caches';
import { DEFAULTS, ENTRY, FRAME_FUNCTION, LOCALS, SIMPLE, SITE } from '../format/frames';
import { FRAME, NONE, SP } from '../format/memory-map';
import { __init__ } from '../format/names';
import {
  ARGUMENTS,
  BUILTIN_DEFINITION,
  DEFINITION_CONVENTION,
  DEFINITION_FUNCTION,
  IN_TUPLE,
  KEYWORDS,
  LENGTH,
  METHOD_FUNCTION,
  METHOD_SELF,
  NO_ARGUMENTS,
  ONE_ARGUMENT,
  TUPLE_ITEMS,
} from '../format/objects';
import {
  BUILTIN_FUNCTION_OR_METHOD_TYPE,
  CALL,
  CALLED_DIRECTLY,
  DICT_AT,
  FUNCTION_TYPE,
  HEAP_TYPE,
  IS_ABSTRACT,
  METHOD_DESCRIPTOR_TYPE,
  METHOD_TYPE,
  METHOD_WRAPPER_TYPE,
  NEW,
  OBJECT_TYPE,
  SLOTTED,
  STATICMETHOD_TYPE,
  TUPLE_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_TYPE,
  TYPE_VERSION,
  WRAPPER_DESCRIPTOR_TYPE,
} from '../format/types';
import { allocBlock, freeBlock } from '../kernel/alloc.as';
import { copyBytes } from '../kernel/bytes.as';
import { callObject, passTuple, provideTuple } from '../kernel/call.as';
import { decref, decrefValue, incref, newRef, xdecref } from '../kernel/counts.as';
import { comeBack, enterCall } from '../kernel/depth.as';
import { raise } from '../kernel/errors.as';
import { call1, call2, call3, call4, slot, typeOf } from '../kernel/slots.as';
import { findMethod, needsSelf } from '../objects/classes/attributes.as';
import { classFunction } from '../objects/classes/class-operators.as';
import { newObjectOf } from '../objects/classes/class-instance.as';
import { attributeIndex } from '../objects/classes/instance.as';
import { giveVersion, lookup } from '../objects/classes/lookup.as';
import { enterDefinition } from '../objects/functions/builtin.as';
import { isIterable } from '../objects/iterators/protocol.as';
import { tupleFromIterable } from '../objects/sequences/from-iterable.as';
import { bindArguments } from './binding.as';
import { spreadDict } from './keywords.as';
import { claim, dropOperands, operands, release, unclaim } from './operands.as';

export function call_entry(word: i32, entry: i32): i32 {
  return call1(entry, word);
}

export function op_call(callable: i32, count: i32, names: i32): i32 {
  const type = typeOf(callable);
  if (type == FUNCTION_TYPE) return enter(callable, count, names);
  if (type == BUILTIN_FUNCTION_OR_METHOD_TYPE) {
    const at = operands();
    return callBuiltin(callable, load<i32>(callable, METHOD_SELF), at, at, count, names);
  }
  if (type == METHOD_TYPE) {
    const at = operands();
    copyBytes(at + 4, at, count << 2);
    store<i32>(at, newRef(load<i32>(callable, METHOD_SELF)));
    const function_ = newRef(load<i32>(callable, METHOD_FUNCTION));
    decref(callable);
    return op_call(function_, count + 1, names);
  }
  if (type == TYPE_TYPE) {
    const init = plainInit(callable);
    if (init != 0) return instantiate(callable, init, count, names);
  }
  const at = claim(count);
  const result = callObject(callable, at, count - countOf(names), names);
  decref(callable);
  release(at, count);
  unclaim(at);
  return result;
}

/** A call of code that runs once, whose instructions CPython does not specialise: there each builtin counts. */
export function op_call_once(callable: i32, count: i32, names: i32): i32 {
  if (typeOf(callable) != BUILTIN_FUNCTION_OR_METHOD_TYPE || countsItself(load<i32>(callable, BUILTIN_DEFINITION)))
    return op_call(callable, count, names);
  if (!enterCall()) {
    decref(callable);
    dropOperands(count);
    return 0;
  }
  const result = op_call(callable, count, names);
  comeBack();
  return result;
}

/** Whether it counts as a call wherever it is called from. */
function countsItself(definition: i32): bool {
  const convention = load<i32>(definition, DEFINITION_CONVENTION);
  return convention != ARGUMENTS && convention != KEYWORDS;
}

/** __init__ of a class whose instances are made by object.__new__ and initialised by a function, borrowed; or 0. */
function plainInit(type: i32): i32 {
  const flags = load<i32>(type, TYPE_FLAGS);
  if ((flags & HEAP_TYPE) == 0 || (flags & IS_ABSTRACT) != 0 || slot(type, NEW) != slot(OBJECT_TYPE, NEW)) return 0;
  const init = lookup(type, load<i32>(__init__));
  return init != 0 && typeOf(init) == FUNCTION_TYPE ? init : 0;
}

/**
 * Makes an instance and enters its __init__ with the operands. The class is consumed. The operands live as long as the
 * call, and CPython has a tuple of them besides: programs can count that, and see when they die.
 */
function instantiate(type: i32, init: i32, count: i32, names: i32): i32 {
  const made = enterMaking(type, count);
  if (made == 0) return 0;
  const at = claim(count);
  const to = operands();
  // With names they are in an array as well, the instance in front.
  const held: i32 = names == 0 ? 1 : 2;
  store<i32>(made, load<i32>(made) + held);
  store<i32>(to, made);
  for (let i = 0; i < count; i++) {
    const operand = load<i32>(at + (i << 2));
    store<i32>(operand, load<i32>(operand) + 1 + held);
    store<i32>(to + (i << 2), operand, 4);
  }
  provideTuple(count);
  const result = enter(newRef(init), count + 1, names);
  for (let i = 0; i < count; i++) {
    const operand = load<i32>(at + (i << 2));
    store<i32>(operand, load<i32>(operand) - held);
  }
  store<i32>(made, load<i32>(made) + 1 - held);
  release(at, count);
  unclaim(at);
  decref(type);
  return initialised(made, result);
}

/** Goes one call deeper and makes the instance; or 0, when class and operands are released. */
function enterMaking(type: i32, count: i32): i32 {
  if (enterCall()) {
    const made = newObjectOf(type);
    if (made != 0) return made;
    comeBack();
  }
  decref(type);
  dropOperands(count);
  return 0;
}

/** The same with operands that somebody else holds, too. */
function instantiateHeld(type: i32, init: i32, count: i32, names: i32): i32 {
  const made = enterMaking(type, count);
  if (made == 0) return 0;
  const at = operands();
  copyBytes(at + 4, at, count << 2);
  store<i32>(at, newRef(made));
  const result = enter(newRef(init), count + 1, names);
  decref(type);
  return initialised(made, result);
}

/** Comes back with the instance, after its __init__ has given the result; or with 0. */
function initialised(made: i32, result: i32): i32 {
  comeBack();
  if (result == NONE) {
    decref(result);
    return made;
  }
  if (result != 0) {
    raise(TYPE_ERROR, "__init__() should return None, not '%T'", result);
    decref(result);
  }
  decref(made);
  return 0;
}

export function countOf(names: i32): i32 {
  return names == 0 ? 0 : load<i32>(names, LENGTH);
}

/** Enters a function, which is consumed; the names are those of the last operands. */
export function enter(callee: i32, count: i32, names: i32): i32 {
  const frame = load<i32>(SP);
  store<i32>(frame, callee, FRAME_FUNCTION);
  if (
    (names != 0 || load<i32>(callee, SIMPLE) != count) &&
    !takesDefaults(callee, frame, count, names) &&
    bindArguments(frame, count - countOf(names), names) < 0
  )
    return 0;
  return call_indirect<i32>(load<i32>(callee, ENTRY), frame);
}

/** Whether all that a plain function was not given are its last parameters, which have defaults: these are there now. */
function takesDefaults(callee: i32, frame: i32, count: i32, names: i32): bool {
  const expected = load<i32>(callee, SIMPLE);
  const defaults = load<i32>(callee, DEFAULTS);
  if (names != 0 || count > expected || defaults == 0) return false;
  const first = expected - load<i32>(defaults, LENGTH);
  if (count < first) return false;
  for (let i = count; i < expected; i++)
    store<i32>(frame + (i << 2), newRef(load<i32>(defaults + ((i - first) << 2), TUPLE_ITEMS)), LOCALS);
  return true;
}

/** CALL of functions: the arguments are copied to where a frame starts. */
export function function_call(callee: i32, args: i32, positional: i32, names: i32): i32 {
  const at = operands();
  const count = positional + countOf(names);
  for (let i = 0; i < count; i++) store<i32>(at + (i << 2), newRef(load<i32>(args + (i << 2))));
  return enter(newRef(callee), count, names);
}

/** `lookUp`: what stands for the place of the look-up in the frame's SITE. */
export function op_call_method(name: i32, cache: i32, count: i32, names: i32, lookUp: i32): i32 {
  const at = operands();
  const object = load<i32>(at);
  const known = knownMethod(object, cache);
  if (known != 0) {
    // Methods of the runtime's own types always exist.
    if (typeOf(known) == METHOD_DESCRIPTOR_TYPE)
      return callDefined(load<i32>(known, BUILTIN_DEFINITION), object, at, at + 4, count, names);
    return op_call(newRef(known), count + 1, names);
  }
  claim(count + 1);
  const found = findMethod(object, name);
  const isUnbound = needsSelf;
  unclaim(at);
  if (found == 0) {
    store<i32>(load<i32>(FRAME), lookUp, SITE);
    dropOperands(count + 1);
    return 0;
  }
  if (isUnbound) {
    rememberMethod(typeOf(object), name, found, cache, count, names);
    return callUnbound(found, count + 1, names);
  }
  copyBytes(at, at + 4, count << 2);
  const above = at + (count << 2);
  store<i32>(SP, (above + 7) & ~7);
  decref(object);
  unclaim(at);
  return op_call(found, count, names);
}

/** What an earlier look-up at this place has found for objects of the type, borrowed: called with the object in front. Or 0. */
function knownMethod(object: i32, cache: i32): i32 {
  const type = typeOf(object);
  if (load<i32>(type, TYPE_VERSION) != load<i32>(cache, ANY_METHOD_VERSION)) return 0;
  const dictAt = load<i32>(type, DICT_AT);
  return dictAt != 0 && load<i32>(object + dictAt) != 0 ? 0 : load<i32>(cache, ANY_METHOD_FOUND);
}

/** Calls a function of a type whose first operand is the object that it was found through. */
function callUnbound(callable: i32, count: i32, names: i32): i32 {
  if (typeOf(callable) != METHOD_DESCRIPTOR_TYPE) return op_call(callable, count, names);
  const at = operands();
  return callBuiltin(callable, load<i32>(at), at, at + 4, count - 1, names);
}

/** Calls a builtin, which is consumed, as are the operands, from `at` on: of these, `count` from `args` on are its arguments. */
function callBuiltin(callable: i32, self: i32, at: i32, args: i32, count: i32, names: i32): i32 {
  const result = callDefined(load<i32>(callable, BUILTIN_DEFINITION), self, at, args, count, names);
  decref(callable);
  return result;
}

/** The same of its definition alone. Most calls fit the convention of the function, which is then entered from here. */
function callDefined(definition: i32, self: i32, at: i32, args: i32, count: i32, names: i32): i32 {
  const end = args + (count << 2);
  store<i32>(SP, (end + 7) & ~7);
  const convention = load<i32>(definition, DEFINITION_CONVENTION);
  const index = load<i32>(definition, DEFINITION_FUNCTION);
  let result = 0;
  if (convention == KEYWORDS) result = call4(index, self, args, count - countOf(names), names);
  else if (convention == ARGUMENTS && names == 0) result = call3(index, self, args, count);
  else if (names == 0 && fits(convention, count)) {
    if (enterCall()) {
      result = convention == NO_ARGUMENTS ? call1(index, self) : call2(index, self, load<i32>(args));
      comeBack();
    }
  } else result = enterDefinition(definition, self, args, count - countOf(names), names);
  for (let operand = at; operand < end; operand += 4) decrefValue(load<i32>(operand));
  unclaim(at);
  return result;
}

/** Whether a convention is that of functions with no or one argument, and there are as many. */
function fits(convention: i32, count: i32): bool {
  return (convention == NO_ARGUMENTS && count == 0) || (convention == ONE_ARGUMENT && count == 1);
}

/** Not where instances may have an attribute of that name in a slot: they would have to be looked at each time. */
function rememberMethod(type: i32, name: i32, found: i32, cache: i32, count: i32, names: i32): void {
  if (!giveVersion(type) || attributeIndex(type, name) >= 0) return;
  const version = load<i32>(type, TYPE_VERSION);
  store<i32>(cache, version, ANY_METHOD_VERSION);
  store<i32>(cache, found, ANY_METHOD_FOUND);
  if (names != 0 || typeOf(found) != FUNCTION_TYPE || load<i32>(found, SIMPLE) != count + 1) return;
  if ((load<i32>(type, TYPE_FLAGS) & SLOTTED) == 0) return;
  store<i32>(cache, version, METHOD_VERSION);
  store<i32>(cache, found, METHOD_FOUND);
}

/** What a call needs of `object.name` before its arguments: the object, or 0, is then at SP + LOCALS. */
export function op_load_method(object: i32, name: i32, cache: i32, count: i32): i32 {
  const known = knownMethod(object, cache);
  if (known != 0) {
    store<i32>(operands(), object);
    return newRef(known);
  }
  const found = findMethod(object, name);
  let self = 0;
  if (needsSelf && found != 0) {
    self = object;
    rememberMethod(typeOf(object), name, found, cache, count, 0);
  } else decref(object);
  store<i32>(operands(), self);
  return found;
}

/** Calls what op_load_method gave; the first operand is the object or 0. */
export function op_call_found(found: i32, count: i32, names: i32): i32 {
  const at = operands();
  if (load<i32>(at) != 0) return callUnbound(found, count + 1, names);
  copyBytes(at, at + 4, count << 2);
  return op_call(found, count, names);
}

export function op_call_spread(callable: i32, args: i32, named: i32): i32 {
  let tuple = args;
  if (typeOf(args) != TUPLE_TYPE) {
    if (!isIterable(args)) {
      raise(TYPE_ERROR, '%F argument after * must be an iterable, not %T', callable, args);
      tuple = 0;
    } else tuple = tupleFromIterable(args);
    decref(args);
    if (tuple == 0) {
      decref(callable);
      xdecref(named);
      return 0;
    }
  }
  const positional = load<i32>(tuple, LENGTH);
  const at = operands();
  for (let i = 0; i < positional; i++) {
    const item = load<i32>(tuple + (i << 2), TUPLE_ITEMS);
    incref(item);
    store<i32>(at + (i << 2), item);
  }
  // A function's variables are references besides those of the tuple; everything else gets those of the tuple alone.
  const type = typeOf(callable);
  const init = type == TYPE_TYPE ? plainInit(callable) : 0;
  const isHeld = type == FUNCTION_TYPE || type == METHOD_TYPE || init != 0;
  if (!isHeld) decref(tuple);
  const result =
    named != 0
      ? callNamed(callable, init, positional, named)
      : init == 0
        ? callWithTuple(callable, positional, 0)
        : instantiateHeld(callable, init, positional, 0);
  if (isHeld) decref(tuple);
  xdecref(named);
  return result;
}

/** Calls with operands that CPython has in a tuple already. */
function callWithTuple(callable: i32, count: i32, names: i32): i32 {
  passTuple(takesTuple(callable));
  const result = op_call(callable, count, names);
  passTuple(false);
  return result;
}

/** Whether a call of it starts with holding its arguments. */
export function takesTuple(callable: i32): bool {
  const type = typeOf(callable);
  if (type == WRAPPER_DESCRIPTOR_TYPE || type == METHOD_WRAPPER_TYPE) return true;
  if (type == BUILTIN_FUNCTION_OR_METHOD_TYPE)
    return (load<i32>(load<i32>(callable, BUILTIN_DEFINITION), DEFINITION_CONVENTION) & IN_TUPLE) != 0;
  const call = slot(type, CALL);
  if (call == slot(TYPE_TYPE, CALL))
    return callable != TYPE_TYPE && (load<i32>(callable, TYPE_FLAGS) & CALLED_DIRECTLY) == 0;
  return call != 0 && (call == classFunction(CALL) || call == slot(STATICMETHOD_TYPE, CALL));
}

/**
 * The positional ones are operands already. CPython has all of them in an array of its own meanwhile, and counts that, unless
 * it hands on the tuple and the dict.
 */
function callNamed(callable: i32, init: i32, positional: i32, named: i32): i32 {
  const at = operands();
  const names = spreadDict(named, at + (positional << 2));
  if (names == 0) {
    decref(callable);
    dropOperands(positional);
    return 0;
  }
  const count = positional + countOf(names);
  const held = count == positional || (init == 0 && takesTuple(callable)) ? 0 : allocBlock(count << 2);
  if (held != 0) {
    for (let i = 0; i < count; i++) store<i32>(held + (i << 2), newRef(load<i32>(at + (i << 2))));
  }
  const given = count == positional ? 0 : names;
  const result = init == 0 ? callWithTuple(callable, count, given) : instantiateHeld(callable, init, count, given);
  if (held != 0) {
    release(held, count);
    freeBlock(held, count << 2);
  }
  decref(names);
  return result;
}
