/** The plan by default at work on a Python program: what is in the kernel, behind the contract. */
import type { Address } from '../../base/ids.js';
import type { Collector, GenerationStatistics } from '../../memory/gc/contract.js';
import { COUNTING_PLAN } from '../../memory/gc/counting/plan.js';
import { GENERATIONS, STATISTICS, STATISTICS_BYTES } from '../../memory/gc/format.js';
import { trackedObjects } from '../runtime/referents.js';
import type { Runtime } from '../runtime/runtime.js';

export class CountingCollector implements Collector {
  readonly plan = COUNTING_PLAN;
  readonly #rt: Runtime;

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  collect(generation: number): number {
    return this.#rt.kernel.collect(generation);
  }

  objects(generation: number): Iterable<Address> {
    return trackedObjects(this.#rt, generation, generation);
  }

  statistics(): GenerationStatistics[] {
    const { views } = this.#rt;
    return Array.from({ length: GENERATIONS }, (_, generation) => {
      const at = STATISTICS + generation * STATISTICS_BYTES;
      return {
        collections: views.word(at),
        collected: views.word(at + 4),
        uncollectable: views.word(at + 8),
      };
    });
  }
}
