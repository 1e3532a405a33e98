/** What the kernel asks of the runtime in TypeScript. */
export declare function raise(type: i32, text: i32, a: i32, b: i32, c: i32, d: i32): void;
export declare function raiseValue(type: i32, value: i32): void;
export declare function raiseNoMemory(): void;
/** An interned string dies. */
export declare function forgetInterned(text: i32): void;
/** The pending exception cannot go to anybody: it is shown, with the object it came from (or 0), and forgotten. */
export declare function unraisable(object: i32): void;
/** POLL has a bit that is neither the collector's nor POLL_TRACED. 0, or -1 with an exception. */
export declare function stopAtPoll(): i32;
/** Tells observers; gc.callbacks are called. */
export declare function collectionStarts(generation: i32): void;
export declare function collectionEnds(generation: i32, found: i32): void;
/** Garbage while debugging says that it is to be shown, or kept in gc.garbage. */
export declare function showGarbage(p: i32): void;
export declare function saveGarbage(p: i32): void;
/** A place in the program allocates for the first time while that is traced. Makes no objects. */
export declare function traceMade(trace: i32, code: i32, site: i32): void;
/** The interned str that equals one, borrowed, or the str itself. */
export declare function internedForm(text: i32): i32;
/** The same; a str that equals no interned one is interned. */
export declare function internHere(text: i32): i32;
/** What the attribute of a class means for its slots has changed. */
export declare function updateSlot(type: i32, name: i32): void;
/** TypeError: an instance of an abstract class is made. */
export declare function raiseAbstract(type: i32): void;
/** AttributeError: a property has no function in a field (GETTER …). */
export declare function refuseProperty(property: i32, object: i32, field: i32): void;
/** AttributeError: a module has no such attribute. */
export declare function raiseNoModuleAttribute(module: i32, name: i32): void;
/** `__spec__` or `__loader__` of a module in whose dict that is None, owned; or 0. */
export declare function provideSpec(module: i32, name: i32): i32;
/** `origin[arguments]` as a generic alias, owned; or 0. */
export declare function genericAlias(origin: i32, args: i32): i32;
