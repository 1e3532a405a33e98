/** Kinds of events by number: what kernels and tables share. The order is part of the recording format. */

export const EVENT_ALLOC = 0;
export const EVENT_FREE = 1;
export const EVENT_MOVE = 2;
export const EVENT_FINDING = 3;
export const EVENT_END = 4;
