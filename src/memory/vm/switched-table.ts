/**
 * A flat table in a place that several address spaces have in turn, as processes share a processor: only the one whose turn
 * it is has entries there. To give it up empties it, as a processor without tags empties its TLB; what was in it is asked for
 * again.
 *
 * Invariant: while the space has no turn, nothing is written, and nothing there is this space's.
 * Cost: giving it up, 4 KiB to clear for each 4 MiB of addresses that had an entry.
 */
import type { Address } from '../../base/ids.js';
import { FLAT_PAGES, FlatTable } from './flat-table.js';

/** Pages whose entries are cleared together. */
const GROUP_SHIFT = 10;

export class SwitchedTable extends FlatTable {
  #hasTurn = false;
  readonly #groups = new Uint8Array(FLAT_PAGES >>> GROUP_SHIFT);

  take(): void {
    this.#hasTurn = true;
  }

  giveUp(): void {
    if (!this.#hasTurn) return;
    this.leaveCurrent();
    this.#groups.forEach((used, group) => {
      if (used !== 0) this.clearRange(group << GROUP_SHIFT, (group + 1) << GROUP_SHIFT);
    });
    this.#groups.fill(0);
    this.#hasTurn = false;
  }

  override fill(page: number, frameAddress: Address, writable: boolean): void {
    if (!this.#hasTurn) return;
    if (page < FLAT_PAGES) this.#groups[page >>> GROUP_SHIFT] = 1;
    super.fill(page, frameAddress, writable);
  }

  override clear(page: number): void {
    if (this.#hasTurn) super.clear(page);
  }

  override clearWrite(page: number): void {
    if (this.#hasTurn) super.clearWrite(page);
  }

  override isFilled(page: number, write: boolean): boolean {
    return this.#hasTurn && super.isFilled(page, write);
  }

  override entries(page: number): { read: number; write: number } {
    return this.#hasTurn ? super.entries(page) : { read: 0, write: 0 };
  }
}
