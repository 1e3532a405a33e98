/**
 * The two parts of importlib that CPython has frozen. They are the library's own sources, run under the names that they have when
 * frozen; importlib then takes them for the ones that import itself uses. Programs that never ask for importlib, or for the
 * `__spec__` of a module, do not pay for them.
 */
import type { Address } from '../../../base/ids.js';
import { IMPORT_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict } from '../make-module.js';
import type { ModuleDefinition } from '../module-definition.js';

export const BOOTSTRAP = '_frozen_importlib';
export const EXTERNAL = '_frozen_importlib_external';

function frozen(name: string, part: string, begin: (rt: Runtime, module: Address) => void): ModuleDefinition {
  return {
    name,
    attributes: (rt, module) => {
      const source = rt.surroundings.library.read(`importlib/${part}.py`);
      if (source === undefined) return rt.raise(IMPORT_ERROR, `the library has no importlib/${part}.py`);
      // It looks itself up.
      rt.dictSet(rt.sysAttribute('modules'), rt.name(name), module);
      const dict = moduleDict(rt, module);
      rt.compiler.execute(rt.compiler.compile(source, `<frozen importlib.${part}>`, 'exec'), dict, dict);
      begin(rt, module);
      return {};
    },
  };
}

export const FROZEN_MODULES: readonly ModuleDefinition[] = [
  frozen(BOOTSTRAP, '_bootstrap', (rt, module) => {
    rt.call(rt.attribute(module, '_setup'), [rt.importModule('sys'), rt.importModule('_imp')]);
    rt.importModule(EXTERNAL);
  }),
  frozen(EXTERNAL, '_bootstrap_external', (rt, module) => {
    const bootstrap = rt.importModule(BOOTSTRAP);
    rt.call(rt.attribute(module, '_set_bootstrap_module'), [bootstrap]);
    rt.setAttribute(bootstrap, '_bootstrap_external', module);
  }),
];
