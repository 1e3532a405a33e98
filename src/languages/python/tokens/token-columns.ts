/**
 * Tokens in columns, 22 bytes each; adding one creates no object. A name's value is its index among the names, a string's
 * its prefix and quotes as string-extent.ts has them, and 0 for all else.
 */
export class TokenColumns {
  kind: Uint8Array;
  /** Offsets into the source, in bytes. */
  start: Int32Array;
  end: Int32Array;
  line: Int32Array;
  endLine: Int32Array;
  value: Int32Array;
  /** How many brackets are open behind the token. */
  level: Uint8Array;
  count = 0;

  constructor(capacity: number) {
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.line = new Int32Array(capacity);
    this.endLine = new Int32Array(capacity);
    this.value = new Int32Array(capacity);
    this.level = new Uint8Array(capacity);
  }

  add(kind: number, start: number, end: number, line: number, endLine: number, value: number, level: number): void {
    const at = this.count;
    if (at === this.kind.length) this.#grow();
    this.kind[at] = kind;
    this.start[at] = start;
    this.end[at] = end;
    this.line[at] = line;
    this.endLine[at] = endLine;
    this.value[at] = value;
    this.level[at] = level;
    this.count = at + 1;
  }

  #grow(): void {
    const larger = new TokenColumns(this.kind.length * 2);
    larger.kind.set(this.kind);
    larger.start.set(this.start);
    larger.end.set(this.end);
    larger.line.set(this.line);
    larger.endLine.set(this.endLine);
    larger.value.set(this.value);
    larger.level.set(this.level);
    this.kind = larger.kind;
    this.start = larger.start;
    this.end = larger.end;
    this.line = larger.line;
    this.endLine = larger.endLine;
    this.value = larger.value;
    this.level = larger.level;
  }
}
