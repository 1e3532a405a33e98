/**
 * A program made ready for paged memory: parsed, instrumented, with its debug information; translated and compiled for all
 * processes that run it.
 */
import type { ReportOptions } from '../../events/recording.js';
import { parseModule } from '../../instrument/binary/module.js';
import { suspendModule } from '../../instrument/suspend/suspend-module.js';
import { translateModule } from '../../instrument/translate/translate-module.js';
import { PAGED_CHECK_LAYOUT, SLOT, SUSPENSION, translationTables } from './layout.js';
import { importsPaged, mayGiveUp, mayHandleSignals, mustBeSuspendable } from './paged-imports.js';
import { stackDepth } from '../checks.js';
import { prepare, type Prepared } from '../prepare.js';
import { requireRunnable, type SignatureOf } from '../runnable.js';

export interface PagedProgramOptions {
  /** Others run beside it; a program that calls fork need not be told. */
  together?: boolean;
  /** Its standard streams may be pipes of another program's. */
  inherits?: boolean;
  /** Bytes that a program may have to start with. */
  memoryLimit: number;
  signatureOf: SignatureOf;
  /** Give the host a turn now and then wherever it is: for time limits. */
  poll: boolean;
  /** Keep a call stack, for what is said of faults. */
  calls: boolean;
  /** Check every access, for a report like this. */
  checks?: ReportOptions;
  /** Count calls, for recordings. */
  clock?: boolean;
  /** See every reference to a page: for the model of a TLB, and policies that count each. */
  observed: boolean;
}

export class PagedProgram {
  readonly prepared: Prepared;
  /** Every reference to a page is seen. */
  readonly observed: boolean;
  /** Its processes can give up their turn in the middle. */
  readonly isSuspendable: boolean;
  readonly #isChecked: boolean;
  readonly #inherits: boolean;
  #compiled: WebAssembly.Module | undefined;

  /** @throws MalformedModule */
  constructor(bytes: Uint8Array, options: PagedProgramOptions) {
    this.observed = options.observed;
    this.#isChecked = options.checks !== undefined;
    this.#inherits = options.inherits === true;
    const module = parseModule(bytes);
    this.isSuspendable = options.together === true || mustBeSuspendable(module);
    this.prepared = this.#prepare(bytes, options, mayHandleSignals(module));
    requireRunnable(this.prepared.module, this.prepared.image, options.memoryLimit, options.signatureOf);
  }

  get compiled(): WebAssembly.Module {
    if (this.#compiled === undefined) {
      const { instrumented, image } = this.prepared;
      const translated = translateModule(instrumented, {
        tables: translationTables(this.observed),
        stackPointer: image.stackPointer,
        checks: this.#isChecked ? { shadow: PAGED_CHECK_LAYOUT.shadowBase, readOnly: image.readOnly } : undefined,
      });
      this.#compiled = new WebAssembly.Module(this.isSuspendable ? this.#suspendable(translated) : translated);
    }
    return this.#compiled;
  }

  /** A process of it may give up its turn in that import. */
  mayGiveUp(module: string, name: string): boolean {
    return mayGiveUp(module, name, this.#inherits || importsPaged(this.prepared.module, 'pipe'));
  }

  #suspendable(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    return suspendModule(bytes, { cells: SUSPENSION, mayUnwind: (module, name) => this.mayGiveUp(module, name) });
  }

  #prepare(bytes: Uint8Array, options: PagedProgramOptions, traps: boolean): Prepared {
    const { poll, calls, checks, observed } = options;
    return prepare(bytes, {
      check: checks !== undefined,
      clock: options.clock ?? false,
      poll: poll ? 'everywhere' : this.isSuspendable ? 'program' : false,
      stackDepth: checks === undefined ? 0 : stackDepth(checks),
      calls,
      cells: SLOT.cells,
      shadow: PAGED_CHECK_LAYOUT.shadowBase,
      paged: translationTables(observed),
      handlers: true,
      traps,
    });
  }
}
