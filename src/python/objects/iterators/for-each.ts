/** Walking over any iterable in TypeScript. */
import type { Address } from '../../../base/ids.js';
import type { Runtime } from '../../runtime/runtime.js';

/** Runs `work` with each element, which is held meanwhile. */
export function forEach(rt: Runtime, iterable: Address, work: (element: Address) => void): void {
  const iterator = rt.keep(rt.kernel.getIter(iterable));
  /** Whether there was one more. */
  const next = (): boolean => {
    let found = false;
    rt.pooled(() => {
      const element = rt.keepIfAny(rt.kernel.iterNext(iterator));
      found = element !== 0;
      if (found) work(element);
      return 0;
    });
    return found;
  };
  while (next());
}
