/**
 * A page table entry: 64 bits with the layout of x86-64, in two words of 32.
 *
 *     low    31 .. 12   frame number          high   31        no-execute
 *            11         ours: locked (mlock)         20        ours: own
 *                                                    19 .. 0   more of the frame number; always 0, for frames number up to 2^20
 *            10 9       ours, see below
 *            8 7 4 3    not used
 *            6          dirty
 *            5          accessed
 *            2          user
 *            1          writable
 *            0          present
 *
 * Own: the page is private and this entry's alone, so that it is written to without a copy where the area allows writing. A
 * fork takes the bit away from both sides; the next write fault finds out whether the page is somebody's own again.
 *
 * Entries without the present bit are ours to lay out:
 *
 *     all 0              nothing yet: the area says what belongs here
 *     SWAPPED            low 31..12 and high 18..0 are a swap slot
 *     HIDDEN             as a present entry, in an area that may not be touched (PROT_NONE): x86 has no bit for reading
 *
 * Entries of upper levels lead to the frame of the next table and are present, writable, user, accessed; what is allowed the
 * last level says.
 */
export const PRESENT = 1 << 0;
export const WRITABLE = 1 << 1;
export const USER = 1 << 2;
export const ACCESSED = 1 << 5;
export const DIRTY = 1 << 6;
export const SWAPPED = 1 << 9;
export const HIDDEN = 1 << 10;
export const LOCKED = 1 << 11;
/** In the high word. */
export const NO_EXECUTE = 1 << 31;
export const OWN = 1 << 20;

/** Of an entry that leads to a table. */
export const TABLE_BITS = PRESENT | WRITABLE | USER | ACCESSED;

/** Entries in a table, and tables on the way to a page. */
export const ENTRIES = 512;
export const LEVELS = 4;

/** Of a present or hidden entry, by its low word. */
export function frameOf(low: number): number {
  return low >>> 12;
}

/** Whether an entry holds a frame: present, or hidden. */
export function holdsFrame(low: number): boolean {
  return (low & (PRESENT | HIDDEN)) !== 0;
}

const SLOT_LOW = 20;

export function swapLow(slot: number): number {
  return (slot << 12) | SWAPPED;
}

export function swapHigh(slot: number): number {
  return slot >>> SLOT_LOW;
}

export function swapSlotOf(low: number, high: number): number {
  return (low >>> 12) + (high << SLOT_LOW);
}
