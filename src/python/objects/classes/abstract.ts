/** Abstract classes: those whose `__abstractmethods__` are not empty. */
import type { Address } from '../../../base/ids.js';
import { ATTRIBUTE_ERROR, IS_ABSTRACT, TYPE_DICT, TYPE_ERROR, TYPE_FLAGS, TYPE_TYPE } from '../../format/types.js';
import type { PropertyDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';

/** @throws PythonError with TypeError: an instance of an abstract class is made */
export function refuseAbstract(rt: Runtime, type: Address): never {
  const names = rt
    .items(rt.attribute(type, '__abstractmethods__'))
    .map((name) => rt.text(name))
    .sort();
  const methods = `method${names.length > 1 ? 's' : ''} ${names.join(', ')}`;
  return rt.raise(TYPE_ERROR, `Can't instantiate abstract class ${rt.typeName(type)} with abstract ${methods}`);
}

/** `type.__abstractmethods__`: only in the dict of the type itself. That of `type` has this property instead. */
export const ABSTRACT_METHODS: PropertyDefinition = {
  name: '__abstractmethods__',
  get: (rt, type) => {
    const dict = rt.views.word(type + TYPE_DICT);
    const value = type === TYPE_TYPE ? 0 : rt.dictGet(dict, rt.name('__abstractmethods__'));
    if (value === 0) rt.raiseValue(ATTRIBUTE_ERROR, rt.name('__abstractmethods__'));
    return value;
  },
  set: (rt, type, value) => {
    const dict = rt.views.word(type + TYPE_DICT);
    const name = rt.name('__abstractmethods__');
    const isAbstract = value !== 0 && rt.truth(value);
    if (value !== 0) rt.dictSet(dict, name, value);
    else if (rt.kernel.dictDeleteIfThere(dict, name) !== 0) rt.raiseValue(ATTRIBUTE_ERROR, name);
    rt.kernel.typeModified(type);
    const flags = rt.views.word(type + TYPE_FLAGS);
    rt.views.setWord(type + TYPE_FLAGS, isAbstract ? flags | IS_ABSTRACT : flags & ~IS_ABSTRACT);
  },
};
