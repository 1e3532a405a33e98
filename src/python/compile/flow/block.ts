/**
 * The nodes of a function's flow graph. A block's code may leave it in the middle (exits): then the block is longer than
 * what is usually called a basic block, which keeps graphs small where nearly every operation can fail.
 */
import { ByteWriter } from '../../../instrument/binary/writer.js';

/** A branch out of the middle of a block's code. */
export interface Exit {
  /** Where in the code the branch belongs. */
  readonly at: number;
  /** How many constructs (`block`, `loop`, `if`) of the code itself are open there. */
  readonly nesting: number;
  /** Taken only if the word on the operand stack is not 0. */
  readonly isConditional: boolean;
  readonly to: Block;
}

/** How a block ends. Conditions and indices are words that its code has left on the operand stack. */
export type End =
  | { readonly kind: 'jump'; readonly to: Block }
  | { readonly kind: 'branch'; readonly yes: Block; readonly no: Block }
  | { readonly kind: 'switch'; readonly cases: readonly Block[]; readonly otherwise: Block }
  /** The code has returned or trapped. */
  | { readonly kind: 'stop' };

export class Block {
  readonly code = new ByteWriter(48);
  readonly exits: Exit[] = [];
  /** Where in the code symbols are (kept/symbols.ts), rising. */
  readonly symbols: number[] = [];
  /** Undefined until the block is finished. */
  end: End | undefined;
}

/** All edges, with repetitions. */
export function successors(block: Block): Block[] {
  const list = block.exits.map((exit) => exit.to);
  const { end } = block;
  if (end === undefined) throw new Error('a block has no end');
  if (end.kind === 'jump') list.push(end.to);
  else if (end.kind === 'branch') list.push(end.yes, end.no);
  else if (end.kind === 'switch') list.push(...end.cases, end.otherwise);
  return list;
}
