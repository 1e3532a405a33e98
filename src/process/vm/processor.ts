/**
 * The one processor that all processes of a run share: a slot of the memory map, in which one process at a time has its
 * translations, its cells and its call stack. Whose turn is over takes with it what the next one would overwrite.
 *
 * Cost of a switch: the call stack and the frames that were set aside, copied; the table cleared where it was used, and every
 * page that the next process touches looked up anew.
 */
import { RUNNING } from '../../instrument/suspend/suspension.js';
import { spaceTag } from '../../memory/vm/tlb.js';
import { SLOT, SUSPENSION, type Slot } from './layout.js';
import type { PagedProcess } from './paged-process.js';
import type { PagedSystem } from './paged-system.js';

/** What a process has in the slot. */
export interface Context {
  /** The words of cells.ts, up to the tables. */
  cells: Uint8Array;
  callStack: Uint8Array;
  /** Of its WebAssembly stack. */
  frames: Uint8Array;
  accesses: bigint;
}

const CELL_BYTES = 32;

export class Processor {
  readonly system: PagedSystem;
  readonly slot: Slot = SLOT;
  current: PagedProcess | undefined;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  /** @throws RangeError when the system has one already */
  constructor(system: PagedSystem) {
    system.takeSlot();
    this.system = system;
    this.#view = new DataView(system.buffer);
    this.#bytes = new Uint8Array(system.buffer);
    this.#view.setUint32(SUSPENSION.state, RUNNING, true);
    this.#forgetFrames();
  }

  /** The suspension's state. */
  get state(): number {
    return this.#view.getUint32(SUSPENSION.state, true);
  }

  set state(state: number) {
    this.#view.setUint32(SUSPENSION.state, state, true);
  }

  /** Calls are on the stack that cannot be interrupted. */
  get isHeld(): boolean {
    return this.#view.getUint32(SUSPENSION.held, true) !== 0;
  }

  /** It is the process's turn; `context` is what it had, unless it is here already. */
  take(process: PagedProcess, context: Context | undefined): void {
    const { cells, observed } = this.slot;
    process.flat.take();
    this.current = process;
    this.#view.setUint32(observed.level1.isOnAt, process.onlyTlbListens ? 1 : 0, true);
    this.#view.setFloat64(observed.level1.spaceAt, spaceTag(process.space.id), true);
    this.#forgetFrames();
    if (context === undefined) return;
    this.#bytes.set(context.cells, cells.csp);
    this.#bytes.set(context.callStack, cells.callStack);
    this.#bytes.set(context.frames, SUSPENSION.framesAt);
    this.#view.setUint32(SUSPENSION.top, SUSPENSION.framesAt + context.frames.length, true);
    this.#view.setBigInt64(observed.countAt, context.accesses, true);
    this.#view.setInt32(observed.lastAt, -1, true);
    this.#view.setUint32(observed.nextAt, observed.ringAt, true);
  }

  /** The turn of the current process is over. */
  giveUp(): Context {
    const process = this.current!;
    process.pagesTouched();
    const { cells, observed } = this.slot;
    const accesses = this.#view.getBigInt64(observed.countAt, true);
    process.accesses = Number(accesses);
    process.flat.giveUp();
    this.current = undefined;
    return {
      cells: this.#bytes.slice(cells.csp, cells.csp + CELL_BYTES),
      callStack: this.#bytes.slice(cells.callStack, this.#view.getUint32(cells.csp, true)),
      frames: this.#bytes.slice(SUSPENSION.framesAt, this.#view.getUint32(SUSPENSION.top, true)),
      accesses,
    };
  }

  /** Nobody runs here any more. */
  end(): void {
    // Left in the middle of its turn, by what is none of its endings.
    this.current?.flat.giveUp();
    this.system.giveSlot();
  }

  #forgetFrames(): void {
    this.#view.setUint32(SUSPENSION.top, SUSPENSION.framesAt, true);
    this.#view.setUint32(SUSPENSION.held, 0, true);
  }
}
