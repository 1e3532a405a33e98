/** What the kernel asks of the runtime in TypeScript. */
export declare function raise(type: i32, text: i32, a: i32, b: i32, c: i32): void;
export declare function raiseValue(type: i32, value: i32): void;
export declare function raiseNoMemory(): void;
/** An interned string dies. */
export declare function forgetInterned(text: i32): void;
