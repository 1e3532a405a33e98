/**
 * A limit on work that the size of the input does not bound by itself: tables that many entries may share. Debug
 * information crafted so that each of a million entries names the same million ranges is given up, not followed.
 */
import { DamagedDebugInfo } from './cursor.js';

export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new DamagedDebugInfo('takes too much work to read');
  }
}
