/**
 * A program made ready for paged memory: parsed, instrumented, with its debug information. Translated and compiled once for
 * each slot that one of its processes is in, since translated code has the places of its tables in it.
 */
import { cellsAt } from '../../instrument/runtime/cells.js';
import { parseModule } from '../../instrument/binary/module.js';
import { suspendModule } from '../../instrument/suspend/suspend-module.js';
import { translateModule } from '../../instrument/translate/translate-module.js';
import { FRAMES_BASE, slotAt, SUSPENSION, tablesOf } from './layout.js';
import { mayGiveUp, mustBeSuspendable } from './paged-imports.js';
import { prepare, type Prepared } from '../prepare.js';
import { requireRunnable, type SignatureOf } from '../runnable.js';

export interface PagedProgramOptions {
  /** Others run beside it; a program that calls fork need not be told. */
  together?: boolean;
  /** Bytes that a program may have to start with. */
  memoryLimit: number;
  signatureOf: SignatureOf;
  /** Give the host a turn now and then wherever it is: for time limits. */
  poll: boolean;
  /** Keep a call stack, for what is said of faults. */
  calls: boolean;
  /** See every reference to a page: for the model of a TLB, and policies that count each. */
  observed: boolean;
}

export class PagedProgram {
  readonly prepared: Prepared;
  /** Every reference to a page is seen. */
  readonly observed: boolean;
  /** Its processes can give up their turn in the middle. */
  readonly isSuspendable: boolean;
  readonly #bytes: Uint8Array;
  readonly #options: PagedProgramOptions;
  readonly #compiled = new Map<number, { prepared: Prepared; module: WebAssembly.Module }>();

  /** @throws MalformedModule */
  constructor(bytes: Uint8Array, options: PagedProgramOptions) {
    this.#bytes = bytes;
    this.observed = options.observed;
    this.#options = options;
    this.isSuspendable = options.together === true || mustBeSuspendable(parseModule(bytes));
    this.prepared = this.#prepare(0);
    requireRunnable(this.prepared.module, this.prepared.image, options.memoryLimit, options.signatureOf);
  }

  /** For a process in this slot. */
  compiledFor(slot: number): WebAssembly.Module {
    let compiled = this.#compiled.get(slot);
    if (compiled === undefined) {
      const prepared = slot === 0 ? this.prepared : this.#prepare(slot);
      const translated = translateModule(prepared.instrumented, {
        tables: tablesOf(slotAt(slot), this.observed),
        stackPointer: prepared.image.stackPointer,
      });
      const bytes = this.isSuspendable ? this.#suspendable(translated) : translated;
      compiled = { prepared, module: new WebAssembly.Module(bytes) };
      this.#compiled.set(slot, compiled);
    }
    return compiled.module;
  }

  #suspendable(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const { module: program } = this.prepared;
    return suspendModule(bytes, { cells: SUSPENSION, mayUnwind: (module, name) => mayGiveUp(program, module, name) });
  }

  #prepare(slot: number): Prepared {
    const { poll, calls } = this.#options;
    const { cellsBase, cellsSize } = slotAt(slot);
    return prepare(this.#bytes, {
      check: false,
      clock: false,
      poll: poll ? 'everywhere' : this.isSuspendable ? 'program' : false,
      stackDepth: 0,
      calls,
      cells: cellsAt(cellsBase, cellsSize),
      shadow: FRAMES_BASE,
      handlers: true,
    });
  }
}
