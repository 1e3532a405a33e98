/** _thread, for a program with one thread. Starting another one fails as on a system that has no room for it. */

import { KEYBOARD_INTERRUPT, LOCK_TYPE, RLOCK_TYPE, RUNTIME_ERROR, SYSTEM_EXIT } from '../../format/types.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { newLock } from './locks.js';

/** The thread's number. */
const MAIN_THREAD = 1;

const starting = (name: string) =>
  native(name, 'function, args, kwargs=None, /', (rt) => rt.raise(RUNTIME_ERROR, "can't start new thread"));

export const THREAD_MODULE: ModuleDefinition = {
  name: '_thread',
  doc: 'The only thread, and locks.',
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
    native('interrupt_main', 'signum=2, /', (rt) => rt.raiseInstance(rt.call(KEYBOARD_INTERRUPT))),
  ],
  attributes: (rt) => ({
    error: RUNTIME_ERROR,
    LockType: LOCK_TYPE,
    RLock: RLOCK_TYPE,
    TIMEOUT_MAX: rt.float(9223372036),
  }),
};
