/**
 * Whose frame a live stack address lies in, from the shadow call stack and the static frame sizes:
 *
 *     stack pointer -> [ innermost frame ][ its caller's frame ] ... stack top
 *
 * The walk ends at the first function whose frame size is not fixed; addresses beyond stay unexplained.
 */
import type { Address, CodeOffset } from '../base/ids.js';
import type { DebugInfo } from '../instrument/debug/contract.js';
import type { WasmModule } from '../instrument/binary/module.js';
import type { ProgramImage } from './image.js';
import type { ProgramCells } from './program-cells.js';

type FrameMachine = ProgramCells & { readonly image: ProgramImage };

export interface FrameOwner {
  function: string;
  /** 0 is the innermost frame. */
  depth: number;
  start: Address;
  site: CodeOffset;
}

export class FrameWalk {
  readonly #machine: FrameMachine;
  readonly #module: WasmModule;
  readonly #debug: DebugInfo;
  readonly #frameSizes: readonly (number | undefined)[];
  /** The stack pointer global of the running instance. */
  pointer: { value: number } | undefined;

  constructor(
    machine: FrameMachine,
    module: WasmModule,
    debug: DebugInfo,
    frameSizes: readonly (number | undefined)[],
  ) {
    this.#machine = machine;
    this.#module = module;
    this.#debug = debug;
    this.#frameSizes = frameSizes;
  }

  get stackPointer(): Address {
    return this.pointer ? this.pointer.value >>> 0 : this.#machine.image.stack.end;
  }

  ownerOf(address: Address): FrameOwner | undefined {
    const { callStackWords: words, callStackFirst: first } = this.#machine;
    let start = this.stackPointer;
    for (let at = this.#machine.callStackEnd - 1, depth = 0; at >= first; at--, depth++) {
      const site = words[at];
      const index = this.functionAt(site);
      const size = index === undefined ? undefined : this.#frameSizes[index];
      if (size === undefined) return undefined;
      if (address < start + size)
        return { function: this.#debug.framesAt(site).at(-1)?.function ?? '', depth, start, site };
      start += size;
    }
    return undefined;
  }

  /** Index (among defined functions) of the function that contains a code offset. */
  functionAt(offset: CodeOffset): number | undefined {
    const { code, codeStart } = this.#module;
    const position = offset + codeStart;
    let low = 0;
    let high = code.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (code[middle].start <= position) low = middle + 1;
      else high = middle;
    }
    const body = code[low - 1];
    return body && position < body.end ? low - 1 : undefined;
  }

  /** As stacks have it. */
  #nameOf(index: number): string {
    const body = this.#module.code[index - this.#module.importedFunctions.length];
    if (body === undefined) return this.#debug.functionName(index);
    return this.#debug.framesAt(body.end - 1 - this.#module.codeStart).at(-1)!.function;
  }

  /** Name of the function that a function pointer stands for. */
  functionAtSlot(slot: number): string {
    for (const segment of this.#module.elements) {
      if (!segment.functions || !segment.offset || segment.table !== 0) continue;
      const base = constantOf(segment.offset);
      const index = segment.functions[slot - base];
      if (index !== undefined) return this.#nameOf(index);
    }
    return '';
  }
}

/** Value of an `i32.const` expression below 2^28; segments of function tables start at small indices. */
function constantOf(expression: Uint8Array): number {
  let value = 0;
  for (let i = 1, shift = 0; i < expression.length; i++, shift += 7) {
    value |= (expression[i] & 0x7f) << shift;
    if (expression[i] < 0x80) return value;
  }
  return value;
}
