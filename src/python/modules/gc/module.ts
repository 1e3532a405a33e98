/** gc: what a program can ask of the collector and tell it. */
import type { Address } from '../../../base/ids.js';
import { FRAME_FUNCTION, GENERATOR_CODE, GENERATOR_FRAME } from '../../format/frames.js';
import {
  CALLBACKS,
  CYCLE_HEAD,
  DEBUG_COLLECTABLE,
  COLLECTIONS_BEFORE,
  DEBUG_FLAGS,
  DEBUG_OBSERVED,
  DEBUG_SAVEALL,
  DEBUG_STATS,
  DEBUG_UNCOLLECTABLE,
  ENABLED,
  FINALIZED,
  GARBAGE,
  GENERATIONS,
  OLDER_COUNTS,
  PREVIOUS_HEAD,
  STATISTICS,
  STATISTICS_BYTES,
  THRESHOLDS,
  YOUNG_COUNT,
} from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { ARGUMENTS, IN_TUPLE, NO_ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import {
  INDEX,
  IS_DICT,
  STR_TYPE,
  TYPE_ERROR,
  TYPE_FLAGS,
  VALUE_ERROR,
  ASYNC_GENERATOR_TYPE,
  ATTRGETTER_TYPE,
  COROUTINE_TYPE,
  GENERATOR_TYPE,
  ITEMGETTER_TYPE,
  LRU_CACHE_WRAPPER_TYPE,
  METHODCALLER_TYPE,
  PARTIAL_TYPE,
} from '../../format/types.js';
import { method, type MethodDefinition } from '../../runtime/definitions.js';
import { generationSize, hasHead, isTracked, referentsOf, trackedObjects } from '../../runtime/referents.js';
import type { Runtime } from '../../runtime/runtime.js';
import { indexWord } from '../../objects/numbers/arguments.js';
import { cInt } from '../c-int.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { observeCollections } from './observe.js';

const DEBUG_LEAK = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL;
const OLDEST = GENERATIONS - 1;
const ANY_OBJECTS = 'Return the list of objects that';

const FUNCTIONS: readonly MethodDefinition[] = [
  method('enable', NO_ARGUMENTS, (rt) => switchTo(rt, true), 'Enable automatic garbage collection.'),
  method('disable', NO_ARGUMENTS, (rt) => switchTo(rt, false), 'Disable automatic garbage collection.'),
  method(
    'isenabled',
    NO_ARGUMENTS,
    (rt) => rt.bool(rt.views.word(ENABLED) !== 0),
    'Returns true if automatic garbage collection is enabled.',
  ),
  native(
    'collect',
    'generation=2',
    (rt, _, [generation]) => collect(rt, generation),
    'Run the garbage collector. The number of unreachable objects is returned.',
  ),
  method('get_count', NO_ARGUMENTS, getCount, 'Return a three-tuple of the current collection counts.'),
  method('set_threshold', ARGUMENTS, setThreshold, 'Sets the collection thresholds.'),
  method(
    'get_threshold',
    NO_ARGUMENTS,
    (rt) => words(rt, THRESHOLDS, GENERATIONS),
    'Return the current collection thresholds.',
  ),
  method('get_stats', NO_ARGUMENTS, getStats, 'Return a list of dictionaries containing per-generation statistics.'),
  native(
    'get_objects',
    'generation=None',
    (rt, _, [generation]) => getObjects(rt, generation),
    'Return a list of objects tracked by the collector (excluding the list returned).',
  ),
  method('get_referrers', ARGUMENTS | IN_TUPLE, getReferrers, `${ANY_OBJECTS} directly refer to any of objs.`),
  method('get_referents', ARGUMENTS | IN_TUPLE, getReferents, `${ANY_OBJECTS} are directly referred to by objs.`),
  method(
    'is_tracked',
    ONE_ARGUMENT,
    (rt, _, p) => rt.bool(isTracked(rt, p)),
    'Returns true if the object is tracked by the garbage collector.',
  ),
  method(
    'is_finalized',
    ONE_ARGUMENT,
    (rt, _, p) => rt.bool(hasHead(rt, p) && (rt.views.word(p - CYCLE_HEAD + PREVIOUS_HEAD) & FINALIZED) !== 0),
    'Returns true if the object has been already finalized by the GC.',
  ),
  method('freeze', NO_ARGUMENTS, (rt) => (rt.kernel.freeze(), NONE), 'Freeze all current tracked objects.'),
  method('unfreeze', NO_ARGUMENTS, (rt) => (rt.kernel.unfreeze(), NONE), 'Unfreeze all objects.'),
  method(
    'get_freeze_count',
    NO_ARGUMENTS,
    (rt) => rt.int(generationSize(rt, GENERATIONS)),
    'Return the number of objects in the permanent generation.',
  ),
  method('set_debug', ONE_ARGUMENT, setDebug, 'Set the garbage collection debugging flags.'),
  method(
    'get_debug',
    NO_ARGUMENTS,
    (rt) => rt.int(rt.views.word(DEBUG_FLAGS) & ~DEBUG_OBSERVED),
    'Get the garbage collection debugging flags.',
  ),
];

export const GC_MODULE: ModuleDefinition = {
  name: 'gc',
  doc: 'This module provides access to the garbage collector for reference cycles.',
  functions: FUNCTIONS,
  attributes: (rt) => {
    observeCollections(rt, (text) => rt.writeError(text));
    return constants(rt);
  },
};

function constants(rt: Runtime): Record<string, Address> {
  return {
    garbage: listIn(rt, GARBAGE),
    callbacks: listIn(rt, CALLBACKS),
    DEBUG_STATS: rt.int(DEBUG_STATS),
    DEBUG_COLLECTABLE: rt.int(DEBUG_COLLECTABLE),
    DEBUG_UNCOLLECTABLE: rt.int(DEBUG_UNCOLLECTABLE),
    DEBUG_SAVEALL: rt.int(DEBUG_SAVEALL),
    DEBUG_LEAK: rt.int(DEBUG_LEAK),
  };
}

/** The list that a cell owns; made when it is asked for first. */
function listIn(rt: Runtime, cell: Address): Address {
  const known = rt.views.word(cell);
  if (known !== 0) return known;
  const list = rt.list([]);
  rt.incref(list);
  rt.views.setWord(cell, list);
  return list;
}

function switchTo(rt: Runtime, enabled: boolean): Address {
  rt.kernel.setEnabled(enabled ? 1 : 0);
  return NONE;
}

function collect(rt: Runtime, given: Address): Address {
  const generation = given === 0 ? OLDEST : cInt(rt, given);
  if (generation < 0 || generation > OLDEST) rt.raise(VALUE_ERROR, 'invalid generation');
  return rt.int(rt.kernel.collect(generation));
}

function words(rt: Runtime, at: Address, count: number): Address {
  return rt.tuple(Array.from({ length: count }, (_, index) => rt.int(rt.views.word(at + 4 * index))));
}

function getCount(rt: Runtime): Address {
  const { views } = rt;
  return rt.tuple([YOUNG_COUNT, OLDER_COUNTS, OLDER_COUNTS + 4].map((cell) => rt.int(views.word(cell))));
}

function setThreshold(rt: Runtime, _: Address, at: Address, count: number): Address {
  if (count === 0) rt.raise(TYPE_ERROR, 'set_threshold() takes at least 1 argument (0 given)');
  if (count > GENERATIONS) rt.raise(TYPE_ERROR, `set_threshold() takes at most 3 arguments (${count} given)`);
  const values = argumentsAt(rt, at, count).map((argument) => cInt(rt, argument));
  values.forEach((value, generation) => rt.kernel.setThreshold(generation, value));
  return NONE;
}

function argumentsAt(rt: Runtime, at: Address, count: number): Address[] {
  return Array.from({ length: count }, (_, index) => rt.views.word(at + 4 * index));
}

/** What CPython's collections before the program have found. */
const COLLECTED_BEFORE = 24;

function getStats(rt: Runtime): Address {
  const { views } = rt;
  const before = [views.word(COLLECTIONS_BEFORE), views.word(COLLECTIONS_BEFORE) === 0 ? 0 : COLLECTED_BEFORE];
  return rt.list(
    Array.from({ length: GENERATIONS }, (_, generation) => {
      const dict = rt.dict();
      ['collections', 'collected', 'uncollectable'].forEach((key, index) => {
        const own = views.word(STATISTICS + generation * STATISTICS_BYTES + 4 * index);
        rt.dictSet(dict, rt.name(key), rt.int(own + (generation === 0 ? (before[index] ?? 0) : 0)));
      });
      return dict;
    }),
  );
}

function getObjects(rt: Runtime, given: Address): Address {
  let generation = -1;
  if (given !== 0 && given !== NONE) {
    if (rt.views.word(rt.typeOf(given) + INDEX) === 0)
      rt.raise(TYPE_ERROR, `argument should be integer or None, not '${rt.shownTypeName(rt.typeOf(given))}'`);
    generation = indexWord(rt, given);
  }
  // As in CPython, -1 stands for None.
  if (generation < -1) rt.raise(VALUE_ERROR, 'generation parameter cannot be negative');
  if (generation > OLDEST)
    rt.raise(
      VALUE_ERROR,
      `generation parameter must be less than the number of available generations (${GENERATIONS})`,
    );
  return rt.list(generation < 0 ? [...trackedObjects(rt, 0, OLDEST)] : [...trackedObjects(rt, generation, generation)]);
}

function getReferrers(rt: Runtime, _: Address, at: Address, count: number): Address {
  const wanted = new Set(argumentsAt(rt, at, count));
  return rt.list(
    [...trackedObjects(rt, 0, OLDEST)].filter((p) => shownReferents(rt, p).some((referent) => wanted.has(referent))),
  );
}

/** Types that CPython makes at run time, as classes: their instances hold them, and say so first. */
const VISITING_TYPE = new Set([
  PARTIAL_TYPE,
  LRU_CACHE_WRAPPER_TYPE,
  ITEMGETTER_TYPE,
  ATTRGETTER_TYPE,
  METHODCALLER_TYPE,
]);
const SUSPENDED = new Set([GENERATOR_TYPE, COROUTINE_TYPE, ASYNC_GENERATOR_TYPE]);

function getReferents(rt: Runtime, _: Address, at: Address, count: number): Address {
  const objects = argumentsAt(rt, at, count).filter((p) => hasHead(rt, p));
  return rt.list(objects.flatMap((p) => shownReferents(rt, p)));
}

/** What CPython visits: not the keys of a dict whose keys are all strings; the code of a frame besides its function. */
function shownReferents(rt: Runtime, p: Address): Address[] {
  const referents = referentsOf(rt, p);
  if (VISITING_TYPE.has(rt.typeOf(p))) return [rt.typeOf(p), ...referents];
  if (SUSPENDED.has(rt.typeOf(p)) && rt.views.word(p + GENERATOR_FRAME) !== 0) {
    const function_ = rt.views.word(rt.views.word(p + GENERATOR_FRAME) + FRAME_FUNCTION);
    return referents.flatMap((each) => (each === function_ ? [each, rt.views.word(p + GENERATOR_CODE)] : [each]));
  }
  if ((rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_DICT) === 0) return referents;
  const keys = referents.filter((_, index) => index % 2 === 1);
  return keys.every((key) => rt.typeOf(key) === STR_TYPE) ? referents.filter((_, index) => index % 2 === 0) : referents;
}

function setDebug(rt: Runtime, _: Address, flags: Address): Address {
  const observed = rt.views.word(DEBUG_FLAGS) & DEBUG_OBSERVED;
  rt.views.setWord(DEBUG_FLAGS, (cInt(rt, flags) & ~DEBUG_OBSERVED) | observed);
  return NONE;
}
