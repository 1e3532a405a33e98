/** The module atexit: functions that are called when the program ends, the last one first. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { CALL, EQUAL, TYPE_ERROR } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

/** A list of tuples: function, arguments, named ones. */
const registered = new WeakMap<Runtime, Address>();

const listOf = (rt: Runtime): Address => registered.get(rt) as Address;

function runAll(rt: Runtime): void {
  for (;;) {
    const entries = rt.listItems(listOf(rt));
    const last = entries.at(-1);
    if (last === undefined) return;
    rt.pooled(() => {
      const entry = rt.call(rt.attribute(listOf(rt), 'pop'));
      const [function_, args, named] = rt.tupleItems(entry);
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
      const kept = rt.items(listOf(rt)).filter((entry) => {
        const [other] = rt.tupleItems(entry);
        return rt.status(rt.kernel.compareBool(other, function_, EQUAL)) === 0;
      });
      rt.call(rt.attribute(listOf(rt), 'clear'));
      for (const entry of kept) rt.status(rt.kernel.listAppend(listOf(rt), entry));
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
