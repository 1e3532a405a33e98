/**
 * What a collection asks of the language whose objects it collects: indices in the table, at LANGUAGE. They may run code
 * of the program unless said otherwise, and leave no exception behind.
 */
import { LANGUAGE } from '../format';

/** (list of survivors, whether the collection is a full one): takes what can be in no cycle out of it. Runs no code. */
export const SETTLE: i32 = LANGUAGE;
/** (weak reference, callback): both are borrowed. */
export const CALL_BACK: i32 = LANGUAGE + 4;
/** (object): it can be reached from nothing but itself, and debugging wants it shown. */
export const SHOW: i32 = LANGUAGE + 8;
/** (object): keeps it in the list of garbage. */
export const SAVE: i32 = LANGUAGE + 12;
/** (object): calls CLEAR of its type. */
export const CLEAR_OBJECT: i32 = LANGUAGE + 16;
/** (object): calls FINALIZE of its type. */
export const FINALIZE_OBJECT: i32 = LANGUAGE + 20;

export function tell(hook: i32, p: i32): void {
  call_indirect<void>(load<i32>(hook), p);
}

export function tellBoth(hook: i32, a: i32, b: i32): void {
  call_indirect<void>(load<i32>(hook), a, b);
}
