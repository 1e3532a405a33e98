/**
 * A flow graph as WebAssembly's nested blocks and loops, by Ramsey, 'Beyond Relooper: Recursive Translation of Unstructured
 * Control Flow to Structured Control Flow' (ICFP 2022): the code of a block is followed by the subtrees of the dominator
 * tree below it that are reached in several ways (merges), each behind the end of a `block` that branches lead to; a block
 * that is reached backwards is a `loop`; what is reached in one way stands where the branch would. The graph must be
 * reducible. The recursion is a list of tasks.
 */
import { BLOCK_VOID, OP } from '../../../instrument/binary/opcodes.js';
import type { ByteWriter } from '../../../instrument/binary/writer.js';
import { type Block, successors } from './block.js';
import { dominates, type Order, orderBlocks } from './order.js';

/**
 * Writes the code of all blocks that `entry` leads to. Control does not come out behind it.
 * @param symbols gets the places of symbols in `out`
 */
export function writeStructured(entry: Block, out: ByteWriter, symbols: number[] = []): void {
  new Structure(orderBlocks(entry), out, symbols).run();
}

class Structure {
  readonly #order: Order;
  readonly #out: ByteWriter;
  readonly #symbols: number[];
  readonly #isLoop: boolean[];
  /** It has a label of its own: several edges lead forward to it, or one from the middle of a block. */
  readonly #isMerge: boolean[];
  /** For each block the merges it dominates immediately, last in the order first. */
  readonly #merges: number[][];
  /** How many constructs are open around the `block` whose end is the label, around the `loop`. */
  readonly #labelDepth: Int32Array;
  readonly #loopDepth: Int32Array;
  /** What is to be done, last first. */
  readonly #tasks: (() => void)[] = [];

  constructor(order: Order, out: ByteWriter, symbols: number[]) {
    this.#order = order;
    this.#out = out;
    this.#symbols = symbols;
    const count = order.blocks.length;
    this.#labelDepth = new Int32Array(count);
    this.#loopDepth = new Int32Array(count);
    this.#isLoop = Array<boolean>(count).fill(false);
    this.#isMerge = Array<boolean>(count).fill(false);
    this.#merges = Array.from({ length: count }, () => []);
    this.#classify();
  }

  #classify(): void {
    const { blocks, dominators, predecessors } = this.#order;
    for (const [at, from] of predecessors.entries()) {
      let forward = 0;
      for (const one of from) {
        if (one < at) forward++;
        else if (dominates(dominators, at, one)) this.#isLoop[at] = true;
        else throw new Error('the flow graph is not reducible');
      }
      if (forward > 1) this.#isMerge[at] = true;
    }
    for (const block of blocks) {
      for (const exit of block.exits) this.#isMerge[this.#indexOf(exit.to)] = true;
      if (block.end?.kind === 'switch') for (const one of successors(block)) this.#isMerge[this.#indexOf(one)] = true;
    }
    for (let at = blocks.length - 1; at > 0; at--) if (this.#isMerge[at]) this.#merges[dominators[at]].push(at);
  }

  #indexOf(block: Block): number {
    return this.#order.indexOf.get(block)!;
  }

  run(): void {
    this.#later(() => this.#tree(0, 0, -1));
    for (let task = this.#tasks.pop(); task !== undefined; task = this.#tasks.pop()) task();
    this.#out.u8(OP.unreachable);
  }

  #later(task: () => void): void {
    this.#tasks.push(task);
  }

  /** @param follow the block that is reached by falling out of this subtree's code, or -1 */
  #tree(at: number, depth: number, follow: number): void {
    let inner = depth;
    if (this.#isLoop[at]) {
      this.#loopDepth[at] = inner++;
      this.#out.u8(OP.loop).u8(BLOCK_VOID);
      this.#later(() => void this.#out.u8(OP.end));
    }
    let after = follow;
    for (const merge of this.#merges[at]) {
      const outside = inner;
      const next = after;
      this.#labelDepth[merge] = inner++;
      this.#out.u8(OP.block).u8(BLOCK_VOID);
      this.#later(() => {
        this.#out.u8(OP.end);
        this.#tree(merge, outside, next);
      });
      after = merge;
    }
    this.#block(at, inner, after);
  }

  #block(at: number, depth: number, follow: number): void {
    const block = this.#order.blocks[at];
    let copied = 0;
    let symbol = 0;
    const copyTo = (end: number) => {
      for (; symbol < block.symbols.length && block.symbols[symbol] < end; symbol++)
        this.#symbols.push(this.#out.length + block.symbols[symbol] - copied);
      this.#out.copy(block.code.view(), copied, end);
      copied = end;
    };
    for (const exit of block.exits) {
      copyTo(exit.at);
      this.#jump(at, this.#indexOf(exit.to), depth + exit.nesting, exit.isConditional);
    }
    copyTo(block.code.length);
    const end = block.end!;
    if (end.kind === 'jump') this.#branch(at, this.#indexOf(end.to), depth, follow);
    else if (end.kind === 'switch') {
      this.#out.u8(OP.brTable).u32(end.cases.length);
      for (const one of [...end.cases, end.otherwise]) this.#out.u32(this.#label(at, this.#indexOf(one), depth));
    } else if (end.kind === 'branch') this.#choose(at, this.#indexOf(end.yes), this.#indexOf(end.no), depth, follow);
  }

  #choose(at: number, yes: number, no: number, depth: number, follow: number): void {
    if (this.#hasLabel(at, no)) {
      if (this.#hasLabel(at, yes)) {
        this.#jump(at, yes, depth, true);
        this.#branch(at, no, depth, follow);
        return;
      }
      this.#out.u8(OP.i32Eqz);
      this.#jump(at, no, depth, true);
      this.#branch(at, yes, depth, follow);
    } else if (this.#hasLabel(at, yes)) {
      this.#jump(at, yes, depth, true);
      this.#branch(at, no, depth, follow);
    } else {
      this.#out.u8(OP.if).u8(BLOCK_VOID);
      this.#later(() => void this.#out.u8(OP.end));
      this.#later(() => this.#branch(at, no, depth + 1, follow));
      this.#later(() => void this.#out.u8(OP.else));
      this.#branch(at, yes, depth + 1, follow);
    }
  }

  #branch(from: number, to: number, depth: number, follow: number): void {
    if (!this.#hasLabel(from, to)) this.#tree(to, depth, follow);
    else if (to !== follow || to <= from) this.#jump(from, to, depth, false);
  }

  #hasLabel(from: number, to: number): boolean {
    return to <= from || this.#isMerge[to];
  }

  #label(from: number, to: number, depth: number): number {
    return depth - 1 - (to <= from ? this.#loopDepth[to] : this.#labelDepth[to]);
  }

  #jump(from: number, to: number, depth: number, isConditional: boolean): void {
    this.#out.u8(isConditional ? OP.brIf : OP.br).u32(this.#label(from, to, depth));
  }
}
