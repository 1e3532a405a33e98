/**
 * Copies a function and puts the translation before each access of the program's.
 *
 *     e = address + offset
 *     t = table[e >>> 12];  if (t == 0, or e is not aligned)  t = slow(e)
 *     the access, at e + t
 *
 * Soundness: a memory address is only ever made of an entry that has just been read, and of bytes that lie on the page that
 * the entry is for. An access over the end of a page goes through the spill area: the slow path of a load has put the bytes
 * there and gives an entry that leads there; the slow path of a store is followed by `spilled`, which takes them to their
 * two pages. Of an address that is known the page is known too, and whether the access reaches over its end.
 *
 * Accesses that surely lie together share a look-up (page-groups.ts). The leader of such a group keeps where the group's first
 * byte is in memory, in a local: 0 when the bytes lie on two pages, or after anything went the slow way, for then pages may
 * have come and gone. A follower asks only for that:
 *
 *     m = e + t  of the group's first byte, or 0              (leader)
 *     if (m == 0) the slow way;  the access, at m + distance  (follower)
 *
 * An access that is to be checked (passes/check.ts) is checked here, with the same slow path. Alone it asks for one byte of shadow,
 * which answers for an aligned access, and aligned the look-up wants it anyway; the leader of a group asks for all members:
 *
 *     if (shadow[e >>> 3] != 0xff, or e is read-only data and the access a store)          the slow way, after the exact check
 *     if ((shadow bits from the first byte on & those of members) != those of members)     the same
 *
 * So whoever goes the quick way is sound, and on the slow way everyone is checked by himself. (Of eight-byte words that the compiler
 * says are aligned the first bit of shadow is where it should be; others' must be shifted there.)
 *
 * What an optimising engine has to compile beside the accesses is most of a program's code, and of a large one's time: the slow way is
 * one call (slow-paths.ts).
 *
 * Entries are not kept beyond that. It was tried: locals that hold the entry of a pointer's page through branches and loops
 * save a shift and a load of eight operations and cost a test, a register and a merge wherever ways join. Of thirteen
 * programs at -O1 two gained a tenth, most lost. With checks it is no better: a window of addressable bytes that an innermost loop
 * keeps for each pointer asks with four operations instead of a dozen, but takes three registers, and a product of matrices spilled
 * its counters and took 1.3 times as long.
 *
 * One branch for both questions, of the page and of shadow, was tried too: the code is 3 % smaller, takes as long to optimise, and a
 * search in a graph and an interpreter run no faster.
 *
 * An address that with its offset exceeds 2^32 wraps round here, where WebAssembly would stop; it stays in the address
 * space of the program.
 *
 * Cost: O(1) per instruction.
 */
import { memoryAccess, type MemoryAccess } from '../binary/memory-access.js';
import type { CodeBody, WasmModule } from '../binary/module.js';
import { BLOCK_VOID, isControl, MISC, OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteWriter } from '../binary/writer.js';
import type { BranchHint, HintsByPosition } from '../branch-hints.js';
import { analyseFunction, type FunctionFacts } from '../rewrite/analyse-function.js';
import type { AccessPlace } from '../instrument.js';
import { ACCESS_WORDS, decodeCheck, type DeferredCheck } from '../rewrite/access-list.js';
import { Effects, type Signatures } from '../rewrite/effects.js';
import { InstructionCursor } from '../rewrite/instructions.js';
import { CONSTANT, OperandTracker } from '../rewrite/operand-tracker.js';
import { missName, type CheckedMemory } from '../runtime/check-helpers.js';
import { groupAccesses, type GroupMember, type PageGroup } from './page-groups.js';
import { GRANULE, QuickWay } from './quick-way.js';
import {
  BULK_NAMES,
  checkedReadName,
  emitReference,
  initName,
  isSlowStore,
  READ_SLOW,
  SPILLED,
  storeName,
  TURNED,
  WRITE_SLOW,
} from './slow-paths.js';
import { PAGE, type TranslationTables } from './translation.js';

/** One access: what the instruction is, and where it stands in the original module. */
interface Access extends MemoryAccess {
  site: number;
  offset: number;
  align: number;
  check: DeferredCheck | undefined;
}

export interface TranslatedFunction {
  body: ByteWriter;
  hints: BranchHint[];
}

export interface TranslateContext {
  module: WasmModule;
  signatures: Signatures;
  tables: TranslationTables;
  checks: CheckedMemory | undefined;
  /** Index of a helper. */
  resolve(name: string): number;
}

/** What is to be translated. */
export interface FunctionSource {
  body: CodeBody;
  params: readonly number[];
  /** The accesses to translate, as rewrite/access-list.ts has them. */
  sites: Uint32Array;
  /** Of the body as it is: whether the branch at a position is usually taken. */
  hints: HintsByPosition;
  place: AccessPlace;
}

export class FunctionTranslator {
  readonly #context: TranslateContext;
  readonly #source: FunctionSource;
  readonly #facts: FunctionFacts;
  readonly #cursor: InstructionCursor;
  readonly #tracker: OperandTracker;
  readonly #effects: Effects;
  readonly #out = new ByteWriter(4096);
  readonly #added: ValueType[] = [];
  readonly #scratch = new Map<ValueType, number>();
  readonly #hints: BranchHint[] = [];
  readonly #quick: QuickWay;
  readonly #groups: ReadonlyMap<number, GroupMember>;
  /** Of groups whose last access is still to come: the local that holds the memory address of the first byte. */
  readonly #held = new Map<PageGroup, number>();
  readonly #freeLocals: number[] = [];
  /** Accesses before the current one. */
  #ordinal = 0;
  /** Accesses of the straight line so far that have not been counted. */
  #uncounted = 0;
  #copied: number;

  constructor(context: TranslateContext, source: FunctionSource) {
    const { module, signatures } = context;
    this.#context = context;
    this.#source = source;
    this.#facts = analyseFunction(module, source.body, source.params, signatures);
    const facts = this.#facts;
    this.#quick = new QuickWay(this.#out, this.#hints, context.tables, context.checks);
    const isChecked = context.checks !== undefined;
    this.#groups =
      context.tables.observed === undefined
        ? groupAccesses({ ...source, module, facts, signatures, isChecked })
        : new Map();
    const { code, sets } = facts;
    this.#cursor = new InstructionCursor(module.bytes, code, source.body.end);
    this.#tracker = new OperandTracker(sets);
    this.#effects = new Effects(this.#tracker, signatures, {});
    this.#copied = code;
  }

  translate(): TranslatedFunction {
    const c = this.#cursor;
    const { body, sites, hints } = this.#source;
    let next = 0;
    while (c.reader.pos < body.end) {
      c.step();
      const position = c.start - body.start;
      const hint = hints.get(position);
      if (hint !== undefined) {
        this.#flush(c.start);
        this.#hint(hint);
      }
      if (this.#uncounted > 0 && isControl(c.opcode)) this.#count();
      if (position === sites[next]) {
        this.#flush(c.start);
        this.#translate(sites[next + 1]!, decodeCheck(sites[next + 2]!));
        next += ACCESS_WORDS;
        this.#ordinal++;
        this.#copied = c.next;
      }
      this.#effects.apply(c);
    }
    this.#flush(body.end);
    return this.#withLocals();
  }

  #withLocals(): TranslatedFunction {
    const body = new ByteWriter(this.#out.length + 64);
    const { locals, parameters } = this.#facts;
    const declared = [...locals.slice(parameters), ...this.#added];
    const runs: [number, ValueType][] = [];
    for (const type of declared) {
      const last = runs.at(-1);
      if (last !== undefined && last[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    body.u32(runs.length);
    for (const [count, type] of runs) body.u32(count).u8(type);
    const hints = this.#hints.map(({ offset, taken }) => ({ offset: offset + body.length, taken }));
    return { body: body.raw(this.#out.view()), hints };
  }

  #local(type: ValueType): number {
    this.#added.push(type);
    return this.#facts.locals.length + this.#added.length - 1;
  }

  /** A local that one access uses; for i32 besides those below. */
  #scratchOf(type: ValueType): number {
    let local = this.#scratch.get(type);
    if (local === undefined) this.#scratch.set(type, (local = this.#local(type)));
    return local;
  }

  #addressLocal: number | undefined;
  #entryLocal: number | undefined;

  get #e(): number {
    return (this.#addressLocal ??= this.#local(TYPE.i32));
  }

  get #t(): number {
    return (this.#entryLocal ??= this.#local(TYPE.i32));
  }

  #flush(position: number): void {
    if (position > this.#copied) this.#out.copy(this.#context.module.bytes, this.#copied, position);
    this.#copied = position;
  }

  #hint(taken: boolean): void {
    this.#hints.push({ offset: this.#out.length, taken });
  }

  #get(local: number): void {
    this.#out.u8(OP.localGet).u32(local);
  }

  #set(local: number): void {
    this.#out.u8(OP.localSet).u32(local);
  }

  #const(value: number): void {
    this.#out.u8(OP.i32Const).s32(value);
  }

  #call(name: string): void {
    this.#out.u8(OP.call).u32(this.#context.resolve(name));
  }

  /** Emit the code offset and the call-stack entry. */
  #place(site: number): void {
    const { frame, site: local } = this.#source.place;
    if (local === undefined) this.#const(site | 0);
    else this.#get(local);
    if (frame === undefined) this.#const(0);
    else this.#get(frame);
  }

  /** A straight line ends. */
  #count(): void {
    const { observed } = this.#context.tables;
    if (observed !== undefined) {
      this.#flush(this.#cursor.start);
      this.#const(observed.countAt);
      this.#const(observed.countAt);
      this.#out.u8(OP.i64Load).u8(3).u32(0).u8(OP.i64Const).s64(BigInt(this.#uncounted));
      this.#out.u8(OP.i64Add).u8(OP.i64Store).u8(3).u32(0);
    }
    this.#uncounted = 0;
  }

  /** Write down that the byte at e is touched, when somebody wants to know. */
  #reference(e: number, write: boolean): void {
    emitReference(
      {
        observed: this.#context.tables.observed,
        push: () => this.#get(e),
        callTurned: () => this.#call(TURNED),
        hint: () => this.#hint(false),
      },
      this.#out,
      write,
    );
  }

  /** The instruction of the access itself, with an offset of its own. */
  #instruction(access: Access, offset = 0): void {
    const c = this.#cursor;
    const out = this.#out;
    const { bytes } = this.#context.module;
    out.u8(c.opcode);
    if (c.opcode === OP.simdPrefix) out.u32(c.sub);
    out.u32(access.align).u32(offset);
    const hasLane = c.opcode === OP.simdPrefix && c.sub >= FIRST_LANE && c.sub <= LAST_LANE;
    if (hasLane) out.u8(bytes[c.next - 1]!);
  }

  #translate(site: number, check: DeferredCheck | undefined): void {
    const c = this.#cursor;
    const access = memoryAccess(c.opcode, c.sub);
    if (access === undefined) this.#bulk(site);
    else this.#access({ ...access, site, offset: c.offset, align: c.align, check });
  }

  /** Set the operands aside, emit what finds the memory address, and the access. */
  #access(access: Access): void {
    this.#uncounted++;
    const isKnown = this.#tracker.peek(access.operands.length) === CONSTANT;
    const known = this.#tracker.value >>> 0;
    const operand = access.operands[0];
    if (operand !== undefined) this.#set(this.#scratchOf(operand));
    const address = this.#scratchAddress();
    this.#set(address);
    const member = this.#groups.get(this.#ordinal);
    if (isKnown) this.#constant(access, (known + access.offset) % 2 ** 32);
    else if (member === undefined) this.#plain(access, address);
    else if (member.group.leader === this.#ordinal) this.#leader(access, address, member);
    else this.#follower(access, address, member);
  }

  #operandLocal: number | undefined;

  #scratchAddress(): number {
    return (this.#operandLocal ??= this.#local(TYPE.i32));
  }

  /** e := address + offset; the local that holds it. */
  #effective(address: number, offset: number): number {
    if (offset === 0) return address;
    this.#get(address);
    this.#const(offset);
    this.#out.u8(OP.i32Add);
    this.#set(this.#e);
    return this.#e;
  }

  #operand(access: Access): void {
    const operand = access.operands[0];
    if (operand !== undefined) this.#get(this.#scratchOf(operand));
  }

  /**
   * The whole access, the slow way. Pages may come and go there, and shadow with them, so groups that are under way have no page
   * any more.
   */
  #slow(access: Access, e: number): void {
    for (const local of this.#held.values()) {
      this.#const(0);
      this.#set(local);
    }
    if (isSlowStore(this.#cursor.opcode)) this.#storeSlowly(access, e);
    else this.#accessSlowly(access, e);
  }

  #storeSlowly(access: Access, e: number): void {
    this.#get(e);
    this.#operand(access);
    this.#place(access.site);
    this.#call(storeName(this.#cursor.opcode, access.check !== undefined));
    if (access.check !== undefined) this.#noteDoubt(access.check);
  }

  /** The exact check, t := what the slow path gives for e, and the access. */
  #accessSlowly(access: Access, e: number): void {
    const { check, size, write, site } = access;
    this.#get(e);
    if (check !== undefined && !write) {
      this.#place(site);
      this.#call(checkedReadName(size));
      this.#noteDoubt(check);
    } else {
      if (check !== undefined) {
        this.#place(site);
        this.#call(missName(size, write));
        this.#noteDoubt(check);
        this.#get(e);
      }
      this.#const(size);
      this.#place(site);
      this.#call(write ? WRITE_SLOW : READ_SLOW);
    }
    this.#set(this.#t);
    this.#get(e);
    this.#get(this.#t);
    this.#out.u8(OP.i32Add);
    this.#operand(access);
    this.#instruction(access);
    if (!write || size === 1) return;
    this.#place(site);
    this.#call(SPILLED);
  }

  /** What an exact check has answered is on the stack. */
  #noteDoubt({ doubt }: DeferredCheck): void {
    this.#get(doubt);
    this.#out.u8(OP.i32Or);
    this.#set(doubt);
  }

  /**
   * Emit the frame of blocks around an access. `fast` leaves the memory address on the stack but for `distance`, or leaves by
   * branching to depth 0 for the slow path, where what `slow` gives is the local that holds the virtual address.
   */
  #withSlowPath(access: Access, slow: () => number, fast: () => void, distance = 0): void {
    const out = this.#out;
    const result = access.write ? BLOCK_VOID : this.#resultType();
    out.u8(OP.block).u8(result).u8(OP.block).u8(BLOCK_VOID);
    fast();
    this.#operand(access);
    this.#instruction(access, distance);
    out.u8(OP.br).u32(1).u8(OP.end);
    this.#slow(access, slow());
    out.u8(OP.end);
  }

  #resultType(): ValueType {
    const { opcode } = this.#cursor;
    if (opcode === OP.simdPrefix) return TYPE.v128;
    return LOAD_RESULTS[opcode - OP.i32Load]!;
  }

  #plain(access: Access, address: number): void {
    const e = this.#effective(address, access.offset);
    this.#reference(e, access.write);
    // What the compiler says is aligned nearly always is, and then lies on one page.
    const isAligned = 2 ** access.align >= access.size || access.check !== undefined;
    const virtual = (): number => e;
    this.#withSlowPath(access, virtual, () => {
      this.#quick.lookUp(e, access.write, isAligned ? access.size : 1);
      this.#out.u8(OP.localTee).u32(this.#t).u8(OP.i32Eqz);
      this.#quick.branch();
      if (!isAligned) this.#quick.branchIfSplit(access.size, e);
      this.#quick.check(access, e);
      this.#get(e);
      this.#get(this.#t);
      this.#out.u8(OP.i32Add);
    });
  }

  #leader(access: Access, address: number, { group, distance }: GroupMember): void {
    const inside = distance - group.from;
    const size = group.to - group.from;
    const held = this.#freeLocals.pop() ?? this.#local(TYPE.i32);
    this.#held.set(group, held);
    const first = this.#effective(address, (access.offset - inside) | 0);
    const isAligned = size === access.size && 2 ** access.align >= size;
    // What the compiler says is aligned nearly always is: then shadow need not be shifted into place.
    const isGranular = group.checked.length > 0 && 2 ** access.align >= GRANULE && inside % GRANULE === 0;
    const virtual = (): number => this.#effective(address, access.offset);
    const fast = (): void => {
      this.#quick.lookUp(first, group.write, isAligned ? size : isGranular ? GRANULE : 1);
      this.#out.u8(OP.localTee).u32(this.#t).u8(OP.i32Eqz);
      this.#quick.branch();
      if (!isAligned) this.#quick.branchIfSplit(size, first);
      this.#quick.checkGroup(group, first, isGranular);
      this.#get(first);
      this.#get(this.#t);
      this.#out.u8(OP.i32Add).u8(OP.localTee).u32(held);
    };
    this.#withSlowPath(access, virtual, fast, inside);
  }

  #follower(access: Access, address: number, { group, distance }: GroupMember): void {
    const held = this.#held.get(group)!;
    if (group.last === this.#ordinal) {
      this.#held.delete(group);
      this.#freeLocals.push(held);
    }
    const virtual = (): number => this.#effective(address, access.offset);
    const fast = (): void => {
      this.#get(held);
      this.#out.u8(OP.i32Eqz);
      this.#quick.branch();
      this.#get(held);
    };
    this.#withSlowPath(access, virtual, fast, distance - group.from);
  }

  #constant(access: Access, address: number): void {
    const { readsAt, writesAt } = this.#context.tables;
    const page = Math.floor(address / PAGE);
    const split = (address % PAGE) + access.size > PAGE;
    this.#const(address | 0);
    this.#set(this.#e);
    this.#reference(this.#e, access.write);
    const virtual = (): number => this.#e;
    this.#withSlowPath(access, virtual, () => {
      const isOdd = access.check !== undefined && address % Math.min(access.size, GRANULE) !== 0;
      if (split || isOdd) {
        this.#out.u8(OP.br).u32(0);
        return;
      }
      this.#quick.check(access, this.#e);
      this.#const(page * 4);
      this.#out
        .u8(OP.i32Load)
        .u8(2)
        .u32(access.write ? writesAt : readsAt);
      this.#out.u8(OP.localTee).u32(this.#t).u8(OP.i32Eqz);
      this.#quick.branch();
      this.#get(this.#t);
      this.#const(address | 0);
      this.#out.u8(OP.i32Add);
    });
  }

  /** The operands are on the stack: the helper takes them, and the place. */
  #bulk(site: number): void {
    const { sub, index } = this.#cursor;
    this.#place(site);
    this.#call(sub === MISC.memoryInit ? initName(index) : BULK_NAMES[sub as keyof typeof BULK_NAMES]);
  }
}

const FIRST_LANE = 84;
const LAST_LANE = 91;

const { i32, i64, f32, f64 } = TYPE;
/** Of the loads 0x28 .. 0x35. */
const LOAD_RESULTS: readonly ValueType[] = [i32, i64, f32, f64, i32, i32, i32, i32, i64, i64, i64, i64, i64, i64];
