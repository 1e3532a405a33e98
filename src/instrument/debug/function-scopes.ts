/**
 * The blocks and inlined calls within one function, and its variables in linear memory.
 *
 * Scopes stand in preorder, so those around an offset form a chain that one pass finds: scope i belongs to it when it
 * contains the offset and its parent was the last one that did. Read once per function, on first need.
 */
import type { CodeOffset } from '../../base/ids.js';
import { AT, OP, TAG } from './dwarf.js';
import type { Entry } from './entry.js';
import { contains, rangesOf } from './ranges.js';

interface Scope {
  /** A subprogram, lexical block or inlined subroutine. */
  entry: Entry;
  parent: number;
  ranges: number[];
}

export interface FrameVariable {
  entry: Entry;
  scope: number;
  frameOffset: number;
}

export class FunctionScopes {
  /** Scope 0 is the function. */
  readonly scopes: Scope[];
  readonly variables: FrameVariable[] = [];
  /** Variables that have no fixed place in the frame. */
  readonly unplaced: Entry[] = [];

  constructor(entry: Entry) {
    this.scopes = [{ entry, parent: -1, ranges: [] }];
    if (!entry.hasChildren) return;
    const inMemory = hasMemoryFrame(entry);
    /** The scope at each depth; -1 within entries whose children say nothing about the frame. */
    const open = [0];
    let position = entry.next;
    while (open.length > 0 && position < entry.unit.end) {
      const child = entry.unit.entry(position);
      if (child === undefined) {
        open.pop();
        position++;
        continue;
      }
      position = child.next;
      const around = open[open.length - 1];
      let within = -1;
      if (around >= 0) {
        if (child.tag === TAG.lexicalBlock || child.tag === TAG.inlinedSubroutine) {
          within = this.scopes.push({ entry: child, parent: around, ranges: rangesOf(child) }) - 1;
        } else if (child.tag === TAG.variable || child.tag === TAG.formalParameter) {
          const frameOffset = inMemory ? frameOffsetOf(child) : undefined;
          if (frameOffset === undefined) this.unplaced.push(child);
          else this.variables.push({ entry: child, scope: around, frameOffset });
        }
      }
      if (child.hasChildren) open.push(within);
    }
  }

  /** The scopes around an offset of this function, outermost (the function) first. */
  chainAt(offset: CodeOffset): number[] {
    const chain = [0];
    for (let i = 1; i < this.scopes.length; i++) {
      const { parent, ranges } = this.scopes[i];
      if (parent === chain[chain.length - 1] && contains(ranges, offset)) chain.push(i);
    }
    return chain;
  }
}

/** True when offsets from the frame base are places in linear memory: the base is a wasm local or the stack pointer. */
function hasMemoryFrame(entry: Entry): boolean {
  const expression = entry.expression(AT.frameBase);
  return expression !== undefined && !expression.done && expression.u8() === OP.wasmLocation;
}

/** Where the variable lies if the location is DW_OP_fbreg, or that and DW_OP_plus_uconst, and nothing more. */
function frameOffsetOf(entry: Entry): number | undefined {
  const expression = entry.expression(AT.location);
  if (expression === undefined || expression.done || expression.u8() !== OP.fbreg) return undefined;
  const offset = expression.sleb();
  if (expression.done) return offset;
  if (expression.u8() !== OP.plusUconst) return undefined;
  const member = expression.uleb();
  return expression.done ? offset + member : undefined;
}
