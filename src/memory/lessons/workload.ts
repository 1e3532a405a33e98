/**
 * The workloads of lessons: drawn from a seed, or given as a list such as "+10,-0,+20" (allocate 10 bytes, free what the
 * first allocation gave, allocate 20), the notation of the free-space homework in Arpaci-Dusseau, "Operating Systems:
 * Three Easy Pieces".
 */
import type { Bytes } from '../../base/ids.js';
import type { LessonOperation } from '../../events/lesson/lesson.js';

export interface WorkloadShape {
  operations: number;
  /** So many operations at the beginning only allocate. */
  warmUp: number;
  /** Smallest and largest request. */
  least: Bytes;
  most: Bytes;
  /** Of a hundred later operations, how many allocate. */
  percentAlloc: number;
  /** How many different sizes are asked for; 0: any. */
  sizes: number;
}

/** A list of operations cannot be used; the message says where and why. */
export class BadOperations extends Error {}

/** Whole numbers from a seed: Marsaglia's xorshift of 32 bits, started from a scrambled seed. */
export class SeededNumbers {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
    for (let i = 0; i < 8; i++) this.#next();
  }

  /** From `least` to `most`, both included. */
  between(least: number, most: number): number {
    return least + Math.floor((this.#next() / 2 ** 32) * (most - least + 1));
  }

  #next(): number {
    let word = this.#state;
    word ^= word << 13;
    word ^= word >>> 17;
    this.#state = word ^= word << 5;
    return word >>> 0;
  }
}

export function drawWorkload(seed: number, shape: WorkloadShape): LessonOperation[] {
  const { operations, warmUp, least, most, percentAlloc, sizes } = shape;
  const numbers = new SeededNumbers(seed);
  const palette = Array.from({ length: sizes }, () => numbers.between(least, most));
  const live: number[] = [];
  const drawn: LessonOperation[] = [];
  for (let pointers = 0; drawn.length < operations; ) {
    const allocates = numbers.between(1, 100) <= percentAlloc;
    if (drawn.length < warmUp || live.length === 0 || allocates) {
      const size = sizes === 0 ? numbers.between(least, most) : palette[numbers.between(0, sizes - 1)]!;
      live.push(pointers);
      drawn.push({ kind: 'malloc', pointer: pointers++, size });
    } else {
      const [pointer] = live.splice(numbers.between(0, live.length - 1), 1);
      drawn.push({ kind: 'free', pointer: pointer! });
    }
  }
  return drawn;
}

/** @param most largest request @throws BadOperations */
export function readOperations(text: string, most: Bytes): LessonOperation[] {
  const live = new Set<number>();
  let pointers = 0;
  return text.split(',').map((item) => {
    const word = item.trim();
    const [, sign, digits] = /^([+-])(\d{1,9})$/.exec(word) ?? [];
    const number = Number(digits);
    if (sign === '+' && number <= most) {
      live.add(pointers);
      return { kind: 'malloc', pointer: pointers++, size: number };
    }
    if (sign === '-' && live.delete(number)) return { kind: 'free', pointer: number };
    const why =
      sign === undefined
        ? 'expected +BYTES to allocate or -K to free what the allocation with number K (from 0 on) gave'
        : sign === '+'
          ? `a request has at most ${most} bytes here`
          : number < pointers
            ? `allocation ${number} is free already`
            : `there is no allocation ${number} before it`;
    throw new BadOperations(`"${word}": ${why}`);
  });
}

export function operationList(operations: readonly LessonOperation[]): string {
  return operations
    .map((operation) => (operation.kind === 'malloc' ? `+${operation.size}` : `-${operation.pointer}`))
    .join(',');
}

/** What it takes to break the free memory of a heap into pieces. */
export interface Scatter {
  operations: LessonOperation[];
  /** The last request: more than a piece has, less than all of them together. */
  request: Bytes;
}

/** Of the bytes that are freed in the end, what is asked for: more than the largest of a few has, see `scatterFew`. */
const REQUESTED = 0.6;

/**
 * Eight blocks are laid side by side, every second one is freed, and then more is asked for than the largest hole has. No
 * block is larger than twice another, so that the largest of four holes has at most two fifths.
 *
 * @param fill bytes that the blocks have together
 */
export function scatterFew(seed: number, fill: Bytes): Scatter {
  const numbers = new SeededNumbers(seed);
  const weights = Array.from({ length: 8 }, () => numbers.between(50, 100));
  const unit = fill / weights.reduce((sum, weight) => sum + weight);
  const script = new Script();
  for (const weight of weights) script.malloc(Math.floor(weight * unit));
  return script.scattered();
}

/** Many blocks; in each round a random half of them is replaced by others. Then every second one is freed, as above. */
export function scatterMany(seed: number, blocks: number, rounds: number, most: Bytes): Scatter {
  const numbers = new SeededNumbers(seed);
  const script = new Script();
  for (let i = 0; i < blocks; i++) script.malloc(numbers.between(1, most));
  for (let round = 0; round < rounds; round++) {
    for (const pointer of script.live()) if (numbers.between(0, 1) === 1) script.free(pointer);
    while (script.live().length < blocks) script.malloc(numbers.between(1, most));
  }
  return script.scattered();
}

/** Operations as they are written down, and what lives after them. */
class Script {
  readonly #operations: LessonOperation[] = [];
  readonly #sizes = new Map<number, Bytes>();
  #pointers = 0;

  malloc(size: Bytes): void {
    this.#sizes.set(this.#pointers, size);
    this.#operations.push({ kind: 'malloc', pointer: this.#pointers++, size });
  }

  free(pointer: number): Bytes {
    const size = this.#sizes.get(pointer)!;
    this.#sizes.delete(pointer);
    this.#operations.push({ kind: 'free', pointer });
    return size;
  }

  live(): number[] {
    return [...this.#sizes.keys()];
  }

  /** Every second block is freed, and one request made. */
  scattered(): Scatter {
    let freed = 0;
    for (const [i, pointer] of this.live().entries()) if (i % 2 === 0) freed += this.free(pointer);
    const request = Math.floor(REQUESTED * freed);
    this.malloc(request);
    return { operations: this.#operations, request };
  }
}
