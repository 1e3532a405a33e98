/**
 * What an address space has mapped and been promised, and how much that may be: setrlimit's limits, which hold for one process, and
 * the machine's (commit.ts).
 *
 * Invariants
 * 1. `mapped` is the pages of all areas, `committed` those of the accounted ones.
 * 2. What is committed here is promised there.
 *
 * Cost: constant, but for the limit of data, which looks at all areas.
 */
import type { Bytes } from '../../base/ids.js';
import { type Area, type AreaList, isData } from './area.js';
import type { Commit } from './commit.js';
import { MemoryRefused, PAGE } from './contract.js';
import type { SpaceLimits } from './space-requests.js';

export class SpaceAccounts {
  readonly limits: SpaceLimits;
  mapped = 0;
  peakMapped = 0;
  committed = 0;
  readonly #areas: AreaList;
  readonly #commit: Commit;

  constructor(areas: AreaList, commit: Commit, limits: SpaceLimits | undefined) {
    this.#areas = areas;
    this.#commit = commit;
    this.limits = { ...limits };
  }

  /** The area has so many pages more, which are promised if it is accounted. */
  add({ accounted }: Area, pages: number): void {
    this.mapped += pages;
    if (this.mapped > this.peakMapped) this.peakMapped = this.mapped;
    if (accounted) this.committed += pages;
  }

  /** So many pages of the area go; what they were promised is given back. */
  remove({ accounted }: Area, pages: number): void {
    this.mapped -= pages;
    if (accounted) this.giveBack(pages);
  }

  /** Of areas that are there already. @throws MemoryRefused */
  promise(pages: number): void {
    this.#commit.promise(pages);
    this.committed += pages;
  }

  giveBack(pages: number): void {
    this.committed -= pages;
    this.#commit.giveBack(pages);
  }

  /** @param holdsData it becomes data (area.ts) @throws MemoryRefused if so many bytes more would be too many */
  requireRoom(size: Bytes, holdsData: boolean): void {
    const { addressSpace } = this.limits;
    if (addressSpace !== undefined && this.mapped * PAGE + size > addressSpace)
      throw new MemoryRefused('ENOMEM', `more than ${addressSpace} bytes would be mapped (RLIMIT_AS)`);
    if (holdsData) this.requireDataRoom(size);
  }

  /** The same for bytes that become data. @throws MemoryRefused */
  requireDataRoom(size: Bytes): void {
    const { data } = this.limits;
    if (data === undefined || size === 0) return;
    const before = this.#areas.all.reduce((sum, area) => sum + (isData(area) ? area.end - area.start : 0), 0);
    if (before + size > data)
      throw new MemoryRefused('ENOMEM', `private writable memory would be more than ${data} bytes (RLIMIT_DATA)`);
  }
}
