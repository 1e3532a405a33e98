/** Where the names of a scope have their slots in a frame. */
import { FLAG, PLACE, type Scope } from '../../../languages/python/symbols/scope.js';
import { LOCALS } from '../../format/frames.js';

export class Layout {
  /** Fast locals: parameters first. */
  readonly localNames: readonly string[];
  /** Cells; those of parameters have the parameter's slot. */
  readonly cellNames: readonly string[];
  readonly freeNames: readonly string[];
  readonly fast = new Map<string, number>();
  readonly cells = new Map<string, number>();
  /** The slot of the cell of a class for its methods. Its body may mean another variable by `__class__` (nonlocal). */
  readonly classCell: number | undefined;
  readonly slots: number;

  constructor(scope: Scope, parameters: readonly string[]) {
    const names = [...scope.symbols.keys()];
    const inPlace = (place: number) => names.filter((name) => scope.place(name) === place);
    const others = scope.type === 'function' ? inPlace(PLACE.local).filter((name) => !parameters.includes(name)) : [];
    this.localNames = [...parameters, ...others];
    const cells = inPlace(PLACE.cell).sort();
    if (scope.type === 'class' && scope.needsClassCell) cells.push('__class__');
    this.cellNames = cells;
    this.freeNames = names
      .filter((name) => scope.place(name) === PLACE.free || (scope.flags(name) & FLAG.freeInClass) !== 0)
      .sort();
    let next = 0;
    for (const name of this.localNames) this.fast.set(name, next++);
    for (const name of this.cellNames) this.cells.set(name, this.fast.get(name) ?? next++);
    this.classCell = scope.type === 'class' && scope.needsClassCell ? this.cells.get('__class__') : undefined;
    for (const name of this.freeNames) this.cells.set(name, next++);
    this.slots = next;
  }

  /** Bytes of a frame with room for so many temporaries of a suspended generator. */
  frameBytes(temporaries: number): number {
    return (LOCALS + 4 * (this.slots + temporaries) + 7) & ~7;
  }
}
