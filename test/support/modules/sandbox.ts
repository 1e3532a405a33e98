/**
 * Runs instrumented modules on a memory laid out as heapglass lays it out, with a host that writes down what the hooks
 * report and lets the program go on wherever it can.
 */
import type { WasmModule } from '../../../src/instrument/binary/module.js';
import {
  IMPORT_MODULE,
  instrument,
  MEMORY_IMPORT,
  START_EXPORT,
  type Instrumented,
  type PassName,
} from '../../../src/instrument/instrument.js';
import { cellsAt } from '../../../src/instrument/runtime/cells.js';
import { HOST_IMPORTS, RANGE_ROLES, TRAPS } from '../../../src/instrument/runtime/host-imports.js';
import type { HelperContext } from '../../../src/instrument/runtime/helper.js';
import { ShadowPlane } from '../../../src/memory/check/shadow.js';
import { CALL_STACK_BASE, CALL_STACK_SIZE, MEMORY_SIZE, SHADOW_BASE, WASM_PAGE } from '../../../src/memory/layout.js';

const CELLS = cellsAt(CALL_STACK_BASE, CALL_STACK_SIZE);

/** The host ends the program. */
export class Stopped extends Error {}

/** Pages that a program may grow to. */
export const MOST_PAGES = 4;

type Hook = (...args: number[]) => unknown;

export interface ByteRange {
  start: number;
  end: number;
}

/** What generated code has to know of the memory it runs in. */
export function helperContext(facts: Partial<HelperContext> = {}): HelperContext {
  return {
    shadow: SHADOW_BASE,
    limit: SHADOW_BASE,
    paged: facts.paged,
    cells: CELLS,
    stackPointer: facts.stackPointer,
    stackLow: facts.stackLow ?? 0,
    stackDepth: 12,
    readOnly: facts.readOnly,
  };
}

export interface InstrumentedSetup {
  passes: ReadonlySet<PassName>;
  /** What the program itself imports. */
  imports?: Record<string, Record<string, unknown>>;
  /** Hooks that the test has its own ideas of. */
  hooks?: Record<string, Hook>;
  /** Index of the stack pointer, and how low it may get. */
  stackPointer?: number;
  stackLow?: number;
  readOnly?: ByteRange;
  /** The program's memory is going to be paged. */
  paged?: HelperContext['paged'];
  /** Names of functions by index. */
  names?: ReadonlyMap<number, string>;
  /** What is done to the instrumented module before the engine gets it. */
  transform?(instrumented: Instrumented): Uint8Array;
}

/** One memory of several gigabytes, nearly all of it untouched, for one program after the other. */
export class Sandbox {
  /** Reports of the checks, in order. */
  readonly misses: string[] = [];
  readonly layout = CELLS;
  readonly memory = new WebAssembly.Memory({ initial: MEMORY_SIZE / WASM_PAGE });
  readonly #bytes = new Uint8Array(this.memory.buffer);
  readonly #view = new DataView(this.memory.buffer);
  readonly shadow = new ShadowPlane(this.memory.buffer);
  #pages = 0;

  /** All of the program's memory zero and addressable, nothing on the call stack. */
  reset(pages: number): void {
    this.misses.length = 0;
    const most = 2 * MOST_PAGES * WASM_PAGE;
    this.#bytes.fill(0, 0, most);
    this.#bytes.fill(0, SHADOW_BASE, SHADOW_BASE + most / 8);
    this.shadow.markAddressable(0, pages * WASM_PAGE);
    this.#setPages(pages);
    this.setCell('csp', CELLS.callStack);
    this.setCell('saved', CELLS.savedLocals);
    this.setCell('leaving', 0);
    this.setCell('fuel', 1000);
    this.#view.setFloat64(CELLS.clock, 0, true);
  }

  #setPages(pages: number): void {
    this.#pages = pages;
    this.setCell('pages', pages);
  }

  setCell(name: keyof typeof CELLS, value: number): void {
    this.#view.setUint32(CELLS[name], value, true);
  }

  cell(name: keyof typeof CELLS): number {
    return this.#view.getUint32(CELLS[name], true);
  }

  get clock(): number {
    return this.#view.getFloat64(CELLS.clock, true);
  }

  /** Entries of the shadow call stack, outermost first. */
  get callStack(): number[] {
    return Array.from(new Uint32Array(this.memory.buffer, CELLS.callStack, (this.cell('csp') - CELLS.callStack) / 4));
  }

  /** What unwound frames have handed over. */
  get savedLocals(): number[] {
    const length = (this.cell('saved') - CELLS.savedLocals) / 4;
    return Array.from(new Int32Array(this.memory.buffer, CELLS.savedLocals, length));
  }

  /** End the program as the host does: frames unwind and hand over their locals. */
  stop(message: string): never {
    this.setCell('leaving', 1);
    throw new Stopped(message);
  }

  grow(pages: number): number {
    const old = this.#pages;
    if (pages > MOST_PAGES - old) return -1;
    this.shadow.markAddressable(old * WASM_PAGE, pages * WASM_PAGE);
    this.#setPages(old + pages);
    return old;
  }

  isMapped(address: number, size: number): boolean {
    return address + size <= this.#pages * WASM_PAGE;
  }

  /** The program's own memory. */
  get program(): Uint8Array {
    return this.#bytes.slice(0, this.#pages * WASM_PAGE);
  }

  /** One byte for each byte of the program's memory: 1 when it may be touched. */
  get addressable(): Uint8Array {
    return Uint8Array.from({ length: this.#pages * WASM_PAGE }, (_, at) => (this.shadow.isAddressable(at) ? 1 : 0));
  }

  #hooks(): Record<string, Hook> {
    const unexpected = Object.fromEntries(
      HOST_IMPORTS.map(({ name }) => [name, () => this.stop(`unexpected call of ${name}`)]),
    );
    return {
      ...unexpected,
      miss: (address: number, size: number, write: number) => {
        this.misses.push(missWords(address >>> 0, size, write !== 0));
        if (!this.isMapped(address >>> 0, size)) this.stop('memory access out of bounds');
      },
      missRange: (address: number, size: number, role: number) => {
        const { operation, argument } = RANGE_ROLES[role];
        this.misses.push(rangeWords(address >>> 0, size >>> 0, `${operation} ${argument}`));
        if (!this.isMapped(address >>> 0, size >>> 0)) this.stop('memory access out of bounds');
      },
      trap: (index: number) => this.stop(TRAPS[index]),
      grow: (pages: number) => this.grow(pages >>> 0),
      poll: () => this.setCell('fuel', 3),
    };
  }

  /** Instrument a module and instantiate it on a fresh memory. */
  instantiate(module: WasmModule, setup: InstrumentedSetup): Record<string, unknown> {
    this.reset(module.memory?.min ?? 0);
    const instrumented = instrument(module, {
      passes: setup.passes,
      helpers: helperContext(setup),
      functionName: (index) => setup.names?.get(index) ?? '',
      isUserCode: () => false,
    });
    const bytes = setup.transform?.(instrumented) ?? instrumented.bytes;
    const hooks = { ...this.#hooks(), ...setup.hooks, [MEMORY_IMPORT]: this.memory };
    const compiled = new WebAssembly.Module(new Uint8Array(bytes));
    const { exports } = new WebAssembly.Instance(compiled, { ...setup.imports, [IMPORT_MODULE]: hooks });
    (exports[START_EXPORT] as (() => void) | undefined)?.();
    return exports;
  }

  /** After a program has been ended: ready for the next call from outside. */
  recover(): void {
    this.setCell('leaving', 0);
    this.setCell('csp', CELLS.callStack);
    this.setCell('saved', CELLS.savedLocals);
  }
}

export function missWords(address: number, size: number, write: boolean): string {
  return `${write ? 'write' : 'read'} of ${size} at 0x${address.toString(16)}`;
}

export function rangeWords(address: number, size: number, what: string): string {
  return `${what}: ${size} at 0x${address.toString(16)}`;
}
