/**
 * Findings in the order in which they first happened. The same error is counted, not repeated. Two occurrences are the
 * same error when they are of one kind and size and happen in the same place:
 *
 * - In the program's own code, the places are the same when their four innermost calls are, as memcheck has it; so an
 *   error deep in a recursion is one error. The function that frees or allocates counts as one of the four.
 * - In a library, the call from the program into it counts, whatever the library does then and in whatever sizes, as long
 *   as it is about the same bytes: one wrong call is one error.
 *
 * Only errors come here, so keys are strings and rows are objects. Cost: a map look-up once the stack is known.
 */
import type { CodeOffset, StackId } from '../base/ids.js';
import type { Finding, Place } from './findings.js';
import type { StackTable } from './recording.js';

type WithoutCount<F> = F extends unknown ? Omit<F, 'count'> : never;

/** A finding as it is reported: one occurrence. */
export type Occurrence = WithoutCount<Finding>;

/** An access before it is known what its address belongs to. */
export type AccessOccurrence = Omit<Extract<Occurrence, { kind: 'InvalidRead' | 'InvalidWrite' }>, 'place' | 'fatal'>;

/** Calls that tell places apart. */
const CALLS = 4;

interface Whereabouts {
  /** The call from the program into a library; undefined in the program's own code. */
  libraryCall: string | undefined;
  /** The innermost sites. */
  sites: CodeOffset[];
}

export class FindingsLog {
  readonly findings: Finding[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #whereabouts = new Map<StackId, Whereabouts>();
  readonly #stacks: StackTable;
  readonly #libraryFunctionAt: (site: CodeOffset) => number | undefined;

  /** @param libraryFunctionAt the function that a site stands in, where that is code without source lines. */
  constructor(stacks: StackTable, libraryFunctionAt: (site: CodeOffset) => number | undefined) {
    this.#stacks = stacks;
    this.#libraryFunctionAt = libraryFunctionAt;
  }

  /** Index of the finding that the occurrence belongs to. */
  add(occurrence: Occurrence): number {
    const key = this.#keyOf(occurrence);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      const finding = this.findings[known];
      finding.count++;
      // The one that ends the program says so, also when the same error did not end it before.
      if ('fatal' in occurrence && occurrence.fatal) Object.assign(finding, { fatal: true });
      return known;
    }
    const index = this.findings.push({ ...occurrence, count: 1 } as Finding) - 1;
    this.#byKey.set(key, index);
    return index;
  }

  /** Index of the finding that the access belongs to; undefined when there is none yet or it depends on the place. */
  countAgain(access: AccessOccurrence): number | undefined {
    const { libraryCall, sites } = this.#whereaboutsOf(access.stack);
    const known = libraryCall === undefined ? this.#byKey.get(keyOfAccess(access, sites)) : undefined;
    if (known !== undefined) this.findings[known].count++;
    return known;
  }

  #keyOf(occurrence: Occurrence): string {
    const { libraryCall, sites } = this.#whereaboutsOf(occurrence.stack);
    if ((occurrence.kind === 'InvalidRead' || occurrence.kind === 'InvalidWrite') && libraryCall === undefined)
      return keyOfAccess(occurrence, sites);
    const parts: (string | number)[] = [occurrence.kind];
    if ('routine' in occurrence) parts.push(occurrence.routine);
    if (libraryCall !== undefined) {
      parts.push(libraryCall);
      if ('place' in occurrence) parts.push(bytesOf(occurrence.place));
      return parts.join(' ');
    }
    parts.push(...('routine' in occurrence ? sites.slice(0, CALLS - 1) : sites));
    return parts.join(' ');
  }

  #whereaboutsOf(stack: StackId): Whereabouts {
    let known = this.#whereabouts.get(stack);
    if (known === undefined) {
      known = this.#locate(stack);
      this.#whereabouts.set(stack, known);
    }
    return known;
  }

  #locate(stack: StackId): Whereabouts {
    const { site, parent } = this.#stacks;
    let entered: number | undefined;
    let at = stack;
    for (; at !== 0; at = parent.get(at)) {
      const library = this.#libraryFunctionAt(site.get(at));
      if (library === undefined) break;
      entered = library;
    }
    // Without a line anywhere, nothing tells the program from a library.
    if (entered === undefined || at === 0) return { libraryCall: undefined, sites: this.#innermost(stack, CALLS) };
    return { libraryCall: [`f${entered}`, ...this.#innermost(at, CALLS - 1)].join(' '), sites: [] };
  }

  #innermost(stack: StackId, count: number): CodeOffset[] {
    const { site, parent } = this.#stacks;
    const sites: CodeOffset[] = [];
    for (let at = stack; at !== 0 && sites.length < count; at = parent.get(at)) sites.push(site.get(at));
    return sites;
  }
}

/** A string that grows by one is the same mistake each time: ranges count as one whatever their length. */
function keyOfAccess({ kind, via, size }: AccessOccurrence, sites: readonly CodeOffset[]): string {
  return [kind, via ?? size, ...sites].join(' ');
}

/** What the bytes belong to, as far as it tells mistakes apart. */
function bytesOf(place: Place): string {
  switch (place.in) {
    case 'heap-block':
      return `block ${place.block.allocStack} ${place.block.freeStack ?? ''}`;
    case 'stack':
    case 'global':
      return `${place.in} ${place.variable?.name ?? ''}`;
    default:
      return place.in;
  }
}
