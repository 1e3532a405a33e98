/** _thread, for a program with one thread. Starting another one fails as on a system that has no room for it. */

import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { KEYBOARD_INTERRUPT, LOCK_TYPE, RLOCK_TYPE, RUNTIME_ERROR, SYSTEM_EXIT } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { makeStructSequence } from '../struct-sequence.js';
import { LOCK, newLock, RLOCK } from './locks.js';

/** The thread's number. */
const MAIN_THREAD = 1;

const starting = (name: string) =>
  native(name, 'function, args, kwargs=None, /', (rt) => rt.raise(RUNTIME_ERROR, "can't start new thread"));

/** Shows what ended a thread, other than SystemExit. */
function excepthook(rt: Runtime, args: Address): Address {
  const type = rt.attribute(args, 'exc_type');
  if (type === SYSTEM_EXIT) return NONE;
  const thread = rt.attribute(args, 'thread');
  const name = thread === NONE ? String(MAIN_THREAD) : rt.text(rt.str(rt.attribute(thread, 'name')));
  rt.writeError(`Exception in thread ${name}:\n${rt.exceptions.text(rt.attribute(args, 'exc_value'))}`);
  return NONE;
}

/** With one thread, what is local to it is an object's own. */
const SOURCE = `
class _local:
    "Thread-local data"

    def __new__(cls, /, *args, **keywords):
        if (args or keywords) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        return object.__new__(cls)
`;

export const THREAD_MODULE: ModuleDefinition = {
  name: '_thread',
  doc: 'The only thread, and locks.',
  source: SOURCE,
  own: [LOCK, RLOCK],
  functions: [
    native('get_ident', '', (rt) => rt.int(MAIN_THREAD)),
    native('get_native_id', '', (rt) => rt.int(MAIN_THREAD)),
    native('_count', '', (rt) => rt.int(0)),
    native('allocate_lock', '', (rt) => newLock(rt)),
    native('allocate', '', (rt) => newLock(rt)),
    native('_set_sentinel', '', (rt) => newLock(rt)),
    native('stack_size', 'size=0, /', (rt) => rt.int(0)),
    starting('start_new_thread'),
    starting('start_new'),
    native('exit', '', (rt) => rt.raiseInstance(rt.call(SYSTEM_EXIT))),
    native('exit_thread', '', (rt) => rt.raiseInstance(rt.call(SYSTEM_EXIT))),
    native('_excepthook', 'args, /', (rt, _, [args]) => excepthook(rt, args)),
    native('interrupt_main', 'signum=2, /', (rt) => rt.raiseInstance(rt.call(KEYBOARD_INTERRUPT))),
  ],
  attributes: (rt) => ({
    _ExceptHookArgs: makeStructSequence(rt, {
      name: '_thread._ExceptHookArgs',
      doc: 'Type used to pass arguments to threading.excepthook.',
      fields: ['exc_type', 'exc_value', 'exc_traceback', 'thread'],
    }),
    error: RUNTIME_ERROR,
    LockType: LOCK_TYPE,
    RLock: RLOCK_TYPE,
    TIMEOUT_MAX: rt.float(9223372036),
  }),
};
