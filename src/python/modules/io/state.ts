/**
 * What TypeScript remembers of file objects. An object has only a dict and weak references in memory, and what is written to
 * files in memory (format/io.ts); its state is found by its address and goes when it dies. A state holds references to objects of the program, which the collector is shown.
 */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { INDEX, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';

export abstract class FileState {
  readonly rt: Runtime;
  /** The object, borrowed. */
  readonly self: Address;
  /** Owned references, by what they are. */
  readonly #references = new Map<string, Address>();

  constructor(rt: Runtime, self: Address) {
    this.rt = rt;
    this.self = self;
  }

  /** 0 where there is none. */
  reference(name: string): Address {
    return this.#references.get(name) ?? 0;
  }

  /** Holds an object; 0 lets go of what was held. */
  hold(name: string, p: Address): void {
    const old = this.#references.get(name);
    if (p === 0) this.#references.delete(name);
    else {
      this.rt.incref(p);
      this.#references.set(name, p);
    }
    if (old !== undefined) this.rt.decref(old);
  }

  references(): IterableIterator<Address> {
    return this.#references.values();
  }

  /** The object is no more: what its fields own besides references goes. */
  drop(): void {}

  releaseAll(): void {
    for (const name of [...this.#references.keys()]) this.hold(name, 0);
  }
}

/** Of _IOBase and what programs derive from it without one of the ready-made files. */
export class PlainState extends FileState {
  closed = false;
}

const registries = new WeakMap<Runtime, Map<Address, FileState>>();

export function statesOf(rt: Runtime): Map<Address, FileState> {
  let states = registries.get(rt);
  if (states === undefined) registries.set(rt, (states = new Map()));
  return states;
}

/** The state of an object, if it is of the class. */
export function stateOf<State extends FileState>(
  rt: Runtime,
  p: Address,
  kind: abstract new (...args: never[]) => State,
): State {
  const state = statesOf(rt).get(p);
  if (!(state instanceof kind)) return rt.raise(VALUE_ERROR, 'I/O operation on uninitialized object');
  return state;
}

export function raiseClosed(rt: Runtime): never {
  return rt.raise(VALUE_ERROR, 'I/O operation on closed file.');
}

/** io.UnsupportedOperation, made when it is needed first. */
const unsupportedTypes = new WeakMap<Runtime, Address>();

export function unsupportedType(rt: Runtime, make: () => Address): Address {
  let type = unsupportedTypes.get(rt);
  if (type === undefined) {
    type = make();
    rt.incref(type);
    unsupportedTypes.set(rt, type);
  }
  return type;
}

/** The number of a size argument: undefined for None, a negative one or none at all. */
export function sizeOf(rt: Runtime, p: Address): number | undefined {
  if (p === 0 || p === NONE) return undefined;
  if (rt.views.word(rt.typeOf(p) + INDEX) === 0)
    rt.raise(TYPE_ERROR, `argument should be integer or None, not '${rt.shownTypeName(rt.typeOf(p))}'`);
  const size = rt.number(rt.index(p));
  return size < 0 ? undefined : size;
}
