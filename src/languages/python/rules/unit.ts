/** A unit of code while its rules are checked: what CPython compiles into one code object. */
import type { Scope } from '../symbols/scope.js';
import type { Span } from '../tree/ast.js';
import { errorAt } from './tree-error.js';

export type Block = 'loop' | 'with' | 'try' | 'handler' | 'group-handler' | 'cleanup' | 'finally';

/** As many as CPython's frames have room for. */
const MAX_BLOCKS = 20;

export class Unit {
  readonly type: 'module' | 'class' | 'function' | 'async function' | 'lambda' | 'comprehension';
  readonly scope: Scope;
  readonly blocks: Block[] = [];

  constructor(type: Unit['type'], scope: Scope) {
    this.type = type;
    this.scope = scope;
  }

  get isFunction(): boolean {
    return this.scope.type === 'function';
  }

  enter(block: Block, span: Span): void {
    if (this.blocks.length >= MAX_BLOCKS) errorAt(span, 'too many statically nested blocks');
    this.blocks.push(block);
  }

  leave(): void {
    this.blocks.pop();
  }

  /** Whether a loop can be left or gone on from here; refuses on the way out of `except*`. */
  leadsToLoop(span: Span): boolean {
    for (let i = this.blocks.length - 1; i >= 0; i--) {
      if (this.blocks[i] === 'group-handler')
        errorAt(span, "'break', 'continue' and 'return' cannot appear in an except* block");
      if (this.blocks[i] === 'loop') return true;
    }
    return false;
  }

  /** A return leaves all blocks. */
  leaveAll(span: Span): void {
    if (this.blocks.includes('group-handler'))
      errorAt(span, "'break', 'continue' and 'return' cannot appear in an except* block");
  }
}
