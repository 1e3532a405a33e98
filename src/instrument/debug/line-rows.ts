/** Growing columns of a line table: 14 bytes a row. */

export class RowBuffer {
  length = 0;
  address: Uint32Array;
  line: Uint32Array;
  /** Number of the file in the header of the row's program. */
  file: Uint32Array;
  /** 0 when unknown; columns beyond 65,535 are kept as that. */
  column: Uint16Array;

  constructor(capacity: number) {
    const rows = Math.max(16, capacity >>> 1);
    this.address = new Uint32Array(rows);
    this.line = new Uint32Array(rows);
    this.file = new Uint32Array(rows);
    this.column = new Uint16Array(rows);
  }

  push(address: number, file: number, line: number, column: number): void {
    const row = this.length;
    if (row === this.address.length) this.#grow();
    this.address[row] = address > 0xffffffff ? 0xffffffff : address;
    this.file[row] = file;
    this.line[row] = line;
    this.column[row] = column > 0xffff ? 0xffff : column;
    this.length = row + 1;
  }

  #grow(): void {
    const rows = this.address.length * 2;
    const wider = (column: Uint32Array): Uint32Array => {
      const grown = new Uint32Array(rows);
      grown.set(column);
      return grown;
    };
    this.address = wider(this.address);
    this.line = wider(this.line);
    this.file = wider(this.file);
    const columns = new Uint16Array(rows);
    columns.set(this.column);
    this.column = columns;
  }
}
