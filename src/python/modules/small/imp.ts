/**
 * _imp and marshal: what importlib asks for when it is imported. Modules are found and loaded by heapglass's own importer
 * (imports/importer.ts); there are no frozen modules, no extension modules, and no compiled files.
 */
import { NONE } from '../../format/memory-map.js';
import { IMPORT_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { offerFinder } from './module-finder.js';

export const IMP_MODULE: ModuleDefinition = {
  name: '_imp',
  functions: [
    native('is_builtin', 'name, /', (rt, _, [name]) => {
      const known = rt.items(rt.sysAttribute('builtin_module_names'));
      return rt.int(known.some((other) => rt.text(other) === rt.text(name)) ? 1 : 0);
    }),
    native('is_frozen', 'name, /', (rt) => rt.bool(false)),
    native('is_frozen_package', 'name, /', (rt, _, [name]) =>
      rt.raise(IMPORT_ERROR, `No such frozen object named ${rt.text(name)}`),
    ),
    native('find_frozen', 'name, /, *, withdata=False', () => NONE),
    native('get_frozen_object', 'name, data=None, /', (rt, _, [name]) =>
      rt.raise(IMPORT_ERROR, `No such frozen object named ${rt.text(name)}`),
    ),
    native('init_frozen', 'name, /', () => NONE),
    native('create_builtin', 'spec, /', (rt, _, [spec]) =>
      rt.importer.import(rt.text(rt.attribute(spec, 'name')), 0, rt.tuple([rt.name('*')]), 0),
    ),
    native('exec_builtin', 'mod, /', (rt) => rt.int(0)),
    native('extension_suffixes', '', (rt) => rt.list([])),
    native('acquire_lock', '', () => NONE),
    native('release_lock', '', () => NONE),
    native('lock_held', '', (rt) => rt.bool(false)),
    // There is nothing frozen to do without.
    native('_override_frozen_modules_for_tests', 'override, /', () => NONE),
    // Frozen modules are not used, whatever a program prefers.
    native('_override_frozen_modules_for_tests', 'override, /', () => NONE),
    native('_frozen_module_names', '', (rt) => rt.list([])),
    native('_fix_co_filename', 'code, path, /', () => NONE),
  ],
  attributes: (rt) => {
    offerFinder(rt);
    return { check_hash_based_pycs: rt.string('default') };
  },
};

export const MARSHAL_MODULE: ModuleDefinition = {
  name: 'marshal',
  functions: ['dump', 'dumps', 'load', 'loads'].map((name) =>
    native(name, '*args', (rt) => rt.raise(VALUE_ERROR, 'heapglass has no marshalled form of objects')),
  ),
  attributes: (rt) => ({ version: rt.int(4) }),
};
