/**
 * What clang's layout pass tells about variables (its interface is compiler-rt's asan ABI, version 8).
 *
 * A laid-out frame begins with three words in the program's own stack and is padded around each variable:
 *
 *     +0   0x41b58ab3 while the function runs, 0x45e0360e once it has returned
 *     +4   address of a description: "<n> (<offset> <size> <name length> <name>[:<line>] )*"
 *     +8   function
 *     +32  first variable ...
 *
 * Globals are registered by the program's constructors, eight words each: address, size, size with padding, name,
 * module name, has-initialiser, location, odr indicator.
 *
 * All of this is the program's memory and may be damaged: every read is bounded and implausible data is ignored.
 */
import type { Address, Bytes } from '../base/ids.js';
import { LIVE_FRAME, RETIRED_FRAME } from '../instrument/runtime/layout-calls.js';
import type { Range } from './image.js';
import { authorsName } from './variable-names.js';

export interface LaidOutVariable {
  name: string;
  start: Address;
  size: Bytes;
  /** 0 when unknown. */
  line: number;
}

export interface LaidOutFrame {
  start: Address;
  returned: boolean;
  variables: LaidOutVariable[];
  /** Table index of the function, as the frame names it. */
  functionSlot: number;
}

const GLOBAL_WORDS = 8;
const FRAME_ALIGNMENT = 32;
/** A frame's header is searched no further below an address than this. */
const SEARCH_LIMIT = 1 << 20;
const LONGEST_DESCRIPTION = 65536;

export interface GuestBytes {
  u8(address: Address): number;
  u32(address: Address): number;
}

export class VariableLayout {
  readonly #memory: GuestBytes;
  readonly #stack: Range;
  readonly #data: Range;
  /** Registered globals, sorted by address once looked at. */
  #globals: (LaidOutVariable & { end: Address; module: string })[] = [];
  #sorted = true;

  constructor(memory: GuestBytes, stack: Range, data: Range) {
    this.#memory = memory;
    this.#stack = stack;
    this.#data = data;
  }

  /** __asan_register_globals(address, count); calls `pad` for the padding behind each variable. */
  registerGlobals(address: Address, count: number, pad: (start: Address, size: Bytes) => void): void {
    const entrySize = GLOBAL_WORDS * 4;
    for (let i = 0; i < count; i++) {
      const entry = address + i * entrySize;
      if (entry < this.#data.start || entry + entrySize > this.#data.end) break;
      const word = (k: number): number => this.#memory.u32(entry + 4 * k);
      const [start, size, padded] = [word(0), word(1), word(2)];
      if (start < this.#data.start || start + padded > this.#data.end || size > padded) continue;
      const { name: slot, line } = splitName(this.#text(word(3)));
      const name = slot.startsWith('.') ? authorsName(slot, line) : slot;
      this.#globals.push({ name, start, size, line, end: start + padded, module: this.#text(word(4)) });
      pad(start + size, padded - size);
    }
    this.#sorted = false;
  }

  /** After fork: the same globals are where they are in the other. */
  inherit(parent: VariableLayout): void {
    this.#globals = [...parent.#globals];
    this.#sorted = parent.#sorted;
  }

  /** The registered variable whose bytes or padding hold the address, or whose start it closely precedes. */
  globalAt(address: Address): (LaidOutVariable & { module: string }) | undefined {
    if (!this.#sorted) {
      this.#globals.sort((a, b) => a.start - b.start);
      this.#sorted = true;
    }
    const globals = this.#globals;
    let low = 0;
    let high = globals.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (globals[middle].start <= address) low = middle + 1;
      else high = middle;
    }
    const before = globals[low - 1];
    const after = globals[low];
    const isBefore = before !== undefined && address < before.end;
    const isAfter = after !== undefined && after.start - address <= 32;
    // In the padding between two, the nearer one: running over the end of the first or the start of the second.
    if (isBefore && isAfter) return nearestVariable([before, after], address) === before ? before : after;
    return isBefore ? before : isAfter ? after : undefined;
  }

  /** The laid-out frame, alive or dead, that holds a stack address. */
  frameAt(address: Address): LaidOutFrame | undefined {
    const lowest = Math.max(this.#stack.start, address - SEARCH_LIMIT);
    for (let at = address - (address % FRAME_ALIGNMENT); at >= lowest; at -= FRAME_ALIGNMENT) {
      const magic = this.#memory.u32(at);
      if (magic !== LIVE_FRAME && magic !== RETIRED_FRAME) continue;
      const variables = this.#variables(at);
      if (!variables) continue;
      const last = variables.at(-1);
      const end = last
        ? last.start + last.size + FRAME_ALIGNMENT + (FRAME_ALIGNMENT - (last.size % FRAME_ALIGNMENT))
        : at;
      if (address >= end) return undefined;
      return { start: at, returned: magic === RETIRED_FRAME, variables, functionSlot: this.#memory.u32(at + 8) };
    }
    return undefined;
  }

  #variables(frame: Address): LaidOutVariable[] | undefined {
    const description = this.#memory.u32(frame + 4);
    if (description < this.#data.start || description >= this.#data.end) return undefined;
    return parseDescription(this.#text(description), frame);
  }

  #text(address: Address): string {
    if (address < this.#data.start) return '';
    const end = Math.min(this.#data.end, address + LONGEST_DESCRIPTION);
    let text = '';
    for (let at = address; at < end; at++) {
      const byte = this.#memory.u8(at);
      if (byte === 0) return text;
      text += String.fromCharCode(byte);
    }
    return '';
  }
}

/** "2 32 10 3 buf 64 16 5 arr:7" -> variables; undefined when it does not parse. */
export function parseDescription(text: string, frame: Address): LaidOutVariable[] | undefined {
  let rest = text;
  const number = (): number => {
    const match = /^(\d+) ?/.exec(rest);
    if (!match) return -1;
    rest = rest.slice(match[0].length);
    return Number(match[1]);
  };
  const count = number();
  if (count < 1) return undefined;
  const variables: LaidOutVariable[] = [];
  for (let i = 0; i < count; i++) {
    const [offset, size, length] = [number(), number(), number()];
    if (offset < 0 || size < 0 || length < 0 || length > rest.length) return undefined;
    const { name, line } = splitName(rest.slice(0, length));
    variables.push({ name: authorsName(name, line), line, start: frame + offset, size });
    rest = rest.slice(length).trimStart();
  }
  return variables;
}

/** A name may carry the line of its declaration: "buf:12". */
function splitName(text: string): { name: string; line: number } {
  const match = /^(.*):(\d+)$/.exec(text);
  return match ? { name: match[1], line: Number(match[2]) } : { name: text, line: 0 };
}

/** Of several variables the one that holds the address, or else the nearest. */
export function nearestVariable(variables: readonly LaidOutVariable[], address: Address): LaidOutVariable | undefined {
  let best: LaidOutVariable | undefined;
  let bestDistance = Infinity;
  for (const variable of variables) {
    const end = variable.start + variable.size;
    const distance = address < variable.start ? variable.start - address : address >= end ? address - end + 1 : 0;
    // At equal distance the one below: running over the end is the common mistake.
    if (distance < bestDistance) {
      best = variable;
      bestDistance = distance;
    }
  }
  return best;
}
