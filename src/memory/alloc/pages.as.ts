/** The page source (contract.ts) as kernels see it; the sign says that there is no more. */

export declare function sbrk(delta: i32): i32;
export declare function map(size: i32): i32;
export declare function unmap(address: i32, size: i32): void;
