/** What a cache's owner does with its objects (slab.ts) as the kernel sees it. */

export declare function construct(cache: i32, object: i32): void;
export declare function destroy(cache: i32, object: i32): void;
