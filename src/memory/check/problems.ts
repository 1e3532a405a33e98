/** What the checked heap tells its owner: findings, and (when the run is recorded) every block's life. */
import type { Address, Bytes, StackId } from '../../base/ids.js';
import type { Finding } from '../../events/findings.js';
import type { RoutineCode } from '../../events/routines.js';

type WithoutCount<F> = F extends unknown ? Omit<F, 'count'> : never;

/** One occurrence of an error; the receiver counts repetitions. */
export type Problem = WithoutCount<Finding>;

export interface HeapProblems {
  finding(problem: Problem): void;
}

/** `serial` numbers blocks in the order of their birth, with gaps; realloc keeps it. `size` of `freed` is what the block had. */
export interface HeapEvents {
  allocated(serial: number, address: Address, size: Bytes, routine: RoutineCode, stack: StackId): void;
  freed(serial: number, address: Address, size: Bytes, routine: RoutineCode, stack: StackId): void;
  moved(serial: number, address: Address, size: Bytes, routine: RoutineCode, stack: StackId): void;
}
