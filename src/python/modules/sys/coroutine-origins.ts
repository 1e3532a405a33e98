/**
 * Where coroutines were made: sys.set_coroutine_origin_tracking_depth says how many frames each new one remembers, for the
 * warning that it was never awaited.
 */
import type { Address } from '../../../base/ids.js';
import { GENERATOR_ORIGIN } from '../../format/frames.js';
import { NONE, ORIGIN_DEPTH } from '../../format/memory-map.js';
import { VALUE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { cInt } from '../c-int.js';
import { native } from '../native.js';

/** Gives a new coroutine its cr_origin: file, line and function of each frame, innermost first. */
export function noteOrigin(rt: Runtime, coroutine: Address): void {
  const origins: Address[] = [];
  for (let depth = 0; depth < rt.views.word(ORIGIN_DEPTH); depth++) {
    const frame = rt.compiler.frame(depth);
    if (frame === 0) break;
    const code = rt.attribute(frame, 'f_code');
    origins.push(
      rt.tuple([rt.attribute(code, 'co_filename'), rt.attribute(frame, 'f_lineno'), rt.attribute(code, 'co_name')]),
    );
  }
  const all = rt.tuple(origins);
  rt.incref(all);
  rt.views.setWord(coroutine + GENERATOR_ORIGIN, all);
}

export const ORIGIN_FUNCTIONS: readonly MethodDefinition[] = [
  native('get_coroutine_origin_tracking_depth', '', (rt) => rt.int(rt.views.word(ORIGIN_DEPTH))),
  native('set_coroutine_origin_tracking_depth', 'depth', (rt, _, [depth]) => {
    const frames = cInt(rt, depth);
    if (frames < 0) rt.raise(VALUE_ERROR, 'depth must be >= 0');
    rt.views.setWord(ORIGIN_DEPTH, frames);
    return NONE;
  }),
];
