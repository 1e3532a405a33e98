/**
 * The map of the one linear memory that a checked program runs in.
 *
 *     0x0000_0000  program: null page, stack, data, heap             1792 MiB
 *     0x7000_0000  shadow: one addressability bit per byte of the
 *                  whole 4 GiB address space                         512 MiB
 *     0x9000_0000  call stack: one code offset per live call         64 MiB
 *     0x9400_0000  block registry: columns by block id               384 MiB
 *     0xAC00_0000  block index: block id by payload address / 32     224 MiB
 *     0xBA00_0000  which stretches of the program hold blocks; ring of
 *                  events; scratch                                 16 MiB
 *     0xBB00_0000  quarantine: two rings of block ids              128 MiB
 *     0xC300_0000  end of the memory that is asked of the engine
 *
 * The shadow begins below 2 GiB so that its base fits the signed displacement of an x86 load: every check is then an
 * instruction or two shorter (a tenth of the run time of a matrix product).
 *
 * Invariants
 * 1. The program's break never passes PROGRAM_LIMIT, so everything above belongs to heapglass alone.
 * 2. Shadow of an address above PROGRAM_LIMIT is never set: it stays zero, "not addressable", so a wild access is a miss
 *    like any other, and the miss handler stops the program before the access can touch heapglass's tables.
 * 3. Nothing here is written before it is needed: engines give zero pages, and an untouched page costs no memory.
 */

export const WASM_PAGE = 65536;

/** First address that no program may own. */
export const PROGRAM_LIMIT = 0x7000_0000;

export const SHADOW_BASE = 0x7000_0000;
export const SHADOW_SIZE = 0x2000_0000;

export const CALL_STACK_BASE = 0x9000_0000;
export const CALL_STACK_SIZE = 0x0400_0000;

export const REGISTRY_BASE = 0x9400_0000;
export const REGISTRY_SIZE = 0x1800_0000;

export const BLOCK_INDEX_BASE = 0xac00_0000;
/** Bytes of program memory per entry of the block index: two block payloads are never closer than this. */
export const BLOCK_INDEX_GRAIN = 32;

/** A byte for each 4096 of the program. */
export const OCCUPIED_BASE = 0xba00_0000;
export const EVENT_RING_BASE = 0xba10_0000;
export const SCRATCH_BASE = 0xba20_0000;

export const QUARANTINE_BASE = 0xbb00_0000;
/** Ids that one ring holds: as many as the registry has rows. */
export const QUARANTINE_SLOTS = 0x0100_0000;

/** Bytes of linear memory in all. */
export const MEMORY_SIZE = 0xc300_0000;
