/**
 * Virtual memory on its own: address spaces over the frames of a WebAssembly.Memory, in any engine. Imported as
 * "heapglass/vm"; docs/vm.md is the introduction. Everything here follows semantic versioning.
 */
import { policiesNamed, type PolicyDesign } from '../memory/vm/replacement/policies.js';

export { AddressSpace } from '../memory/vm/address-space.js';
export { addressLayout, type AddressLayout, type LayoutRequest } from '../memory/vm/address-layout.js';
export type { Area } from '../memory/vm/area.js';
export type {
  Advice,
  MapRequest,
  RemapRequest,
  SpaceLimits,
  SpaceOptions,
  Translation,
} from '../memory/vm/space-requests.js';
export type { OvercommitMode, OvercommitOptions } from '../memory/vm/commit.js';
export {
  EXECUTE,
  Fault,
  isHandled,
  isMajor,
  MemoryRefused,
  NONE,
  PAGE,
  READ,
  WRITE,
  type Access,
  type BackingFile,
  type FaultCode,
  type RefusalCode,
} from '../memory/vm/contract.js';
export { modelledTime, USUAL_COSTS, type CostedCounts, type CostLine, type Costs } from '../memory/vm/cost-model.js';
export { FLAT_TABLE_BYTES, FlatTable } from '../memory/vm/flat-table.js';
export { checkInvariants } from '../memory/vm/invariants.js';
export { MappedFile, type MappedFileOptions, type MappedFileStats } from '../memory/vm/mapped-file.js';
export { MemoryFile } from '../memory/vm/memory-file.js';
export { chooseVictim, type OomCandidate, type OomChoice, type OomScore } from '../memory/vm/out-of-memory.js';
export type { PagedObject } from '../memory/vm/paged-object.js';
export { PhysicalMemory, type PhysicalOptions } from '../memory/vm/physical-memory.js';
export type { PolicyChoice } from '../memory/vm/reclaim.js';
export { POLICIES, type PolicyDesign } from '../memory/vm/replacement/policies.js';
export { walkPageTable, type PageWalk, type WalkStep } from '../memory/vm/show/page-walk.js';
export {
  mapsText,
  meminfoText,
  pagemapEntry,
  smapsText,
  statusText,
  type ProcessFacts,
} from '../memory/vm/show/proc-files.js';
export type { SwapOptions } from '../memory/vm/swap.js';
export { Tlb, type TlbOptions, type TlbShape } from '../memory/vm/tlb.js';
export type { WriteBackOptions } from '../memory/vm/write-back.js';

/** The replacement policy of a name: fifo, clock, lru, arc ... @throws UnknownPolicy, whose message says which there are */
export function pagePolicy(name: string): PolicyDesign {
  return policiesNamed(name)[0]!;
}
