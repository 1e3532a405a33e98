/** What visitors of a module share: each of statements and expressions in its turn, however deep they nest. */
import type { Expr, Stmt } from './ast.js';
import { MAX_TREE_DEPTH, WorkList } from './work-list.js';

export abstract class TreeWalk {
  readonly #work: WorkList;

  /**
   * @param tooDeep told when the tree nests deeper than CPython's compiler goes
   * @param deepest how deep that is, if it is less than usual
   */
  constructor(tooDeep: () => never, deepest = MAX_TREE_DEPTH) {
    this.#work = new WorkList(tooDeep, deepest);
  }

  protected abstract statement(s: Stmt): void;
  protected abstract expression(e: Expr): void;

  protected walk(body: readonly Stmt[]): void {
    this.#work.run(() => this.statements(body));
  }

  /** Work that is no node of the tree, after what was added before. */
  protected afterwards(task: () => void): void {
    this.#work.add(task, 0);
  }

  protected statements(body: readonly Stmt[]): void {
    for (const statement of body) this.#work.add(() => this.statement(statement), 1);
  }

  protected expressions(list: readonly (Expr | undefined)[]): void {
    for (const e of list) if (e !== undefined) this.#work.add(() => this.expression(e), 1);
  }
}
