/**
 * resource: what a program has used. Its memory is that of heapglass's heap for it, which is given back at its end; limits are
 * Linux's for a program without any, and none can be set but that of the stack, which nothing here lies on.
 */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { OS_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { cInt } from '../c-int.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { ERROR, PAGE } from '../mmap/constants.js';
import { raiseOSError } from '../os-error.js';
import { makeStructSequence, structSequence } from '../struct-sequence.js';

const INFINITE = -1n;
const DEFAULT_STACK = 8n << 20n;

const WHO = { RUSAGE_CHILDREN: -1, RUSAGE_SELF: 0, RUSAGE_THREAD: 1 } as const;
const LIMITS = {
  RLIMIT_CPU: 0,
  RLIMIT_FSIZE: 1,
  RLIMIT_DATA: 2,
  RLIMIT_STACK: 3,
  RLIMIT_CORE: 4,
  RLIMIT_RSS: 5,
  RLIMIT_NPROC: 6,
  RLIMIT_NOFILE: 7,
  RLIMIT_OFILE: 7,
  RLIMIT_MEMLOCK: 8,
  RLIMIT_AS: 9,
  RLIMIT_SIGPENDING: 11,
  RLIMIT_MSGQUEUE: 12,
  RLIMIT_NICE: 13,
  RLIMIT_RTPRIO: 14,
  RLIMIT_RTTIME: 15,
} as const;
const LIMIT_COUNT = 16;

const FIELDS =
  'utime stime maxrss ixrss idrss isrss minflt majflt nswap inblock oublock msgsnd msgrcv nsignals nvcsw nivcsw'.split(
    ' ',
  );

interface State {
  readonly type: Address;
  stack: readonly [soft: bigint, hard: bigint];
}

const STATES = new WeakMap<Runtime, State>();
const stateOf = (rt: Runtime): State => STATES.get(rt) as State;

function usage(rt: Runtime, who: Address): Address {
  const whose = cInt(rt, who);
  if (!Object.values<number>(WHO).includes(whose)) rt.raise(VALUE_ERROR, 'invalid who parameter');
  const isOwn = whose !== WHO.RUSAGE_CHILDREN;
  const seconds = isOwn ? Number(rt.surroundings.host.clock.processor()) / 1e9 : 0;
  const kibibytes = isOwn ? rt.views.memory.buffer.byteLength / 1024 : 0;
  const values = FIELDS.map((name) =>
    name === 'utime' || name === 'stime'
      ? rt.float(name === 'utime' ? seconds : 0)
      : rt.int(name === 'maxrss' ? kibibytes : 0),
  );
  return structSequence(rt, stateOf(rt).type, values);
}

function limitNumber(rt: Runtime, p: Address): number {
  const number = cInt(rt, p);
  return number < 0 || number >= LIMIT_COUNT ? rt.raise(VALUE_ERROR, 'invalid resource specified') : number;
}

function limits(rt: Runtime, number: number): readonly [bigint, bigint] {
  return number === LIMITS.RLIMIT_STACK ? stateOf(rt).stack : [INFINITE, INFINITE];
}

function setLimits(rt: Runtime, which: Address, given: Address): Address {
  const number = limitNumber(rt, which);
  const items = rt.items(given);
  if (items.length !== 2) rt.raise(VALUE_ERROR, 'expected a tuple of 2 integers');
  const [soft, hard] = items.map((item) => rt.bigInt(rt.index(item)));
  if (hard !== INFINITE && (soft === INFINITE || soft > hard))
    rt.raise(VALUE_ERROR, 'current limit exceeds maximum limit');
  if (number === LIMITS.RLIMIT_STACK) stateOf(rt).stack = [soft, hard];
  else if (soft !== INFINITE || hard !== INFINITE) raiseOSError(rt, ERROR.EPERM);
  return NONE;
}

export const RESOURCE_MODULE: ModuleDefinition = {
  name: 'resource',
  functions: [
    native('getrusage', 'who, /', (rt, _, [who]) => usage(rt, who)),
    native('getrlimit', 'resource, /', (rt, _, [which]) =>
      rt.tuple(limits(rt, limitNumber(rt, which)).map((limit) => rt.int(limit))),
    ),
    native('setrlimit', 'resource, limits, /', (rt, _, [which, given]) => setLimits(rt, which, given)),
    native('getpagesize', '', (rt) => rt.int(PAGE)),
  ],
  attributes: (rt) => {
    const type = makeStructSequence(rt, {
      name: 'resource.struct_rusage',
      doc: 'struct_rusage: Result from getrusage.\n\nThis object may be accessed either as a tuple of\n    (utime,stime,maxrss,ixrss,idrss,isrss,minflt,majflt,\n    nswap,inblock,oublock,msgsnd,msgrcv,nsignals,nvcsw,nivcsw)\nor via the attributes ru_utime, ru_stime, ru_maxrss, and so on.',
      fields: FIELDS.map((name) => `ru_${name}`),
    });
    STATES.set(rt, { type: rt.hold(type), stack: [DEFAULT_STACK, INFINITE] });
    const numbers = { ...WHO, ...LIMITS, RLIM_INFINITY: -1 };
    return {
      ...Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, rt.int(number)])),
      struct_rusage: type,
      error: OS_ERROR,
    };
  },
};
