/** Exceptions that nobody can catch: in __del__, in callbacks of weak references. sys.unraisablehook gets them. */
import type { Address } from '../../base/ids.js';
import { FRAME, NONE } from '../format/memory-map.js';
import { TRACEBACK } from '../format/objects.js';
import { PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';
import { showUnraisable } from '../modules/sys/definition.js';
import { makeStructSequence, structSequence } from '../modules/struct-sequence.js';

export class UnraisableErrors {
  readonly #rt: Runtime;
  #type: Address = 0;

  constructor(rt: Runtime) {
    this.#rt = rt;
  }

  /**
   * Shows the pending exception and forgets it. One that no code of the program has seen comes from where the program is.
   * @param object that it came from, or 0
   * @param message instead of "Exception ignored in"
   */
  show(object: Address, message?: string): void {
    const rt = this.#rt;
    const exception = rt.pending();
    if (exception === 0) return;
    const frame = rt.views.word(FRAME);
    if (rt.views.word(exception + TRACEBACK) === 0 && frame !== 0) rt.kernel.traceback_here(frame);
    rt.pooled(() => {
      const args = this.#arguments(this.#takePending(), object, message);
      const hook = rt.sysAttribute('unraisablehook');
      if (hook === 0 || hook === NONE) showUnraisable(rt, args);
      else this.#ask(hook, args);
      return 0;
    });
  }

  /** Calls the hook. If that fails, only its own error is shown. */
  #ask(hook: Address, args: Address): void {
    const rt = this.#rt;
    try {
      rt.call(hook, [args]);
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      const failure = this.#arguments(this.#takePending(), hook, 'Exception ignored in sys.unraisablehook');
      showUnraisable(rt, failure);
    }
  }

  #takePending(): Address {
    const rt = this.#rt;
    const exception = rt.pending();
    rt.incref(exception);
    rt.clearPending();
    return rt.keep(exception);
  }

  /** What the hook gets. */
  #arguments(exception: Address, object: Address, message: string | undefined): Address {
    const rt = this.#rt;
    if (this.#type === 0) {
      this.#type = makeStructSequence(rt, {
        name: 'UnraisableHookArgs',
        fields: ['exc_type', 'exc_value', 'exc_traceback', 'err_msg', 'object'],
      });
      rt.incref(this.#type);
    }
    const traceback = rt.views.word(exception + TRACEBACK) || NONE;
    const words = message === undefined ? NONE : rt.string(message);
    return structSequence(rt, this.#type, [rt.typeOf(exception), exception, traceback, words, object || NONE]);
  }
}
