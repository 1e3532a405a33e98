/** traceback objects: the frames between where an exception was raised and where it was caught. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { FRAME_TYPE, TRACEBACK_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import {
  TRACEBACK_BYTES,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_SITE,
} from '../../format/frames.js';
import { NO_ARGUMENTS } from '../../format/objects.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from '../classes/fields.js';

function setNext(rt: Runtime, p: Address, value: Address): void {
  if (value === 0) rt.raise(TYPE_ERROR, "can't delete tb_next attribute");
  if (value !== NONE && rt.typeOf(value) !== TRACEBACK_TYPE)
    rt.raise(TYPE_ERROR, `expected traceback object or None, got '${rt.shownTypeName(rt.typeOf(value))}'`);
  for (let at = value; at !== 0 && at !== NONE; at = rt.views.word(at + TRACEBACK_NEXT)) {
    if (at === p) rt.raise(VALUE_ERROR, 'traceback loop detected');
  }
  setOwned(rt, p, TRACEBACK_NEXT, value === NONE ? 0 : value);
}

/** An entry that shows a line of a frame, in front of others (or 0). */
export function newTraceback(rt: Runtime, next: Address, frame: Address, site: number, line: number): Address {
  const p = rt.keep(rt.kernel.newCyclic(TRACEBACK_TYPE, TRACEBACK_BYTES));
  rt.views.setWord(p + TRACEBACK_NEXT, 0);
  rt.views.setWord(p + TRACEBACK_FRAME, 0);
  setOwned(rt, p, TRACEBACK_NEXT, next);
  setOwned(rt, p, TRACEBACK_FRAME, frame);
  rt.views.setWord(p + TRACEBACK_SITE, site);
  rt.views.setWord(p + TRACEBACK_LINE, line);
  rt.kernel.track(p);
  return p;
}

export const TRACEBACK_DEFINITION: TypeDefinition = {
  address: TRACEBACK_TYPE,
  name: 'traceback',
  flags: CYCLIC,
  bytes: TRACEBACK_BYTES,
  owned: 2,
  slots: {
    DEALLOC: kernel('owned_dealloc'),
    TRAVERSE: kernel('owned_traverse'),
    CLEAR: kernel('owned_clear'),
    NEW: newSlot('traceback', 'tb_next, tb_frame, tb_lasti, tb_lineno', (rt, _type, [next, frame, last, line]) => {
      if (next !== NONE && rt.typeOf(next) !== TRACEBACK_TYPE)
        rt.raise(TYPE_ERROR, `expected traceback object or None, got '${rt.shownTypeName(rt.typeOf(next))}'`);
      if (rt.typeOf(frame) !== FRAME_TYPE)
        rt.raise(
          TYPE_ERROR,
          `traceback() argument 'tb_frame' must be frame, not ${rt.shownTypeName(rt.typeOf(frame))}`,
        );
      const [site, number] = [last, line].map((value) => Number(rt.bigInt(rt.index(value))));
      return newTraceback(rt, next === NONE ? 0 : next, frame, site, number);
    }),
  },
  methods: [
    method('__dir__', NO_ARGUMENTS, (rt) =>
      rt.list(['tb_frame', 'tb_next', 'tb_lasti', 'tb_lineno'].map((name) => rt.name(name))),
    ),
  ],
  properties: [{ name: 'tb_next', get: (rt, p) => rt.views.word(p + TRACEBACK_NEXT) || NONE, set: setNext }],
  members: [
    { name: 'tb_frame', at: TRACEBACK_FRAME, kind: 'object', readOnly: true },
    { name: 'tb_lasti', at: TRACEBACK_SITE, kind: 'word', readOnly: true },
    { name: 'tb_lineno', at: TRACEBACK_LINE, kind: 'word', readOnly: true },
  ],
};
