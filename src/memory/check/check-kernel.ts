/** The checker's kernel (kernel.as.ts) and where its tables lie. */
import type { Address, BlockId, Bytes, StackId } from '../../base/ids.js';
import type { RoutineCode } from '../../events/routines.js';
import type { AllocatorCalls } from '../alloc/kernel-allocator.js';
import type { RecordingKernel } from '../calls/heap-events.js';
import { startKernel, type Cell, type KernelHost, type KernelMemory } from '../kernel.js';
import * as layout from '../layout.js';
import { ROW_WORDS } from './format.js';
import { KERNEL } from './kernel.wasm.js';
import { KERNEL as PROGRAM_BYTES } from './program/kernel.wasm.js';

export interface CheckLayout {
  /** Program addresses are below it. A multiple of 32. */
  limit: Address;
  shadowBase: Address;
  registryBase: Address;
  registrySize: Bytes;
  indexBase: Address;
  /** A byte for each 4096 of the program. */
  occupiedBase: Address;
  /** Two rings of `ringSlots` words, a power of two and no fewer than rows. */
  ringBase: Address;
  ringSlots: number;
  eventBase: Address;
  /** SCRATCH_SIZE bytes that the kernel may use for itself. */
  scratchBase: Address;
}

/** What the kernel needs to note which blocks leave the quarantine together; what its globals take fits too. */
export const SCRATCH_SIZE: Bytes = 256;

export const CHECK_LAYOUT: CheckLayout = {
  limit: layout.PROGRAM_LIMIT,
  shadowBase: layout.SHADOW_BASE,
  registryBase: layout.REGISTRY_BASE,
  registrySize: layout.REGISTRY_SIZE,
  indexBase: layout.BLOCK_INDEX_BASE,
  occupiedBase: layout.OCCUPIED_BASE,
  ringBase: layout.QUARANTINE_BASE,
  ringSlots: layout.QUARANTINE_SLOTS,
  eventBase: layout.EVENT_RING_BASE,
  scratchBase: layout.SCRATCH_BASE,
};

/** Rows that a registry of `size` bytes has. */
export function rowsIn(size: Bytes): number {
  return Math.floor(size / (ROW_WORDS * 4));
}

/** Imports of problems.as.ts. */
export interface CheckProblems {
  fishy(routine: RoutineCode, isCount: number, value: number, stack: StackId): void;
  mismatch(address: Address, id: BlockId, routine: RoutineCode, stack: StackId): void;
  invalidFree(address: Address, id: BlockId, routine: RoutineCode, stack: StackId): void;
  reallocZero(address: Address, id: BlockId, stack: StackId): void;
  corrupted(address: Address): void;
  failed(): void;
  alignedNew(routine: RoutineCode, alignment: Bytes, size: Bytes, stack: StackId): Address;
  newFailed(size: Bytes): void;
  eventsFull(): void;
  /** Whether there is memory at an address, for whoever only looks. */
  isReadable(address: Address): number;
}

/** Exports. All numbers come back signed. */
export interface CheckKernel extends RecordingKernel {
  openTables(...addresses: number[]): void;
  configure(redzone: Bytes, volume: Bytes, bigBlocks: Bytes, mallocFill: number, freeFill: number): void;

  malloc(size: Bytes, stack: StackId): Address;
  calloc(count: number, size: Bytes, stack: StackId): Address;
  realloc(address: Address, size: Bytes, stack: StackId): Address;
  reallocAs(routine: RoutineCode, address: Address, size: Bytes, stack: StackId): Address;
  free(address: Address, stack: StackId): void;
  release(address: Address, routine: RoutineCode, stack: StackId): void;
  allocateAs(routine: RoutineCode, size: Bytes, alignLog: number, stack: StackId): Address;
  operatorNew(size: Bytes, alignment: Bytes, flags: number, stack: StackId): Address;
  operatorDelete(address: Address, flags: number, stack: StackId): void;
  usableSize(address: Address): Bytes;

  add(address: Address, size: Bytes, routine: RoutineCode, stack: StackId, alignLog: number, serial: number): BlockId;
  retire(id: BlockId, routine: RoutineCode, stack: StackId): void;
  drop(id: BlockId): void;
  find(address: Address): BlockId;
  hasRoom(): number;
  buildIndex(): void;
  dropIndex(): void;
  firstMarked(from: Address, to: Address): Address;

  end: Cell;
  live: Cell;
  allocations: Cell;
  frees: Cell;
  bytesAllocated: Cell;
  liveBlocks: Cell;
  liveBytes: Cell;
  peakBytes: Cell;
  lowest: Cell;
  highest: Cell;
  /** Of the quarantine's rings. */
  smallHead: Cell;
  smallLength: Cell;
  bigHead: Cell;
  bigLength: Cell;
  /** On paged memory: what the kernel has in globals, `stateBytes` bytes from `at` (a multiple of 8) on. */
  saveState?(at: Address): void;
  restoreState?(at: Address): void;
  stateBytes?: Cell;
}

/** Where the kernel runs: in the program's memory, or beside it, where that is paged. */
export type CheckMemory =
  | KernelMemory
  | {
      /** Has the checker's tables, at the addresses of the layout. */
      tables: WebAssembly.Memory;
      /** Has the program's bytes. */
      program: KernelHost;
    };

export function startCheckKernel(
  memory: CheckMemory,
  at: CheckLayout,
  allocator: Pick<AllocatorCalls, 'malloc' | 'free' | 'memalign'>,
  problems: CheckProblems,
): CheckKernel {
  const imports = {
    'allocator.as': { malloc: allocator.malloc, free: allocator.free, memalign: allocator.memalign },
    'problems.as': { ...problems },
  };
  const kernel =
    'tables' in memory
      ? startKernel<CheckKernel>(KERNEL.apart!, memory.tables, {
          ...imports,
          'program-bytes.as': { ...startKernel<object>(PROGRAM_BYTES, memory.program, {}) },
        })
      : startKernel<CheckKernel>(KERNEL, memory, imports);
  kernel.openTables(
    at.limit,
    at.shadowBase,
    at.registryBase,
    rowsIn(at.registrySize),
    at.indexBase,
    at.occupiedBase,
    at.ringBase,
    at.ringSlots,
    at.eventBase,
    at.scratchBase,
  );
  return kernel;
}
