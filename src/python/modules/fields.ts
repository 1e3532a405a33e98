/** Objects that are made of fields: owned references first, then words (kernel/owned.as.ts). */
import type { Address } from '../../base/ids.js';
import type { Runtime } from '../runtime/runtime.js';

/** By their offsets; a reference of 0 is none. */
export type Fields = readonly (readonly [at: number, value: number])[];

/** A tracked instance of the type with references, each counted anew, and words. */
export function makeObject(rt: Runtime, type: Address, references: Fields, words: Fields = []): Address {
  const p = rt.keep(rt.kernel.newInstance(type));
  for (const [at, value] of references) {
    if (value !== 0) rt.incref(value);
    rt.views.setWord(p + at, value);
  }
  for (const [at, value] of words) rt.views.setWord(p + at, value);
  rt.kernel.track(p);
  return p;
}

/** Puts a reference (or 0) into a field; what was there is released last. */
export function setReference(rt: Runtime, p: Address, at: number, value: Address): void {
  const old = rt.views.word(p + at);
  if (value !== 0) rt.incref(value);
  rt.views.setWord(p + at, value);
  if (old !== 0) rt.decref(old);
}
