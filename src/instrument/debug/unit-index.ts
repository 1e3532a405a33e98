/**
 * What one pass over a unit's entries finds: its functions by address, the variables with a place in memory, and which
 * scope each named entry stands in.
 *
 * Cost: one step per entry, most of them skipped by size without decoding a value. A unit is indexed when an address
 * first falls in it, or when a global is first asked for.
 */
import type { CodeOffset } from '../../base/ids.js';
import type { Abbreviation } from './abbreviations.js';
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { AT, TAG } from './dwarf.js';
import { skipForm } from './forms.js';
import { rangesOf } from './ranges.js';
import type { Unit } from './unit.js';

/** What the pass does with an entry. */
type Role = 'function' | 'variable' | 'scope' | 'passed';

/** Entries whose name is part of the names within. */
const SCOPE_TAGS: ReadonlySet<number> = new Set([
  TAG.namespace,
  TAG.classType,
  TAG.structureType,
  TAG.unionType,
  TAG.subprogram,
]);

export class UnitIndex {
  /** Positions of variables (and static members) that have a location. */
  readonly variables: number[] = [];
  /** The unit breaks off; what came before is indexed. */
  damaged = false;
  /** Position of an entry to that of the scope around it; entries directly in the unit are not listed. */
  readonly #parents = new Map<number, number>();
  /** Functions ascending by address; one row per range. */
  readonly #low: number[] = [];
  readonly #high: number[] = [];
  readonly #functions: number[] = [];

  constructor(unit: Unit) {
    const rows: [low: number, high: number, position: number][] = [];
    try {
      this.#walk(unit, rows);
    } catch (error) {
      if (!(error instanceof DamagedDebugInfo)) throw error;
      this.damaged = true;
    }
    rows.sort((a, b) => a[0] - b[0]);
    for (const [low, high, position] of rows) {
      this.#low.push(low);
      this.#high.push(high);
      this.#functions.push(position);
    }
  }

  /** Position of the function that contains the offset. */
  functionAt(offset: CodeOffset): number | undefined {
    let low = 0;
    let high = this.#low.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#low[middle] <= offset) low = middle + 1;
      else high = middle;
    }
    return low > 0 && offset < this.#high[low - 1] ? this.#functions[low - 1] : undefined;
  }

  /** Position of the scope around an entry; undefined when that is the unit. */
  parentOf(position: number): number | undefined {
    return this.#parents.get(position);
  }

  #walk(unit: Unit, rows: [number, number, number][]): void {
    const { root, abbreviations } = unit;
    if (root === undefined || !root.hasChildren) return;
    const roles = new Map<Abbreviation, Role>();
    const cursor = new Cursor(unit.bytes, root.next, unit.end);
    /** The named scope at each depth; 0 stands for the unit itself. */
    const scopes = [0];
    while (scopes.length > 0 && !cursor.done) {
      const position = cursor.pos;
      const code = cursor.uleb();
      if (code === 0) {
        scopes.pop();
        continue;
      }
      const abbreviation = abbreviations.get(code);
      if (abbreviation === undefined) throw new DamagedDebugInfo(`no abbreviation ${code}`);
      let role = roles.get(abbreviation);
      if (role === undefined) {
        role = roleOf(abbreviation);
        roles.set(abbreviation, role);
      }
      if (abbreviation.size >= 0) cursor.skip(abbreviation.size);
      else for (const form of abbreviation.forms) skipForm(cursor, form, unit);
      const around = scopes[scopes.length - 1];
      if (role !== 'passed') {
        if (around !== 0) this.#parents.set(position, around);
        if (role === 'variable') this.variables.push(position);
        else if (role === 'function') addRanges(unit, position, rows);
      }
      if (abbreviation.hasChildren) scopes.push(SCOPE_TAGS.has(abbreviation.tag) ? position : around);
    }
  }
}

function addRanges(unit: Unit, position: number, rows: [number, number, number][]): void {
  const entry = unit.entry(position);
  if (entry === undefined) return;
  const ranges = rangesOf(entry);
  for (let i = 0; i < ranges.length; i += 2) rows.push([ranges[i], ranges[i + 1], position]);
}

function roleOf({ tag, attributes }: Abbreviation): Role {
  if (tag === TAG.subprogram && (attributes.includes(AT.lowPc) || attributes.includes(AT.ranges))) return 'function';
  if (tag === TAG.variable && attributes.includes(AT.location)) return 'variable';
  return SCOPE_TAGS.has(tag) || tag === TAG.variable || tag === TAG.member ? 'scope' : 'passed';
}
