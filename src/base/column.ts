/**
 * Growable typed columns: the building block of every table. A table is a set of columns of equal length, so that ten
 * million rows are a handful of buffers and no objects.
 *
 * Cost: push is amortised O(1) (capacity doubles); reads and writes are plain typed-array accesses.
 */

type NumberArray = Uint8Array | Int32Array | Uint32Array | Float64Array;

class Column<A extends NumberArray> {
  /** Backing store; only the first `length` entries hold data. Replaced when the column grows. */
  data: A;
  length = 0;
  readonly #make: (capacity: number) => A;

  constructor(make: (capacity: number) => A, capacity = 64) {
    this.#make = make;
    this.data = make(capacity);
  }

  push(value: number): number {
    if (this.length === this.data.length) this.reserve(this.length + 1);
    this.data[this.length] = value;
    return this.length++;
  }

  get(index: number): number {
    return this.data[index]!;
  }

  set(index: number, value: number): void {
    this.data[index] = value;
  }

  /** Make room for `capacity` entries in all. */
  reserve(capacity: number): void {
    if (capacity <= this.data.length) return;
    const grown = this.#make(Math.max(capacity, this.data.length * 2));
    grown.set(this.data as never);
    this.data = grown;
  }

  /** Append `count` entries, for the caller to fill in. */
  extend(count: number): void {
    this.reserve(this.length + count);
    this.length += count;
  }

  /** The entries in use, as a view (not a copy). */
  view(): A {
    return this.data.subarray(0, this.length) as A;
  }

  clear(): void {
    this.length = 0;
  }
}

export class U8Column extends Column<Uint8Array> {
  constructor(capacity?: number) {
    super((n) => new Uint8Array(n), capacity);
  }
}

export class U32Column extends Column<Uint32Array> {
  constructor(capacity?: number) {
    super((n) => new Uint32Array(n), capacity);
  }
}

export class I32Column extends Column<Int32Array> {
  constructor(capacity?: number) {
    super((n) => new Int32Array(n), capacity);
  }
}

export class F64Column extends Column<Float64Array> {
  constructor(capacity?: number) {
    super((n) => new Float64Array(n), capacity);
  }
}
