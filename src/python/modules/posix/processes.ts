/** Other processes, of which there are none: what a program can ask of statuses, and the refusal to start one. */
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { cInt } from '../c-int.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { raiseOSError } from '../os-error.js';

const ECHILD = 10;
const ENOSYS = 38;

/** Of a status as wait gives it: the signal that has ended the process, its own status, the signal that has stopped it. */
const signalOf = (status: number): number => status & 0x7f;
const exitOf = (status: number): number => (status >> 8) & 0xff;
const isStopped = (status: number): boolean => (status & 0xff) === 0x7f;
const isSignaled = (status: number): boolean => signalOf(status) !== 0 && !isStopped(status);

const ofStatus = (name: string, answer: (status: number) => number | boolean): MethodDefinition =>
  native(name, 'status', (rt, _, [status]) => {
    const value = answer(cInt(rt, status));
    return typeof value === 'boolean' ? rt.bool(value) : rt.int(value);
  });

const refused = (name: string, parameters: string, number: number): MethodDefinition =>
  native(name, parameters, (rt: Runtime) => raiseOSError(rt, number));

export const PROCESS_FUNCTIONS: readonly MethodDefinition[] = [
  ofStatus('WIFEXITED', (status) => signalOf(status) === 0),
  ofStatus('WEXITSTATUS', exitOf),
  ofStatus('WIFSIGNALED', isSignaled),
  ofStatus('WTERMSIG', signalOf),
  ofStatus('WIFSTOPPED', isStopped),
  ofStatus('WSTOPSIG', exitOf),
  native('waitstatus_to_exitcode', 'status', (rt, _, [status]) => {
    if (!rt.isInt(status)) rt.raise(TYPE_ERROR, 'an integer is required');
    const value = cInt(rt, status);
    if (isStopped(value)) rt.raise(VALUE_ERROR, `process stopped by delivery of signal ${exitOf(value)}`);
    return rt.int(isSignaled(value) ? -signalOf(value) : exitOf(value));
  }),
  refused('waitpid', 'pid, options, /', ECHILD),
];

export const PROCESS_CONSTANTS = { WNOHANG: 1, WUNTRACED: 2 } as const;

export const PROCESSES_MODULE: ModuleDefinition = {
  name: '_posixsubprocess',
  doc: 'There are no other processes.',
  functions: [refused('fork_exec', '*args', ENOSYS)],
};
