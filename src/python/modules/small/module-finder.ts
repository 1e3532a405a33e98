/**
 * What importlib finds modules by: heapglass's own importer (imports/), as a finder in sys.meta_path. It is a module with the function of
 * a finder (PEP 451), and gets there when importlib is first imported.
 */
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { namedArguments } from '../sys/breakpoints.js';
import type { Runtime } from '../../runtime/runtime.js';
import { findSpec } from './module-specs.js';

export const FINDER = '_module_finder';

export const FINDER_MODULE: ModuleDefinition = {
  name: FINDER,
  functions: [
    native('find_spec', 'name, path=None, target=None', (rt, _, [name, path]) => findSpec(rt, name, path)),
    // As CPython's PathFinder.
    native('find_distributions', '*args, **kwargs', (rt, _, [args, keywords]) => {
      const finder = rt.attribute(rt.importModule('importlib.metadata'), 'MetadataPathFinder');
      return rt.call(rt.attribute(finder, 'find_distributions'), rt.tupleItems(args), namedArguments(rt, keywords));
    }),
  ],
};

/** Makes importlib use it. */
export function offerFinder(rt: Runtime): void {
  rt.call(rt.attribute(rt.sysAttribute('meta_path'), 'append'), [rt.importModule(FINDER)]);
}
