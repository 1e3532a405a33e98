/**
 * How a program's stack is set aside and taken up again. A WebAssembly stack cannot be read; but a function can be made to
 * return in the middle, writing down its locals, and to come back to the same place when it is called again. So the whole
 * stack unwinds into memory, and can be rewound, once or, for fork, twice.
 *
 * The idea is A. Zakai's ("Pause and Resume WebAssembly with Binaryen's Asyncify", 2019).
 *
 *     state    RUNNING    as usual
 *              UNWINDING  an import has set it and returned: every function on the stack saves its frame and returns
 *              REWINDING  the host has set it and calls the same export: every function takes its frame back and calls on,
 *                         down to the import, which sets RUNNING and does what it was called for
 *     top      address behind the last frame; the frames begin at `framesAt`
 *     held     calls on the stack that cannot be interrupted: while it is not 0 no import may unwind
 *
 * A frame is the number of the call that the function was in (i32, padded to 8 bytes), and its locals, 8 bytes each (v128:
 * 16); the innermost function's frame comes first.
 */
export const RUNNING = 0;
export const UNWINDING = 1;
export const REWINDING = 2;

/** Memory addresses. */
export interface SuspensionCells {
  state: number;
  top: number;
  held: number;
  framesAt: number;
  framesEnd: number;
}

/** How the mutable globals of a module that can be suspended are exported: they belong to what must be set aside. */
export const GLOBAL_EXPORT = 'heapglass.global.';
