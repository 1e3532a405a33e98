/** Functions and cells as programs see them. */
import type { Address } from '../../base/ids.js';
import { CYCLIC } from '../../memory/gc/format.js';
import {
  ANNOTATIONS,
  CLOSURE,
  CODE,
  CODE_NAME,
  DEFAULTS,
  DOC,
  FREE_NAMES,
  FUNCTION_BUILTINS,
  FUNCTION_BYTES,
  FUNCTION_DICT,
  FUNCTION_NAME,
  FUNCTION_WEAK,
  GLOBALS,
  KEYWORD_DEFAULTS,
  MODULE,
  QUALNAME,
} from '../format/frames.js';
import { BUILTINS, NONE, NOT_IMPLEMENTED } from '../format/memory-map.js';
import { CELL_BYTES, CELL_VALUE, LENGTH } from '../format/objects.js';
import {
  CELL_TYPE,
  CODE_TYPE,
  DICT_TYPE,
  FUNCTION_TYPE,
  METHOD_DESCRIPTOR,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../format/types.js';
import { kernel, type PropertyDefinition, type TypeDefinition } from '../runtime/definitions.js';
import { DICT_PROPERTY } from '../objects/classes/instance-properties.js';
import { bindParameters, parseParameters } from '../runtime/parameters.js';
import type { Runtime } from '../runtime/runtime.js';
import { shownAddress } from '../runtime/shown-address.js';

/** Puts another object into a field that owns what it refers to. */
function setField(rt: Runtime, p: Address, field: number, value: Address): void {
  const old = rt.views.word(p + field);
  if (value !== 0) rt.incref(value);
  rt.views.setWord(p + field, value);
  if (old !== 0) rt.decref(old);
}

function textProperty(name: string, field: number): PropertyDefinition {
  return {
    name,
    get: (rt, self) => rt.views.word(self + field),
    set: (rt, self, value) => {
      if (value === 0 || !rt.isString(value)) rt.raise(TYPE_ERROR, `${name} must be set to a string object`);
      setField(rt, self, field, value);
    },
  };
}

/** None where there is nothing. */
function optionalProperty(name: string, field: number, type: Address, what: string): PropertyDefinition {
  return {
    name,
    get: (rt, self) => rt.views.word(self + field) || NONE,
    set: (rt, self, value) => {
      const isNone = value === 0 || value === NONE;
      if (!isNone && rt.kernel.isSubtype(rt.typeOf(value), type) === 0)
        rt.raise(TYPE_ERROR, `${name} must be set to a ${what} object`);
      setField(rt, self, field, isNone ? 0 : value);
    },
  };
}

/** What a definition gave as names and values becomes a dict when somebody looks. */
function annotationsOf(rt: Runtime, self: Address): Address {
  const known = rt.views.word(self + ANNOTATIONS);
  if (known !== 0 && rt.typeOf(known) !== TUPLE_TYPE) return known;
  const dict = rt.dict();
  const items = known === 0 ? [] : rt.tupleItems(known);
  for (let at = 0; at < items.length; at += 2) rt.dictSet(dict, items[at], items[at + 1]);
  setField(rt, self, ANNOTATIONS, dict);
  return dict;
}

function setCode(rt: Runtime, self: Address, value: Address): void {
  if (value === 0 || rt.typeOf(value) !== CODE_TYPE) rt.raise(TYPE_ERROR, '__code__ must be set to a code object');
  const closure = rt.views.word(self + CLOSURE);
  const has = closure === 0 ? 0 : rt.views.word(closure + LENGTH);
  const needs = rt.views.word(rt.views.word(value + FREE_NAMES) + LENGTH);
  if (has !== needs) {
    const name = rt.text(rt.views.word(self + FUNCTION_NAME));
    rt.raise(VALUE_ERROR, `${name}() requires a code object with ${has} free vars, not ${needs}`);
  }
  setField(rt, self, CODE, value);
  rt.kernel.takeCode(self, value);
}

const PARAMETERS = parseParameters('function', 'code, globals, name=None, argdefs=None, closure=None');

/** FunctionType(code, globals, name=None, argdefs=None, closure=None). */
function newFunction(rt: Runtime, args: Address[]): Address {
  const [code, globals, name, defaults, closure] = args;
  if (rt.typeOf(code) !== CODE_TYPE)
    rt.raise(TYPE_ERROR, `function() argument 'code' must be code, not ${rt.shownTypeName(rt.typeOf(code))}`);
  if (rt.typeOf(globals) !== DICT_TYPE)
    rt.raise(TYPE_ERROR, `function() argument 'globals' must be dict, not ${rt.shownTypeName(rt.typeOf(globals))}`);
  const needs = rt.views.word(rt.views.word(code + FREE_NAMES) + LENGTH);
  const has = closure === 0 || closure === NONE ? 0 : rt.tupleItems(closure).length;
  if (has !== needs) {
    const shown = rt.text(rt.views.word(code + CODE_NAME));
    rt.raise(VALUE_ERROR, `${shown} requires closure of length ${needs}, not ${has}`);
  }
  const p = rt.keep(rt.kernel.newFunction(code, globals, rt.views.word(BUILTINS)));
  if (name !== 0 && name !== NONE) setField(rt, p, FUNCTION_NAME, name);
  if (defaults !== 0 && defaults !== NONE) setField(rt, p, DEFAULTS, defaults);
  if (has > 0) setField(rt, p, CLOSURE, closure);
  return p;
}

export const FUNCTION_DEFINITION: TypeDefinition = {
  address: FUNCTION_TYPE,
  name: 'function',
  flags: CYCLIC | METHOD_DESCRIPTOR,
  bytes: FUNCTION_BYTES,
  dictAt: FUNCTION_DICT,
  weakAt: FUNCTION_WEAK,
  slots: {
    DEALLOC: kernel('function_dealloc'),
    TRAVERSE: kernel('function_traverse'),
    CLEAR: kernel('function_clear'),
    CALL: kernel('function_call'),
    GET: kernel('function_get'),
    NEW: (rt, _, args, positional, names) => newFunction(rt, bindParameters(rt, PARAMETERS, args, positional, names)),
    REPR: (rt, self) => rt.string(`<function ${rt.text(rt.views.word(self + QUALNAME))} at ${shownAddress(self)}>`),
  },
  properties: [
    DICT_PROPERTY,
    { name: '__code__', get: (rt, self) => rt.views.word(self + CODE), set: setCode },
    optionalProperty('__defaults__', DEFAULTS, TUPLE_TYPE, 'tuple'),
    optionalProperty('__kwdefaults__', KEYWORD_DEFAULTS, DICT_TYPE, 'dict'),
    {
      name: '__annotations__',
      get: annotationsOf,
      set: (rt, self, value) => {
        if (value !== 0 && value !== NONE && rt.kernel.isSubtype(rt.typeOf(value), DICT_TYPE) === 0)
          rt.raise(TYPE_ERROR, '__annotations__ must be set to a dict object');
        setField(rt, self, ANNOTATIONS, value === NONE ? 0 : value);
      },
    },
    textProperty('__name__', FUNCTION_NAME),
    textProperty('__qualname__', QUALNAME),
  ],
  members: [
    { name: '__closure__', at: CLOSURE, kind: 'object', readOnly: true },
    { name: '__doc__', at: DOC, kind: 'object' },
    { name: '__globals__', at: GLOBALS, kind: 'object', readOnly: true },
    { name: '__module__', at: MODULE, kind: 'object' },
    { name: '__builtins__', at: FUNCTION_BUILTINS, kind: 'object', readOnly: true },
  ],
};

export const CELL_DEFINITION: TypeDefinition = {
  address: CELL_TYPE,
  name: 'cell',
  flags: CYCLIC,
  bytes: CELL_BYTES,
  slots: {
    DEALLOC: kernel('cell_dealloc'),
    TRAVERSE: kernel('cell_traverse'),
    CLEAR: kernel('cell_clear'),
    COMPARE: (rt, a, b, operation) => {
      if (rt.typeOf(b) !== CELL_TYPE) return NOT_IMPLEMENTED;
      const [left, right] = [a, b].map((cell) => rt.views.word(cell + CELL_VALUE));
      if (left !== 0 && right !== 0) return rt.keep(rt.kernel.compare(left, right, operation));
      // An empty one is less than any other.
      return rt.keep(rt.kernel.compare(rt.int(left === 0 ? 0 : 1), rt.int(right === 0 ? 0 : 1), operation));
    },
    NEW: (rt, _type, args, positional, names) => {
      if (names !== 0) rt.raise(TYPE_ERROR, 'cell() takes no keyword arguments');
      if (positional > 1) rt.raise(TYPE_ERROR, `cell expected at most 1 argument, got ${positional}`);
      const content = positional === 0 ? 0 : rt.views.word(args);
      if (content !== 0) rt.incref(content);
      return rt.keep(rt.kernel.op_cell(content));
    },
    REPR: (rt, self) => {
      const content = rt.views.word(self + CELL_VALUE);
      const what =
        content === 0 ? 'empty' : `${rt.shownTypeName(rt.typeOf(content))} object at ${shownAddress(content)}`;
      return rt.string(`<cell at ${shownAddress(self)}: ${what}>`);
    },
  },
  properties: [
    {
      name: 'cell_contents',
      get: (rt, self) => rt.views.word(self + CELL_VALUE) || rt.raise(VALUE_ERROR, 'Cell is empty'),
      set: (rt, self, value) => setField(rt, self, CELL_VALUE, value),
    },
  ],
};
