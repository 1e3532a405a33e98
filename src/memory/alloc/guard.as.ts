/** The end of a call on a heap that the program has overwritten. */

/** The word at `address`, or what it leads to, is not what the allocator has written. Does not return. */
export function corrupted(address: i32): void {
  // scripts/guard-kernel.mjs makes a call of what is stored so far out. A call here would keep what tests from being inlined.
  store<u8>(address, 0, 0x7fff_0000);
}
