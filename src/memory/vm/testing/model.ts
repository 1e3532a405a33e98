/** Address spaces as the manual pages of mmap and fork tell of them, over plain arrays: what the real ones must agree with. */
import { Fault, NONE, PAGE, READ, type Access, type FaultCode } from '../contract.js';

export class ModelFile {
  bytes: Uint8Array;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** Pages behind the end are gone everywhere, copies too. */
  resize(size: number, spaces: readonly ModelSpace[]): void {
    const before = this.bytes;
    this.bytes = new Uint8Array(size);
    this.bytes.set(before.subarray(0, size));
    for (const space of spaces) {
      for (const page of space.pages.values()) {
        if (page.file === this && page.index >= Math.ceil(size / PAGE)) page.own = undefined;
      }
    }
  }
}

export interface ModelPage {
  protection: number;
  shared: boolean;
  file: ModelFile | undefined;
  index: number;
  /** Bytes of a private page that was written to. */
  own: Uint8Array | undefined;
  /** They may be zeros instead (MADV_FREE). */
  mayVanish: boolean;
}

export class ModelSpace {
  pages = new Map<number, ModelPage>();

  map(
    page: number,
    count: number,
    like: { protection: number; shared: boolean; file?: ModelFile; index: number },
  ): void {
    for (let i = 0; i < count; i++) {
      const { protection, shared, file, index } = like;
      this.pages.set(page + i, { protection, shared, file, index: index + i, own: undefined, mayVanish: false });
    }
  }

  /** mremap of pages that are one map; whatever is at `to` goes. */
  move(page: number, count: number, to: number, length: number): void {
    const moved = Array.from({ length: count }, (_, i) => this.pages.get(page + i)!);
    for (let i = 0; i < count; i++) this.pages.delete(page + i);
    const [first] = moved;
    this.map(to, length, first!);
    moved.slice(0, length).forEach((there, i) => this.pages.set(to + i, there));
  }

  /** What an access gets: undefined, or a fault. */
  faultOf(page: number, access: Access): FaultCode | undefined {
    const there = this.pages.get(page);
    if (there === undefined) return Fault.unmapped;
    const allowed = access === READ ? there.protection !== NONE : (there.protection & access) !== 0;
    if (!allowed) return Fault.protection;
    const isBehind = there.file !== undefined && there.index >= Math.ceil(there.file.bytes.length / PAGE);
    return isBehind && there.own === undefined ? Fault.beyondEnd : undefined;
  }

  byteAt(page: number, offset: number): number {
    const there = this.pages.get(page)!;
    if (there.own !== undefined) return there.own[offset]!;
    return there.file?.bytes[there.index * PAGE + offset] ?? 0;
  }

  write(page: number, offset: number, value: number): void {
    const there = this.pages.get(page)!;
    if (there.shared) {
      there.file!.bytes[there.index * PAGE + offset] = value;
      return;
    }
    if (there.own === undefined) {
      there.own = new Uint8Array(PAGE);
      if (there.file !== undefined) there.own.set(there.file.bytes.subarray(there.index * PAGE).subarray(0, PAGE));
    }
    there.own[offset] = value;
  }

  fork(): ModelSpace {
    const child = new ModelSpace();
    for (const [page, there] of this.pages) child.pages.set(page, { ...there, own: there.own?.slice() });
    return child;
  }
}
