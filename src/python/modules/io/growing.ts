/**
 * Numbers that come at the end in pieces and are taken from the front. What was taken stays as it is: room is never written
 * to again. Cost: amortised constant for each number.
 */
export class Growing<Items extends Uint8Array | Uint32Array> {
  readonly #make: (length: number) => Items;
  #room: Items;
  #from = 0;
  #to = 0;

  constructor(make: (length: number) => Items) {
    this.#make = make;
    this.#room = make(0);
  }

  get length(): number {
    return this.#to - this.#from;
  }

  get items(): Items {
    return this.#room.subarray(this.#from, this.#to) as Items;
  }

  clear(): void {
    if (this.#room.length === 0) return;
    this.#room = this.#make(0);
    this.#from = this.#to = 0;
  }

  /** Only a first piece is kept as it is, without a copy: its owner must not write to it. */
  append(piece: Items): void {
    if (piece.length === 0) return;
    if (this.length === 0) {
      this.#room = piece;
      this.#from = 0;
      this.#to = piece.length;
      return;
    }
    const needed = this.length + piece.length;
    if (this.#to + piece.length > this.#room.length) {
      const larger = this.#make(2 * needed);
      larger.set(this.items);
      this.#to = this.length;
      this.#from = 0;
      this.#room = larger;
    }
    this.#room.set(piece, this.#to);
    this.#to += piece.length;
  }

  /** The first ones, up to so many. */
  take(count: number): Items {
    const end = Math.min(this.#from + count, this.#to);
    const taken = this.#room.subarray(this.#from, end) as Items;
    this.#from = end;
    return taken;
  }
}
