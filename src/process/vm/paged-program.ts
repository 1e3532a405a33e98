/**
 * A program made ready for paged memory: parsed, instrumented and translated, with its debug information; compiled for all
 * processes that run it.
 */
import type { ReportOptions } from '../../events/recording.js';
import { parseModule } from '../../instrument/binary/module.js';
import { suspendModule } from '../../instrument/suspend/suspend-module.js';
import { translateModule } from '../../instrument/translate/translate-module.js';
import { PAGED_CHECK_LAYOUT, SLOT, SUSPENSION, translationTables } from './layout.js';
import { importsPaged, mayGiveUp, mayHandleSignals, mustBeSuspendable } from './paged-imports.js';
import { stackDepth } from '../checks.js';
import { type KeptWork, NOTHING_KEPT } from '../kept-work.js';
import { prepare, type Prepared, type ProgramHost } from '../prepare.js';

export interface PagedProgramOptions extends ProgramHost {
  /** Others run beside it; a program that calls fork need not be told. */
  together?: boolean;
  /** Its standard streams may be pipes of another program's. */
  inherits?: boolean;
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
  readonly #inherits: boolean;
  readonly #canPipe: boolean;
  readonly #kept: KeptWork;
  #compiled: WebAssembly.Module | undefined;

  /** @throws MalformedModule */
  constructor(bytes: Uint8Array, options: PagedProgramOptions) {
    this.observed = options.observed;
    this.#inherits = options.inherits === true;
    this.#kept = options.kept ?? NOTHING_KEPT;
    const module = parseModule(bytes);
    this.isSuspendable = options.together === true || mustBeSuspendable(module);
    this.#canPipe = importsPaged(module, 'pipe');
    this.prepared = this.#prepare(bytes, options, mayHandleSignals(module));
  }

  get compiled(): WebAssembly.Module {
    return (this.#compiled ??= this.#kept.compile(this.prepared.code.bytes));
  }

  started(instance: WebAssembly.Instance): void {
    this.#kept.started(this.compiled, instance);
  }

  /** A process of it may give up its turn in that import. */
  mayGiveUp(module: string, name: string): boolean {
    return mayGiveUp(module, name, this.#inherits || this.#canPipe);
  }

  #prepare(bytes: Uint8Array, options: PagedProgramOptions, traps: boolean): Prepared {
    const { poll, calls, checks, observed, clock = false } = options;
    const tables = translationTables(observed);
    const isChecked = checks !== undefined;
    return prepare(
      bytes,
      {
        check: isChecked,
        clock,
        poll: poll ? 'everywhere' : this.isSuspendable ? 'program' : false,
        stackDepth: isChecked ? stackDepth(checks) : 0,
        calls,
        cells: SLOT.cells,
        shadow: PAGED_CHECK_LAYOUT.shadowBase,
        paged: tables,
        handlers: true,
        traps,
      },
      options,
      {
        settings: JSON.stringify([this.isSuspendable, this.#inherits]),
        finish: (instrumented, { stackPointer, readOnly }) => {
          const checked = isChecked ? { shadow: PAGED_CHECK_LAYOUT.shadowBase, readOnly } : undefined;
          const translated = translateModule(instrumented, { tables, stackPointer, checks: checked });
          return this.isSuspendable ? this.#suspendable(translated) : translated;
        },
      },
    );
  }

  #suspendable(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    return suspendModule(bytes, { cells: SUSPENSION, mayUnwind: (module, name) => this.mayGiveUp(module, name) });
  }
}
