/** What an allocator throws when it meets data of its own that it cannot have written. It is of no use after that. */
import type { Address } from '../../base/ids.js';
import type { Allocator, BrokenInvariant } from './contract.js';

export class HeapCorrupted extends Error {
  override name = 'HeapCorrupted';
  readonly #allocator: Pick<Allocator, 'checkInvariants'>;
  /** Where the allocator was, or where it was led. */
  readonly #address: Address;

  constructor(allocator: Pick<Allocator, 'checkInvariants'>, address: Address) {
    super('the heap is corrupted');
    this.#allocator = allocator;
    this.#address = address;
  }

  /** The first invariant that does not hold; where all do, the call was made with an address that is no block's. O(heap). */
  first(): BrokenInvariant {
    return (
      this.#allocator.checkInvariants('full') ?? {
        address: this.#address,
        message: 'an address was given back that is no block, or was given back before',
      }
    );
  }
}
