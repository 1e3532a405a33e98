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
  /** The last request: more than any piece, less than all of them. */
  request: Bytes;
}

/**
 * Blocks are laid side by side, every second one is freed, and then more is asked for than the largest hole has, but less
 * than all the holes have together.
 *
 * @param fill bytes that eight of the blocks have together
 */
export function scatterWorkload(seed: number, blocks: number, fill: Bytes): Scatter {
  const numbers = new SeededNumbers(seed);
  const weights = Array.from({ length: blocks }, () => numbers.between(50, 100));
  const unit = fill / weights.slice(0, EIGHT).reduce((sum, weight) => sum + weight);
  const sizes = weights.map((weight) => Math.floor(weight * unit));
  const freed = sizes.slice(0, EIGHT).filter((_, i) => i % 2 === 0);
  const request = Math.floor(REQUESTED * freed.reduce((sum, size) => sum + size));
  return {
    operations: [
      ...sizes.map((size, pointer): LessonOperation => ({ kind: 'malloc', pointer, size })),
      ...sizes.flatMap((_, pointer): LessonOperation[] => (pointer % 2 === 0 ? [{ kind: 'free', pointer }] : [])),
      { kind: 'malloc', pointer: blocks, size: request },
    ],
    request,
  };
}

/** Blocks of the lesson itself. */
const EIGHT = 8;
/** Of the bytes in its four holes, of which the largest has at most two fifths, what is asked for. */
const REQUESTED = 0.6;
