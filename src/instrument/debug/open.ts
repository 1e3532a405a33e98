/**
 * Debug information of a WebAssembly module: DWARF where it has some, the name section where it has not.
 *
 * Opening reads the section headers and where the names lie. The line table, the units and each unit's entries are
 * read when an answer first needs them. Whatever the bytes are, no method throws: a damaged part is reported in
 * `problem` and its answers fall back to names.
 */
import type { Address, CodeOffset } from '../../base/ids.js';
import type { DebugInfo, GlobalVariable, LocalVariable, SourceFrame } from './contract.js';
import { displayLinkerName } from './display-names.js';
import { filePath } from './line-header.js';
import { type LineTable, readLineTable, rowAt, sequenceAt } from './line-table.js';
import { type NameSection, parseNameSection } from './names.js';
import { functionIndexAt, type ModuleSections, readSections } from './sections.js';

export function openDebugInfo(module: Uint8Array): DebugInfo {
  return new ModuleDebugInfo(module);
}

class ModuleDebugInfo implements DebugInfo {
  problem: string | undefined;
  readonly hasLines: boolean;
  readonly #sections: ModuleSections;
  readonly #names: NameSection;
  #lines: LineTable | undefined;

  constructor(module: Uint8Array) {
    this.#sections = readSections(module);
    this.#names = parseNameSection(this.#sections.custom.get('name'));
    this.hasLines = (this.#sections.custom.get('.debug_line')?.length ?? 0) > 0;
    if (this.#sections.damaged || this.#names.damaged) this.#reportDamage();
  }

  framesAt(offset: CodeOffset): SourceFrame[] {
    const frame = { function: this.#nameAt(offset), file: '', line: 0, column: 0 };
    const table = this.#lineTable();
    const sequence = sequenceAt(table, offset);
    if (sequence >= 0) {
      const row = rowAt(table, sequence, offset);
      frame.file = filePath(table.headers[table.header[sequence]], table.rows.file[row], '');
      frame.line = table.rows.line[row];
      frame.column = table.rows.column[row];
    }
    return [frame];
  }

  isCovered(offset: CodeOffset): boolean {
    return sequenceAt(this.#lineTable(), offset) >= 0;
  }

  functionName(index: number): string {
    const name = this.#names.functions.get(index);
    return name === undefined || name === '' ? `function[${index}]` : displayLinkerName(name);
  }

  globalAt(_address: Address): GlobalVariable | undefined {
    return undefined;
  }

  localsAt(_offset: CodeOffset): LocalVariable[] {
    return [];
  }

  #nameAt(offset: CodeOffset): string {
    const index = functionIndexAt(this.#sections, offset);
    return index < 0 ? 'unknown function' : this.functionName(index);
  }

  #lineTable(): LineTable {
    if (this.#lines === undefined) {
      this.#lines = readLineTable(this.#sections.custom, this.#sections.codeSize);
      if (this.#lines.damaged) this.#reportDamage();
    }
    return this.#lines;
  }

  #reportDamage(): void {
    this.problem ??= 'debug information is damaged: names and lines may be missing';
  }
}
