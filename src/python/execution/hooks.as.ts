/** What execution asks of the runtime in TypeScript (execution-hooks.ts). Object results are owned, 0 with an exception. */

/** TypeError: a call does not fit a function. `reason` is one of refusals.ts. */
export declare function refuseCall(reason: i32, callee: i32, slots: i32, subject: i32): void;
/** A status: the body of a code object is compiled, before it is first called. */
export declare function completeCode(code: i32): i32;
/** A code object dies: its function may be given up. */
export declare function codeGone(code: i32): void;
/** A status: a coroutine is made while origins are tracked; the caller's frame is the current one. */
export declare function noteOrigin(coroutine: i32): i32;
/** A status: tells what traces the program of an event of a frame (TRACE_*), with the value or exception that it is about, or 0. */
export declare function traceEvent(frame: i32, event: i32, argument: i32): i32;
/** RuntimeWarning: a coroutine dies that was never awaited. */
export declare function warnNeverAwaited(coroutine: i32): void;
export declare function importModule(frame: i32, name: i32, names: i32, level: i32): i32;
export declare function importFrom(module: i32, name: i32): i32;
/** A status. */
export declare function importStar(frame: i32, module: i32): i32;
export declare function matchKeys(subject: i32, keys: i32): i32;
export declare function matchClass(subject: i32, type: i32, count: i32, names: i32): i32;
export declare function matchRest(subject: i32, keys: i32): i32;
/** A status; puts match and rest, owned, at an address. */
export declare function matchGroup(exception: i32, type: i32, to: i32): i32;
export declare function regroup(original: i32, raised: i32): i32;
/** A status: sys.displayhook. */
export declare function show(value: i32): i32;
