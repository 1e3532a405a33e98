/** Exceptions of the program in TypeScript: raised, looked at, caught. A PythonError says that one is pending. */
import type { Address } from '../../base/ids.js';
import { PENDING } from '../format/memory-map.js';
import { CAUSE, CONTEXT, SUPPRESS_CONTEXT } from '../format/objects.js';
import { RECURSION_ERROR } from '../format/types.js';
import { isEngineStackOverflow, PythonError } from './python-error.js';
import { References } from './references.js';
import { newString } from './strings.js';

export abstract class Failures extends References {
  abstract setAttribute(p: Address, name: string, value: Address): void;

  /** @throws PythonError, always; the message is as it will be seen */
  raise(type: Address, message: string): never {
    this.raiseQuietly(type, () => message);
    throw new PythonError();
  }

  /** An exception with one object as its argument. */
  raiseValue(type: Address, value: Address): never {
    this.raiseWith(type, value);
    throw new PythonError();
  }

  /** @throws PythonError with MemoryError */
  noMemory(): never {
    this.raiseNoMemory();
    throw new PythonError();
  }

  /** Makes an exception with a message pending, and goes on. */
  protected raiseQuietly(type: Address, message: () => string): void {
    const text = newString(this.views, this.kernel as never, message());
    if (text === 0) return;
    this.raiseWith(type, text);
    this.decref(text);
  }

  protected raiseWith(type: Address, value: Address): void {
    this.kernel.raiseArgument(type, value);
  }

  protected raiseNoMemory(): void {
    this.kernel.raiseMemoryError();
  }

  /** The pending exception, borrowed, or 0. */
  pending(): Address {
    return this.views.word(PENDING);
  }

  /** Raises an instance of an exception. */
  raiseInstance(exception: Address): never {
    this.incref(exception);
    this.kernel.setPending(exception);
    throw new PythonError();
  }

  /** Forgets the pending exception. */
  clearPending(): void {
    const pending = this.pending();
    this.views.setWord(PENDING, 0);
    if (pending !== 0) this.decref(pending);
  }

  /** An exception with a message and attributes of its own. */
  raiseWithAttributes(type: Address, message: string, attributes: Readonly<Record<string, Address>>): never {
    this.raiseQuietly(type, () => message);
    const exception = this.pending();
    this.savingPending(() => {
      for (const [name, value] of Object.entries(attributes)) this.setAttribute(exception, name, value);
    });
    throw new PythonError();
  }

  /** A new exception with a message, whose cause and context is the pending one. */
  raiseFrom(type: Address, message: string): never {
    const cause = this.pending();
    this.views.setWord(PENDING, 0);
    this.raiseQuietly(type, () => message);
    const exception = this.pending();
    for (const field of [CAUSE, CONTEXT]) {
      this.incref(cause);
      const old = this.views.word(exception + field);
      this.views.setWord(exception + field, cause);
      if (old !== 0) this.decref(old);
    }
    this.views.u8[exception + SUPPRESS_CONTEXT] = 1;
    this.decref(cause);
    throw new PythonError();
  }

  /** Runs `work` while no exception is pending; the pending one is so again afterwards. */
  savingPending(work: () => void): void {
    const pending = this.pending();
    this.views.setWord(PENDING, 0);
    try {
      work();
    } finally {
      this.clearPending();
      this.views.setWord(PENDING, pending);
    }
  }

  /** `work`, and then `last` whatever was raised: what `last` raises has that for its context, as in `finally`. */
  finishing(work: () => void, last: () => void): void {
    try {
      work();
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      const first = this.pending();
      this.views.setWord(PENDING, 0);
      try {
        last();
      } catch (second) {
        const raised = second instanceof PythonError ? this.pending() : 0;
        if (raised === 0 || raised === first) this.decref(first);
        else {
          const old = this.views.word(raised + CONTEXT);
          this.views.setWord(raised + CONTEXT, first);
          if (old !== 0) this.decref(old);
        }
        throw second;
      }
      this.views.setWord(PENDING, first);
      throw problem;
    }
    last();
  }

  /** Forgets whatever exception `work` raises. */
  catchingAny(work: () => void): void {
    try {
      work();
    } catch (problem) {
      if (!(problem instanceof PythonError)) throw problem;
      this.clearPending();
    }
  }

  /** `work`, or what `otherwise` gives if it raised an exception of the type of which `matches` holds. */
  catching<Result>(
    type: Address,
    work: () => Result,
    otherwise: () => Result,
    matches: (exception: Address) => boolean = () => true,
  ): Result {
    try {
      return work();
    } catch (problem) {
      if (!(problem instanceof PythonError) || this.kernel.isSubtype(this.typeOf(this.pending()), type) === 0)
        throw problem;
      const exception = this.pending();
      let isMeant = false;
      this.savingPending(() => (isMeant = matches(exception)));
      if (!isMeant) throw problem;
      this.clearPending();
      return otherwise();
    }
  }

  /** What ends a native: an exception of the program is pending then. @throws the problem itself when it is none */
  protected accept(problem: unknown): void {
    if (problem instanceof PythonError) return;
    if (isEngineStackOverflow(problem))
      return this.raiseQuietly(RECURSION_ERROR, () => 'maximum recursion depth exceeded');
    throw problem;
  }
}
