/** Functions, their cells, and what is made of a code object where a function is defined. */
import {
  ANNOTATIONS,
  CLOSURE,
  CODE,
  CODE_BODY,
  CODE_BYTES,
  CODE_ENTRY,
  CODE_FILE,
  CODE_FRAME_BYTES,
  CODE_NAME,
  CODE_QUALNAME,
  CELL_NAMES,
  CONSTANTS,
  DEFAULTS,
  DOC,
  ENTRY,
  FRAME_BYTES,
  FRAME_FUNCTION,
  FRAME_GLOBALS,
  FREE_NAMES,
  FUNCTION_BUILTINS,
  FUNCTION_BYTES,
  FUNCTION_DICT,
  FUNCTION_NAME,
  FUNCTION_WEAK,
  GLOBAL_NAMES,
  GLOBALS,
  KEYWORD_DEFAULTS,
  LOCAL_NAMES,
  LOCALS,
  MODULE,
  QUALNAME,
  SIMPLE,
} from '../format/frames';
import { __name__ } from '../format/names';
import { CELL_BYTES, CELL_VALUE, LENGTH, TUPLE_ITEMS } from '../format/objects';
import { CELL_TYPE, FUNCTION_TYPE, IS_STR } from '../format/types';
import { EMPTY_STR, NONE, SP } from '../format/memory-map';
import { freeCyclic, freeObject, newCyclic } from '../kernel/alloc.as';
import { fillBytes } from '../kernel/bytes.as';
import { collectBefore, isCollectionDue } from '../kernel/collector.as';
import { clearField, decref, newRef, setField, xdecref, xincref } from '../kernel/counts.as';
import { failed } from '../kernel/errors.as';
import { call2, hasFlag } from '../kernel/slots.as';
import { track, untrackIfTracked } from '../kernel/tracking.as';
import { dictGetName } from '../objects/mappings/dict.as';
import { newMethod } from '../objects/functions/method.as';
import { clearWeakReferences } from '../objects/weak/reference.as';
import { parametersOf } from './binding.as';
import { simpleCount } from './code.as';
import { codeGone, completeCode } from './hooks.as';

/** A function of a code object; what is passed is borrowed. */
export function newFunction(code: i32, globals: i32, builtins: i32): i32 {
  const p = newCyclic(FUNCTION_TYPE, FUNCTION_BYTES);
  if (p == 0) return 0;
  fillBytes(p + CODE, 0, FUNCTION_BYTES - CODE);
  store<i32>(p, newRef(code), CODE);
  store<i32>(p, newRef(globals), GLOBALS);
  store<i32>(p, newRef(builtins), FUNCTION_BUILTINS);
  store<i32>(p, newRef(load<i32>(code, CODE_NAME)), FUNCTION_NAME);
  store<i32>(p, newRef(load<i32>(code, CODE_QUALNAME)), QUALNAME);
  takeCode(p, code);
  const module = dictGetName(globals, load<i32>(__name__));
  if (module == 0 && failed()) {
    decref(p);
    return 0;
  }
  xincref(module);
  store<i32>(p, module, MODULE);
  const constants = load<i32>(code, CONSTANTS);
  let doc = NONE;
  if (load<i32>(constants, LENGTH) > 0 && hasFlag(load<i32>(constants, TUPLE_ITEMS), IS_STR))
    doc = load<i32>(constants, TUPLE_ITEMS);
  store<i32>(p, newRef(doc), DOC);
  track(p);
  return p;
}

/** What a function has of its code at hand. */
export function takeCode(p: i32, code: i32): void {
  store<i32>(p, load<i32>(code, CODE_ENTRY), ENTRY);
  store<i32>(p, load<i32>(code, CODE_FRAME_BYTES), FRAME_BYTES);
  store<i32>(p, simpleCount(code), SIMPLE);
}

/** ENTRY of functions that have not been called yet: their body is compiled now. */
export function lazy_entry(frame: i32): i32 {
  const callee = load<i32>(frame, FRAME_FUNCTION);
  const code = load<i32>(callee, CODE);
  if (load<i32>(code, CODE_BODY) == 0) {
    const end = frame + LOCALS + (parametersOf(code) << 2);
    store<i32>(SP, (end + 7) & ~7);
    const status = completeCode(code);
    if (status < 0) {
      for (let at = frame + LOCALS; at < end; at += 4) xdecref(load<i32>(at));
      decref(callee);
    }
    store<i32>(SP, frame);
    if (status < 0) return 0;
  }
  takeCode(callee, code);
  return call_indirect<i32>(load<i32>(code, CODE_ENTRY), frame);
}

export function op_function(
  frame: i32,
  code: i32,
  defaults: i32,
  keywordDefaults: i32,
  annotations: i32,
  closure: i32,
): i32 {
  const builtins = load<i32>(load<i32>(frame, FRAME_FUNCTION), FUNCTION_BUILTINS);
  const p = newFunction(code, load<i32>(frame, FRAME_GLOBALS), builtins);
  if (p == 0) {
    xdecref(defaults);
    xdecref(keywordDefaults);
    xdecref(annotations);
    xdecref(closure);
    return 0;
  }
  store<i32>(p, defaults, DEFAULTS);
  store<i32>(p, keywordDefaults, KEYWORD_DEFAULTS);
  store<i32>(p, annotations, ANNOTATIONS);
  store<i32>(p, closure, CLOSURE);
  if (isCollectionDue()) collectBefore(p);
  return p;
}

export function function_get(p: i32, instance: i32, _type: i32): i32 {
  return instance == 0 || instance == NONE ? newRef(p) : newMethod(p, instance);
}

/** Its names are left empty, not missing: who gets hold of a function while it is cleared may show it. */
export function function_clear(p: i32): i32 {
  clearReferences(p);
  setField(p, FUNCTION_NAME, newRef(EMPTY_STR));
  setField(p, QUALNAME, newRef(EMPTY_STR));
  return 0;
}

function clearReferences(p: i32): void {
  clearField(p, GLOBALS);
  clearField(p, FUNCTION_BUILTINS);
  clearField(p, MODULE);
  clearField(p, DEFAULTS);
  clearField(p, KEYWORD_DEFAULTS);
  clearField(p, DOC);
  clearField(p, FUNCTION_DICT);
  clearField(p, CLOSURE);
  clearField(p, ANNOTATIONS);
}

export function function_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, FUNCTION_WEAK) != 0) clearWeakReferences(p);
  clearReferences(p);
  clearField(p, CODE);
  clearField(p, FUNCTION_NAME);
  clearField(p, QUALNAME);
  freeCyclic(p, FUNCTION_BYTES);
}

export function function_traverse(p: i32, visitor: i32, argument: i32): i32 {
  for (let field = CODE; field <= QUALNAME; field += 4) {
    const value = load<i32>(p + field);
    if (value == 0) continue;
    const result = call2(visitor, value, argument);
    if (result != 0) return result;
  }
  return 0;
}

export function op_cell(content: i32): i32 {
  const p = newCyclic(CELL_TYPE, CELL_BYTES);
  if (p == 0) {
    xdecref(content);
    return 0;
  }
  store<i32>(p, content, CELL_VALUE);
  track(p);
  return p;
}

export function cell_dealloc(p: i32): void {
  untrackIfTracked(p);
  clearField(p, CELL_VALUE);
  freeCyclic(p, CELL_BYTES);
}

export function cell_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const value = load<i32>(p, CELL_VALUE);
  return value == 0 ? 0 : call2(visitor, value, argument);
}

export function cell_clear(p: i32): i32 {
  clearField(p, CELL_VALUE);
  return 0;
}

export function code_dealloc(p: i32): void {
  codeGone(p);
  clearField(p, CONSTANTS);
  clearField(p, GLOBAL_NAMES);
  clearField(p, LOCAL_NAMES);
  clearField(p, CELL_NAMES);
  clearField(p, FREE_NAMES);
  clearField(p, CODE_FILE);
  clearField(p, CODE_NAME);
  clearField(p, CODE_QUALNAME);
  freeObject(p, CODE_BYTES);
}
