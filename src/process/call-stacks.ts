/** The program's call stacks as ids: where it is now, and where it allocates. */
import type { CodeOffset, StackId } from '../base/ids.js';
import type { StackTable } from '../events/recording.js';
import { StackInterner } from '../events/stack-interner.js';
import { UNCOUNTED_STACK } from '../memory/check/format.js';
import type { Prepared } from './prepare.js';
import type { ProgramCells } from './program-cells.js';
import { StartupStacks } from './startup-blocks.js';

export class CallStacks {
  readonly startup: StartupStacks;
  readonly #machine: ProgramCells;
  readonly #interner: StackInterner;

  /**
   * @param depth entries that tell one stack from another
   * @param functionAt index among the defined functions
   * @param parent those of a process of the same program: both number stacks in one table
   */
  constructor(
    machine: ProgramCells,
    prepared: Pick<Prepared, 'owners' | 'isProgramCode'>,
    depth: number,
    functionAt: (site: CodeOffset) => number | undefined,
    parent?: CallStacks,
  ) {
    this.#machine = machine;
    this.#interner = parent === undefined ? new StackInterner(depth) : parent.#interner;
    this.startup =
      parent?.startup ??
      new StartupStacks(this.table, (site) => {
        const owner = prepared.owners.get(functionAt(site) ?? -1);
        return owner ?? (prepared.isProgramCode(site) ? 'program' : 'other');
      });
  }

  get table(): StackTable {
    return this.#interner.table;
  }

  /** The call stack as it is now. */
  current(): StackId {
    const { callStackWords, callStackFirst, callStackEnd } = this.#machine;
    return this.#interner.intern(callStackWords, callStackFirst, callStackEnd);
  }

  /** A call stack that was set aside, innermost entry last. */
  of(words: Uint32Array): StackId {
    return this.#interner.intern(words, 0, words.length);
  }

  /** The import that generated code asks for a stack it has not seen (instrument/runtime/stack-id.ts). */
  enter(set: number, hashLow: number, hashHigh: number): number {
    const stack = this.current();
    const id = this.startup.isStartup(stack) ? stack | UNCOUNTED_STACK : stack;
    this.#machine.enterStackId(set, hashLow, hashHigh, id);
    return id;
  }
}
