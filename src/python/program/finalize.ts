/**
 * The end of a program, in CPython's order: what was registered with atexit, the streams, then the modules. Each is taken
 * out of sys.modules, and out of builtins what the program has added; those that somebody still holds are emptied, names
 * with an underscore first; sys and builtins last.
 */
import type { Address } from '../../base/ids.js';
import { ENABLED, GENERATIONS } from '../../memory/gc/format.js';
import { BUILTINS, NONE } from '../format/memory-map.js';
import { MODULE_TYPE, WEAKREF_TYPE } from '../format/types.js';
import { moduleDict } from '../modules/make-module.js';
import { FileRegions } from '../modules/mmap/file-region.js';
import { onHost } from '../modules/os-error.js';
import { PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';

const OLDEST = GENERATIONS - 1;

/** What sys knows of the exception that ended the program. */
export const LAST_ERROR = ['last_type', 'last_value', 'last_traceback'];

const OF_SYS = ['path', 'argv', 'ps1', 'ps2', ...LAST_ERROR, 'path_hooks', 'path_importer_cache', 'meta_path'];

/** @returns false if what the program had written could not be written out */
export function finalize(rt: Runtime, modules: Address, builtinNames: ReadonlySet<Address>): boolean {
  rt.hooks.programEnds();
  runAtExit(rt, modules);
  const flushed = flush(rt, 'stdout');
  flush(rt, 'stderr');
  rt.isFinalizing = true;
  for (const name of OF_SYS) {
    if (rt.dictGet(rt.sysDict, rt.name(name)) !== 0) rt.dictSet(rt.sysDict, rt.name(name), NONE);
  }
  if (rt.views.word(ENABLED) !== 0) rt.kernel.collect(OLDEST);
  const references = removeModules(rt, modules);
  rt.canImport = false;
  removeAdded(rt, rt.views.word(BUILTINS), builtinNames);
  rt.kernel.collect(OLDEST);
  for (const reference of references.reverse()) {
    const module = rt.kernel.referentOf(reference);
    if (module !== 0) clearModule(rt, moduleDict(rt, module));
    rt.decref(reference);
  }
  const isWritten = flush(rt, 'stdout') && flushed;
  for (const dict of [rt.sysDict, rt.views.word(BUILTINS)]) clearModule(rt, dict);
  rt.kernel.collect(OLDEST);
  // Maps that are left over with what is never freed.
  writeMapsBack(rt);
  return isWritten;
}

/** The end by os._exit: nothing of the program runs any more, and nothing that it has not flushed is written. */
export function abandon(rt: Runtime): void {
  if (!rt.isFinalizing) rt.hooks.programEnds();
  writeMapsBack(rt);
}

function writeMapsBack(rt: Runtime): void {
  rt.catchingAny(() => onHost(rt, () => FileRegions.of(rt).writeBackAll()));
}

function runAtExit(rt: Runtime, modules: Address): void {
  if (rt.dictGet(modules, rt.name('atexit')) === 0) return;
  quietly(rt, () => rt.call(rt.attribute(rt.dictGet(modules, rt.name('atexit')), '_run_exitfuncs')));
}

/** What fails now has nobody to go to. */
function quietly(rt: Runtime, work: () => unknown): boolean {
  let isDone = true;
  rt.pooled(() => {
    try {
      work();
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      isDone = false;
      rt.hooks.unraisable(0);
    }
    return 0;
  });
  return isDone;
}

function flush(rt: Runtime, name: string): boolean {
  const stream = rt.sysAttribute(name);
  if (stream === 0 || stream === NONE) return true;
  return quietly(rt, () => {
    const closed = rt.optionalAttribute(stream, 'closed');
    if (closed === 0 || !rt.truth(closed)) rt.call(rt.attribute(stream, 'flush'));
  });
}

/** Empties sys.modules. @returns weak references to what was in it, in the order of the imports, owned */
function removeModules(rt: Runtime, modules: Address): Address[] {
  const last = ['sys', 'builtins'].map((name) => rt.dictGet(modules, rt.name(name)));
  const references: Address[] = [];
  let names: readonly Address[] = [];
  // They stay where they are, only the modules go.
  rt.pooled(() => ((names = rt.items(modules)), 0));
  for (const name of names) {
    const module = rt.dictGet(modules, name);
    if (module === 0 || module === NONE || last.includes(module)) continue;
    if (rt.typeOf(module) === MODULE_TYPE) references.push(rt.kernel.newWeakReference(WEAKREF_TYPE, module, 0));
    rt.dictSet(modules, name, NONE);
  }
  return references;
}

/** Takes out of builtins what the program has put there. */
function removeAdded(rt: Runtime, dict: Address, names: ReadonlySet<Address>): void {
  rt.pooled(() => {
    for (const [name] of rt.dictItems(dict)) if (!names.has(name)) rt.status(rt.kernel.dictDelete(dict, name));
    return 0;
  });
}

/** Sets everything in a module to None: names with one underscore in front, then the others. */
function clearModule(rt: Runtime, dict: Address): void {
  // What goes may be the last that held the module.
  rt.incref(dict);
  for (const isPrivate of [true, false]) {
    rt.pooled(() => {
      for (const name of rt.items(dict)) {
        const value = rt.dictGet(dict, name);
        if (value === 0 || value === NONE || !rt.isString(name)) continue;
        const text = rt.text(name);
        const startsPrivate = text.startsWith('_') && !text.startsWith('__');
        if (isPrivate ? !startsPrivate : text === '__builtins__') continue;
        rt.dictSet(dict, name, NONE);
      }
      return 0;
    });
  }
  rt.decref(dict);
}
