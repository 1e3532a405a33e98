/**
 * Where references are counted that no object holds: what is pending and handled, the frames of running functions, the
 * natives' pool, and what TypeScript holds for as long as the program runs.
 */
import type { Address } from '../../base/ids.js';
import {
  CODE,
  FRAME_FUNCTION,
  FRAME_LOCALS,
  FRAME_OBJECT,
  HANDLED_BELOW,
  HANDLED_VALUE,
  LOCALS,
  LOCALS_COUNT,
  PREVIOUS_FRAME,
} from '../format/frames.js';
import { CALLBACKS, GARBAGE } from '../../memory/gc/format.js';
import {
  ASYNC_FINALIZER_HOOK,
  ASYNC_FIRST_HOOK,
  TRACE_FUNCTION,
  PROFILE_FUNCTION,
  BUILTINS,
  FRAME,
  HANDLED_TOP,
  PENDING,
  THREAD_DICT,
} from '../format/memory-map.js';
import type { Runtime } from '../runtime/runtime.js';
import { cachedNames } from './hidden-referents.js';

export interface Root {
  readonly holder: string;
  readonly reference: Address;
}

const CELLS = {
  PENDING,
  BUILTINS,
  GARBAGE,
  CALLBACKS,
  THREAD_DICT,
  ASYNC_FIRST_HOOK,
  ASYNC_FINALIZER_HOOK,
  TRACE_FUNCTION,
  PROFILE_FUNCTION,
};

/** All of them; what is no reference at the moment is 0. */
export function* rootsOf(rt: Runtime): Generator<Root> {
  const { views } = rt;
  for (const [holder, cell] of Object.entries(CELLS)) yield { holder, reference: views.word(cell) };
  for (let item = views.word(HANDLED_TOP); item !== 0; item = views.word(item + HANDLED_BELOW))
    yield { holder: 'handled exceptions', reference: views.word(item + HANDLED_VALUE) };
  for (let frame = views.word(FRAME); frame !== 0; frame = views.word(frame + PREVIOUS_FRAME))
    yield* rootsOfFrame(rt, frame);
  for (const reference of cachedNames(rt)) yield { holder: 'cache of look-ups', reference };
  for (const reference of rt.held()) yield { holder: 'runtime', reference };
  yield { holder: 'kernel', reference: rt.kernel.reservedMemoryError() };
}

/** Without temporaries: they are in the machine's registers. */
function* rootsOfFrame(rt: Runtime, frame: Address): Generator<Root> {
  const { views } = rt;
  const holder = `frame at ${frame.toString(16)}`;
  for (const field of [FRAME_FUNCTION, FRAME_LOCALS, FRAME_OBJECT])
    yield { holder, reference: views.word(frame + field) };
  const function_ = views.word(frame + FRAME_FUNCTION);
  if (function_ === 0) return;
  const count = views.word(views.word(function_ + CODE) + LOCALS_COUNT);
  for (let slot = 0; slot < count; slot++) yield { holder, reference: views.word(frame + LOCALS + 4 * slot) };
}
