/**
 * All units of .debug_info: found by the address or the entry that lies in them, indexed on first need.
 *
 * Opening reads the headers alone. The first question by address reads each unit's own entry for its ranges; a unit
 * that gives none is a candidate for every address.
 */
import type { CodeOffset } from '../../base/ids.js';
import { Budget } from './budget.js';
import { Cursor, DamagedDebugInfo } from './cursor.js';
import type { Entry } from './entry.js';
import { AT } from './dwarf.js';
import { contains, rangesOf } from './ranges.js';
import { Unit } from './unit.js';
import { UnitIndex } from './unit-index.js';

/** Far above what the largest valid modules need, and about a second of work. */
const MAXIMUM_STEPS = 50_000_000;

export class Units {
  readonly all: Unit[] = [];
  /** Some unit cannot be read. */
  damaged = false;
  readonly #indexes = new Map<Unit, UnitIndex>();
  #ranges: number[][] | undefined;

  constructor(custom: ReadonlyMap<string, Uint8Array>) {
    const budget = new Budget(MAXIMUM_STEPS);
    try {
      const cursor = new Cursor(custom.get('.debug_info') ?? new Uint8Array(0));
      while (!cursor.done) this.all.push(new Unit(cursor, custom, budget));
    } catch (error) {
      if (!(error instanceof DamagedDebugInfo)) throw error;
      this.damaged = true;
    }
  }

  index(unit: Unit): UnitIndex {
    let index = this.#indexes.get(unit);
    if (index === undefined) {
      index = new UnitIndex(unit);
      this.damaged ||= index.damaged;
      this.#indexes.set(unit, index);
    }
    return index;
  }

  /** The entry of the function that contains the offset. */
  functionAt(offset: CodeOffset): Entry | undefined {
    const ranges = this.#unitRanges();
    for (let i = 0; i < ranges.length; i++) {
      if (ranges[i].length > 0 && !contains(ranges[i], offset)) continue;
      const unit = this.all[i];
      const position = this.index(unit).functionAt(offset);
      if (position !== undefined) return unit.entry(position);
    }
    return undefined;
  }

  /** The unit that holds this position of .debug_info. */
  unitOf(position: number): Unit | undefined {
    let low = 0;
    let high = this.all.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.all[middle].offset <= position) low = middle + 1;
      else high = middle;
    }
    return low > 0 && position < this.all[low - 1].end ? this.all[low - 1] : undefined;
  }

  entry(position: number): Entry | undefined {
    return this.unitOf(position)?.entry(position);
  }

  /** The entry that an attribute refers to. */
  follow(entry: Entry, attribute: number): Entry | undefined {
    const position = entry.reference(attribute);
    return position === undefined ? undefined : this.entry(position);
  }

  /** What a concrete entry leaves to the one it was made from: itself, then its origins and declarations. */
  *origins(entry: Entry): Generator<Entry> {
    let current: Entry | undefined = entry;
    for (let steps = 0; current !== undefined && steps < 16; steps++) {
      yield current;
      current = this.follow(current, AT.abstractOrigin) ?? this.follow(current, AT.specification);
    }
  }

  #unitRanges(): number[][] {
    this.#ranges ??= this.all.map((unit) => {
      try {
        return unit.root === undefined ? [] : rangesOf(unit.root);
      } catch (error) {
        if (!(error instanceof DamagedDebugInfo)) throw error;
        this.damaged = true;
        return [];
      }
    });
    return this.#ranges;
  }
}
