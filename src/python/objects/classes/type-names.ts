/** Names of types, and their `__module__`: static ones have it in their definition, classes in their dict. */
import type { Address } from '../../../base/ids.js';
import { HEAP_TYPE } from '../../../memory/gc/format.js';
import { INSTANCES_NAME, TYPE_DICT, TYPE_FLAGS, VALUE_ERROR } from '../../format/types.js';
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

/** What tp_name of a class may not be. */
export function checkTypeName(rt: Runtime, name: string): void {
  if (name.includes('\0')) rt.raise(VALUE_ERROR, 'type name must not contain null characters');
}
