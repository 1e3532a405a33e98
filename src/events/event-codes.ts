/**
 * Kinds of events by number, and the ring through which kernels hand over the lives of blocks: what kernels and tables
 * share. The order of kinds is part of the recording format.
 *
 *     event, EVENT_BYTES:  +0 clock, f64   +8 kind, bits 8-15 routine   +12 block's serial   +16 address   +20 size
 *                          +24 stack       +28 unused
 */

export const EVENT_ALLOC = 0;
export const EVENT_FREE = 1;
export const EVENT_MOVE = 2;
export const EVENT_FINDING = 3;
export const EVENT_END = 4;
export const EVENT_COLLECTION = 5;

export const EVENT_BYTES = 32;
/** Events that the ring holds. */
export const EVENT_CAPACITY = 16384;
