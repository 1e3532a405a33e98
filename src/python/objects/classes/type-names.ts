/** `__module__` of types: static ones have it in their definition, classes in their dict. */
import type { Address } from '../../../base/ids.js';
import { HEAP_TYPE } from '../../../memory/gc/format.js';
import { INSTANCES_NAME, TYPE_DICT, TYPE_FLAGS } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Any object that somebody put there, usually a str; 0 where there is none. */
export function moduleOfType(rt: Runtime, type: Address): Address {
  const { views } = rt;
  if ((views.word(type + TYPE_FLAGS) & HEAP_TYPE) !== 0)
    return rt.dictGet(views.word(type + TYPE_DICT), rt.name('__module__'));
  const shown = rt.text(views.word(type + INSTANCES_NAME));
  const dot = shown.lastIndexOf('.');
  return rt.name(dot === -1 ? 'builtins' : shown.slice(0, dot));
}
