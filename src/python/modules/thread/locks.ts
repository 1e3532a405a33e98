/** Locks of a program that has one thread: nobody else can give back what it waits for. */
import type { Address } from '../../../base/ids.js';
import { FALSE, NONE, TRUE } from '../../format/memory-map.js';
import { KEYWORDS, LOCK_BYTES, LOCK_COUNT, LOCK_WEAK, NO_ARGUMENTS } from '../../format/objects.js';
import { LOCK_TYPE, RLOCK_TYPE, INHERITABLE, OVERFLOW_ERROR, RUNTIME_ERROR, VALUE_ERROR } from '../../format/types.js';
import { kernel, method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { shownAddress } from '../../runtime/shown-address.js';
import { native } from '../native.js';

export function newLock(rt: Runtime, type: Address = LOCK_TYPE): Address {
  const p = rt.keep(rt.kernel.newObject(type, LOCK_BYTES));
  rt.views.setWord(p + LOCK_COUNT, 0);
  rt.views.setWord(p + LOCK_WEAK, 0);
  return p;
}

const countOf = (rt: Runtime, p: Address) => rt.views.word(p + LOCK_COUNT);

/** How long it may wait, in seconds; undefined: for ever. */
function patience(rt: Runtime, blocking: Address, timeout: Address): number | undefined {
  const waits = blocking === 0 || rt.truth(blocking);
  const seconds = timeout === 0 ? -1 : rt.number(timeout);
  if (!waits && timeout !== 0 && seconds !== -1)
    rt.raise(VALUE_ERROR, "can't specify a timeout for a non-blocking call");
  if (seconds < 0 && seconds !== -1) rt.raise(VALUE_ERROR, 'timeout value must be a non-negative number');
  if (seconds > 9223372036) rt.raise(OVERFLOW_ERROR, 'timeout value is too large');
  return waits ? (seconds === -1 ? undefined : seconds) : 0;
}

function acquire(rt: Runtime, p: Address, [blocking, timeout]: Address[]): Address {
  const wait = patience(rt, blocking, timeout);
  const isMine = rt.isInstance(p, RLOCK_TYPE);
  if (countOf(rt, p) > 0 && !isMine) {
    if (wait === undefined) rt.raise(RUNTIME_ERROR, 'the only thread waits for a lock that it holds itself');
    rt.surroundings.host.clock.sleep(BigInt(Math.round(wait * 1e9)));
    return FALSE;
  }
  rt.views.setWord(p + LOCK_COUNT, countOf(rt, p) + 1);
  return TRUE;
}

function release(rt: Runtime, p: Address): Address {
  if (countOf(rt, p) === 0)
    rt.raise(RUNTIME_ERROR, rt.isInstance(p, RLOCK_TYPE) ? 'cannot release un-acquired lock' : 'release unlocked lock');
  rt.views.setWord(p + LOCK_COUNT, countOf(rt, p) - 1);
  return NONE;
}

const METHODS: readonly MethodDefinition[] = [
  native('acquire', 'blocking=True, timeout=-1', acquire),
  native('__enter__', 'blocking=True, timeout=-1', acquire),
  method('release', NO_ARGUMENTS, release),
  native('__exit__', '*exception', release),
  method('_at_fork_reinit', NO_ARGUMENTS, (rt, p) => {
    rt.views.setWord(p + LOCK_COUNT, 0);
    return NONE;
  }),
];

const common = {
  module: '_thread',
  bytes: LOCK_BYTES,
  weakAt: LOCK_WEAK,
};

export const LOCK: TypeDefinition = {
  ...common,
  address: LOCK_TYPE,
  name: 'lock',
  slots: {
    DEALLOC: kernel('lock_dealloc'),
    REPR: (rt, p) => rt.string(`<${countOf(rt, p) > 0 ? '' : 'un'}locked _thread.lock object at ${shownAddress(p)}>`),
  },
  methods: [
    ...METHODS,
    method('locked', NO_ARGUMENTS, (rt, p) => rt.bool(countOf(rt, p) > 0)),
    native('acquire_lock', 'blocking=True, timeout=-1', acquire),
    method('release_lock', NO_ARGUMENTS, release),
    method('locked_lock', NO_ARGUMENTS, (rt, p) => rt.bool(countOf(rt, p) > 0)),
  ],
};

export const RLOCK: TypeDefinition = {
  ...common,
  address: RLOCK_TYPE,
  name: 'RLock',
  flags: INHERITABLE,
  slots: {
    DEALLOC: kernel('lock_dealloc'),
    NEW: (rt, type) => newLock(rt, type),
    REPR: (rt, p) => {
      const count = countOf(rt, p);
      return rt.string(
        `<${count > 0 ? '' : 'un'}locked ${rt.shownTypeName(rt.typeOf(p))} object owner=${count > 0 ? 1 : 0} count=${count} at ${shownAddress(p)}>`,
      );
    },
  },
  methods: [
    ...METHODS,
    method('_is_owned', NO_ARGUMENTS, (rt, p) => rt.bool(countOf(rt, p) > 0)),
    method('_release_save', NO_ARGUMENTS, (rt, p) => {
      const count = countOf(rt, p);
      if (count === 0) rt.raise(RUNTIME_ERROR, 'cannot release un-acquired lock');
      rt.views.setWord(p + LOCK_COUNT, 0);
      return rt.tuple([rt.int(count), rt.int(1)]);
    }),
    {
      name: '_acquire_restore',
      convention: KEYWORDS,
      call: () => 0,
      parameters: 'state, /',
      bound: (rt, p, [state]) => {
        rt.views.setWord(p + LOCK_COUNT, Number(rt.bigInt(rt.items(state)[0])));
        return NONE;
      },
    },
  ],
};
