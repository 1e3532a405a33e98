/** exit and quit, which CPython's module site puts among the builtins. */
import { NONE } from '../../format/memory-map.js';
import { SYSTEM_EXIT } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import { native } from '../native.js';

export const QUITTERS: readonly MethodDefinition[] = ['exit', 'quit'].map((name) =>
  native(name, 'code=None', (rt, _, [code]) => {
    const input = rt.sysAttribute('stdin');
    if (input !== 0 && input !== NONE) rt.catchingAny(() => rt.call(rt.attribute(input, 'close')));
    return rt.raiseInstance(rt.call(SYSTEM_EXIT, [code || NONE]));
  }),
);
