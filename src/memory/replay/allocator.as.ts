/** The allocator under test. */

export declare function malloc(size: u32): u32;
export declare function free(address: u32): void;
export declare function realloc(address: u32, size: u32): u32;
export declare function memalign(alignment: u32, size: u32): u32;
