/** The module atexit: functions that are called when the program ends, the last one first. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { CALL, EQUAL, TYPE_ERROR } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

/** A list of tuples: function, arguments, named ones; or None in place of what was unregistered. */
const registered = new WeakMap<Runtime, Address>();

const listOf = (rt: Runtime): Address => registered.get(rt) as Address;

/** Those that are there now, the last one first. What they register is never called, what they unregister neither. */
function runAll(rt: Runtime): void {
  const list = listOf(rt);
  for (let at = rt.listItems(list).length - 1; at >= 0; at--) {
    rt.pooled(() => {
      const entry = rt.listItems(list)[at] ?? NONE;
      if (entry === NONE) return 0;
      const [function_, args, named] = rt.tupleItems(entry);
      rt.incref(entry);
      rt.keep(entry);
      try {
        const names = rt.items(named);
        const values = Object.fromEntries(names.map((name) => [rt.text(name), rt.dictGet(named, name)]));
        rt.call(function_, rt.tupleItems(args), values);
      } catch (problem) {
        if (!(problem instanceof PythonError)) throw problem;
        rt.hooks.unraisable(function_, 'Exception ignored in atexit callback');
      }
      return 0;
    });
  }
  // Whoever is told of the end of one of them still finds as many as there were, as in CPython.
  rt.listItems(list).forEach((_, at) => forget(rt, at));
  rt.call(rt.attribute(list, 'clear'));
}

/** None stays in its place, for somebody may be going through them. */
function forget(rt: Runtime, at: number): void {
  rt.call(rt.attribute(listOf(rt), '__setitem__'), [rt.int(at), NONE]);
}

export const ATEXIT_MODULE: ModuleDefinition = {
  name: 'atexit',
  doc: 'Functions that are called when the program ends.',
  functions: [
    native('register', 'func, /, *args, **kwargs', (rt, _, [function_, args, named]) => {
      if (rt.views.word(rt.typeOf(function_) + CALL) === 0) rt.raise(TYPE_ERROR, 'the first argument must be callable');
      rt.status(rt.kernel.listAppend(listOf(rt), rt.tuple([function_, args, named])));
      return function_;
    }),
    native('unregister', 'func, /', (rt, _, [function_]) => {
      for (let at = 0; at < rt.listItems(listOf(rt)).length; at++) {
        const entry = rt.listItems(listOf(rt))[at];
        if (entry === NONE) continue;
        const [other] = rt.tupleItems(entry);
        if (rt.status(rt.kernel.compareBool(other, function_, EQUAL)) !== 0) forget(rt, at);
      }
      return NONE;
    }),
    native('_clear', '', (rt) => rt.call(rt.attribute(listOf(rt), 'clear'))),
    native('_ncallbacks', '', (rt) => rt.int(rt.listItems(listOf(rt)).length)),
    native('_run_exitfuncs', '', (rt) => {
      runAll(rt);
      return NONE;
    }),
  ],
  attributes: (rt) => {
    const list = rt.list([]);
    rt.incref(list);
    registered.set(rt, list);
    return {};
  },
};
