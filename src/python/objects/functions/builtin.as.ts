/** Functions and methods that are not written in Python: the call of each convention (objects.ts). */
import {
  ARGUMENTS,
  BUILTIN_DEFINITION,
  BUILTIN_MODULE,
  BUILTIN_WEAK,
  BUILTIN_BYTES,
  CONVENTION_MASK,
  DEFINITION_CONVENTION,
  DEFINITION_FUNCTION,
  DEFINITION_NAME,
  DESCRIPTOR_OWNER,
  IN_TUPLE,
  KEYWORDS,
  LENGTH,
  METHOD_SELF,
  MODULE_DICT,
  ONE_ARGUMENT,
} from '../../format/objects';
import { __name__, builtins } from '../../format/names';
import { BUILTIN_FUNCTION_OR_METHOD_TYPE, MODULE_TYPE, STR_TYPE, TYPE_ERROR, TYPE_QUALNAME } from '../../format/types';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { xdecref, xincref } from '../../kernel/counts.as';
import { hold, letGo } from '../../kernel/call.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { raise } from '../../kernel/errors.as';
import { call1, call2, call3, call4, isSubtype, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { dictGetName } from '../mappings/dict.as';
import { clearWeakReferences } from '../weak/reference.as';

/** A function bound to `self`, which may be 0, as may `module`. */
export function newBuiltin(definition: i32, self: i32, module: i32): i32 {
  const p = newCyclic(BUILTIN_FUNCTION_OR_METHOD_TYPE, BUILTIN_BYTES);
  if (p == 0) return 0;
  xincref(self);
  xincref(module);
  store<i32>(p, definition, BUILTIN_DEFINITION);
  store<i32>(p, self, METHOD_SELF);
  store<i32>(p, 0, BUILTIN_WEAK);
  store<i32>(p, module, BUILTIN_MODULE);
  track(p);
  return p;
}

export function builtin_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, BUILTIN_WEAK) != 0) clearWeakReferences(p);
  const self = load<i32>(p, METHOD_SELF);
  const module = load<i32>(p, BUILTIN_MODULE);
  xdecref(self);
  xdecref(module);
  freeCyclic(p, BUILTIN_BYTES);
}

export function builtin_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  return enterDefinition(load<i32>(p, BUILTIN_DEFINITION), load<i32>(p, METHOD_SELF), args, positional, names);
}

/** A method that is called through its type: the first argument is self. */
export function method_descriptor_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  const definition = load<i32>(p, BUILTIN_DEFINITION);
  const owner = load<i32>(p, DESCRIPTOR_OWNER);
  if (positional == 0)
    return raise(TYPE_ERROR, 'unbound method %N.%U() needs an argument', owner, load<i32>(definition, DEFINITION_NAME));
  const self = load<i32>(args);
  if (!isSubtype(typeOf(self), owner))
    return raise(
      TYPE_ERROR,
      "descriptor '%U' for '%N' objects doesn't apply to a '%T' object",
      load<i32>(definition, DEFINITION_NAME),
      owner,
      self,
    );
  return enterDefinition(definition, self, args + 4, positional - 1, names);
}

/** Calls it one call deeper. */
export function enterDefinition(definition: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  if (!enterCall()) return 0;
  const result = callDefinition(definition, self, args, positional, names);
  comeBack();
  return result;
}

function callDefinition(definition: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  const convention = load<i32>(definition, DEFINITION_CONVENTION);
  if ((convention & IN_TUPLE) == 0)
    return callAs(convention & CONVENTION_MASK, definition, self, args, positional, names);
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const held = hold(args, count);
  const result = callAs(convention & CONVENTION_MASK, definition, self, args, positional, names);
  letGo(args, held);
  return result;
}

function callAs(convention: i32, definition: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  const index = load<i32>(definition, DEFINITION_FUNCTION);
  if (convention == ONE_ARGUMENT && positional == 1 && names == 0) return call2(index, self, load<i32>(args));
  if (convention == KEYWORDS) return call4(index, self, args, positional, names);
  const name = load<i32>(definition, DEFINITION_NAME);
  if (names != 0 && load<i32>(names, LENGTH) != 0) {
    if (isMethod(self)) return raise(TYPE_ERROR, '%T.%U() takes no keyword arguments', self, name);
    const module = moduleName(self);
    if (module != 0) return raise(TYPE_ERROR, '%U.%U() takes no keyword arguments', module, name);
    return raise(TYPE_ERROR, '%U() takes no keyword arguments', name);
  }
  if (convention == ARGUMENTS) return call3(index, self, args, positional);
  if (convention == ONE_ARGUMENT) {
    if (positional != 1) return refuseCount(self, name, positional, true);
    return call2(index, self, load<i32>(args));
  }
  if (positional != 0) return refuseCount(self, name, positional, false);
  return call1(index, self);
}

/** Methods are named with the type of self. */
function isMethod(self: i32): bool {
  return self != 0 && typeOf(self) != MODULE_TYPE;
}

/** The name of the module that a function belongs to, borrowed; 0 for builtins, which are named alone. */
function moduleName(self: i32): i32 {
  if (self == 0 || typeOf(self) != MODULE_TYPE) return 0;
  const name = dictGetName(load<i32>(self, MODULE_DICT), load<i32>(__name__));
  return name == 0 || typeOf(name) != STR_TYPE || name == load<i32>(builtins) ? 0 : name;
}

function qualnameOf(self: i32): i32 {
  return load<i32>(typeOf(self), TYPE_QUALNAME);
}

function refuseCount(self: i32, name: i32, given: i32, one: bool): i32 {
  if (isMethod(self))
    return one
      ? raise(TYPE_ERROR, '%U.%U() takes exactly one argument (%d given)', qualnameOf(self), name, given)
      : raise(TYPE_ERROR, '%U.%U() takes no arguments (%d given)', qualnameOf(self), name, given);
  const module = moduleName(self);
  if (module != 0)
    return one
      ? raise(TYPE_ERROR, '%U.%U() takes exactly one argument (%d given)', module, name, given)
      : raise(TYPE_ERROR, '%U.%U() takes no arguments (%d given)', module, name, given);
  return one
    ? raise(TYPE_ERROR, '%U() takes exactly one argument (%d given)', name, given)
    : raise(TYPE_ERROR, '%U() takes no arguments (%d given)', name, given);
}

export function builtin_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const self = load<i32>(p, METHOD_SELF);
  if (self != 0) {
    const result = call2(visitor, self, argument);
    if (result != 0) return result;
  }
  const module = load<i32>(p, BUILTIN_MODULE);
  return module == 0 ? 0 : call2(visitor, module, argument);
}
