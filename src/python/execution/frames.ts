/** Frame objects and tracebacks as programs see them. */
import type { Address } from '../../base/ids.js';
import { CYCLIC } from '../../memory/gc/format.js';
import {
  CELL_NAMES,
  CODE,
  CODE_FLAGS,
  CO_OPTIMIZED,
  FIRST_LINE,
  FRAME_BACK,
  FRAME_FUNCTION,
  FRAME_GLOBALS,
  FRAME_LOCALS,
  FRAME_OF,
  FRAME_TELLS_LINES,
  FRAME_TRACE,
  FREE_NAMES,
  FUNCTION_BUILTINS,
  GENERATOR_OWN_FRAME,
  LOCAL_NAMES,
  LOCALS,
  OWNER,
  PREVIOUS_FRAME,
  SITE,
  TRACEBACK_BYTES,
  LINE_UNKNOWN,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_SITE,
  CODE_FILE,
  CODE_NAME,
} from '../format/frames.js';
import { FRAME, NONE, TRUE } from '../format/memory-map.js';
import { CELL_VALUE, NO_ARGUMENTS } from '../format/objects.js';
import { BOOL_TYPE, FRAME_TYPE, RUNTIME_ERROR, TRACEBACK_TYPE, TYPE_ERROR, VALUE_ERROR } from '../format/types.js';
import { makeObject, setReference } from '../modules/fields.js';
import { newSlot } from '../runtime/bound-slots.js';
import { kernel, method, type TypeDefinition } from '../runtime/definitions.js';
import type { Runtime } from '../runtime/runtime.js';
import { shownAddress } from '../runtime/shown-address.js';
import { spanAt } from './sites.js';

/** The code of a frame, borrowed. */
export function codeOfFrame(rt: Runtime, frame: Address): Address {
  return rt.views.word(rt.views.word(frame + FRAME_FUNCTION) + CODE);
}

export function lineAt(rt: Runtime, code: Address, site: number): number {
  return spanAt(rt, code, site)?.line ?? rt.views.word(code + FIRST_LINE);
}

interface Variable {
  readonly name: Address;
  /** 0: it has none. */
  readonly value: Address;
}

/** The variables of a function's frame. */
function variablesOf(rt: Runtime, frame: Address): Variable[] {
  const { views } = rt;
  const code = codeOfFrame(rt, frame);
  const fast = rt.tupleItems(views.word(code + LOCAL_NAMES));
  const cells = rt.tupleItems(views.word(code + CELL_NAMES)).filter((name) => !fast.includes(name));
  const parameterCells = rt.tupleItems(views.word(code + CELL_NAMES)).filter((name) => fast.includes(name));
  const free = rt.tupleItems(views.word(code + FREE_NAMES));
  return [...fast, ...cells, ...free].map((name, at) => {
    let value = views.word(frame + LOCALS + 4 * at);
    const isCell = at >= fast.length || parameterCells.includes(name);
    if (isCell && value !== 0) value = views.word(value + CELL_VALUE);
    return { name, value };
  });
}

/**
 * Names and values of a frame: its namespace, or the dict of a function's variables, which is one as long as the frame
 * lives and is brought up to date whenever somebody asks for it.
 */
export function localsOfFrame(rt: Runtime, frame: Address): Address {
  const { views } = rt;
  let dict = views.word(frame + FRAME_LOCALS);
  if (dict !== 0 && (views.word(codeOfFrame(rt, frame) + CODE_FLAGS) & CO_OPTIMIZED) === 0) return dict;
  if (dict === 0) {
    dict = rt.dict();
    rt.incref(dict);
    views.setWord(frame + FRAME_LOCALS, dict);
  }
  for (const { name, value } of variablesOf(rt, frame)) {
    if (value !== 0) rt.dictSet(dict, name, value);
    else if (rt.dictGet(dict, name) !== 0) rt.status(rt.kernel.dictDelete(dict, name));
  }
  return dict;
}

function frameOf(rt: Runtime, self: Address): Address {
  return rt.views.word(self + FRAME_OF) || rt.raise(RUNTIME_ERROR, 'the frame is not there any more');
}

function back(rt: Runtime, self: Address): Address {
  const known = rt.views.word(self + FRAME_BACK);
  if (known !== 0) return known;
  const frame = rt.views.word(self + FRAME_OF);
  const previous = frame === 0 ? 0 : rt.views.word(frame + PREVIOUS_FRAME);
  return previous === 0 ? NONE : rt.kernel.frameObject(previous);
}

/** A frame object of the frame that runs, borrowed, so many calls up; 0 if there are not so many. */
export function runningFrame(rt: Runtime, depth = 0): Address {
  let frame = rt.views.word(FRAME);
  for (let at = 0; at < depth && frame !== 0; at++) frame = rt.views.word(frame + PREVIOUS_FRAME);
  return frame === 0 ? 0 : rt.kernel.frameObject(frame);
}

/** Forgets what a frame that has ended refers to. */
function clear(rt: Runtime, self: Address): Address {
  const frame = rt.views.word(self + FRAME_OF);
  const owner = frame === 0 ? 0 : rt.views.word(frame + OWNER);
  for (let running = rt.views.word(FRAME); running !== 0; running = rt.views.word(running + PREVIOUS_FRAME))
    if (running === frame) rt.raise(RUNTIME_ERROR, 'cannot clear an executing frame');
  if (owner !== 0 && owner + GENERATOR_OWN_FRAME === frame) rt.status(rt.kernel.closeGenerator(owner));
  else rt.kernel.frame_clear(self);
  return NONE;
}

/** Bytes of an instruction of CPython, which says where it is by them: a site counts as one. */
const INSTRUCTION = 2;

const FRAME_DEFINITION: TypeDefinition = {
  address: FRAME_TYPE,
  name: 'frame',
  flags: CYCLIC,
  slots: {
    DEALLOC: kernel('frame_dealloc'),
    TRAVERSE: kernel('frame_traverse'),
    CLEAR: kernel('frame_clear'),
    REPR: (rt, self) => {
      const frame = frameOf(rt, self);
      const code = codeOfFrame(rt, frame);
      const file = rt.text(rt.repr(rt.views.word(code + CODE_FILE)));
      const line = lineAt(rt, code, rt.views.word(frame + SITE));
      const name = rt.text(rt.views.word(code + CODE_NAME));
      return rt.string(`<frame at ${shownAddress(self)}, file ${file}, line ${line}, code ${name}>`);
    },
  },
  properties: [
    { name: 'f_back', get: back },
    { name: 'f_code', get: (rt, self) => codeOfFrame(rt, frameOf(rt, self)) },
    { name: 'f_globals', get: (rt, self) => rt.views.word(frameOf(rt, self) + FRAME_GLOBALS) },
    {
      name: 'f_builtins',
      get: (rt, self) => rt.views.word(rt.views.word(frameOf(rt, self) + FRAME_FUNCTION) + FUNCTION_BUILTINS),
    },
    { name: 'f_locals', get: (rt, self) => localsOfFrame(rt, frameOf(rt, self)) },
    {
      name: 'f_lineno',
      get: (rt, self) => {
        const frame = frameOf(rt, self);
        return rt.int(lineAt(rt, codeOfFrame(rt, frame), rt.views.word(frame + SITE)));
      },
    },
    {
      name: 'f_trace',
      get: (rt, self) => rt.views.word(self + FRAME_TRACE) || NONE,
      set: (rt, self, value) => setReference(rt, self, FRAME_TRACE, value === NONE ? 0 : value),
    },
    {
      name: 'f_trace_lines',
      get: (rt, self) => rt.bool(rt.views.word(self + FRAME_TELLS_LINES) !== 0),
      set: (rt, self, value) => {
        if (value === 0) rt.raise(TYPE_ERROR, "can't delete numeric/char attribute");
        if (rt.typeOf(value) !== BOOL_TYPE) rt.raise(TYPE_ERROR, 'attribute value type must be bool');
        rt.views.setWord(self + FRAME_TELLS_LINES, value === TRUE ? 1 : 0);
      },
    },
    { name: 'f_lasti', get: (rt, self) => rt.int(rt.views.word(frameOf(rt, self) + SITE) * INSTRUCTION) },
  ],
  methods: [method('clear', NO_ARGUMENTS, clear)],
};

/** The line of a traceback entry. */
export function tracebackLine(rt: Runtime, traceback: Address): number {
  const given = rt.views.word(traceback + TRACEBACK_LINE);
  if (given !== LINE_UNKNOWN) return given;
  const object = rt.views.word(traceback + TRACEBACK_FRAME);
  const frame = rt.views.word(object + FRAME_OF);
  return frame === 0 ? 0 : lineAt(rt, codeOfFrame(rt, frame), rt.views.word(traceback + TRACEBACK_SITE));
}

/** TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno). */
const newTraceback = newSlot(
  'traceback',
  'tb_next, tb_frame, tb_lasti, tb_lineno',
  (rt, _, [next, frame, instruction, line]) => {
    if (next !== NONE && rt.typeOf(next) !== TRACEBACK_TYPE)
      rt.raise(TYPE_ERROR, `expected traceback object or None, got '${rt.shownTypeName(rt.typeOf(next))}'`);
    if (rt.typeOf(frame) !== FRAME_TYPE)
      rt.raise(TYPE_ERROR, `traceback() argument 'tb_frame' must be frame, not ${rt.shownTypeName(rt.typeOf(frame))}`);
    const [at, number] = [instruction, line].map((p) => rt.status(rt.kernel.wordOf(p)));
    return makeObject(
      rt,
      TRACEBACK_TYPE,
      [
        [TRACEBACK_NEXT, next === NONE ? 0 : next],
        [TRACEBACK_FRAME, frame],
      ],
      [
        [TRACEBACK_SITE, at],
        [TRACEBACK_LINE, number],
      ],
    );
  },
);

function setNext(rt: Runtime, self: Address, value: Address): void {
  const { views } = rt;
  const isNone = value === 0 || value === NONE;
  if (value === 0) rt.raise(TYPE_ERROR, "can't delete tb_next attribute");
  if (!isNone && rt.typeOf(value) !== TRACEBACK_TYPE)
    rt.raise(TYPE_ERROR, `expected traceback object or None, got '${rt.shownTypeName(rt.typeOf(value))}'`);
  for (let at = isNone ? 0 : value; at !== 0; at = views.word(at + TRACEBACK_NEXT))
    if (at === self) rt.raise(VALUE_ERROR, 'traceback loop detected');
  const old = views.word(self + TRACEBACK_NEXT);
  if (!isNone) rt.incref(value);
  views.setWord(self + TRACEBACK_NEXT, isNone ? 0 : value);
  if (old !== 0) rt.decref(old);
}

const TRACEBACK_DEFINITION: TypeDefinition = {
  address: TRACEBACK_TYPE,
  name: 'traceback',
  flags: CYCLIC,
  bytes: TRACEBACK_BYTES,
  slots: {
    DEALLOC: kernel('traceback_dealloc'),
    TRAVERSE: kernel('traceback_traverse'),
    CLEAR: kernel('traceback_clear'),
    NEW: newTraceback,
  },
  properties: [
    { name: 'tb_next', get: (rt, self) => rt.views.word(self + TRACEBACK_NEXT) || NONE, set: setNext },
    { name: 'tb_lineno', get: (rt, self) => rt.int(tracebackLine(rt, self)) },
    {
      name: 'tb_lasti',
      get: (rt, self) => {
        const isGiven = rt.views.word(self + TRACEBACK_LINE) !== LINE_UNKNOWN;
        return rt.int(rt.views.word(self + TRACEBACK_SITE) * (isGiven ? 1 : INSTRUCTION));
      },
    },
  ],
  members: [{ name: 'tb_frame', at: TRACEBACK_FRAME, kind: 'object', readOnly: true }],
  methods: [
    method('__dir__', NO_ARGUMENTS, (rt) =>
      rt.list(['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno'].map((name) => rt.name(name))),
    ),
  ],
};

export const FRAME_DEFINITIONS: readonly TypeDefinition[] = [FRAME_DEFINITION, TRACEBACK_DEFINITION];
