/**
 * The objects that a full collection would find now, without collecting: those whose references all come from each other.
 * What the collector does with heads and marks is done here in maps, and nothing changes.
 *
 * Cost: O(tracked objects and their references).
 */
import type { Address } from '../../base/ids.js';
import { referentsOf, trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';

export function unreachableObjects(rt: Runtime): Address[] {
  /** References from outside of what is tracked. */
  const outside = new Map<Address, number>();
  for (const p of trackedObjects(rt)) outside.set(p, rt.countOf(p));
  for (const p of outside.keys())
    for (const referent of referentsOf(rt, p)) {
      const count = outside.get(referent);
      if (count !== undefined) outside.set(referent, count - 1);
    }
  const open = [...outside.keys()].filter((p) => outside.get(p)! > 0);
  const reached = new Set(open);
  for (let p = open.pop(); p !== undefined; p = open.pop())
    for (const referent of referentsOf(rt, p)) {
      if (!outside.has(referent) || reached.has(referent)) continue;
      reached.add(referent);
      open.push(referent);
    }
  return [...outside.keys()].filter((p) => !reached.has(p));
}
