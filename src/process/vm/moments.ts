/**
 * Finds the moment at which a picture of the pages is to be taken, in one run.
 *
 * The peak is known only when it has passed. So a picture is taken whenever more pages are resident than in the last one and
 * pages may be about to go: before memory is given back, before a fault that finds hardly any free frame, and at the end.
 */
import type { PagedProcess } from './paged-process.js';

/** The number of a fault, from 1. */
export type Moment = 'peak' | 'exit' | number;

/** Fewer free frames than a fault may need, with its page tables. */
const FEW_FRAMES = 8;

export class MomentFinder {
  readonly #moment: Moment;
  readonly #take: () => void;
  #taken = -1;
  hasTaken = false;

  constructor(moment: Moment, take: () => void) {
    this.#moment = moment;
    this.#take = take;
  }

  /** Before a fault is answered. */
  beforeFault({ space, system }: PagedProcess): void {
    if (system.physical.allocator.free < FEW_FRAMES) this.#peak(space.resident);
  }

  /** After it was. */
  afterFault({ space }: PagedProcess): void {
    if (this.hasTaken || this.#moment !== space.minorFaults + space.majorFaults) return;
    this.hasTaken = true;
    this.#take();
  }

  /** Memory may be given back. */
  beforeRelease({ space }: PagedProcess): void {
    this.#peak(space.resident);
  }

  ended({ space }: PagedProcess): void {
    this.#peak(space.resident);
    if (this.#moment !== 'exit') return;
    this.hasTaken = true;
    this.#take();
  }

  #peak(resident: number): void {
    if (this.#moment !== 'peak' || resident <= this.#taken) return;
    this.#taken = resident;
    this.hasTaken = true;
    this.#take();
  }
}
