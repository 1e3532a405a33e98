/**
 * _signal, for a program that signals come to only from itself: raise_signal and os.kill of its own number. Handlers are
 * called at once. What the host's system sends ends the program as any other.
 */
import type { Address } from '../../../base/ids.js';
import { SIGNAL_NUMBERS } from '../../../base/signal-numbers.js';
import { NONE } from '../../format/memory-map.js';
import { KEYBOARD_INTERRUPT, SET_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { ProgramEnd } from '../../program/program-end.js';
import type { Runtime } from '../../runtime/runtime.js';
import { cInt } from '../c-int.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { raiseOSError } from '../os-error.js';

/** In CPython's order, with what shells say of each. */
const WORDS: readonly (readonly [name: string, words?: string])[] = [
  ['SIGHUP', 'Hangup'],
  ['SIGINT', 'Interrupt'],
  ['SIGQUIT', 'Quit'],
  ['SIGILL', 'Illegal instruction'],
  ['SIGTRAP', 'Trace/breakpoint trap'],
  ['SIGIOT'],
  ['SIGABRT', 'Aborted'],
  ['SIGFPE', 'Floating point exception'],
  ['SIGKILL', 'Killed'],
  ['SIGBUS', 'Bus error'],
  ['SIGSEGV', 'Segmentation fault'],
  ['SIGSYS', 'Bad system call'],
  ['SIGPIPE', 'Broken pipe'],
  ['SIGALRM', 'Alarm clock'],
  ['SIGTERM', 'Terminated'],
  ['SIGUSR1', 'User defined signal 1'],
  ['SIGUSR2', 'User defined signal 2'],
  ['SIGCLD'],
  ['SIGCHLD', 'Child exited'],
  ['SIGPWR', 'Power failure'],
  ['SIGIO'],
  ['SIGURG', 'Urgent I/O condition'],
  ['SIGWINCH', 'Window changed'],
  ['SIGPOLL', 'I/O possible'],
  ['SIGSTOP', 'Stopped (signal)'],
  ['SIGTSTP', 'Stopped'],
  ['SIGCONT', 'Continued'],
  ['SIGTTIN', 'Stopped (tty input)'],
  ['SIGTTOU', 'Stopped (tty output)'],
  ['SIGVTALRM', 'Virtual timer expired'],
  ['SIGPROF', 'Profiling timer expired'],
  ['SIGXCPU', 'CPU time limit exceeded'],
  ['SIGXFSZ', 'File size limit exceeded'],
  ['SIGRTMIN', 'Real-time signal 0'],
  ['SIGRTMAX', 'Real-time signal 30'],
  ['SIGSTKFLT', 'Stack fault'],
];
/** Other names, signals that stop a process, and the first and last of those without a name. */
const FURTHER_NUMBERS: Readonly<Record<string, number>> = {
  SIGIOT: 6,
  SIGCLD: 17,
  SIGPOLL: 29,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGRTMIN: 34,
  SIGRTMAX: 64,
};
const SIGNALS = WORDS.map(([name, words]) => [name, SIGNAL_NUMBERS[name] ?? FURTHER_NUMBERS[name], words] as const);
const COUNT = 65;
/** The C library keeps two for itself. */
const RESERVED = [32, 33];
const SIG_DFL = 0;
const SIG_IGN = 1;
const UNCATCHABLE = [9, 19];
/** What they do by default is nothing. */
const HARMLESS = [17, 18, 23, 28];
const EINVAL = 22;
/** What a shell adds to the number of the signal that has ended a program. */
const KILLED = 128;

/** By number: a callable, or an int for SIG_DFL and SIG_IGN; each held. */
const handlers = new WeakMap<Runtime, Address[]>();

const handlersOf = (rt: Runtime): Address[] => handlers.get(rt) as Address[];

function numberOf(rt: Runtime, p: Address): number {
  const number = cInt(rt, p);
  if (number < 1 || number >= COUNT) rt.raise(VALUE_ERROR, 'signal number out of range');
  return number;
}

function setHandler(rt: Runtime, [number, handler]: readonly Address[]): Address {
  const signal = numberOf(rt, number);
  const value = rt.isInt(handler) ? rt.compactInt(handler) : undefined;
  if (!rt.isCallable(handler) && value !== SIG_DFL && value !== SIG_IGN)
    rt.raise(TYPE_ERROR, 'signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object');
  if (UNCATCHABLE.includes(signal) || RESERVED.includes(signal)) raiseOSError(rt, EINVAL);
  const all = handlersOf(rt);
  const old = all[signal];
  rt.incref(handler);
  all[signal] = handler;
  return rt.keep(old);
}

/** The program gets a signal. @throws ProgramEnd if nobody handles it, PythonError */
export function deliver(rt: Runtime, signal: number): void {
  const handler = handlers.get(rt)?.[signal] ?? 0;
  const value = handler === 0 ? SIG_DFL : rt.isInt(handler) ? rt.compactInt(handler) : undefined;
  if (value === SIG_IGN) return;
  if (value !== SIG_DFL) {
    const frame = rt.call(rt.sysAttribute('_getframe'));
    rt.call(handler, [rt.int(signal), frame]);
  } else if (!HARMLESS.includes(signal)) throw new ProgramEnd(KILLED + signal);
}

function describe(rt: Runtime, p: Address): Address {
  const number = numberOf(rt, p);
  const words = SIGNALS.find(([, of, text]) => of === number && text !== undefined)?.[2];
  if (words !== undefined) return rt.string(words);
  return number > 34 ? rt.string(`Real-time signal ${number - 34}`) : NONE;
}

export const SIGNAL_MODULE: ModuleDefinition = {
  name: '_signal',
  doc: 'This module provides mechanisms to use signal handlers in Python.\n',
  functions: [
    native('signal', 'signalnum, handler, /', (rt, _, args) => setHandler(rt, args)),
    native('getsignal', 'signalnum, /', (rt, _, [number]) => handlersOf(rt)[numberOf(rt, number)]),
    native('raise_signal', 'signalnum, /', (rt, _, [number]) => {
      deliver(rt, numberOf(rt, number));
      return NONE;
    }),
    native('default_int_handler', 'signalnum, frame, /', (rt) => rt.raiseInstance(rt.call(KEYBOARD_INTERRUPT))),
    native('strsignal', 'signalnum, /', (rt, _, [number]) => describe(rt, number)),
    native('valid_signals', '', (rt) => {
      const numbers = Array.from({ length: COUNT - 1 }, (_, at) => at + 1).filter((one) => !RESERVED.includes(one));
      return rt.call(SET_TYPE, [rt.list(numbers.map((one) => rt.int(one)))]);
    }),
    native('set_wakeup_fd', 'fd, /, *, warn_on_full_buffer=True', (rt) => rt.int(-1)),
    native('siginterrupt', 'signalnum, flag, /', (rt, _, [number]) => {
      numberOf(rt, number);
      return NONE;
    }),
  ],
  attributes: (rt, module) => {
    const interrupt = rt.attribute(module, 'default_int_handler');
    const ignored = [SIGNAL_NUMBERS['SIGPIPE'], SIGNAL_NUMBERS['SIGXFSZ']];
    const all = Array.from({ length: COUNT }, (_, signal) => rt.int(ignored.includes(signal) ? SIG_IGN : SIG_DFL));
    all[SIGNAL_NUMBERS['SIGINT']] = interrupt;
    for (const handler of all) rt.incref(handler);
    handlers.set(rt, all);
    return {
      SIG_DFL: rt.int(SIG_DFL),
      SIG_IGN: rt.int(SIG_IGN),
      NSIG: rt.int(COUNT),
      ...Object.fromEntries(SIGNALS.map(([name, number]) => [name, rt.int(number)])),
    };
  },
};
