/**
 * Warnings: what the filters make of one, and how it is shown. As long as the library's warnings.py is not imported all of
 * it is done here; once it is, its filters are asked and it shows.
 */
import type { Address } from '../../../base/ids.js';
import { SourceLines } from '../../errors/source-lines.js';
import { NONE, TRUE } from '../../format/memory-map.js';
import {
  DEPRECATION_WARNING,
  IMPORT_WARNING,
  IS_TYPE,
  PENDING_DEPRECATION_WARNING,
  RESOURCE_WARNING,
  RUNTIME_ERROR,
  TYPE_ERROR,
  USER_WARNING,
  WARNING,
} from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

/** What a program can see of it: objects that live as long as the program. */
export interface WarningState {
  readonly filters: Address;
  readonly once: Address;
  readonly defaultAction: Address;
  /** Changes whenever filters do: what registries know then is old. */
  version: number;
  readonly lines: SourceLines;
}

const STATES = new WeakMap<Runtime, WarningState>();

export function warningState(rt: Runtime): WarningState {
  let state = STATES.get(rt);
  if (state === undefined) {
    const held = (p: Address) => {
      rt.hold(p);
      return p;
    };
    state = {
      filters: held(defaultFilters(rt)),
      once: held(rt.dict()),
      defaultAction: rt.name('default'),
      version: 0,
      lines: new SourceLines(rt.surroundings),
    };
    STATES.set(rt, state);
  }
  return state;
}

/** Those of a Python that was not asked for more: deprecations are shown for the program itself. */
function defaultFilters(rt: Runtime): Address {
  const filter = (action: string, category: Address, module: Address) =>
    rt.tuple([rt.name(action), NONE, category, module, rt.int(0)]);
  return rt.list([
    filter('default', DEPRECATION_WARNING, rt.name('__main__')),
    ...[DEPRECATION_WARNING, PENDING_DEPRECATION_WARNING, IMPORT_WARNING, RESOURCE_WARNING].map((category) =>
      filter('ignore', category, NONE),
    ),
  ]);
}

/** An attribute of the library's module warnings, if that is imported; or 0. */
function libraryAttribute(rt: Runtime, name: string): Address {
  const modules = rt.sysAttribute('modules');
  const module = modules === 0 ? 0 : rt.dictGet(modules, rt.name('warnings'));
  return module === 0 || module === NONE ? 0 : rt.optionalAttribute(module, name);
}

export interface Place {
  readonly file: Address;
  readonly line: number;
  readonly module: Address;
  /** What was warned of already: a dict, None or 0. */
  readonly registry: Address;
}

/** Where so many calls up are; beyond the outermost one it is sys. */
export function placeOf(rt: Runtime, level: number): Place {
  const frame = rt.compiler.frame(Math.max(0, level - 1));
  const globals = frame === 0 ? rt.sysDict : rt.attribute(frame, 'f_globals');
  const name = rt.name('__warningregistry__');
  let registry = rt.dictGet(globals, name);
  if (registry === 0) rt.dictSet(globals, name, (registry = rt.dict()));
  return {
    file: frame === 0 ? rt.name('sys') : rt.attribute(rt.attribute(frame, 'f_code'), 'co_filename'),
    line: frame === 0 ? 1 : Number(rt.bigInt(rt.attribute(frame, 'f_lineno'))),
    module: rt.dictGet(globals, rt.name('__name__')) || rt.name('<string>'),
    registry,
  };
}

/** warnings.warn(message, category, stacklevel). */
export function warn(rt: Runtime, message: Address, category: Address, level: number, source: Address = NONE): void {
  warnAt(rt, message, categoryOf(rt, message, category), placeOf(rt, level), source);
}

/** A warning of the interpreter's own about what runs. */
export function warnText(rt: Runtime, category: Address, text: string, level = 1): void {
  warn(rt, rt.string(text), category, level);
}

function categoryOf(rt: Runtime, message: Address, category: Address): Address {
  if (rt.isInstance(message, WARNING)) return rt.typeOf(message);
  if (category === 0 || category === NONE) return USER_WARNING;
  if (!rt.hasFlag(category, IS_TYPE) || rt.kernel.isSubtype(category, WARNING) === 0)
    rt.raise(TYPE_ERROR, `category must be a Warning subclass, not '${rt.shownTypeName(rt.typeOf(category))}'`);
  return category;
}

/** warnings.warn_explicit. */
export function warnAt(rt: Runtime, given: Address, kind: Address, place: Place, source: Address): void {
  const isWarning = rt.isInstance(given, WARNING);
  const text = isWarning ? rt.str(given) : given;
  const category = isWarning ? rt.typeOf(given) : kind;
  const message = isWarning ? given : rt.call(category, [given]);
  const registry = place.registry === NONE ? 0 : place.registry;
  const key = rt.tuple([text, category, rt.int(place.line)]);
  if (registry !== 0 && isKnown(rt, registry, key)) return;
  const action = actionFor(rt, text, category, place);
  if (action === 'error') rt.raiseInstance(message);
  if (action === 'ignore') return;
  if (action !== 'always' && registry !== 0) rt.dictSet(registry, key, TRUE);
  if (action === 'once' && isListed(rt, registry || onceRegistry(rt), rt.tuple([text, category]))) return;
  if (action === 'module' && registry !== 0 && isListed(rt, registry, rt.tuple([text, category, rt.int(0)]))) return;
  show(rt, { message, text, category, file: place.file, line: place.line, source });
}

const onceRegistry = (rt: Runtime) => libraryAttribute(rt, 'onceregistry') || warningState(rt).once;

/** Whether a key is in a registry, into which it is put. */
function isListed(rt: Runtime, registry: Address, key: Address): boolean {
  if (isKnown(rt, registry, key)) return true;
  rt.dictSet(registry, key, TRUE);
  return false;
}

function isKnown(rt: Runtime, registry: Address, key: Address): boolean {
  const { version } = warningState(rt);
  const name = rt.name('version');
  const known = rt.dictGet(registry, name);
  if (known === 0 || rt.compactInt(known) !== version) {
    rt.status(rt.kernel.dictClear(registry));
    rt.dictSet(registry, name, rt.int(version));
    return false;
  }
  const seen = rt.dictGet(registry, key);
  return seen !== 0 && rt.truth(seen);
}

const ACTIONS = new Set(['error', 'ignore', 'always', 'default', 'module', 'once']);

/** What the first filter says that fits. */
function actionFor(rt: Runtime, text: Address, category: Address, { module, line }: Place): string {
  const filters = rt.items(libraryAttribute(rt, 'filters') || warningState(rt).filters);
  const fitting = filters.find((filter) => {
    const [, message, kind, where, number] = rt.items(filter);
    const wanted = rt.compactInt(number) ?? 0;
    return (
      rt.isSubclassOf(category, kind) &&
      (wanted === 0 || wanted === line) &&
      matches(rt, message, text) &&
      matches(rt, where, module)
    );
  });
  const action =
    fitting === undefined
      ? libraryAttribute(rt, 'defaultaction') || warningState(rt).defaultAction
      : rt.items(fitting)[0];
  const name = rt.text(rt.str(action));
  if (!ACTIONS.has(name))
    rt.raise(
      RUNTIME_ERROR,
      `Unrecognized action (${rt.text(rt.repr(action))}) in warnings.filters:\n ${rt.text(rt.repr(fitting ?? NONE))}`,
    );
  return name;
}

/** None fits everything, a str what equals it, anything else is a pattern. */
function matches(rt: Runtime, pattern: Address, value: Address): boolean {
  if (pattern === NONE) return true;
  if (rt.isString(pattern)) return rt.isEqual(pattern, value);
  return rt.truth(rt.call(rt.attribute(pattern, 'match'), [value]));
}

interface Shown {
  readonly message: Address;
  readonly text: Address;
  readonly category: Address;
  readonly file: Address;
  readonly line: number;
  readonly source: Address;
}

function show(rt: Runtime, { message, text, category, file, line, source }: Shown): void {
  // Only the library knows how to say where an object was allocated.
  if (source !== NONE && !rt.isFinalizing) rt.importer.import('warnings', 0, 0, 0);
  const library = libraryAttribute(rt, '_showwarnmsg');
  if (library !== 0) {
    const wrap = libraryAttribute(rt, 'WarningMessage');
    rt.call(library, [rt.call(wrap, [message, category, file, rt.int(line), NONE, NONE, source])]);
    return;
  }
  const name = rt.text(rt.str(file));
  const code = warningState(rt).lines.line(name, line)?.trim();
  rt.writeError(
    `${name}:${line}: ${rt.typeName(category)}: ${rt.text(rt.str(text))}\n${code === undefined || code === '' ? '' : `  ${code}\n`}`,
  );
}
