/**
 * Where a generator goes on after a `yield`. The frame's RESUME says the number of the point. The function dispatches on it
 * at its start; a point within a loop is reached through the header of the loop, which dispatches again, so that no loop
 * has a second entry and the flow graph stays reducible.
 */
import { OP } from '../../../instrument/binary/opcodes.js';
import { Block } from '../flow/block.js';

interface Loop {
  readonly header: Block;
  /** Where the loop begins when nothing is to be resumed. */
  readonly start: Block;
  readonly points: { readonly number: number; readonly to: Block }[];
}

export class Resumes {
  readonly #open: Loop[] = [];
  readonly #loops: Loop[] = [];
  readonly #outermost: Loop = { header: new Block(), start: new Block(), points: [] };
  #count = 0;

  enterLoop(header: Block, start: Block): void {
    const loop = { header, start, points: [] };
    this.#open.push(loop);
    this.#loops.push(loop);
  }

  /** How many loops are open. */
  get depth(): number {
    return this.#open.length;
  }

  leaveLoop(): void {
    this.#open.pop();
  }

  /** A new point, at the present place. */
  point(): { readonly number: number; readonly block: Block } {
    const number = ++this.#count;
    const block = new Block();
    let to = block;
    for (let at = this.#open.length - 1; at >= 0; at--) {
      this.#open[at].points.push({ number, to });
      to = this.#open[at].header;
    }
    this.#outermost.points.push({ number, to });
    return { number, block };
  }

  /** Ends the headers of loops. `state` is the wasm local with the number of the point, 0 when it has been reached. */
  finish(state: number): void {
    for (const loop of this.#loops) this.#dispatch(loop, state);
  }

  /** Ends the function's first block: to the point, or to `start`. */
  dispatchEntry(entry: Block, start: Block, state: number): void {
    this.#dispatch({ header: entry, start, points: this.#outermost.points }, state);
  }

  #dispatch({ header, start, points }: Loop, state: number): void {
    if (points.length === 0) {
      header.end = { kind: 'jump', to: start };
      return;
    }
    const cases = Array<Block>(Math.max(...points.map((point) => point.number)) + 1).fill(start);
    for (const { number, to } of points) cases[number] = to;
    header.code.u8(OP.localGet).u32(state);
    header.end = { kind: 'switch', cases, otherwise: start };
  }
}
