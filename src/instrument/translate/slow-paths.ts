/**
 * What translated code calls where the table has no answer, or one is not enough: pages that the host must bring in, accesses
 * over the end of a page, and bulk operations, which go page by page.
 *
 * A store over the end of a page first makes sure that both pages can be written, so that nothing is written where the
 * second one cannot. A bulk operation stops at the first byte that cannot be reached; what was done before stays done, as
 * with a loop of instructions.
 *
 * Checked accesses come here also where shadow says less than "all eight bytes": at the ends of blocks, mostly on pages that are
 * there. So one call does all: the exact check, the translation, and for a store the store itself. The fewer calls there are beside
 * each access, the less has an optimising engine to compile.
 *
 * Cost: about 3 ns where the page is there; for bulk operations the engine's own cost and some 10 ns a page.
 */
import type { CodeBuilder } from '../binary/code-builder.js';
import { plainAccess } from '../binary/memory-access.js';
import { BLOCK_VOID, MISC, OP, TYPE } from '../binary/opcodes.js';
import type { ByteWriter } from '../binary/writer.js';
import { leaveIfWrong, missName, type CheckedMemory } from '../runtime/check-helpers.js';
import { emitCopy, emitFill } from '../runtime/short-runs.js';
import {
  BEYOND_LEVEL_1,
  PAGE,
  PAGE_SHIFT,
  SPILL_ADDRESS,
  SPILL_PAGE,
  SPILL_SIZE,
  type ObservedLevel1,
  type ObservedPages,
  type TranslationTables,
} from './translation.js';

export const READ_SLOW = 'readSlow';
export const WRITE_SLOW = 'writeSlow';
export const SPILLED = 'spilled';
export const TURNED = 'turned';
const TRANSLATE_READ = 'translateRead';
const TRANSLATE_WRITE = 'translateWrite';

export const BULK_NAMES = {
  [MISC.memoryCopy]: 'copyPages',
  [MISC.memoryFill]: 'fillPages',
} as const;

/** Of memory.init from a segment. */
export function initName(segment: number): string {
  return `initPages${segment}`;
}

export interface SlowPath {
  name: string;
  params: number[];
  results: number[];
  build(c: CodeBuilder, tables: TranslationTables, checks: CheckedMemory | undefined): void;
}

const { i32 } = TYPE;

/** (page << 1 | write): the page is not that of the last reference, or is written for the first time since. */
const turned: SlowPath = {
  name: TURNED,
  params: [i32],
  results: [],
  build(c, { observed, readsAt, writesAt }) {
    if (observed === undefined) return;
    const next = c.local();
    c.i32(0).get(0).memory(OP.i32Store, observed.lastAt);
    lookInLevel1(c, observed.level1, { readsAt, writesAt });
    c.i32(0).memory(OP.i32Load, observed.nextAt).tee(next).get(0).memory(OP.i32Store);
    c.i32(0).get(next).i32(4).op(OP.i32Add).tee(next).memory(OP.i32Store, observed.nextAt);
    c.get(next).i32(observed.ringEnd).op(OP.i32GeU).if().call('pagesTouched').end();
  },
};

/**
 * Return where the first level of the model has the page of local 0, after making it the latest of its set. Where only the table has
 * it, it comes in, the oldest leaves, and local 0 says so.
 */
function lookInLevel1(
  c: CodeBuilder,
  { isOnAt, spaceAt, hitsAt, tagsAt, sets, ways }: ObservedLevel1,
  { readsAt, writesAt }: Pick<TranslationTables, 'readsAt' | 'writesAt'>,
): void {
  const page = c.local();
  const set = c.local();
  const tag = c.local(TYPE.f64);
  const placeFirst = (from: number): void => {
    for (let way = from; way > 0; way--)
      c.get(set)
        .get(set)
        .memory(OP.f64Load, tagsAt + 8 * (way - 1))
        .memory(OP.f64Store, tagsAt + 8 * way);
    c.get(set).get(tag).memory(OP.f64Store, tagsAt);
  };
  c.get(0).i32(1).op(OP.i32ShrU).set(page);
  c.i32(0).memory(OP.i32Load, isOnAt).if();
  c.get(page).i32(2).op(OP.i32Shl);
  c.get(0)
    .i32(1)
    .op(OP.i32And)
    .i32(writesAt - readsAt)
    .op(OP.i32Mul, OP.i32Add);
  c.memory(OP.i32Load, readsAt).if();
  c.get(page).op(OP.f64ConvertI32U).i32(0).memory(OP.f64Load, spaceAt).op(OP.f64Add).set(tag);
  c.get(page)
    .i32(sets - 1)
    .op(OP.i32And)
    .i32(8 * ways)
    .op(OP.i32Mul)
    .set(set);
  for (let way = 0; way < ways; way++) {
    c.get(set)
      .memory(OP.f64Load, tagsAt + 8 * way)
      .get(tag)
      .op(OP.f64Eq)
      .if();
    if (way > 0) placeFirst(way);
    c.i32(0).i32(0).memory(OP.f64Load, hitsAt).f64(1).op(OP.f64Add).memory(OP.f64Store, hitsAt);
    c.return().end();
  }
  placeFirst(ways - 1);
  c.get(0)
    .i32(BEYOND_LEVEL_1 | 0)
    .op(OP.i32Or)
    .set(0);
  c.end().end();
}

/** Emit: a reference to the byte whose address `push` pushes, when somebody wants to know. Costs a comparison. */
export function emitReference(
  code: { observed: ObservedPages | undefined; push(): void; callTurned(): void; hint?(): void },
  out: ByteWriter,
  write: boolean,
): void {
  if (code.observed === undefined) return;
  const page = (): void => {
    code.push();
    out.u8(OP.i32Const).s32(PAGE_SHIFT).u8(OP.i32ShrU);
  };
  const key = (): void => {
    page();
    out.u8(OP.i32Const).s32(1).u8(OP.i32Shl);
    if (write) out.u8(OP.i32Const).s32(1).u8(OP.i32Or);
  };
  if (write) key();
  else page();
  out.u8(OP.i32Const).s32(0).u8(OP.i32Load).u8(2).u32(code.observed.lastAt);
  if (!write) out.u8(OP.i32Const).s32(1).u8(OP.i32ShrU);
  out.u8(OP.i32Ne);
  code.hint?.();
  out.u8(OP.if).u8(BLOCK_VOID);
  key();
  code.callTurned();
  out.u8(OP.end);
}

/** (address, code offset, frame): the entry of the byte's page, which is not 0. */
function translate(name: string, write: boolean): SlowPath {
  return {
    name,
    params: [i32, i32, i32],
    results: [i32],
    build(c, { readsAt, writesAt, observed }) {
      const entry = c.local();
      emitReference({ observed, push: () => c.get(0), callTurned: () => c.call(TURNED) }, c.code, write);
      c.loop();
      c.get(0).i32(PAGE_SHIFT).op(OP.i32ShrU).i32(2).op(OP.i32Shl);
      c.memory(OP.i32Load, write ? writesAt : readsAt).tee(entry);
      c.op(OP.i32Eqz).if();
      c.get(0)
        .i32(write ? 1 : 0)
        .get(1)
        .get(2)
        .call('pageFault')
        .br(1);
      c.end().end();
      c.get(entry);
    },
  };
}

/** Leave: the bytes at `address` lie on two pages. */
function isSplit(c: CodeBuilder, address: number, size: number): void {
  c.get(address)
    .i32(PAGE - 1)
    .op(OP.i32And)
    .get(size)
    .op(OP.i32Add)
    .i32(PAGE)
    .op(OP.i32GtU);
}

/** (address, size, code offset, frame): an entry for all bytes; that of the spill area where they lie on two pages. */
const readSlow: SlowPath = {
  name: READ_SLOW,
  params: [i32, i32, i32, i32],
  results: [i32],
  build(c, { spillAt }) {
    const [address, size, site, frame] = [0, 1, 2, 3];
    const at = c.local();
    isSplit(c, address, size);
    c.op(OP.i32Eqz).if().get(address).get(site).get(frame).call(TRANSLATE_READ).return().end();
    // The program may handle a fault, and use the area: both pages are asked for before it is filled.
    for (const distance of [0, 1]) {
      c.get(address);
      if (distance) c.get(size).op(OP.i32Add).i32(1).op(OP.i32Sub);
      c.get(site).get(frame).call(TRANSLATE_READ).op(OP.drop);
    }
    c.loop();
    c.i32(spillAt).get(at).op(OP.i32Add);
    c.get(address).get(at).op(OP.i32Add).get(site).get(frame).call(TRANSLATE_READ);
    c.get(address).get(at).op(OP.i32Add, OP.i32Add).memory(OP.i32Load8U);
    c.memory(OP.i32Store8);
    c.get(at).i32(1).op(OP.i32Add).tee(at).get(size).op(OP.i32LtU).brIf(0);
    c.end();
    c.i32(spillAt).get(address).op(OP.i32Sub);
  },
};

/** The same for a store, which then calls `spilled`. */
const writeSlow: SlowPath = {
  name: WRITE_SLOW,
  params: [i32, i32, i32, i32],
  results: [i32],
  build(c, { spillAt }) {
    const [address, size, site, frame] = [0, 1, 2, 3];
    isSplit(c, address, size);
    c.op(OP.i32Eqz).if().get(address).get(site).get(frame).call(TRANSLATE_WRITE).return().end();
    c.get(address).get(site).get(frame).call(TRANSLATE_WRITE).op(OP.drop);
    c.get(address).get(size).op(OP.i32Add).i32(1).op(OP.i32Sub).get(site).get(frame).call(TRANSLATE_WRITE).op(OP.drop);
    c.i32(0)
      .get(address)
      .memory(OP.i32Store, spillAt + SPILL_ADDRESS);
    c.i32(0)
      .get(size)
      .memory(OP.i32Store, spillAt + SPILL_SIZE);
    c.i32(spillAt).get(address).op(OP.i32Sub);
  },
};

/** (code offset, frame): takes what a store left in the spill area, if anything, to its pages. */
const spilled: SlowPath = {
  name: SPILLED,
  params: [i32, i32],
  results: [],
  build(c, { spillAt }) {
    const [address, size, at] = [c.local(), c.local(), c.local()];
    c.i32(0)
      .memory(OP.i32Load, spillAt + SPILL_SIZE)
      .tee(size)
      .op(OP.i32Eqz)
      .if()
      .return()
      .end();
    c.i32(0)
      .i32(0)
      .memory(OP.i32Store, spillAt + SPILL_SIZE);
    c.i32(0)
      .memory(OP.i32Load, spillAt + SPILL_ADDRESS)
      .set(address);
    c.loop();
    c.get(address).get(0).get(1).call(TRANSLATE_WRITE).get(address).op(OP.i32Add);
    c.get(at).memory(OP.i32Load8U, spillAt).memory(OP.i32Store8);
    c.get(address).i32(1).op(OP.i32Add).set(address);
    c.get(at).i32(1).op(OP.i32Add).tee(at).get(size).op(OP.i32LtU).brIf(0);
    c.end();
  },
};

/** Leave the block unless the `size` bytes at the local `address` lie on one page whose entry is there; entry := that. */
function leaveUnlessThere(
  c: CodeBuilder,
  { address, size, entry, write }: { address: number; size: number; entry: number; write: boolean },
  { readsAt, writesAt, observed }: TranslationTables,
): void {
  // Who sees every reference sees these where the host is asked.
  if (observed !== undefined) {
    c.br(0);
    return;
  }
  if (size > 1) {
    c.get(address)
      .i32(PAGE - 1)
      .op(OP.i32And)
      .i32(PAGE - size)
      .op(OP.i32GtU)
      .brIf(0);
  }
  c.get(address).i32(PAGE_SHIFT).op(OP.i32ShrU).i32(2).op(OP.i32Shl);
  c.memory(OP.i32Load, write ? writesAt : readsAt)
    .tee(entry)
    .op(OP.i32Eqz)
    .brIf(0);
}

/** The same for a run of `size` bytes, a local too, most of which lie on one page. */
function leaveUnlessOnOnePage(
  c: CodeBuilder,
  { address, size, entry, write }: { address: number; size: number; entry: number; write: boolean },
  tables: TranslationTables,
): void {
  c.get(size).i32(PAGE).op(OP.i32GtU).brIf(0);
  isSplit(c, address, size);
  c.brIf(0);
  leaveUnlessThere(c, { address, size: 1, entry, write }, tables);
}

/** Emit: doubt := whether the host had to be told of the access. */
function emitExactCheck(
  c: CodeBuilder,
  access: { address: number; size: number; write: boolean; site: number; frame: number },
  doubt: number,
  checks: CheckedMemory,
): void {
  const { address, size, write, site, frame } = access;
  c.block().block();
  leaveIfWrong(c, access, checks);
  c.br(1).end();
  c.get(address).get(site).get(frame).call(missName(size, write)).set(doubt);
  c.end();
}

export function checkedReadName(size: number): string {
  return `checkedRead${size}`;
}

/** (address, code offset, frame) of a load that is checked: an entry as `readSlow` gives it, and -1 when the host was told, else 0. */
function checkedRead(size: number): SlowPath {
  return {
    name: checkedReadName(size),
    params: [i32, i32, i32],
    results: [i32, i32],
    build(c, tables, checks) {
      const [address, site, frame] = [0, 1, 2];
      const [doubt, entry] = [c.local(), c.local()];
      emitExactCheck(c, { address, size, write: false, site, frame }, doubt, checks!);
      c.block();
      leaveUnlessThere(c, { address, size, entry, write: false }, tables);
      c.get(entry).get(doubt).return().end();
      c.get(address).i32(size).get(site).get(frame).call(READ_SLOW).get(doubt);
    },
  };
}

/** Of the stores in `STORES`. */
export function storeName(opcode: number, isChecked: boolean): string {
  return `${isChecked ? 'checkedStore' : 'store'}${opcode}`;
}

/** (address, value, code offset, frame): stores the value. Where that is checked: -1 when the host was told, else 0. */
function storeSlow(opcode: number, isChecked: boolean): SlowPath {
  const { size, operands } = plainAccess(opcode)!;
  return {
    name: storeName(opcode, isChecked),
    params: [i32, operands[0]!, i32, i32],
    results: isChecked ? [i32] : [],
    build(c, tables, checks) {
      const [address, value, site, frame] = [0, 1, 2, 3];
      const [doubt, entry] = [c.local(), c.local()];
      if (isChecked) emitExactCheck(c, { address, size, write: true, site, frame }, doubt, checks!);
      c.block().block();
      leaveUnlessThere(c, { address, size, entry, write: true }, tables);
      c.get(address).get(entry).op(OP.i32Add).get(value).memory(opcode).br(1).end();
      c.get(address)
        .get(address)
        .i32(size)
        .get(site)
        .get(frame)
        .call(WRITE_SLOW)
        .op(OP.i32Add)
        .get(value)
        .memory(opcode);
      if (size > 1) c.get(site).get(frame).call(SPILLED);
      c.end();
      if (isChecked) c.get(doubt);
    },
  };
}

/** local := bytes from `address` to the end of its page. */
function restOfPage(c: CodeBuilder, address: number, local: number): void {
  c.i32(PAGE)
    .get(address)
    .i32(PAGE - 1)
    .op(OP.i32And, OP.i32Sub)
    .set(local);
}

/** step := at most `limit`. */
function atMost(c: CodeBuilder, step: number, limit: number): void {
  c.get(limit).get(step).get(limit).get(step).op(OP.i32LtU, OP.select).set(step);
}

/** (destination, value, size, code offset, frame) */
const fillPages: SlowPath = {
  name: BULK_NAMES[MISC.memoryFill],
  params: [i32, i32, i32, i32, i32],
  results: [],
  build(c, tables) {
    const [destination, value, size, site, frame] = [0, 1, 2, 3, 4];
    const [step, to] = [c.local(), c.local()];
    c.block();
    leaveUnlessOnOnePage(c, { address: destination, size, entry: to, write: true }, tables);
    c.get(to).get(destination).op(OP.i32Add).set(to);
    emitFill(c, to, size, () => c.get(value));
    c.return().end();
    c.loop();
    c.get(size).op(OP.i32Eqz).if().return().end();
    restOfPage(c, destination, step);
    atMost(c, step, size);
    c.get(destination).get(site).get(frame).call(TRANSLATE_WRITE).get(destination).op(OP.i32Add).set(to);
    emitFill(c, to, step, () => c.get(value));
    c.get(destination).get(step).op(OP.i32Add).set(destination);
    c.get(size).get(step).op(OP.i32Sub).set(size).br(0);
    c.end();
  },
};

/**
 * (destination, source, size, code offset, frame), as memmove. A step is what lies on one page on both sides; from the end downwards
 * where the destination begins inside the source. Both pages are asked for before a byte moves. When one of them has gone
 * again for the sake of the other, the step takes two: out of the source's page, then into the destination's.
 */
const copyPages: SlowPath = {
  name: BULK_NAMES[MISC.memoryCopy],
  params: [i32, i32, i32, i32, i32],
  results: [],
  build(c, tables) {
    const { readsAt, spillAt } = tables;
    const [destination, source, size, site, frame] = [0, 1, 2, 3, 4];
    const [step, other, from, to, backwards] = [c.local(), c.local(), c.local(), c.local(), c.local()];
    c.block();
    leaveUnlessOnOnePage(c, { address: source, size, entry: from, write: false }, tables);
    leaveUnlessOnOnePage(c, { address: destination, size, entry: to, write: true }, tables);
    c.get(from).get(source).op(OP.i32Add).set(from);
    c.get(to).get(destination).op(OP.i32Add).set(to);
    emitCopy(c, to, from, size);
    c.return().end();
    c.get(destination).get(source).op(OP.i32Sub).get(size).op(OP.i32LtU).set(backwards);
    c.loop();
    c.get(size).op(OP.i32Eqz).if().return().end();
    c.get(backwards).if();
    // What there is on the page of the last byte, on each side.
    for (const [address, local] of [
      [destination, step],
      [source, other],
    ] as const) {
      c.get(address).get(size).op(OP.i32Add).i32(1).op(OP.i32Sub);
      c.i32(PAGE - 1)
        .op(OP.i32And)
        .i32(1)
        .op(OP.i32Add)
        .set(local);
    }
    c.else();
    restOfPage(c, destination, step);
    restOfPage(c, source, other);
    c.end();
    atMost(c, step, other);
    atMost(c, step, size);
    c.get(backwards).if();
    c.get(size).get(step).op(OP.i32Sub).set(size);
    c.get(destination).get(size).op(OP.i32Add).set(to);
    c.get(source).get(size).op(OP.i32Add).set(from);
    c.else();
    c.get(destination).set(to).get(source).set(from);
    c.get(destination).get(step).op(OP.i32Add).set(destination);
    c.get(source).get(step).op(OP.i32Add).set(source);
    c.get(size).get(step).op(OP.i32Sub).set(size);
    c.end();
    c.get(from).get(site).get(frame).call(TRANSLATE_READ).op(OP.drop);
    c.get(to).get(site).get(frame).call(TRANSLATE_WRITE).get(to).op(OP.i32Add).set(other);
    c.get(from).i32(PAGE_SHIFT).op(OP.i32ShrU).i32(2).op(OP.i32Shl).memory(OP.i32Load, readsAt);
    c.op(OP.i32Eqz).if();
    c.i32(spillAt + SPILL_PAGE).set(other);
    c.get(from).get(site).get(frame).call(TRANSLATE_READ).get(from).op(OP.i32Add).set(from);
    emitCopy(c, other, from, step);
    c.get(other).set(from);
    c.get(to).get(site).get(frame).call(TRANSLATE_WRITE).get(to).op(OP.i32Add).set(other);
    c.else();
    c.get(from).i32(PAGE_SHIFT).op(OP.i32ShrU).i32(2).op(OP.i32Shl).memory(OP.i32Load, readsAt);
    c.get(from).op(OP.i32Add).set(from);
    c.end();
    emitCopy(c, other, from, step);
    c.br(0);
    c.end();
  },
};

/** (destination, offset, size, code offset, frame): memory.init needs its segment named, so there is one for each. */
export function initPages(segment: number): SlowPath {
  return {
    name: initName(segment),
    params: [i32, i32, i32, i32, i32],
    results: [],
    build(c) {
      const [destination, offset, size, site, frame] = [0, 1, 2, 3, 4];
      const step = c.local();
      // Also of no bytes: beyond the segment's end it must stop.
      c.loop();
      restOfPage(c, destination, step);
      atMost(c, step, size);
      c.get(size).if(i32).get(destination).get(site).get(frame).call(TRANSLATE_WRITE).get(destination).op(OP.i32Add);
      c.else().i32(0).end();
      c.get(offset).get(step);
      c.code.u8(OP.miscPrefix).u32(MISC.memoryInit).u32(segment).u8(0);
      c.get(destination).get(step).op(OP.i32Add).set(destination);
      c.get(offset).get(step).op(OP.i32Add).set(offset);
      c.get(size).get(step).op(OP.i32Sub).tee(size).brIf(0);
      c.end();
    },
  };
}

/** Opcodes of the stores that go the slow way by one call. */
const STORES = Array.from({ length: OP.i64Store32 - OP.i32Store + 1 }, (_, at) => OP.i32Store + at);
const SIZES = [1, 2, 4, 8, 16];

export function isSlowStore(opcode: number): boolean {
  return STORES.includes(opcode);
}

const ALWAYS: readonly SlowPath[] = [
  turned,
  translate(TRANSLATE_READ, false),
  translate(TRANSLATE_WRITE, true),
  readSlow,
  writeSlow,
  spilled,
  fillPages,
  copyPages,
  ...STORES.map((opcode) => storeSlow(opcode, false)),
];

const CHECKED: readonly SlowPath[] = [...SIZES.map(checkedRead), ...STORES.map((opcode) => storeSlow(opcode, true))];

/** What a module needs whose accesses are translated, and checked. */
export function slowPaths(isChecked: boolean): SlowPath[] {
  return isChecked ? [...ALWAYS, ...CHECKED] : [...ALWAYS];
}
