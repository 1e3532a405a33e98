/** Builds a recording's event table from plain numbers, as they happen. Amortised O(1) per event, no objects. */
import { emptyEvents } from './empty-tables.js';
import { EVENT_BYTES } from './event-codes.js';
import { EVENT, type EventKind, type EventTable } from './recording.js';

export class Recorder {
  readonly events: EventTable = emptyEvents();
  readonly #clock: () => number;

  /** @param clock calls executed so far. */
  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** After fork: what the other has recorded is the beginning of this one too. */
  inherit({ events }: Recorder): void {
    for (const name of Object.keys(events) as (keyof EventTable)[]) {
      const column = this.events[name];
      const first = column.length;
      column.extend(events[name].length);
      column.data.set(events[name].view(), first);
    }
  }

  /** Events of blocks, as the ring has them (event-codes.ts). */
  heapEvents(words: Uint32Array, clocks: Float64Array, count: number): void {
    const { kind, clock, subject, address, size, routine, stack } = this.events;
    const first = kind.length;
    for (const column of [kind, clock, subject, address, size, routine, stack]) column.extend(count);
    for (let i = 0; i < count; i++) {
      const from = (i * EVENT_BYTES) / 4;
      const to = first + i;
      kind.data[to] = words[from + 2];
      clock.data[to] = clocks[from / 2];
      subject.data[to] = words[from + 3];
      address.data[to] = words[from + 4];
      size.data[to] = words[from + 5];
      routine.data[to] = words[from + 2] >>> 8;
      stack.data[to] = words[from + 6];
    }
  }

  finding(index: number, address: number, size: number, stack: number): void {
    this.#add(EVENT.finding, index, address, size, 0, stack);
  }

  ended(): void {
    this.#add(EVENT.end, 0, 0, 0, 0, 0);
  }

  #add(kind: EventKind, subject: number, address: number, size: number, routine: number, stack: number): void {
    const { events } = this;
    events.kind.push(kind);
    events.clock.push(this.#clock());
    events.subject.push(subject);
    events.address.push(address);
    events.size.push(size);
    events.routine.push(routine);
    events.stack.push(stack);
  }
}
