/**
 * _abc: abstract base classes as the library's abc.py wants them. Each has sets of weak references to classes: those that
 * were registered, and those of which it is known that they are subclasses or not. Each registration anywhere makes the
 * negative answers doubtful (they hold for a version).
 */
import type { Address } from '../../../base/ids.js';
import { FALSE, NONE, NOT_IMPLEMENTED, TRUE } from '../../format/memory-map.js';
import { ABC_CACHE, ABC_NEGATIVE, ABC_REGISTRY, ABC_VERSION } from '../../format/objects.js';
import {
  ABC_DATA_TYPE,
  ASSERTION_ERROR,
  COLLECTION_FLAGS,
  FROZENSET_TYPE,
  HEAP_TYPE,
  IS_MAPPING,
  IS_SEQUENCE,
  IS_TYPE,
  MRO,
  RUNTIME_ERROR,
  SET_TYPE,
  TYPE_DICT,
  TYPE_ERROR,
  TYPE_FLAGS,
  WEAKREF_TYPE,
} from '../../format/types.js';
import { setOwned } from '../../objects/classes/fields.js';
import { subclassesOf } from '../../objects/classes/update-slots.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

/** How often classes were registered. */
const REGISTRATIONS = new WeakMap<Runtime, number>();
const registrations = (rt: Runtime) => REGISTRATIONS.get(rt) ?? 0;

/** CPython's bits for what patterns match, and those of types. */
const CPYTHON_FLAGS: readonly [number, number][] = [
  [1 << 5, IS_SEQUENCE],
  [1 << 6, IS_MAPPING],
];

function dataOf(rt: Runtime, class_: Address): Address {
  const data = rt.attribute(class_, '_abc_impl');
  if (rt.typeOf(data) !== ABC_DATA_TYPE) rt.raise(TYPE_ERROR, '_abc_impl is set to a wrong type');
  return data;
}

function reference(rt: Runtime, class_: Address): Address {
  return rt.keep(rt.kernel.newWeakReference(WEAKREF_TYPE, class_, 0));
}

function isIn(rt: Runtime, data: Address, field: number, class_: Address): boolean {
  const set = rt.views.word(data + field);
  return set !== 0 && rt.contains(set, reference(rt, class_));
}

function add(rt: Runtime, data: Address, field: number, class_: Address): void {
  if (rt.views.word(data + field) === 0) setOwned(rt, data, field, rt.call(SET_TYPE));
  rt.call(rt.attribute(rt.views.word(data + field), 'add'), [reference(rt, class_)]);
}

function isAbstract(rt: Runtime, value: Address): boolean {
  const mark = rt.optionalAttribute(value, '__isabstractmethod__');
  return mark !== 0 && rt.truth(mark);
}

/** The names of what is abstract in a class: in its own dict, or in its bases and not replaced. */
function abstractNames(rt: Runtime, class_: Address): Address[] {
  const own = rt.dictItems(rt.views.word(class_ + TYPE_DICT)).filter(([, value]) => isAbstract(rt, value));
  const names = own.map(([name]) => name);
  for (const base of rt.items(rt.attribute(class_, '__bases__'))) {
    const inherited = rt.optionalAttribute(base, '__abstractmethods__');
    for (const name of inherited === 0 ? [] : rt.items(inherited)) {
      const value = rt.optionalAttribute(class_, rt.text(name));
      if (value !== 0 && isAbstract(rt, value)) names.push(name);
    }
  }
  return names;
}

function initialise(rt: Runtime, class_: Address): Address {
  rt.setAttribute(class_, '__abstractmethods__', rt.call(FROZENSET_TYPE, [rt.list(abstractNames(rt, class_))]));
  const data = rt.keep(rt.kernel.newInstance(ABC_DATA_TYPE));
  rt.views.setWord(data + ABC_VERSION, registrations(rt));
  rt.kernel.track(data);
  rt.setAttribute(class_, '_abc_impl', data);
  const flags = rt.dictGet(rt.views.word(class_ + TYPE_DICT), rt.name('__abc_tpflags__'));
  if (flags !== 0) {
    const own = collectionFlags(Number(rt.bigInt(flags)));
    if (own === (IS_SEQUENCE | IS_MAPPING))
      rt.raise(TYPE_ERROR, '__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING');
    setCollectionFlags(rt, class_, own);
    rt.status(rt.kernel.deleteAttribute(class_, rt.name('__abc_tpflags__')));
  }
  return NONE;
}

function collectionFlags(theirs: number): number {
  return CPYTHON_FLAGS.reduce((sum, [bit, own]) => ((theirs & bit) !== 0 ? sum | own : sum), 0);
}

/** Those of static types are what they are: str and bytes are registered as sequences and match no sequence pattern. */
function setCollectionFlags(rt: Runtime, class_: Address, flags: number): void {
  const known = rt.views.word(class_ + TYPE_FLAGS);
  if (flags === 0 || (known & HEAP_TYPE) === 0 || (known & COLLECTION_FLAGS) === flags) return;
  rt.views.setWord(class_ + TYPE_FLAGS, (known & ~COLLECTION_FLAGS) | flags);
  for (const subclass of subclassesOf(rt, class_)) setCollectionFlags(rt, subclass, flags);
}

function register(rt: Runtime, class_: Address, subclass: Address): Address {
  if (!rt.hasFlag(subclass, IS_TYPE)) rt.raise(TYPE_ERROR, 'Can only register classes');
  if (rt.isSubclassOf(subclass, class_)) return subclass;
  if (rt.isSubclassOf(class_, subclass)) rt.raise(RUNTIME_ERROR, 'Refusing to create an inheritance cycle');
  add(rt, dataOf(rt, class_), ABC_REGISTRY, subclass);
  REGISTRATIONS.set(rt, registrations(rt) + 1);
  setCollectionFlags(rt, subclass, rt.views.word(class_ + TYPE_FLAGS) & COLLECTION_FLAGS);
  return subclass;
}

function isKnownNot(rt: Runtime, data: Address, subclass: Address): boolean {
  return rt.views.word(data + ABC_VERSION) === registrations(rt) && isIn(rt, data, ABC_NEGATIVE, subclass);
}

function checkInstance(rt: Runtime, class_: Address, instance: Address): Address {
  const data = dataOf(rt, class_);
  const shown = rt.attribute(instance, '__class__');
  if (isIn(rt, data, ABC_CACHE, shown)) return TRUE;
  const type = rt.typeOf(instance);
  if (type === shown && isKnownNot(rt, data, shown)) return FALSE;
  const check = rt.attribute(class_, '__subclasscheck__');
  const answer = rt.call(check, [shown]);
  return type === shown || rt.truth(answer) ? answer : rt.call(check, [type]);
}

function checkSubclass(rt: Runtime, class_: Address, subclass: Address): Address {
  if (!rt.hasFlag(subclass, IS_TYPE)) rt.raise(TYPE_ERROR, 'issubclass() arg 1 must be a class');
  const data = dataOf(rt, class_);
  if (isIn(rt, data, ABC_CACHE, subclass)) return TRUE;
  if (rt.views.word(data + ABC_VERSION) !== registrations(rt)) {
    setOwned(rt, data, ABC_NEGATIVE, 0);
    rt.views.setWord(data + ABC_VERSION, registrations(rt));
  } else if (isIn(rt, data, ABC_NEGATIVE, subclass)) return FALSE;
  const holds = asksHook(rt, class_, subclass);
  add(rt, data, holds ? ABC_CACHE : ABC_NEGATIVE, subclass);
  return rt.bool(holds);
}

/** What `__subclasshook__` says, or else the MRO, the registered classes, and the subclasses of the class. */
function asksHook(rt: Runtime, class_: Address, subclass: Address): boolean {
  const answer = rt.call(rt.attribute(class_, '__subclasshook__'), [subclass]);
  if (answer === TRUE || answer === FALSE) return answer === TRUE;
  if (answer !== NOT_IMPLEMENTED)
    rt.raise(ASSERTION_ERROR, '__subclasshook__ must return either False, True, or NotImplemented');
  if (rt.tupleItems(rt.views.word(subclass + MRO)).includes(class_)) return true;
  const registry = rt.views.word(dataOf(rt, class_) + ABC_REGISTRY);
  for (const known of registry === 0 ? [] : rt.items(registry)) {
    const registered = rt.kernel.referentOf(known);
    if (registered !== 0 && rt.isSubclassOf(subclass, registered)) return true;
  }
  const subclasses = rt.items(rt.call(rt.attribute(class_, '__subclasses__')));
  return subclasses.some((each) => rt.isSubclassOf(subclass, each));
}

export const ABC_MODULE: ModuleDefinition = {
  name: '_abc',
  doc: 'Abstract base classes.',
  functions: [
    native('get_cache_token', '', (rt) => rt.int(registrations(rt))),
    native('_abc_init', 'class, /', (rt, _, [class_]) => initialise(rt, class_)),
    native('_abc_register', 'class, subclass, /', (rt, _, [class_, subclass]) => register(rt, class_, subclass)),
    native('_abc_instancecheck', 'class, instance, /', (rt, _, [class_, p]) => checkInstance(rt, class_, p)),
    native('_abc_subclasscheck', 'class, subclass, /', (rt, _, [class_, p]) => checkSubclass(rt, class_, p)),
    native('_get_dump', 'class, /', (rt, _, [class_]) => {
      const data = dataOf(rt, class_);
      const sets = [ABC_REGISTRY, ABC_CACHE, ABC_NEGATIVE].map(
        (field) => rt.views.word(data + field) || rt.call(SET_TYPE),
      );
      return rt.tuple([...sets, rt.int(rt.views.word(data + ABC_VERSION))]);
    }),
    native('_reset_registry', 'class, /', (rt, _, [class_]) => {
      setOwned(rt, dataOf(rt, class_), ABC_REGISTRY, 0);
      return NONE;
    }),
    native('_reset_caches', 'class, /', (rt, _, [class_]) => {
      const data = dataOf(rt, class_);
      setOwned(rt, data, ABC_CACHE, 0);
      setOwned(rt, data, ABC_NEGATIVE, 0);
      return NONE;
    }),
  ],
};
