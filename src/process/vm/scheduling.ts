/** How processes share the processor where nobody says otherwise. */

/** Loop iterations and calls of a time slice: some hundred microseconds. */
export const USUAL_SLICE = 20_000;
/** What a minor fault takes of it. With a major fault it is over: a process waits for its page while others run. */
export const SLICE_OF_FAULT = 100;
/** Bytes of the checker's tables that are moved when a process has its turn, for each step that its slice then has at least. */
export const BYTES_OF_STEP = 8;
/** Processes that may live at once. */
export const USUAL_MOST_PROCESSES = 128;
