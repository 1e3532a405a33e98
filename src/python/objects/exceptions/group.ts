/** Exception groups: exceptions that are raised together, with their tree kept when part of them is caught. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import { GROUP_EXCEPTIONS, GROUP_MESSAGE } from '../../format/exceptions.js';
import { DEPTH_LEFT, NONE } from '../../format/memory-map.js';
import { CAUSE, CONTEXT, EXCEPTION_BYTES, EXCEPTION_DICT, ONE_ARGUMENT, TRACEBACK } from '../../format/objects.js';
import {
  BASE_EXCEPTION,
  BASE_EXCEPTION_GROUP,
  EXCEPTION,
  EXCEPTION_GROUP,
  INHERITABLE,
  IS_EXCEPTION,
  IS_LIST,
  IS_TYPE,
  RECURSION_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types.js';
import { kernel, method, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { CLASS_GETITEM } from '../classes/alias.js';
import { setOwned } from '../classes/fields.js';
import { objectMember, type ExceptionParts } from './fields.js';

export const groupExceptions = (rt: Runtime, p: Address) => rt.tupleItems(rt.views.word(p + GROUP_EXCEPTIONS));
const messageOf = (rt: Runtime, p: Address) => rt.views.word(p + GROUP_MESSAGE);

/** A group of exceptions that are no BaseException alone is an ExceptionGroup, if nobody wants something else. */
function make(rt: Runtime, type: Address, args: Address, positional: number, names: Address): Address {
  if (positional !== 2)
    rt.raise(TYPE_ERROR, `BaseExceptionGroup.__new__() takes exactly 2 arguments (${positional} given)`);
  const [message, given] = rt.words(args, 2);
  if (!rt.isString(message))
    rt.raise(
      TYPE_ERROR,
      `BaseExceptionGroup.__new__() argument 1 must be str, not ${rt.shownTypeName(rt.typeOf(message))}`,
    );
  if (!rt.isTuple(given) && !rt.hasFlag(given, IS_LIST))
    rt.raise(TYPE_ERROR, 'second argument (exceptions) must be a sequence');
  const exceptions = rt.items(given);
  if (exceptions.length === 0) rt.raise(VALUE_ERROR, 'second argument (exceptions) must be a non-empty sequence');
  exceptions.forEach((each, at) => {
    if (!rt.hasFlag(each, IS_EXCEPTION))
      rt.raise(VALUE_ERROR, `Item ${at} of second argument (exceptions) is not an exception`);
  });
  const isPlain = exceptions.every((each) => rt.isInstance(each, EXCEPTION));
  if (!isPlain && rt.kernel.isSubtype(type, EXCEPTION) !== 0)
    rt.raise(
      TYPE_ERROR,
      type === EXCEPTION_GROUP
        ? 'Cannot nest BaseExceptions in an ExceptionGroup'
        : `Cannot nest BaseExceptions in '${rt.typeName(type)}'`,
    );
  const made = type === BASE_EXCEPTION_GROUP && isPlain ? EXCEPTION_GROUP : type;
  const p = rt.keep(rt.kernel.exception_new(made, args, positional, names));
  setOwned(rt, p, GROUP_MESSAGE, message);
  setOwned(rt, p, GROUP_EXCEPTIONS, rt.tuple(exceptions));
  return p;
}

function show(rt: Runtime, p: Address): Address {
  const count = groupExceptions(rt, p).length;
  return rt.string(`${rt.text(rt.str(messageOf(rt, p)))} (${count} sub-exception${count === 1 ? '' : 's'})`);
}

/** A group like another one with other exceptions, and its traceback, causes and notes. */
function derived(rt: Runtime, p: Address, exceptions: readonly Address[]): Address {
  if (exceptions.length === 0) return 0;
  const made = rt.call(rt.attribute(p, 'derive'), [rt.list(exceptions)]);
  if (!rt.isInstance(made, BASE_EXCEPTION_GROUP))
    rt.raise(TYPE_ERROR, 'derive must return an instance of BaseExceptionGroup');
  for (const field of [TRACEBACK, CONTEXT, CAUSE]) setOwned(rt, made, field, rt.views.word(p + field));
  const notes = rt.optionalAttribute(p, '__notes__');
  if (notes !== 0 && rt.kernel.isSequence(notes) !== 0) rt.setAttribute(made, '__notes__', rt.list(rt.items(notes)));
  return made;
}

type Condition = (rt: Runtime, exception: Address) => boolean;

/** What may be given to split and subgroup. */
function conditionOf(rt: Runtime, given: Address): Condition {
  const isClass = (p: Address) => rt.hasFlag(p, IS_TYPE) && rt.kernel.isSubtype(p, BASE_EXCEPTION) !== 0;
  if (isClass(given) || (rt.isTuple(given) && rt.tupleItems(given).every(isClass)))
    return (_, exception) => rt.isInstanceOf(exception, given);
  if (!rt.isCallable(given) || rt.hasFlag(given, IS_TYPE))
    rt.raise(TYPE_ERROR, 'expected a function, exception type or tuple of exception types');
  return (_, exception) => rt.truth(rt.call(given, [exception]));
}

type Parts = [match: Address, rest: Address];

/** The part that matches; no group is made of the rest. */
export function matchingPart(rt: Runtime, p: Address, matches: Condition): Address {
  return partsOf(rt, p, matches, false)[0];
}

/** The parts that match and that do not: groups or exceptions, 0 where there is none. */
function partsOf(rt: Runtime, p: Address, matches: Condition, hasRest: boolean): Parts {
  if (matches(rt, p)) return [p, 0];
  if (!rt.isInstance(p, BASE_EXCEPTION_GROUP)) return [0, hasRest ? p : 0];
  const matching: Address[] = [];
  const others: Address[] = [];
  const left = rt.views.word(DEPTH_LEFT) - 1;
  if (left < 0) rt.raise(RECURSION_ERROR, 'maximum recursion depth exceeded in exceptiongroup_split_recursive');
  rt.views.setWord(DEPTH_LEFT, left);
  try {
    for (const each of groupExceptions(rt, p)) {
      const [match, rest] = partsOf(rt, each, matches, hasRest);
      if (match !== 0) matching.push(match);
      if (rest !== 0) others.push(rest);
    }
  } finally {
    rt.views.setWord(DEPTH_LEFT, left + 1);
  }
  return [derived(rt, p, matching), derived(rt, p, others)];
}

export const GROUP_PARTS: ExceptionParts = {
  owned: 3,
  slots: { NEW: make, STR: show },
  methods: [
    method('derive', ONE_ARGUMENT, (rt, p, exceptions) =>
      rt.call(BASE_EXCEPTION_GROUP, [messageOf(rt, p), exceptions]),
    ),
    method('split', ONE_ARGUMENT, (rt, p, condition) =>
      rt.tuple(partsOf(rt, p, conditionOf(rt, condition), true).map((part) => part || NONE)),
    ),
    method('subgroup', ONE_ARGUMENT, (rt, p, condition) => matchingPart(rt, p, conditionOf(rt, condition)) || NONE),
    CLASS_GETITEM,
  ],
  members: [
    { ...objectMember('message', GROUP_MESSAGE), readOnly: true },
    { ...objectMember('exceptions', GROUP_EXCEPTIONS), readOnly: true },
  ],
};

/** It derives from Exception too, without fields of that. */
export const EXCEPTION_GROUP_TYPE: TypeDefinition = {
  address: EXCEPTION_GROUP,
  name: 'ExceptionGroup',
  base: BASE_EXCEPTION_GROUP,
  bases: [BASE_EXCEPTION_GROUP, EXCEPTION],
  flags: INHERITABLE | CYCLIC,
  bytes: EXCEPTION_BYTES + 8,
  owned: 3,
  dictAt: EXCEPTION_DICT,
  slots: {
    DEALLOC: kernel('exception_dealloc'),
    TRAVERSE: kernel('exception_traverse'),
    CLEAR: kernel('exception_clear'),
  },
};
