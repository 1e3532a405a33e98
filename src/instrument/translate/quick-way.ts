/**
 * The quick way to an access (translate-function.ts has it whole): what asks whether the page is there and, with checks, whether the
 * bytes are addressable, and otherwise branches to the slow way, which is the block that ends next.
 *
 * Locals are named by their numbers: `e` has the virtual address.
 */
import type { MemoryAccess } from '../binary/memory-access.js';
import { OP } from '../binary/opcodes.js';
import type { ByteWriter } from '../binary/writer.js';
import type { BranchHint } from '../branch-hints.js';
import { DOUBT } from '../passes/check.js';
import type { DeferredCheck } from '../rewrite/access-list.js';
import type { CheckedMemory } from '../runtime/check-helpers.js';
import type { PageGroup } from './page-groups.js';
import { LOOKUP_LOW_BITS, LOOKUP_PAGES, LOOKUP_ROTATION, PAGE, type TranslationTables } from './translation.js';

/** Bytes of the program to a byte of shadow. */
export const GRANULE = 8;
const GRANULE_SHIFT = 3;

/** An access, and how it is to be checked. */
type Checked = Pick<MemoryAccess, 'size' | 'write'> & { check: DeferredCheck | undefined };

export class QuickWay {
  readonly #out: ByteWriter;
  readonly #hints: BranchHint[];
  readonly #tables: TranslationTables;
  readonly #checks: CheckedMemory | undefined;

  /** @param hints takes where in `out` branches are that are rarely taken */
  constructor(out: ByteWriter, hints: BranchHint[], tables: TranslationTables, checks: CheckedMemory | undefined) {
    this.#out = out;
    this.#hints = hints;
    this.#tables = tables;
    this.#checks = checks;
  }

  #get(local: number): void {
    this.#out.u8(OP.localGet).u32(local);
  }

  #const(value: number): void {
    this.#out.u8(OP.i32Const).s32(value);
  }

  /** Branch to the slow way if what is on the stack is not 0: it rarely is. */
  branch(): void {
    this.#hints.push({ offset: this.#out.length, taken: false });
    this.#out.u8(OP.brIf).u32(0);
  }

  /** Leave table[e >>> 12]; or 0, where `size` is more than 1 and e is no multiple of it. */
  lookUp(e: number, write: boolean, size = 1): void {
    const { readsAt, writesAt } = this.#tables;
    this.#get(e);
    this.#const(LOOKUP_ROTATION);
    this.#out.u8(size > 1 ? OP.i32Rotr : OP.i32ShrU);
    this.#const(LOOKUP_PAGES | ((size - 1) << LOOKUP_LOW_BITS));
    this.#out
      .u8(OP.i32And)
      .u8(OP.i32Load)
      .u8(2)
      .u32(write ? writesAt : readsAt);
  }

  /** Branch to the slow way when the `size` bytes at e lie on two pages. */
  branchIfSplit(size: number, e: number): void {
    if (size === 1) return;
    this.#get(e);
    this.#const(PAGE - 1);
    this.#out.u8(OP.i32And);
    this.#const(PAGE - size);
    this.#out.u8(OP.i32GtU);
    this.branch();
  }

  /** Branch to the slow way unless the access, aligned at e, may be made; or unless nobody doubts that. */
  check({ write, size, check }: Checked, e: number): void {
    if (check === undefined) return;
    if (check.isRepeated) {
      this.#get(check.doubt);
      this.#const(DOUBT);
      this.#out.u8(OP.i32Eq);
      this.branch();
      return;
    }
    if (write) this.#branchIfReadOnly(size, e);
    this.#branchUnlessFilled(e, size);
  }

  /** Branch to the slow way unless all bytes of the granules are addressable in which the aligned access at e lies. */
  #branchUnlessFilled(e: number, size: number): void {
    this.#get(e);
    this.#const(GRANULE_SHIFT);
    this.#out
      .u8(OP.i32ShrU)
      .u8(size === 16 ? OP.i32Load16U : OP.i32Load8U)
      .u8(0)
      .u32(this.#checks!.shadow);
    this.#const(size === 16 ? 0xffff : 0xff);
    this.#out.u8(OP.i32Ne);
    this.branch();
  }

  /** The same for all of a group, whose first byte is at `first`, and there a granule begins if `isGranular`. */
  checkGroup({ checked, from, to, write }: PageGroup, first: number, isGranular: boolean): void {
    if (checked.length === 0) return;
    if (write) this.#branchIfReadOnly(to - from, first);
    if (isGranular && to - from === GRANULE) {
      this.#branchUnlessFilled(first, GRANULE);
      return;
    }
    let mask = 0n;
    for (const range of checked) mask |= ((1n << BigInt(range.to - range.from)) - 1n) << BigInt(range.from - from);
    mask = BigInt.asIntN(64, mask);
    this.#get(first);
    this.#const(GRANULE_SHIFT);
    this.#out.u8(OP.i32ShrU).u8(OP.i64Load).u8(0).u32(this.#checks!.shadow);
    if (!isGranular) {
      this.#get(first);
      this.#const(GRANULE - 1);
      this.#out.u8(OP.i32And).u8(OP.i64ExtendI32U).u8(OP.i64ShrU);
    }
    this.#out.u8(OP.i64Const).s64(mask).u8(OP.i64And).u8(OP.i64Const).s64(mask).u8(OP.i64Ne);
    this.branch();
  }

  /** Branch to the slow path when one of the `size` bytes at e must not be written. */
  #branchIfReadOnly(size: number, e: number): void {
    const { readOnly } = this.#checks!;
    if (readOnly === undefined) return;
    const first = readOnly.start - (size - 1);
    this.#get(e);
    this.#const(first);
    this.#out.u8(OP.i32Sub);
    this.#const(readOnly.end - first);
    this.#out.u8(OP.i32LtU);
    this.branch();
  }
}
