/** What the module keeps for itself: its error, dialects by their names, and how long a field may be. */
import type { Address } from '../../../base/ids.js';
import type { Runtime } from '../../runtime/runtime.js';

interface State {
  readonly error: Address;
  /** A dict. */
  readonly dialects: Address;
  fieldLimit: number;
}

const FIELD_LIMIT = 128 * 1024;
const states = new WeakMap<Runtime, State>();

export function keepState(rt: Runtime, error: Address, dialects: Address): void {
  states.set(rt, { error, dialects, fieldLimit: FIELD_LIMIT });
}

export const csvState = (rt: Runtime): State => states.get(rt) as State;

export function csvError(rt: Runtime, message: string): never {
  return rt.raise(csvState(rt).error, message);
}

export function dialectNamed(rt: Runtime, name: Address): Address {
  return rt.dictGet(csvState(rt).dialects, name) || csvError(rt, 'unknown dialect');
}
