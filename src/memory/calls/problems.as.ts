/** What the kernels of heaps hand over to their TypeScript: what is rare, and what is wrong. */

/** A size or count that is negative as a signed number. */
export declare function fishy(routine: u32, isCount: bool, value: u32, stack: u32): void;
export declare function mismatch(address: u32, id: u32, routine: u32, stack: u32): void;
/** `id`: the freed block that starts at `address`, or 0. */
export declare function invalidFree(address: u32, id: u32, routine: u32, stack: u32): void;
export declare function reallocZero(address: u32, id: u32, stack: u32): void;
/** The allocator has given what it cannot have to give: somebody has written over its data. Does not return. */
export declare function corrupted(address: u32): void;
/** The program is told that there is no memory. */
export declare function failed(): void;
/** operator new for a type that asks for more than the usual alignment: rare enough to be looked at there. */
export declare function alignedNew(routine: u32, alignment: u32, size: u32, stack: u32): u32;
/** operator new found no memory and may not return. */
export declare function newFailed(size: u32): void;
/** The ring of events has no more room: empty it. */
export declare function eventsFull(): void;
/** The call log has no more room: take it out. */
export declare function callsFull(): void;
/** Whether there is memory at an address, for whoever only looks. */
export declare function isReadable(address: u32): bool;
