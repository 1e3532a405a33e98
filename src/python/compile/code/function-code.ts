/**
 * The code of one function while it is being compiled: operand stack, fast locals, positions, and where errors lead.
 *
 * An operation that fails leaves its block through `failed` or `failIfZero`. The way out is a chain of blocks, one for each
 * shape of the operand stack above the handler's: each releases the top entry and goes on to the next shorter one; the last
 * adds the traceback entry and goes to the handler. Equal shapes share their chain.
 */
import { OP, TYPE } from '../../../instrument/binary/opcodes.js';
import type { Span } from '../../../languages/python/tree/ast.js';
import { LOCALS, SITE } from '../../format/frames.js';
import { POLL } from '../../format/memory-map.js';
import type { AbiName } from '../abi.js';
import { Block } from '../flow/block.js';
import type { Constant, Pool } from '../pool.js';
import type { ImportTable } from '../wasm/import-table.js';
import { Assembler } from './assembler.js';
import { Constants } from './constants.js';
import type { Operand } from './operand.js';
import { Resumes } from './resumes.js';

/** Where exceptions go. */
export interface Handler {
  /** What is on the operand stack when it is entered: all above has been released. */
  readonly depth: number;
  readonly block: Block;
  readonly chains: Map<string, Block>;
}

/** raise: the exception is new in this frame. again: its traceback has this frame already. */
type Failure = 'raise' | 'again';

const SITE_UNKNOWN = -1;

export class FunctionCode {
  readonly pool: Pool;
  readonly asm: Assembler;
  readonly constants: Constants;
  readonly stack: Operand[] = [];
  readonly resumes = new Resumes();
  handler: Handler;
  /** Fast locals that certainly have a value here. Undefined: here cannot be reached. */
  assigned: Set<number> | undefined = new Set();
  /** Nothing reaches what is compiled now: it is behind a return, or where a constant says so. */
  isDead = false;
  /** Fast locals that are rebound within expressions, or deleted: loads of them are not borrowed, never certain. */
  readonly unsteady = new Set<number>();
  /** Entries of the operand stack below this depth stay what they are: ways meet again on which they must be the same. */
  pinned = 0;
  /** Set while what is compiled contains a `yield` or `await`: nothing is borrowed then. */
  suspends = false;

  /** Wasm locals. */
  readonly frame = 0;
  readonly result: number;
  readonly scratch: number;
  readonly count: number;
  readonly word: number;
  readonly temporaries: number[] = [];

  readonly #sites: Span[] = [];
  readonly #siteIndex = new Map<Span, number>();
  #site = SITE_UNKNOWN;
  readonly #globalNames = new Map<string, number>();
  readonly #traceCells = new Map<number, number>();
  #tracing: { readonly entry: number; readonly at: number } | undefined;

  /** @param parameters of the wasm function: the frame, and of generators what is sent */
  constructor(pool: Pool, imports: ImportTable, parameters: number, whole: Span) {
    this.pool = pool;
    this.asm = new Assembler(parameters, imports);
    this.constants = new Constants(pool);
    this.handler = { depth: 0, block: new Block(), chains: new Map() };
    this.result = this.asm.local();
    this.scratch = this.asm.local();
    this.count = this.asm.local();
    this.word = this.asm.local();
    this.#sites.push(whole);
  }

  get sites(): readonly Span[] {
    return this.#sites;
  }

  get globalNames(): readonly string[] {
    return [...this.#globalNames.keys()];
  }

  // Blocks

  start(block: Block): void {
    this.asm.start(block);
    this.#site = SITE_UNKNOWN;
  }

  jump(to: Block): void {
    this.asm.jump(to);
    this.#site = SITE_UNKNOWN;
  }

  branch(yes: Block, no: Block): void {
    this.asm.branch(yes, no);
    this.#site = SITE_UNKNOWN;
  }

  /** Starts a loop: returns the block that its end jumps back to. */
  loop(): Block {
    const header = new Block();
    const start = new Block();
    this.jump(header);
    this.resumes.enterLoop(header, start);
    this.start(start);
    return header;
  }

  leaveLoop(): void {
    this.resumes.leaveLoop();
  }

  /** Lets the program be stopped, or a collection run. */
  poll(span: Span): void {
    this.asm.loadAt(POLL).if();
    this.site(span);
    this.get(this.frame).call('op_poll').exitIf(this.failure());
    this.asm.close();
  }

  // Positions

  /** Says where the frame is, before anything that can fail or call. */
  site(span: Span): void {
    const index = this.siteNumber(span);
    if (index === this.#site) return;
    // What follows a nested part may come from there or past it.
    this.#site = this.asm.nesting === 0 ? index : SITE_UNKNOWN;
    this.asm.get(this.frame).i32(index).store(SITE);
  }

  /** What stands for a place in the frame's SITE. */
  siteNumber(span: Span): number {
    let index = this.#siteIndex.get(span);
    if (index === undefined) {
      index = this.#sites.length;
      this.#sites.push(span);
      this.#siteIndex.set(span, index);
    }
    return index;
  }

  // Tracing of allocations

  /** The cell with what the table of traces has of numbers that are made at a place: 8 bytes. */
  traceCell(span: Span): number {
    const index = this.siteNumber(span);
    let cell = this.#traceCells.get(index);
    if (cell === undefined) this.#traceCells.set(index, (cell = this.pool.traceCell()));
    return cell;
  }

  get traceCells(): ReadonlyMap<number, number> {
    return this.#traceCells;
  }

  /** Wasm locals for it: an entry, and where it belongs. */
  get tracing(): { readonly entry: number; readonly at: number } {
    return (this.#tracing ??= { entry: this.asm.local(TYPE.i64), at: this.asm.local() });
  }

  // Errors

  /** The block that an operation leads to when it has failed with the present operand stack. */
  failure(kind: Failure = 'raise'): Block {
    let shape = '';
    for (let at = this.handler.depth; at < this.stack.length; at++) {
      const { form } = this.stack[at];
      shape += form === 'owned' ? 'o' : form === 'nullable' ? 'n' : '-';
    }
    return this.#chain(this.handler, shape, kind);
  }

  #chain(handler: Handler, wanted: string, kind: Failure): Block {
    const shape = wanted.replace(/-+$/, '');
    if (shape === '' && kind === 'again') return handler.block;
    const key = kind + shape;
    const known = handler.chains.get(key);
    if (known !== undefined) return known;
    const block = new Block();
    handler.chains.set(key, block);
    this.asm.aside(block, () => {
      if (shape === '') {
        this.asm.get(this.frame).call('traceback_here').jump(handler.block);
        return;
      }
      const last = shape.length - 1;
      const local = this.temporary(handler.depth + last);
      if (shape[last] === 'o') this.decref(local);
      else this.xdecref(local);
      this.asm.jump(this.#chain(handler, shape.slice(0, last), kind));
    });
    return block;
  }

  /** Leaves if the object result in a local is 0. */
  failIfZero(local: number): void {
    this.asm.get(local).eqz().exitIf(this.failure());
  }

  /** Leaves if the status or truth on wasm's stack is negative. */
  failIfNegative(): void {
    this.asm.i32(0).op(OP.i32LtS).exitIf(this.failure());
  }

  // The operand stack

  temporary(depth: number): number {
    while (this.temporaries.length <= depth) this.temporaries.push(this.asm.local());
    return this.temporaries[depth];
  }

  /** Takes the value on wasm's stack. */
  push(
    form: 'owned' | 'nullable' | 'borrowed',
    more: Partial<Pick<Operand, 'slot' | 'known' | 'isCalculated'>> = {},
  ): void {
    const local = this.temporary(this.stack.length);
    this.asm.set(local);
    const { slot = -1, known, isCalculated } = more;
    this.stack.push({ form, local, address: 0, value: undefined, slot, known, isCalculated });
  }

  /** Pushes the owned reference that is in the next entry's local already. */
  pushLocal(form: 'owned' | 'nullable' = 'owned'): void {
    const local = this.temporary(this.stack.length);
    this.stack.push({ form, local, address: 0, value: undefined, slot: -1, known: undefined });
  }

  pushConstant(value: Constant): void {
    this.pushStatic(this.constants.address(value, !this.isDead), value);
  }

  /** Pushes an object that outlives the code. */
  pushStatic(address: number, value?: Constant): void {
    const known =
      value?.type === 'float'
        ? 'float'
        : value?.type === 'true' || value?.type === 'false'
          ? 'bool'
          : value?.type === 'int' && isWord(value.value)
            ? 'small int'
            : undefined;
    this.stack.push({ form: 'constant', local: -1, address, value, slot: -1, known });
  }

  /** The object result of a call on wasm's stack: leaves if it is 0, else pushes it. */
  pushResult(known?: Operand['known']): void {
    this.asm.tee(this.scratch).eqz().exitIf(this.failure());
    this.asm.get(this.scratch);
    this.push('owned', { known });
  }

  pop(): Operand {
    return this.stack.pop()!;
  }

  top(): Operand {
    return this.stack[this.stack.length - 1];
  }

  /** Puts an operand or a wasm local on wasm's stack, without counting. */
  get(what: Operand | number): Assembler {
    if (typeof what === 'number') return this.asm.get(what);
    return what.form === 'constant' ? this.asm.address(what.address) : this.asm.get(what.local);
  }

  /** Puts an owned reference on wasm's stack: the operand's own, or one more. */
  consume(operand: Operand): void {
    if (operand.form === 'borrowed' || operand.form === 'constant') this.incref(operand);
    this.get(operand);
  }

  incref(operand: Operand): void {
    this.get(operand);
    this.get(operand).load(0).add(1).store(0);
  }

  /** Counts a reference to an object at a fixed address. */
  increfStatic(address: number): void {
    this.asm.i32(0).loadAt(address).add(1).store(address);
  }

  release(operand: Operand): void {
    if (operand.form === 'owned') this.decref(operand.local);
    else if (operand.form === 'nullable') this.xdecref(operand.local);
  }

  /** @param at where the frame is for what runs if the object dies, in code that cannot fail and says nothing itself */
  decref(local: number, at?: Span): void {
    this.asm.get(local).get(local).load(0).add(-1).tee(this.count).store(0);
    this.asm.get(this.count).eqz().if();
    this.dealloc(local, at);
    this.asm.close();
  }

  /** Of what has no references. What is said of the place holds for its end alone. */
  dealloc(local: number, at?: Span): void {
    const { asm } = this;
    const before = this.#site;
    const index = at === undefined ? before : this.siteNumber(at);
    if (index !== before) asm.get(this.frame).i32(index).store(SITE);
    asm.get(local).call('op_dealloc');
    if (index !== before && before !== SITE_UNKNOWN) asm.get(this.frame).i32(before).store(SITE);
  }

  xdecref(local: number, at?: Span): void {
    this.asm.get(local).if();
    this.decref(local, at);
    this.asm.close();
  }

  increfLocal(local: number): void {
    this.asm.get(local).get(local).load(0).add(1).store(0);
  }

  /** Makes the entry at a depth (the top one) an owned reference in its local. */
  own(depth = this.stack.length - 1): void {
    const operand = this.stack[depth];
    if (operand.form === 'owned' || operand.form === 'nullable') return;
    this.incref(operand);
    const local = this.temporary(depth);
    if (operand.form === 'constant') this.asm.address(operand.address).set(local);
    this.stack[depth] = { ...operand, form: 'owned', local, address: 0, value: undefined, slot: -1 };
  }

  /**
   * Makes what is borrowed an owned reference, but for the top `above` entries: before calls, which can count, and before
   * ways part on which there may be some.
   */
  ownBelow(above: number): void {
    for (let depth = this.pinned; depth < this.stack.length - above; depth++)
      if (this.stack[depth].form === 'borrowed') this.own(depth);
  }

  /** Pops and releases. */
  drop(): void {
    this.release(this.pop());
  }

  /** Pushes one more reference to an entry, counted from the top. */
  duplicate(fromTop = 0): void {
    const operand = this.stack[this.stack.length - 1 - fromTop];
    if (operand.form === 'constant') {
      this.stack.push(operand);
      return;
    }
    this.incref(operand);
    this.get(operand);
    this.push('owned', { known: operand.known });
  }

  /** Forgets the type that is known of the top entry, where ways meet. */
  settle(): void {
    this.own();
    const operand = this.pop();
    this.stack.push({ ...operand, known: undefined });
  }

  /** Releases the entry below the top one, which takes its place. */
  dropBelow(): void {
    this.own();
    const top = this.pop();
    const below = this.pop();
    this.release(below);
    this.asm.get(top.local);
    this.push('owned', { known: top.known });
  }

  /** Reverses the topmost entries; all are owned then. */
  reverse(count: number): void {
    const first = this.stack.length - count;
    for (let at = first; at < this.stack.length; at++) this.own(at);
    for (let low = first, high = this.stack.length - 1; low < high; low++, high--) this.swapEntries(low, high);
  }

  /** Exchanges the two top entries, both owned. */
  exchange(): void {
    this.reverse(2);
  }

  /** a, b, c -> c, a, b: the top entry goes below the two others. All are owned. */
  rotate(): void {
    const top = this.stack.length - 1;
    this.reverse(3);
    this.swapEntries(top - 1, top);
  }

  /** Exchanges two owned entries by their depth. */
  swapEntries(low: number, high: number): void {
    const a = this.stack[low];
    const b = this.stack[high];
    this.asm.get(a.local).get(b.local).set(a.local).set(b.local);
    this.stack[low] = { ...b, local: a.local };
    this.stack[high] = { ...a, local: b.local };
  }

  /** Stores the topmost entries as operands of a call at SP, at `first` of them, and pops them. */
  storeOperands(count: number, stackPointer: number): void {
    const from = this.stack.length - count;
    for (let at = 0; at < count; at++) {
      const operand = this.stack[from + at];
      if (operand.form === 'borrowed' || operand.form === 'constant') this.incref(operand);
      this.asm.get(stackPointer);
      this.get(operand).store(LOCALS + 4 * at);
    }
    this.stack.length = from;
  }

  /** Makes what is borrowed from a fast local an owned reference, before the local changes. */
  keepBorrowed(slot: number): void {
    for (const [at, operand] of this.stack.entries()) if (operand.slot === slot) this.own(at);
  }

  // Names

  /** The address of a name; names that are not only local are told by co_names. */
  name(text: string): number {
    let address = this.#globalNames.get(text);
    if (address === undefined) {
      address = this.pool.name(text);
      this.#globalNames.set(text, address);
    }
    return address;
  }

  /** Calls a function of the kernel whose failure is a status. */
  callStatus(name: AbiName): void {
    this.asm.call(name);
    this.failIfNegative();
  }
}

export function isWord(value: number | bigint): boolean {
  return value >= -0x8000_0000 && value <= 0x7fff_ffff;
}
