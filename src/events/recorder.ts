/** Builds a recording's event table from plain numbers, as they happen. Amortised O(1) per event, no objects. */
import { F64Column, U32Column, U8Column } from '../base/column.js';
import { EVENT, type EventKind, type EventTable } from './recording.js';

export function emptyEvents(): EventTable {
  return {
    kind: new U8Column(),
    clock: new F64Column(),
    subject: new U32Column(),
    address: new U32Column(),
    size: new U32Column(),
    stack: new U32Column(),
    routine: new U8Column(),
  };
}

export class Recorder {
  readonly events: EventTable = emptyEvents();
  readonly #clock: () => number;

  /** @param clock calls executed so far. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** An event of a block, with the clock as it was then. */
  heapEvent(
    kind: number,
    clock: number,
    block: number,
    address: number,
    size: number,
    routine: number,
    stack: number,
  ): void {
    this.#add(kind as EventKind, clock, block, address, size, routine, stack);
  }

  finding(index: number, address: number, size: number, stack: number): void {
    this.#add(EVENT.finding, this.#clock(), index, address, size, 0, stack);
  }

  ended(): void {
    this.#add(EVENT.end, this.#clock(), 0, 0, 0, 0, 0);
  }

  #add(
    kind: EventKind,
    clock: number,
    subject: number,
    address: number,
    size: number,
    routine: number,
    stack: number,
  ): void {
    const { events } = this;
    events.kind.push(kind);
    events.clock.push(clock);
    events.subject.push(subject);
    events.address.push(address);
    events.size.push(size);
    events.routine.push(routine);
    events.stack.push(stack);
  }
}
