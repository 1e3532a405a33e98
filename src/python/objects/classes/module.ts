/** The type of modules. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { MODULE_BYTES, MODULE_DICT, MODULE_WEAK, NO_ARGUMENTS } from '../../format/objects.js';
import { ATTRIBUTE_ERROR, INHERITABLE, MODULE_TYPE, TYPE_ERROR } from '../../format/types.js';
import { initSlot } from '../../runtime/bound-slots.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from './fields.js';

const dictOf = (rt: Runtime, p: Address) => rt.views.word(p + MODULE_DICT);

function known(rt: Runtime, p: Address, name: string): Address {
  const dict = dictOf(rt, p);
  return dict === 0 ? 0 : rt.dictGet(dict, rt.name(name));
}

/** An instance without a dict: __init__ makes it. */
function make(rt: Runtime, type: Address): Address {
  const p = rt.keep(rt.kernel.newCyclic(type, MODULE_BYTES));
  rt.views.setWord(p + MODULE_DICT, 0);
  rt.views.setWord(p + MODULE_WEAK, 0);
  setOwned(rt, p, MODULE_DICT, rt.dict());
  rt.kernel.track(p);
  return p;
}

function initialise(rt: Runtime, p: Address, [name, doc]: Address[]): void {
  if (!rt.isString(name))
    rt.raise(TYPE_ERROR, `module() argument 'name' must be str, not ${rt.shownTypeName(rt.typeOf(name))}`);
  const values = { __name__: name, __doc__: doc || NONE, __package__: NONE, __loader__: NONE, __spec__: NONE };
  for (const [key, value] of Object.entries(values)) rt.dictSet(dictOf(rt, p), rt.name(key), value);
}

/** `<module 'name' from 'file'>`; those that have no file are built in. What has a specification is shown by importlib. */
function repr(rt: Runtime, p: Address): Address {
  const spec = known(rt, p, '__spec__');
  if (spec !== 0 && spec !== NONE)
    return rt.call(rt.attribute(rt.importModule('_frozen_importlib'), '_module_repr'), [p]);
  const name = known(rt, p, '__name__');
  const file = known(rt, p, '__file__');
  const shown = name === 0 ? "'?'" : rt.text(rt.repr(name));
  if (file !== 0) return rt.string(`<module ${shown} from ${rt.text(rt.repr(file))}>`);
  const path = known(rt, p, '__path__');
  if (path !== 0) return rt.string(`<module ${shown} (namespace) from ${rt.text(rt.repr(rt.list(rt.items(path))))}>`);
  const isBuiltin = name !== 0 && rt.isString(name) && rt.importer?.isBuiltin(rt.text(name));
  return rt.string(isBuiltin ? `<module ${shown} (built-in)>` : `<module ${shown}>`);
}

/** @throws PythonError with AttributeError, in the words for modules */
export function refuseModuleAttribute(rt: Runtime, p: Address, name: Address): never {
  const module = known(rt, p, '__name__');
  const attribute = rt.text(name);
  if (module === 0 || !rt.isString(module)) rt.raise(ATTRIBUTE_ERROR, `module has no attribute '${attribute}'`);
  const which = rt.importer?.isLoading(p) ? 'partially initialized module' : 'module';
  const why = rt.importer?.isLoading(p) ? ' (most likely due to a circular import)' : '';
  return rt.raise(ATTRIBUTE_ERROR, `${which} '${rt.text(module)}' has no attribute '${attribute}'${why}`);
}

export const MODULE_DEFINITION: TypeDefinition = {
  address: MODULE_TYPE,
  name: 'module',
  flags: INHERITABLE | CYCLIC,
  bytes: MODULE_BYTES,
  dictAt: MODULE_DICT,
  weakAt: MODULE_WEAK,
  slots: {
    DEALLOC: kernel('module_dealloc'),
    TRAVERSE: kernel('module_traverse'),
    CLEAR: kernel('module_clear'),
    REPR: repr,
    GETATTR: kernel('module_getattr'),
    NEW: make,
    INIT: initSlot('module', 'name, doc=None', initialise),
  },
  methods: [
    method('__dir__', NO_ARGUMENTS, (rt, p) => {
      const dict = rt.attribute(p, '__dict__');
      if (!rt.isDict(dict)) rt.raise(TYPE_ERROR, '<module>.__dict__ is not a dictionary');
      const own = rt.dictGet(dict, rt.name('__dir__'));
      return own !== 0 ? rt.call(own) : rt.list(rt.dictItems(dict).map(([key]) => key));
    }),
  ],
  properties: [
    {
      name: '__annotations__',
      get: (rt, p) => {
        const annotations = known(rt, p, '__annotations__');
        if (annotations !== 0) return annotations;
        const made = rt.dict();
        rt.dictSet(dictOf(rt, p), rt.name('__annotations__'), made);
        return made;
      },
      set: (rt, p, value) => {
        const name = rt.name('__annotations__');
        if (value !== 0) rt.dictSet(dictOf(rt, p), name, value);
        else if (rt.kernel.dictDeleteIfThere(dictOf(rt, p), name) !== 0) rt.raiseValue(ATTRIBUTE_ERROR, name);
      },
    },
  ],
  members: [{ name: '__dict__', at: MODULE_DICT, kind: 'object', readOnly: true }],
  doc: 'A namespace that is imported.',
};
