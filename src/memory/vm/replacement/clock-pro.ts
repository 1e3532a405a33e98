/**
 * CLOCK-Pro: LIRS as a clock, so that a hit only sets a bit. S. Jiang, F. Chen and X. Zhang, CLOCK-Pro: An Effective
 * Improvement of the CLOCK Replacement, USENIX 2005.
 *
 *     hot    resident, short reuse distance
 *     cold   resident; those in their test period become hot when they are referenced
 *     gone   cold pages that left memory in their test period; no more than there are frames
 *
 * All of them are on one ring; pages come in behind the hot hand, which is the ring's head. `coldTarget`, the frames for
 * cold pages, grows by one with every reference to a page in its test period and shrinks when a test period ends without
 * one; hot pages have the other frames.
 *
 *     cold hand   looks for a cold page to leave; referenced ones become hot, or get a new test period
 *     hot hand    makes a hot page cold that was not referenced; ends the test periods that it passes
 *     test hand   ends a test period, where too many pages are gone
 *
 * Cost: a hit sets a byte. On a miss the cold hand passes over the hot and gone pages between two cold ones: the fewer
 * frames cold pages have, the more of them, so that a miss is not constant as it is elsewhere. 10 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';

const ABSENT = 0;
const HOT = 1;
const COLD = 2;
/** Cold, in its test period. */
const TESTED = 3;
/** In its test period, and not resident. */
const GONE = 4;

/** Hands by number. */
const HOT_HAND = 0;
const COLD_HAND = 1;
const TEST_HAND = 2;

export class ClockPro implements ReplacementPolicy {
  evicted = NO_PAGE;
  settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #status: Uint8Array;
  readonly #referenced: Uint8Array;
  readonly #frames: number;
  /** The page each hand is at; NO_PAGE while the ring is empty. */
  readonly #hands = new Int32Array(3).fill(NO_PAGE);
  #hot = 0;
  #cold = 0;
  #gone = 0;
  #coldTarget = 1;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#next = new Int32Array(pages);
    this.#previous = new Int32Array(pages);
    this.#status = new Uint8Array(pages);
    this.#referenced = new Uint8Array(pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    const status = this.#status[page]!;
    if (status !== ABSENT && status !== GONE) {
      this.#referenced[page] = 1;
      this.settled = true;
      return true;
    }
    this.settled = false;
    if (status === GONE) {
      this.#unlink(page);
      this.#gone--;
      this.#growColdTarget();
    }
    if (this.#hot + this.#cold === this.#frames) this.evict();
    // Until there are as many hot pages as there may be, all are hot, as LIRS begins.
    const startsHot = status === GONE || (this.#cold === 0 && this.#hot < this.#frames - this.#coldTarget);
    this.#enter(page, startsHot ? HOT : TESTED);
    if (startsHot) this.#hot++;
    else this.#cold++;
    this.#coolDown();
    return false;
  }

  /** The cold hand, until a page has left. */
  evict(): number {
    this.evicted = NO_PAGE;
    while (this.evicted === NO_PAGE && this.#hot + this.#cold > 0) {
      this.#coolDown();
      // Frames that are free may be all that cold pages have.
      while (this.#cold === 0) this.#moveHotHand();
      const page = this.#step(COLD_HAND);
      const status = this.#status[page];
      if (status !== COLD && status !== TESTED) continue;
      if (this.#referenced[page] === 0) {
        this.#leave(page, status);
        continue;
      }
      this.#unlink(page);
      if (status === TESTED) {
        this.#growColdTarget();
        this.#cold--;
        this.#hot++;
      }
      this.#enter(page, status === TESTED ? HOT : TESTED);
      this.unsettle?.(page);
    }
    return this.evicted;
  }

  drop(page: number): void {
    const status = this.#status[page];
    if (status === ABSENT) return;
    this.#unlink(page);
    this.#status[page] = ABSENT;
    if (status === GONE) this.#gone--;
    else if (status === HOT) this.#hot--;
    else this.#cold--;
  }

  #leave(page: number, status: number): void {
    this.evicted = page;
    this.#cold--;
    if (status === COLD) {
      this.#unlink(page);
      this.#status[page] = ABSENT;
      return;
    }
    this.#status[page] = GONE;
    this.#gone++;
    while (this.#gone > this.#frames) this.#endTest(this.#step(TEST_HAND));
  }

  /** The hot hand, until hot pages have no more frames than they should. */
  #coolDown(): void {
    while (this.#hot > this.#frames - this.#coldTarget) this.#moveHotHand();
  }

  #moveHotHand(): void {
    const page = this.#step(HOT_HAND);
    if (this.#status[page] !== HOT) this.#endTest(page);
    else if (this.#referenced[page] === 1) {
      this.#referenced[page] = 0;
      this.unsettle?.(page);
    } else {
      this.#status[page] = COLD;
      this.#hot--;
      this.#cold++;
    }
  }

  /** Does nothing to pages that are in none. */
  #endTest(page: number): void {
    const status = this.#status[page];
    if (status === GONE) {
      this.#unlink(page);
      this.#status[page] = ABSENT;
      this.#gone--;
    } else if (status === TESTED) {
      this.#status[page] = COLD;
      if (this.#referenced[page] === 1) return;
    } else return;
    this.#coldTarget = Math.max(1, this.#coldTarget - 1);
  }

  #growColdTarget(): void {
    this.#coldTarget = Math.min(this.#frames, this.#coldTarget + 1);
  }

  /** Moves a hand on. @returns the page that it was at */
  #step(hand: number): number {
    const page = this.#hands[hand]!;
    this.#hands[hand] = this.#next[page]!;
    return page;
  }

  /** To the ring's head, with its bit cleared. */
  #enter(page: number, status: number): void {
    this.#status[page] = status;
    this.#referenced[page] = 0;
    const head = this.#hands[HOT_HAND]!;
    if (head === NO_PAGE) {
      this.#next[page] = page;
      this.#previous[page] = page;
      this.#hands.fill(page);
      return;
    }
    const last = this.#previous[head]!;
    this.#next[last] = page;
    this.#previous[page] = last;
    this.#next[page] = head;
    this.#previous[head] = page;
  }

  #unlink(page: number): void {
    const next = this.#next[page]!;
    const previous = this.#previous[page]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
    for (let hand = 0; hand < this.#hands.length; hand++) {
      if (this.#hands[hand] === page) this.#hands[hand] = next === page ? NO_PAGE : next;
    }
  }
}
