/**
 * Blocks that the C library allocates for itself: to set a program up (arguments, environment, open directories), some
 * of them late, when the program first needs them, and for its exit handlers. Elsewhere they would not be on the heap:
 * they are nobody's leak, no report counts them, and what they point to is reachable.
 */
import type { Address, CodeOffset, StackId } from '../base/ids.js';
import type { LeakRecord } from '../events/findings.js';
import type { StackTable } from '../events/recording.js';
import type { BlockRegistry } from '../memory/check/block-registry.js';

/** Whose code a call stands in: that of a function that sets up, of the program itself, or anything else's. */
export type SiteOwner = 'startup' | 'program' | 'other';

const UNKNOWN = 0;
const PROGRAM = 1;
const STARTUP = 2;

/**
 * Tells whether a stack is one of setting up: a function that sets up is on it, and nothing of the program further in.
 * Asked at every allocation: one look into an array once the stack is known.
 */
export class StartupStacks {
  readonly #stacks: StackTable;
  readonly #ownerOf: (site: CodeOffset) => SiteOwner;
  /** By stack. Grows with the table. */
  #marks = new Uint8Array(1024);

  constructor(stacks: StackTable, ownerOf: (site: CodeOffset) => SiteOwner) {
    this.#stacks = stacks;
    this.#ownerOf = ownerOf;
    this.#marks[0] = PROGRAM;
  }

  isStartup(stack: StackId): boolean {
    const mark = stack < this.#marks.length ? this.#marks[stack] : UNKNOWN;
    return (mark === UNKNOWN ? this.#find(stack) : mark) === STARTUP;
  }

  #find(stack: StackId): number {
    if (stack >= this.#marks.length) {
      const grown = new Uint8Array(Math.max(this.#stacks.site.length, this.#marks.length * 2));
      grown.set(this.#marks);
      this.#marks = grown;
    }
    if (this.#marks[stack] !== UNKNOWN) return this.#marks[stack];
    const owner = this.#ownerOf(this.#stacks.site.get(stack));
    if (owner === 'other') this.#marks[stack] = this.#find(this.#stacks.parent.get(stack));
    else this.#marks[stack] = owner === 'startup' ? STARTUP : PROGRAM;
    return this.#marks[stack];
  }
}

/** Addresses of the live ones. */
export function startupBlocks(registry: BlockRegistry, startup: StartupStacks): Address[] {
  const found: Address[] = [];
  for (let id = 1; id < registry.end; id++) {
    if (registry.isLive(id) && startup.isStartup(registry.allocStack(id))) found.push(registry.address(id));
  }
  return found;
}

export function leaksWithoutStartup(leaks: readonly LeakRecord[], startup: StartupStacks): LeakRecord[] {
  return leaks.filter((leak) => !startup.isStartup(leak.stack));
}
