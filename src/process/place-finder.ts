/**
 * Says what the bytes at an address belong to: heap block, variable, frame, static data, or nothing. Only asked for
 * errors, so it may take its time.
 */
import type { Address } from '../base/ids.js';
import { NAMELESS, type Place, type VariableFacts } from '../events/findings.js';
import type { AddressBits } from './access-monitor.js';
import type { DebugInfo } from '../instrument/debug/contract.js';
import type { DynamicArray, DynamicArrays } from './dynamic-arrays.js';
import type { FrameOwner, FrameWalk } from './frame-walk.js';
import type { ProgramImage } from './image.js';
import { nearestVariable, type LaidOutVariable, type VariableLayout } from './variable-layout.js';

export interface HeapPlaces {
  describe(address: Address): Place | undefined;
}

/** Where a program's memory lies. */
export interface PlacedMachine {
  readonly image: ProgramImage;
  readonly break: Address;
}

export interface PlaceFinderParts {
  machine: PlacedMachine;
  heap: HeapPlaces;
  layout: VariableLayout;
  arrays: DynamicArrays;
  debug: DebugInfo;
  frames: FrameWalk;
  bits: Pick<AddressBits, 'isAddressable'>;
}

export class PlaceFinder {
  readonly #machine: PlacedMachine;
  readonly #heap: HeapPlaces;
  readonly #layout: VariableLayout;
  readonly #arrays: DynamicArrays;
  readonly #debug: DebugInfo;
  readonly #frames: FrameWalk;
  readonly #bits: Pick<AddressBits, 'isAddressable'>;

  constructor(parts: PlaceFinderParts) {
    this.#machine = parts.machine;
    this.#heap = parts.heap;
    this.#layout = parts.layout;
    this.#arrays = parts.arrays;
    this.#debug = parts.debug;
    this.#frames = parts.frames;
    this.#bits = parts.bits;
  }

  find(address: Address): Place {
    const { nullEnd, stack, data, heapStart } = this.#machine.image;
    if (address < nullEnd) return { in: 'null-page' };
    if (address >= data.start && address < data.end) return this.#staticPlace(address);
    if (address >= stack.start && address < stack.end) return this.#stackPlace(address);
    if (address < stack.start && stack.start - address <= 65536) return { in: 'stack-guard' };
    if (address >= heapStart && address < this.#machine.break) return this.#heap.describe(address) ?? { in: 'heap' };
    return { in: 'unmapped' };
  }

  #staticPlace(address: Address): Place {
    const laidOut = this.#layout.globalAt(address);
    const known = this.#debug.globalAt(laidOut ? laidOut.start : address);
    if (laidOut) {
      const variable: VariableFacts = {
        name: known?.name ?? laidOut.name,
        size: laidOut.size,
        offset: address - laidOut.start,
        line: known?.line || laidOut.line || undefined,
        file: known?.file || laidOut.module || undefined,
      };
      return { in: 'global', variable };
    }
    if (known) {
      const { name, size, line, file } = known;
      return {
        in: 'global',
        variable: { name, size, line: line || undefined, file: file || undefined, offset: address - known.address },
      };
    }
    const readOnly = this.#machine.image.readOnly;
    return { in: 'data', readOnly: readOnly !== undefined && address >= readOnly.start && address < readOnly.end };
  }

  #stackPlace(address: Address): Place {
    const pointer = this.#frames.stackPointer;
    const array = this.#arrays.at(address);
    // Without its padding it is a leftover of a frame that was left by longjmp.
    if (array && array.start >= pointer && !this.#bits.isAddressable(array.start - 1))
      return this.#arrayPlace(array, address);
    const frame = this.#layout.frameAt(address);
    // A header above the stack pointer that says "returned" is a leftover inside somebody else's live frame.
    if (frame && !(frame.returned && frame.start >= pointer)) {
      const variable = nearestVariable(frame.variables, address);
      const within = variable !== undefined && address >= variable.start && address < variable.start + variable.size;
      const ended = within && !this.#bits.isAddressable(address);
      const returned = frame.returned || frame.start < pointer;
      return {
        in: 'stack',
        function: this.#frames.functionAtSlot(frame.functionSlot),
        state: returned ? 'returned' : ended ? 'out-of-scope' : 'live',
        variable: variable && factsOf(variable, address),
      };
    }
    if (address < pointer) return { in: 'below-stack', distance: pointer - address };
    const owner = this.#frames.ownerOf(address);
    if (!owner) return { in: 'stack', function: '', state: 'live' };
    const variable = nearestVariable(this.#localsOf(owner), address);
    return {
      in: 'stack',
      function: owner.function,
      frameDepth: owner.depth,
      state: 'live',
      variable: variable && factsOf(variable, address),
    };
  }

  #arrayPlace({ start, size, site }: DynamicArray, address: Address): Place {
    const frames = this.#debug.framesAt(site);
    const name = this.#debug.variableLengthArrayAt(site) ?? NAMELESS.dynamicArray;
    const array = { name, start, size, line: frames[0].line };
    return { in: 'stack', function: frames.at(-1)!.function, state: 'live', variable: factsOf(array, address) };
  }

  /** Variables that exist at the owner's call; only where there are none, those of blocks that are not running. */
  #localsOf({ site, start }: FrameOwner): LaidOutVariable[] {
    const locals = this.#debug.localsAt(site);
    const inScope = locals.filter((local) => local.inScope);
    return (inScope.length > 0 ? inScope : locals).map(({ name, frameOffset, size, line }) => ({
      name,
      start: start + frameOffset,
      size,
      line,
    }));
  }
}

function factsOf(variable: LaidOutVariable, address: Address): VariableFacts {
  const { name, size, line, start } = variable;
  return { name, size, line: line || undefined, offset: address - start };
}
