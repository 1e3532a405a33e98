/**
 * The import statement: sys.modules, then modules that CPython has in C, then sys.path, then CPython's library.
 *
 * Errors are in CPython's words; a module whose body fails is taken out of sys.modules again.
 */
import type { Address } from '../../base/ids.js';
import { YOUNG_COUNT, YOUNG_LIMIT } from '../../memory/gc/format.js';
import { BUILTINS, NONE, PENDING } from '../format/memory-map.js';
import {
  IMPORT_ERROR,
  IS_STR,
  KEY_ERROR,
  MODULE_NOT_FOUND_ERROR,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
} from '../format/types.js';
import { emptyModule, makeModule, moduleDict, setAttributes } from '../modules/make-module.js';
import { BOOTSTRAP } from '../modules/small/frozen-importlib.js';
import { FINDER } from '../modules/small/module-finder.js';
import type { ModuleDefinition } from '../modules/module-definition.js';
import type { Compiler, ModuleImporter } from '../runtime/compiler.js';
import { readSource } from '../runtime/read-source.js';
import type { Runtime } from '../runtime/runtime.js';
import { findModule, type FoundModule, type Namespace, pathEntries, searchPath } from './find-module.js';

/** Modules that CPython 3.11 has loaded when a program starts, besides builtins and sys: its program does not wait for them. */
const LOADED_AT_START: ReadonlySet<string> = new Set(
  (
    '_abc _codecs _collections_abc _imp _io _signal _sitebuiltins _stat _thread _warnings _weakref abc codecs encodings ' +
    'encodings.aliases encodings.utf_8 genericpath io marshal os posix posixpath site stat time zipimport'
  ).split(' '),
);

/** The specification, and the list of where it was looked for. */
const MADE_FOR_BUILTIN = 2;
/** Its loader and the module's dict too, and what was made on the way and waits to be used again: so many as measured, of small modules. */
const MADE_FOR_SOURCE = 14;

export class Importer implements ModuleImporter {
  readonly #rt: Runtime;
  readonly #compiler: Compiler;
  /** sys.modules. */
  readonly #modules: Address;
  readonly #builtin: ReadonlyMap<string, ModuleDefinition>;
  /** Modules whose bodies are running. */
  readonly #running = new Set<Address>();
  /** One of LOADED_AT_START is being loaded. */
  #isLoadingEarly = false;

  /** @param modules the dict that sys.modules is */
  constructor(rt: Runtime, compiler: Compiler, modules: Address, builtin: readonly ModuleDefinition[]) {
    this.#rt = rt;
    this.#compiler = compiler;
    this.#modules = modules;
    this.#builtin = new Map(builtin.map((definition) => [definition.name, definition]));
  }

  /**
   * `import a.b` gives a; with names (a tuple that is not empty), a.b, whose submodules of these names are imported too.
   * @param globals of the importing code, for relative imports; or 0
   */
  import(name: string, globals: Address, names: Address, level: number): Address {
    const rt = this.#rt;
    if (level < 0) rt.raise(VALUE_ERROR, 'level must be >= 0');
    if (level === 0 && name === '') rt.raise(VALUE_ERROR, 'Empty module name');
    const full = level === 0 ? name : this.#absolute(name, globals, level);
    const module = this.#importPath(full);
    const wanted = names === 0 || names === NONE ? [] : this.#rt.items(names);
    if (wanted.length === 0) {
      if (level === 0) return this.#known(name.split('.')[0]) || module;
      if (name === '') return module;
      const front = full.slice(0, full.length - (name.length - name.split('.')[0].length));
      return this.#known(front) || module;
    }
    this.#importNames(module, full, wanted);
    return module;
  }

  isBuiltin(name: string): boolean {
    return this.#builtin.has(name) || name === 'sys';
  }

  isLoading(module: Address): boolean {
    return this.#running.has(module) || this.#isInitializing(module);
  }

  /** Whether importlib runs its body. */
  #isInitializing(module: Address): boolean {
    const rt = this.#rt;
    const dict = moduleDict(rt, module);
    const spec = dict === 0 ? 0 : rt.dictGet(dict, rt.name('__spec__'));
    if (spec === 0 || spec === NONE) return false;
    const flag = rt.optionalAttribute(spec, '_initializing');
    return flag !== 0 && rt.truth(flag);
  }

  /** `from package import submodule`. */
  #importNames(module: Address, full: string, wanted: readonly Address[]): void {
    const rt = this.#rt;
    if (!rt.hasAttribute(module, '__path__')) return;
    for (const item of wanted) {
      if (!rt.isString(item))
        rt.raise(TYPE_ERROR, `Item in \`\`from list'' must be str, not ${rt.shownTypeName(rt.typeOf(item))}`);
      const name = rt.text(item);
      if (name === '*') {
        const all = rt.optionalAttribute(module, '__all__');
        if (all !== 0) this.#importNames(module, full, rt.items(all));
      } else if (!rt.hasAttribute(module, name)) {
        this.#importOptional(`${full}.${name}`);
      }
    }
  }

  #importOptional(full: string): void {
    const rt = this.#rt;
    rt.catching(
      MODULE_NOT_FOUND_ERROR,
      () => void this.#importPath(full),
      () => undefined,
      (exception) => rt.optionalAttribute(exception, 'name') !== 0 && rt.text(rt.attribute(exception, 'name')) === full,
    );
  }

  /** `from module import name`, when the attribute is not there: a submodule that is being imported, or ImportError. */
  from(module: Address, name: Address): Address {
    const rt = this.#rt;
    const value = rt.optionalAttribute(module, rt.text(name));
    if (value !== 0) return value;
    const moduleName = rt.optionalAttribute(module, '__name__');
    const known = moduleName !== 0 && rt.isString(moduleName) ? rt.text(moduleName) : undefined;
    if (known !== undefined) {
      const submodule = this.#known(`${known}.${rt.text(name)}`);
      if (submodule !== 0) return submodule;
    }
    const file = rt.optionalAttribute(module, '__file__');
    const place = file !== 0 && rt.isString(file) ? rt.text(file) : 'unknown location';
    const from = known === undefined ? '<unknown module name>' : known;
    const circular = this.#running.has(module);
    return rt.raiseWithAttributes(
      IMPORT_ERROR,
      circular
        ? `cannot import name '${rt.text(name)}' from partially initialized module '${from}' (most likely due to a circular import) (${place})`
        : `cannot import name '${rt.text(name)}' from '${from}' (${place})`,
      { name: rt.string(from), path: file === 0 ? NONE : file },
    );
  }

  #absolute(name: string, globals: Address, level: number): string {
    const rt = this.#rt;
    const package_ = globals === 0 ? '' : this.#packageOf(globals);
    if (package_ === '') rt.raise(IMPORT_ERROR, 'attempted relative import with no known parent package');
    const parts = package_.split('.');
    if (level > parts.length) rt.raise(IMPORT_ERROR, 'attempted relative import beyond top-level package');
    const base = parts.slice(0, parts.length - level + 1).join('.');
    return name === '' ? base : `${base}.${name}`;
  }

  #packageOf(globals: Address): string {
    const rt = this.#rt;
    const given = rt.dictGet(globals, rt.name('__package__'));
    if (given !== 0 && given !== NONE) {
      if ((rt.views.word(rt.typeOf(given) + TYPE_FLAGS) & IS_STR) === 0)
        rt.raise(TYPE_ERROR, 'package must be a string');
      return rt.text(given);
    }
    const name = rt.dictGet(globals, rt.name('__name__'));
    if (name === 0) rt.raise(KEY_ERROR, "'__name__' not in globals");
    const text = rt.text(name);
    if (rt.dictGet(globals, rt.name('__path__')) !== 0) return text;
    return text.includes('.') ? text.replace(/\.[^.]*$/, '') : '';
  }

  /** The module in sys.modules, borrowed, or 0. */
  #known(full: string): Address {
    return this.#rt.dictGet(this.#modules, this.#rt.string(full));
  }

  /** The module with a whole name; its parents are imported first. */
  #importPath(full: string): Address {
    const rt = this.#rt;
    const known = this.#known(full);
    if (known === NONE) notFound(rt, `import of ${full} halted; None in sys.modules`, full);
    if (known !== 0) return known;
    const dot = full.lastIndexOf('.');
    if (dot === -1) return this.#load(full, full, searchPath(rt));
    const parentName = full.slice(0, dot);
    const parent = this.#importPath(parentName);
    const again = this.#known(full);
    if (again !== 0) return again;
    const path = rt.optionalAttribute(parent, '__path__');
    if (path === 0) notFound(rt, `No module named '${full}'; '${parentName}' is not a package`, full);
    const last = full.slice(dot + 1);
    const module = this.#load(full, last, pathEntries(rt, path));
    rt.setAttribute(parent, last, module);
    return module;
  }

  #load(full: string, last: string, directories: readonly string[]): Address {
    const rt = this.#rt;
    if (!LOADED_AT_START.has(full) || this.#isLoadingEarly || rt.kernel.beginLoading() === 0)
      return this.#loadNow(full, last, directories);
    this.#isLoadingEarly = true;
    try {
      return this.#loadNow(full, last, directories);
    } finally {
      this.#isLoadingEarly = false;
      rt.savingPending(() => void rt.kernel.endLoading());
    }
  }

  #loadNow(full: string, last: string, directories: readonly string[]): Address {
    const definition = this.#builtin.get(full);
    if (definition !== undefined) {
      const module = makeModule(this.#rt, definition);
      this.#countSpecification(MADE_FOR_BUILTIN);
      this.#collectAsLoaded();
      this.#remember(full, module);
      return module;
    }
    if (this.#hasOtherFinders()) return this.#importByFinders(full);
    const found = findModule(this.#rt.surroundings, last, directories, readSource);
    if (found === undefined) return notFound(this.#rt, `No module named '${full}'`, full);
    return 'file' in found ? this.#loadSource(full, found) : this.#loadNamespace(full, found);
  }

  /** Whether the program has put a finder into sys.meta_path. */
  #hasOtherFinders(): boolean {
    const rt = this.#rt;
    const finders = rt.sysAttribute('meta_path');
    return finders !== 0 && rt.items(finders).some((finder) => finder !== this.#known(FINDER));
  }

  /** In importlib's way: each finder is asked. */
  #importByFinders(full: string): Address {
    const rt = this.#rt;
    return rt.call(rt.attribute(rt.importModule(BOOTSTRAP), '_gcd_import'), [rt.string(full)]);
  }

  /** CPython's import makes more objects that stay: where a program is in its generations depends on them. */
  #countSpecification(objects: number): void {
    const { views } = this.#rt;
    views.setWord(YOUNG_COUNT, views.word(YOUNG_COUNT) + objects);
  }

  /** CPython collects as soon as there are enough tuples of a module's code; those that it reads after that count anew. */
  #collectAsLoaded(): void {
    const { views, kernel } = this.#rt;
    const limit = views.word(YOUNG_LIMIT);
    for (let young = views.word(YOUNG_COUNT); young > limit; young = views.word(YOUNG_COUNT)) {
      kernel.collectIfDue();
      if (views.word(YOUNG_COUNT) >= young) return;
      this.#countSpecification(young - limit - 1);
    }
  }

  #remember(full: string, module: Address): void {
    this.#rt.dictSet(this.#modules, this.#rt.string(full), module);
  }

  #loadNamespace(full: string, { directories }: Namespace): Address {
    const rt = this.#rt;
    const module = emptyModule(rt, full);
    setAttributes(rt, module, {
      __package__: rt.string(full),
      __path__: rt.list(directories.map((directory) => rt.string(directory))),
    });
    this.#remember(full, module);
    return module;
  }

  #loadSource(full: string, { file, content: source, directory }: FoundModule<Uint8Array>): Address {
    const rt = this.#rt;
    const code = this.#compiler.compile(source, file, 'exec');
    const module = emptyModule(rt, full);
    this.#countSpecification(MADE_FOR_SOURCE);
    this.#collectAsLoaded();
    const package_ = directory !== undefined ? full : full.includes('.') ? full.replace(/\.[^.]*$/, '') : '';
    setAttributes(rt, module, { __package__: rt.string(package_) });
    if (directory !== undefined) setAttributes(rt, module, { __path__: rt.list([rt.string(directory)]) });
    setAttributes(rt, module, {
      __file__: rt.string(file),
      __cached__: NONE,
      __builtins__: rt.views.word(BUILTINS),
    });
    this.#remember(full, module);
    this.#running.add(module);
    const dict = moduleDict(rt, module);
    try {
      this.#compiler.execute(code, dict, dict);
    } catch (problem) {
      if (rt.views.word(PENDING) !== 0)
        rt.savingPending(() => void rt.kernel.dictDelete(this.#modules, rt.string(full)));
      throw problem;
    } finally {
      this.#running.delete(module);
    }
    // A module may put something else in its place.
    return this.#known(full) || module;
  }
}

function notFound(rt: Runtime, message: string, full: string): never {
  return rt.raiseWithAttributes(MODULE_NOT_FOUND_ERROR, message, { name: rt.string(full) });
}
