/** What the module keeps: its exceptions, the current context; and how conditions become flags and exceptions. */
import type { Address } from '../../../base/ids.js';
import { CONTEXT_TYPE, DECIMAL_TYPE } from '../../format/module-types.js';
import { TYPE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeStated, stateOf } from '../stated-objects.js';
import type { DecimalNumber } from './number.js';
import { type Condition, INVALID_CONDITIONS, type Settings, type Signal, SIGNALS, Work } from './work.js';

export interface ContextState {
  settings: Settings;
  readonly flags: Set<Signal>;
  readonly traps: Set<Signal>;
}

interface ModuleState {
  readonly conditions: ReadonlyMap<Condition, Address>;
  /** What getcontext() gives, held. */
  context: Address;
}

const modules = new WeakMap<Runtime, ModuleState>();

export function keepModule(rt: Runtime, state: ModuleState): void {
  modules.set(rt, state);
}

export const moduleState = (rt: Runtime): ModuleState => modules.get(rt) as ModuleState;

export const conditionClass = (rt: Runtime, condition: Condition): Address =>
  moduleState(rt).conditions.get(condition) as Address;

export function setCurrentContext(rt: Runtime, context: Address): void {
  const state = moduleState(rt);
  const old = state.context;
  rt.incref(context);
  state.context = context;
  if (old !== 0) rt.decref(old);
}

export const contextState = (rt: Runtime, context: Address): ContextState => stateOf<ContextState>(rt, context);

export function makeContext(rt: Runtime, state: ContextState, type: Address = CONTEXT_TYPE): Address {
  return makeStated(rt, type, {
    settings: state.settings,
    flags: new Set(state.flags),
    traps: new Set(state.traps),
  } satisfies ContextState);
}

/** The context of an argument that may be left out or None. */
export function contextOf(rt: Runtime, given: Address, none: Address): Address {
  if (given === 0 || given === none) return moduleState(rt).context;
  if (!rt.isInstance(given, CONTEXT_TYPE)) rt.raise(TYPE_ERROR, 'optional argument must be a context');
  return given;
}

export const isDecimal = (rt: Runtime, p: Address): boolean => rt.isInstance(p, DECIMAL_TYPE);
export const numberOf = (rt: Runtime, p: Address): DecimalNumber => stateOf<DecimalNumber>(rt, p);
export const makeDecimal = (rt: Runtime, value: DecimalNumber, type: Address = DECIMAL_TYPE): Address =>
  makeStated(rt, type, value);

export function signalOf(condition: Condition): Signal {
  return (SIGNALS as readonly string[]).includes(condition) ? (condition as Signal) : 'InvalidOperation';
}

/** Does something in a context; what came up is in its flags then. @throws PythonError if something of it is trapped */
export function inContext<Result>(rt: Runtime, context: Address, operation: (work: Work) => Result): Result {
  const { settings } = contextState(rt, context);
  const work = new Work(settings);
  const result = operation(work);
  settle(rt, context, work.conditions);
  return result;
}

export function settle(rt: Runtime, context: Address, conditions: ReadonlySet<Condition>): void {
  if (conditions.size === 0) return;
  const { flags, traps } = contextState(rt, context);
  for (const condition of conditions) flags.add(signalOf(condition));
  const trapped = [...conditions].filter((condition) => traps.has(signalOf(condition)));
  if (trapped.length === 0) return;
  const first = SIGNALS.find((signal) => trapped.some((condition) => signalOf(condition) === signal)) as Signal;
  const order: readonly Condition[] = ['InvalidOperation', ...INVALID_CONDITIONS, ...SIGNALS.slice(1)];
  const listed = order.filter((condition) => trapped.includes(condition));
  rt.raiseValue(conditionClass(rt, first), rt.list(listed.map((condition) => conditionClass(rt, condition))));
}
