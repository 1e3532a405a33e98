/**
 * Changes of a count as they come, with what repeats folded: a group of changes that comes again right behind itself, with
 * the same reasons and the same effect on the count, is written once with how often it came. Groups may consist of groups.
 *
 * Cost: a comparison with as many groups as PERIODS says for each change; memory for what does not repeat.
 */
import type { ChangeRun, ReferenceChange } from '../../events/python/reference-trace.js';

/** Longest group, in changes and groups. */
const PERIODS = 12;
/** Entries beyond this are not kept: nobody reads them. */
const MOST_ENTRIES = 10_000;

interface Change {
  readonly change: ReferenceChange;
  /** The reason without what may differ from one time to the next. */
  readonly general: string;
}

interface Group {
  entries: readonly Entry[];
  times: number;
  readonly step: number;
}

type Entry = Change | Group;

const isGroup = (entry: Entry): entry is Group => 'entries' in entry;

export class FoldedRuns {
  readonly #entries: Entry[] = [];
  #omitted = 0;
  #last: ReferenceChange | undefined;

  get omitted(): number {
    return this.#omitted;
  }

  /** The newest change. */
  get last(): ReferenceChange | undefined {
    return this.#last;
  }

  entries(): (ReferenceChange | ChangeRun)[] {
    return this.#entries.map(shown);
  }

  /** @param general the reason in a form that is the same whenever it repeats */
  add(change: ReferenceChange, general: string): void {
    this.#last = change;
    if (this.#entries.length >= MOST_ENTRIES) {
      this.#omitted++;
      return;
    }
    this.#entries.push({ change, general });
    while (this.#foldOnce());
  }

  #foldOnce(): boolean {
    for (let period = 1; period <= PERIODS; period++)
      if (this.#joinsGroup(period) || this.#makesGroup(period)) return true;
    return false;
  }

  /** The last `period` entries are once more what the group before them is. */
  #joinsGroup(period: number): boolean {
    const at = this.#entries.length - period - 1;
    const group = this.#entries[at];
    if (group === undefined || !isGroup(group) || group.entries.length !== period) return false;
    const next = this.#entries.slice(at + 1);
    if (!repeat(group.entries, next, group.step * group.times)) return false;
    group.times++;
    group.entries = generalised(group.entries, next);
    this.#entries.length = at + 1;
    return true;
  }

  /** The last `period` entries are what the `period` ones before them are. */
  #makesGroup(period: number): boolean {
    const at = this.#entries.length - 2 * period;
    if (at < 0) return false;
    const first = this.#entries.slice(at, at + period);
    const second = this.#entries.slice(at + period);
    // A group may still be growing.
    if (period === 1 && isGroup(first[0])) return false;
    const step = countOf(second[0]) - countOf(first[0]);
    if (!repeat(first, second, step)) return false;
    this.#entries.splice(at, 2 * period, { entries: generalised(first, second), times: 2, step });
    return true;
  }
}

/** What the count is before an entry. */
function countOf(entry: Entry): number {
  return isGroup(entry) ? countOf(entry.entries[0]) : entry.change.before;
}

/** Whether entries are the same ones, on counts that are higher by `step`. */
function repeat(first: readonly Entry[], second: readonly Entry[], step: number): boolean {
  return first.length === second.length && first.every((entry, at) => isSame(entry, second[at], step));
}

function isSame(one: Entry, other: Entry, step: number): boolean {
  if (isGroup(one) || isGroup(other)) {
    if (!isGroup(one) || !isGroup(other)) return false;
    return one.times === other.times && one.step === other.step && repeat(one.entries, other.entries, step);
  }
  const { change: a } = one;
  const { change: b } = other;
  return (
    one.general === other.general &&
    a.kind === b.kind &&
    a.at.line === b.at.line &&
    a.at.file === b.at.file &&
    a.at.function === b.at.function &&
    a.before + step === b.before &&
    a.after + step === b.after &&
    (a.between === undefined) === (b.between === undefined) &&
    (a.between ?? 0) - a.before === (b.between ?? 0) - (b.between === undefined ? a.before : b.before)
  );
}

/** With reasons that hold for both. */
function generalised(first: readonly Entry[], second: readonly Entry[]): Entry[] {
  return first.map((one, at) => {
    const other = second[at];
    if (isGroup(one) && isGroup(other)) return { ...one, entries: generalised(one.entries, other.entries) };
    if (isGroup(one) || isGroup(other) || one.change.reason === other.change.reason) return one;
    return { ...one, change: { ...one.change, reason: one.general } };
  });
}

function shown(entry: Entry): ReferenceChange | ChangeRun {
  if (!isGroup(entry)) return entry.change;
  return { changes: entry.entries.map(shown), times: entry.times, step: entry.step };
}
