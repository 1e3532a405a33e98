/**
 * Goes through a tree in order without recursion, so that no depth of nesting ends the engine's stack. A visitor adds what
 * is to be done after it; what is added first is done first, and before what was there already.
 */
export type Task = () => void;

/** CPython's compiler gives up when a tree nests deeper. */
export const MAX_TREE_DEPTH = 2990;

export class WorkList {
  readonly #tasks: Task[] = [];
  readonly #depths: number[] = [];
  #depth = 0;
  readonly #tooDeep: () => never;
  readonly #deepest: number;
  readonly #added: Task[] = [];
  readonly #addedDepths: number[] = [];

  constructor(tooDeep: () => never, deepest: number) {
    this.#tooDeep = tooDeep;
    this.#deepest = Math.min(deepest, MAX_TREE_DEPTH);
  }

  /** After what was added by the same visitor before; `depth` is 0 for what is no node of the tree. */
  add(task: Task, depth: 0 | 1): void {
    this.#added.push(task);
    this.#addedDepths.push(depth);
  }

  run(first: Task): void {
    this.add(first, 0);
    this.#settle();
    for (;;) {
      const task = this.#tasks.pop();
      if (task === undefined) return;
      this.#depth = this.#depths.pop()!;
      if (this.#depth > this.#deepest) this.#tooDeep();
      task();
      this.#settle();
    }
  }

  #settle(): void {
    for (let i = this.#added.length - 1; i >= 0; i--) {
      this.#tasks.push(this.#added[i]);
      this.#depths.push(this.#depth + this.#addedDepths[i]);
    }
    this.#added.length = 0;
    this.#addedDepths.length = 0;
  }
}
