/** repr of containers, which may hold themselves. */
import type { Address } from '../../base/ids.js';
import type { Runtime } from '../runtime/runtime.js';

/** The containers whose repr is being made. */
const underWay = new WeakMap<Runtime, Set<Address>>();

/** What `work` says, or `recursive` if the repr of this object is being made further out. */
export function guardedRepr(rt: Runtime, p: Address, recursive: string, work: () => string): Address {
  let open = underWay.get(rt);
  if (open === undefined) underWay.set(rt, (open = new Set()));
  if (open.has(p)) return rt.string(recursive);
  open.add(p);
  try {
    return rt.string(work());
  } finally {
    open.delete(p);
  }
}

/** The repr of an object that may be released meanwhile by its container. */
export function reprText(rt: Runtime, p: Address): string {
  let text = '';
  rt.incref(p);
  try {
    rt.pooled(() => {
      text = rt.text(rt.repr(p));
      return 0;
    });
  } finally {
    rt.decref(p);
  }
  return text;
}
