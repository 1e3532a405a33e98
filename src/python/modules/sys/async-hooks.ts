/** What event loops are told of asynchronous generators: sys.get_asyncgen_hooks and sys.set_asyncgen_hooks. */
import type { Address } from '../../../base/ids.js';
import { ASYNC_FINALIZER_HOOK, ASYNC_FIRST_HOOK, NONE } from '../../format/memory-map.js';
import { CALL, TYPE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { native } from '../native.js';
import { lazyStructSequence, structSequence } from '../struct-sequence.js';

const HOOKS = { firstiter: ASYNC_FIRST_HOOK, finalizer: ASYNC_FINALIZER_HOOK };

/** The type of what is returned. */
const hooksType = lazyStructSequence({ name: 'asyncgen_hooks', fields: Object.keys(HOOKS) });

function check(rt: Runtime, name: string, hook: Address): void {
  if (hook === 0 || hook === NONE || rt.views.word(rt.typeOf(hook) + CALL) !== 0) return;
  rt.raise(TYPE_ERROR, `callable ${name} expected, got ${rt.shownTypeName(rt.typeOf(hook))}`);
}

/** 0 leaves it as it is. */
function set(rt: Runtime, cell: Address, hook: Address): void {
  if (hook === 0) return;
  const old = rt.views.word(cell);
  if (hook !== NONE) rt.incref(hook);
  rt.views.setWord(cell, hook === NONE ? 0 : hook);
  if (old !== 0) rt.decref(old);
}

export const ASYNC_HOOK_FUNCTIONS: readonly MethodDefinition[] = [
  native('get_asyncgen_hooks', '', (rt) =>
    structSequence(
      rt,
      hooksType(rt),
      Object.values(HOOKS).map((cell) => rt.views.word(cell) || NONE),
    ),
  ),
  native('set_asyncgen_hooks', 'firstiter=None, finalizer=None', (rt, _, [first, finalizer]) => {
    check(rt, 'finalizer', finalizer);
    check(rt, 'firstiter', first);
    set(rt, ASYNC_FINALIZER_HOOK, finalizer);
    set(rt, ASYNC_FIRST_HOOK, first);
    return NONE;
  }),
];
