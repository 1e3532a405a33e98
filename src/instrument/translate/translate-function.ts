/**
 * The second walk: copies a function and puts the translation before each access of the plan.
 *
 *     plain       e = address + offset
 *                 t = table[e >>> 12];  if (t == 0 or e may reach over its page's end)  t = slow(e)
 *                 the access, at e + t
 *
 *     kept        t = kept;  if (t == 0)  t = table[...], and kept = t if the base's window is on that page
 *                 the access, at address + t with the same offset
 *
 *     running     x = e - page;  if (x >u 4096 - size)  { look up; page = e & ~4095; frame = page + t; x = e - page }
 *                 the access, at x + frame
 *
 * Soundness: a memory address is only ever made of an entry that has been read since the last moment at which the host may
 * have changed the tables (a call, a fault), and of bytes that lie on the page that the entry is for. Whatever is kept is
 * emptied at such moments. An access over the end of a page goes through the spill area: the slow path of a load has put
 * the bytes there and gives an entry that leads there; the slow path of a store is followed by `spilled`, which takes them
 * to their two pages.
 *
 * An address that with its offset exceeds 2^32 wraps round here, where WebAssembly would stop; it stays in the address
 * space of the program.
 */
import type { CodeBody, WasmModule } from '../binary/module.js';
import { BLOCK_VOID, MISC, OP, TYPE, type ValueType } from '../binary/opcodes.js';
import { ByteWriter } from '../binary/writer.js';
import { InstructionCursor } from '../rewrite/instructions.js';
import { LOCAL } from '../rewrite/operand-tracker.js';
import type { BranchHint } from '../rewrite/rewrite-function.js';
import { constantAddress, isBulk, reachOf, type FunctionPlan, type Keeper, type PlannedAccess } from './access-plan.js';
import { BULK_NAMES, emitReference, initName, READ_SLOW, SPILLED, TURNED, WRITE_SLOW } from './slow-paths.js';
import { PAGE, PAGE_SHIFT, type TranslationTables } from './translation.js';

/** What an empty keeper of a running pointer holds in both locals: no access at `page + x` is inside any memory. */
export const NOWHERE = -4096;

export interface TranslatedFunction {
  body: ByteWriter;
  hints: BranchHint[];
}

export interface TranslateContext {
  module: WasmModule;
  tables: TranslationTables;
  /** Index of a helper. */
  resolve(name: string): number;
}

/** The locals of a keeper: `first` the kept entry or the page, `second` where a running pointer's page lies. */
interface KeeperLocals {
  first: number;
  second: number;
}

export class FunctionTranslator {
  readonly #context: TranslateContext;
  readonly #plan: FunctionPlan;
  readonly #end: number;
  readonly #bodyStart: number;
  readonly #cursor: InstructionCursor;
  readonly #out = new ByteWriter(4096);
  readonly #added: ValueType[] = [];
  readonly #scratch = new Map<ValueType, number>();
  readonly #keepers = new Map<Keeper, KeeperLocals>();
  readonly #hints: BranchHint[] = [];
  readonly #oldHints: ReadonlyMap<number, boolean>;
  readonly #frame: number | undefined;
  /** Accesses of the straight line so far that have not been counted. */
  #uncounted = 0;
  #copied: number;

  /**
   * @param hints of the body as it is: whether the branch at a position is usually taken
   * @param frame local that holds the address of the function's call-stack entry, if any
   */
  constructor(
    context: TranslateContext,
    plan: FunctionPlan,
    body: CodeBody,
    hints: ReadonlyMap<number, boolean>,
    frame: number | undefined,
  ) {
    this.#frame = frame;
    this.#context = context;
    this.#plan = plan;
    this.#end = body.end;
    this.#bodyStart = body.start;
    this.#oldHints = hints;
    this.#cursor = new InstructionCursor(context.module.bytes, plan.code, body.end);
    this.#copied = plan.code;
  }

  translate(): TranslatedFunction {
    const c = this.#cursor;
    for (const keeper of this.#plan.keepers) {
      const first = this.#local(TYPE.i32);
      this.#keepers.set(keeper, { first, second: keeper.kind === 'running' ? this.#local(TYPE.i32) : first });
    }
    for (const keeper of this.#plan.keepers) if (keeper.kind === 'running') this.#empty(keeper);
    let next = 0;
    while (c.reader.pos < this.#end) {
      c.step();
      const hint = this.#oldHints.get(c.start - this.#bodyStart);
      if (hint !== undefined) {
        this.#flush(c.start);
        this.#hint(hint);
      }
      if (this.#uncounted > 0 && isControl(c.opcode)) this.#count();
      const planned = this.#plan.accesses[next];
      if (planned?.at === c.start) {
        next++;
        this.#flush(c.start);
        if (isBulk(c)) this.#bulk(planned);
        else this.#access(planned);
        this.#copied = c.next;
      } else if (c.opcode === OP.call || c.opcode === OP.callIndirect) {
        this.#flush(c.next);
        this.#emptyAll();
      } else if (c.opcode === OP.localSet || c.opcode === OP.localTee) {
        const keeper = this.#plan.sets.get(c.start);
        if (keeper === undefined) continue;
        this.#flush(c.next);
        this.#empty(keeper);
      } else if (c.opcode === OP.catch || c.opcode === OP.catchAll) {
        this.#flush(c.next);
        this.#emptyAll();
      }
    }
    this.#flush(this.#end);
    return this.#withLocals();
  }

  #withLocals(): TranslatedFunction {
    const body = new ByteWriter(this.#out.length + 64);
    const { locals, parameters } = this.#plan;
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
    return this.#plan.locals.length + this.#added.length - 1;
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
  #place(access: PlannedAccess): void {
    this.#const(access.site);
    if (this.#frame === undefined) this.#const(0);
    else this.#get(this.#frame);
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

  #empty(keeper: Keeper): void {
    const { first, second } = this.#keepers.get(keeper)!;
    this.#const(keeper.kind === 'running' ? NOWHERE : 0);
    this.#set(first);
    if (keeper.kind !== 'running') return;
    this.#const(NOWHERE);
    this.#set(second);
  }

  #emptyAll(except?: Keeper): void {
    for (const keeper of this.#plan.keepers) if (keeper !== except) this.#empty(keeper);
  }

  /** The instruction of the access itself, with another offset. */
  #instruction(access: PlannedAccess, offset: number): void {
    const c = this.#cursor;
    const out = this.#out;
    const { bytes } = this.#context.module;
    out.u8(c.opcode);
    if (c.opcode === OP.simdPrefix) out.u32(c.sub);
    out.u32(access.align).u32(offset);
    const hasLane = c.opcode === OP.simdPrefix && c.sub >= FIRST_LANE && c.sub <= LAST_LANE;
    if (hasLane) out.u8(bytes[c.next - 1]!);
  }

  /**
   * Set the operands aside, emit what finds the memory address, and the access.
   */
  #access(access: PlannedAccess): void {
    this.#uncounted++;
    const operand = access.operands[0];
    if (operand !== undefined) this.#set(this.#scratchOf(operand));
    const address = this.#addressOperand(access);
    const constant = constantAddress(access);
    if (access.keeper?.kind === 'running') this.#running(access, address);
    else if (access.keeper?.kind === 'kept') this.#kept(access, address, access.keeper);
    else if (constant >= 0) this.#constant(access, constant);
    else this.#plain(access, address);
  }

  /** The local that holds the address operand, which is taken off the stack. */
  #addressOperand(access: PlannedAccess): number {
    if (access.kind === LOCAL) {
      this.#out.u8(OP.drop);
      return access.value;
    }
    const local = this.#scratchAddress();
    this.#set(local);
    return local;
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

  #operand(access: PlannedAccess): void {
    const operand = access.operands[0];
    if (operand !== undefined) this.#get(this.#scratchOf(operand));
  }

  /** Leave table[e >>> 12]. */
  #lookUp(e: number, write: boolean): void {
    const { readsAt, writesAt } = this.#context.tables;
    this.#get(e);
    this.#const(PAGE_SHIFT);
    this.#out.u8(OP.i32ShrU);
    this.#const(2);
    this.#out
      .u8(OP.i32Shl)
      .u8(OP.i32Load)
      .u8(2)
      .u32(write ? writesAt : readsAt);
  }

  /** Branch to the block at `depth` when the bytes at e may lie on two pages. */
  #branchIfSplit(access: PlannedAccess, e: number, depth: number): void {
    const { size } = access;
    if (size === 1) return;
    this.#get(e);
    if (2 ** access.align >= size) {
      // What the compiler says is aligned nearly always is.
      this.#const(size - 1);
      this.#out.u8(OP.i32And);
    } else {
      this.#const(PAGE - 1);
      this.#out.u8(OP.i32And);
      this.#const(PAGE - size);
      this.#out.u8(OP.i32GtU);
    }
    this.#branch(depth);
  }

  /** A branch that is rarely taken. */
  #branch(depth: number): void {
    this.#hint(false);
    this.#out.u8(OP.brIf).u32(depth);
  }

  /** t := what the slow path gives for e; nothing that was kept holds after it. */
  #slow(access: PlannedAccess, e: number, keeper?: Keeper): void {
    this.#get(e);
    this.#const(access.size);
    this.#place(access);
    this.#call(access.write ? WRITE_SLOW : READ_SLOW);
    this.#set(this.#t);
    this.#emptyAll(keeper);
  }

  /**
   * Emit the frame of blocks around an access. `fast` leaves the memory address (but for `offset`) on the stack, or leaves by
   * branching to depth 0 for the slow path, where `e` holds the virtual address. Loads: the slow path comes first.
   */
  #withSlowPath(access: PlannedAccess, e: number, offset: number, fast: () => void, emptied?: Keeper): void {
    const out = this.#out;
    const result = access.write ? BLOCK_VOID : this.#resultType();
    out.u8(OP.block).u8(result).u8(OP.block).u8(BLOCK_VOID);
    fast();
    this.#operand(access);
    this.#instruction(access, offset);
    out.u8(OP.br).u32(1).u8(OP.end);
    this.#slow(access, e, emptied);
    this.#get(e);
    this.#get(this.#t);
    out.u8(OP.i32Add);
    this.#operand(access);
    this.#instruction(access, 0);
    if (access.write && access.size > 1) {
      this.#place(access);
      this.#call(SPILLED);
    }
    out.u8(OP.end);
  }

  #resultType(): ValueType {
    const { opcode } = this.#cursor;
    if (opcode === OP.simdPrefix) return TYPE.v128;
    return LOAD_RESULTS[opcode - OP.i32Load]!;
  }

  #plain(access: PlannedAccess, address: number): void {
    const e = this.#effective(address, access.offset);
    this.#reference(e, access.write);
    this.#withSlowPath(access, e, 0, () => {
      this.#lookUp(e, access.write);
      this.#out.u8(OP.localTee).u32(this.#t).u8(OP.i32Eqz);
      this.#branch(0);
      this.#branchIfSplit(access, e, 0);
      this.#get(e);
      this.#get(this.#t);
      this.#out.u8(OP.i32Add);
    });
  }

  #constant(access: PlannedAccess, address: number): void {
    const { readsAt, writesAt } = this.#context.tables;
    const page = Math.floor(address / PAGE);
    const split = (address % PAGE) + access.size > PAGE;
    this.#const(address | 0);
    this.#set(this.#e);
    this.#reference(this.#e, access.write);
    this.#withSlowPath(access, this.#e, 0, () => {
      if (split) {
        this.#out.u8(OP.br).u32(0);
        return;
      }
      this.#const(page * 4);
      this.#out
        .u8(OP.i32Load)
        .u8(2)
        .u32(access.write ? writesAt : readsAt);
      this.#out.u8(OP.localTee).u32(this.#t).u8(OP.i32Eqz);
      this.#branch(0);
      this.#get(this.#t);
      this.#const(address | 0);
      this.#out.u8(OP.i32Add);
    });
  }

  #kept(access: PlannedAccess, address: number, keeper: Keeper): void {
    const out = this.#out;
    const { first: kept } = this.#keepers.get(keeper)!;
    const t = this.#t;
    const e = this.#effective(address, access.offset);
    const { low, high } = keeper;
    // From the access to the window's first byte.
    const toWindow = low - reachOf(access).from;
    const foldable = access.offset < FOLDABLE;
    this.#withSlowPath(access, e, foldable ? access.offset : 0, () => {
      if (!access.fresh) {
        this.#get(kept);
        out.u8(OP.localTee).u32(t).u8(OP.i32Eqz);
        this.#hint(false);
        out.u8(OP.if).u8(BLOCK_VOID);
      }
      const slow = access.fresh ? 0 : 1;
      this.#lookUp(e, keeper.writes);
      out.u8(OP.localTee).u32(t).u8(OP.i32Eqz);
      this.#branch(slow);
      // Is the whole window on this page?
      this.#get(e);
      this.#const(toWindow);
      out.u8(OP.i32Add);
      this.#const(PAGE - 1);
      out.u8(OP.i32And);
      this.#const(PAGE - (high - low));
      out.u8(OP.i32LeU);
      this.#hint(true);
      out.u8(OP.if).u8(BLOCK_VOID);
      this.#get(t);
      this.#set(kept);
      out.u8(OP.else);
      this.#branchIfSplit(access, e, slow + 1);
      out.u8(OP.end);
      if (!access.fresh) out.u8(OP.end);
      this.#get(foldable ? address : e);
      this.#get(t);
      out.u8(OP.i32Add);
    });
  }

  #running(access: PlannedAccess, address: number): void {
    const out = this.#out;
    const { first: page, second: frame } = this.#keepers.get(access.keeper!)!;
    const e = this.#effective(address, access.offset);
    const x = this.#t;
    this.#withSlowPath(access, e, 0, () => {
      this.#get(e);
      this.#get(page);
      out.u8(OP.i32Sub).u8(OP.localTee).u32(x);
      this.#const(PAGE - access.size);
      out.u8(OP.i32GtU);
      this.#hint(false);
      out.u8(OP.if).u8(BLOCK_VOID);
      this.#lookUp(e, access.keeper!.writes);
      out.u8(OP.localTee).u32(x).u8(OP.i32Eqz);
      this.#branch(1);
      this.#branchIfSplitExactly(access, e, 1);
      this.#get(e);
      this.#const(-PAGE);
      out.u8(OP.i32And).u8(OP.localTee).u32(page);
      this.#get(x);
      out.u8(OP.i32Add);
      this.#set(frame);
      this.#get(e);
      this.#get(page);
      out.u8(OP.i32Sub);
      this.#set(x);
      out.u8(OP.end);
      this.#get(x);
      this.#get(frame);
      out.u8(OP.i32Add);
    });
  }

  #branchIfSplitExactly(access: PlannedAccess, e: number, depth: number): void {
    if (access.size === 1) return;
    this.#get(e);
    this.#const(PAGE - 1);
    this.#out.u8(OP.i32And);
    this.#const(PAGE - access.size);
    this.#out.u8(OP.i32GtU);
    this.#branch(depth);
  }

  /** The operands are on the stack: the helper takes them, and the code offset. */
  #bulk(access: PlannedAccess): void {
    const { sub, index } = this.#cursor;
    this.#place(access);
    this.#call(sub === MISC.memoryInit ? initName(index) : BULK_NAMES[sub as keyof typeof BULK_NAMES]);
    this.#emptyAll();
  }
}

/**
 * Offsets below this need not be added before the entry: where the base is on another page than the byte, base plus entry is
 * off by less than this, and still positive, for frames lie higher.
 */
const FOLDABLE = 2 ** 16;
/** What may lead elsewhere than to the next instruction. */
function isControl(opcode: number): boolean {
  return opcode <= OP.tryTable && opcode !== OP.nop && opcode !== OP.drop && opcode !== OP.select;
}

const FIRST_LANE = 84;
const LAST_LANE = 91;

const { i32, i64, f32, f64 } = TYPE;
/** Of the loads 0x28 .. 0x35. */
const LOAD_RESULTS: readonly ValueType[] = [i32, i64, f32, f64, i32, i32, i32, i32, i64, i64, i64, i64, i64, i64];
