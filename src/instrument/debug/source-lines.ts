/** Places in the source: the line table's rows and file numbers, with paths made absolute. */
import type { CodeOffset } from '../../base/ids.js';
import { DamagedDebugInfo } from './cursor.js';
import { AT } from './dwarf.js';
import { filePath, type LineHeader } from './line-header.js';
import { type LineTable, readLineTable, rowAt, sequenceAt } from './line-table.js';
import type { ModuleSections } from './sections.js';
import type { Unit } from './unit.js';
import type { Units } from './units.js';

export interface SourcePlace {
  /** '' when unknown. */
  file: string;
  line: number;
  column: number;
}

export class SourceLines {
  damaged: boolean;
  readonly #table: LineTable;
  readonly #units: Units;
  /** Paths by header and file number. */
  readonly #paths = new Map<LineHeader, string[]>();
  /** Compilation directories by the offset of the line program. */
  #directories: Map<number, string> | undefined;
  readonly #headers: Map<number, LineHeader>;

  constructor(sections: ModuleSections, units: Units) {
    this.#table = readLineTable(sections.custom, sections.codeSize);
    this.#units = units;
    this.#headers = new Map(this.#table.headers.map((header) => [header.offset, header]));
    this.damaged = this.#table.damaged;
  }

  covers(offset: CodeOffset): boolean {
    return sequenceAt(this.#table, offset) >= 0;
  }

  at(offset: CodeOffset): SourcePlace | undefined {
    const { rows, headers, header } = this.#table;
    const sequence = sequenceAt(this.#table, offset);
    if (sequence < 0) return undefined;
    const row = rowAt(this.#table, sequence, offset);
    return {
      file: this.#path(headers[header[sequence]], rows.file[row]),
      line: rows.line[row],
      column: rows.column[row],
    };
  }

  /** Path of a file number that an entry of this unit uses. */
  file(unit: Unit, number: number | undefined): string {
    const header = this.#headers.get(unit.root?.number(AT.statementList) ?? -1);
    return header === undefined || number === undefined ? '' : this.#path(header, number);
  }

  #path(header: LineHeader, number: number): string {
    let paths = this.#paths.get(header);
    if (paths === undefined) {
      paths = [];
      this.#paths.set(header, paths);
    }
    if (number >= header.files.length) return '';
    paths[number] ??= this.#guarded(() => filePath(header, number, this.#directoryOf(header)), '');
    return paths[number];
  }

  #directoryOf(header: LineHeader): string {
    if (this.#directories === undefined) {
      this.#directories = new Map();
      for (const unit of this.#units.all) this.#guarded(() => this.#noteDirectory(unit), undefined);
    }
    return this.#directories.get(header.offset) ?? '';
  }

  #noteDirectory(unit: Unit): void {
    const program = unit.root?.number(AT.statementList);
    if (program !== undefined) this.#directories?.set(program, unit.compilationDirectory);
  }

  #guarded<T>(read: () => T, otherwise: T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DamagedDebugInfo)) throw error;
      this.damaged = true;
      return otherwise;
    }
  }
}
