/** What the kernel leaves to the runtime and nobody needs until a module or an observer takes it over. */
import type { Address } from '../../base/ids.js';
import { FIRST_LINE } from '../format/frames.js';
import { NONE } from '../format/memory-map.js';
import type { Runtime } from './runtime.js';

export interface KernelHooks {
  /** Shows the pending exception, which nobody can catch, with the object that it came from (or 0), and forgets it. */
  unraisable(object: Address, message?: string): void;
  /** POLL has a bit that is neither the collector's nor POLL_TRACED. 0, or -1 with an exception. */
  stopAtPoll(): number;
  /** The collector runs. An exception that is left pending is shown as unraisable. */
  collectionStarts(generation: number): void;
  collectionEnds(generation: number, found: number): void;
  showGarbage(p: Address): void;
  saveGarbage(p: Address): void;
  /** A place in the program allocates for the first time while that is traced. Makes no objects. */
  traceMade(trace: number, code: Address, site: number): void;
  /** A file dies that is not closed, and is closed now. */
  fileLost(file: Address): void;
  /** The program's last statement is done; everything is still there. */
  programEnds(): void;
  /** `__spec__` or `__loader__` of a module in whose dict that is None. */
  provideSpec(module: Address, name: Address): Address;
  /** The line of a site of a code object. */
  lineOf(code: Address, site: number): number;
}

export function defaultHooks(rt: Runtime): KernelHooks {
  return {
    unraisable: () => rt.clearPending(),
    stopAtPoll: () => 0,
    collectionStarts: () => undefined,
    collectionEnds: () => undefined,
    showGarbage: () => undefined,
    saveGarbage: () => undefined,
    traceMade: () => undefined,
    fileLost: () => undefined,
    programEnds: () => undefined,
    provideSpec: () => NONE,
    lineOf: (code) => rt.views.word(code + FIRST_LINE),
  };
}
