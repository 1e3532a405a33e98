/** Python's objects as collectors and observers see them. */
import type { Address, Bytes } from '../../base/ids.js';
import type { ObjectModel } from '../../memory/gc/contract.js';
import { CLEAR, FINALIZE, WEAK_AT, WEAK_NEXT } from '../../memory/gc/format.js';
import { referentsOf } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';
import { rootsOf } from './roots.js';
import { trueBytes } from './blocks.js';

export class PythonObjects implements ObjectModel {
  readonly #rt: Runtime;

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  traverse(p: Address, visit: (referent: Address) => void): void {
    for (const referent of referentsOf(this.#rt, p)) visit(referent);
  }

  clear(p: Address): void {
    const function_ = this.#slot(p, CLEAR);
    if (function_ !== 0) this.#rt.callIndex(function_, p);
  }

  hasFinalizer(p: Address): boolean {
    return this.#slot(p, FINALIZE) !== 0;
  }

  finalize(p: Address): void {
    const function_ = this.#slot(p, FINALIZE);
    if (function_ !== 0) this.#rt.callIndex(function_, p);
  }

  weakReferences(p: Address): readonly Address[] {
    return weakReferencesTo(this.#rt, p);
  }

  size(p: Address): Bytes {
    return trueBytes(this.#rt, p);
  }

  *roots(): Iterable<Address> {
    for (const { reference } of rootsOf(this.#rt)) if (reference !== 0) yield reference;
  }

  #slot(p: Address, slot: number): number {
    return this.#rt.views.word(this.#rt.typeOf(p) + slot);
  }
}

/** In the order of their list, borrowed. */
export function weakReferencesTo(rt: Runtime, p: Address): Address[] {
  const { views } = rt;
  const at = views.word(rt.typeOf(p) + WEAK_AT);
  const references: Address[] = [];
  if (at === 0) return references;
  for (let reference = views.word(p + at); reference !== 0; reference = views.word(reference + WEAK_NEXT))
    references.push(reference);
  return references;
}
