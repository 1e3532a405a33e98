/**
 * Debug information of a WebAssembly module: DWARF where it has some, the name section where it has not.
 *
 * Opening reads the section headers and where the names lie. The line table, the units and each unit's entries are
 * read when an answer first needs them. Whatever the bytes are, no method throws: a damaged part is reported in
 * `problem` and its answers fall back to names.
 */
import type { Address, CodeOffset } from '../../base/ids.js';
import type { DebugInfo, GlobalVariable, LocalVariable, SourceFrame } from './contract.js';
import { DamagedDebugInfo } from './cursor.js';
import { displayLinkerName, displayName, symbolName } from './display-names.js';
import { AT, TAG } from './dwarf.js';
import type { Entry } from './entry.js';
import { isWithinFunction, plainName, qualifiedName } from './entity-names.js';
import { FunctionScopes } from './function-scopes.js';
import { globalContaining, type PlacedVariable, readGlobals } from './globals.js';
import { SourceLines, type SourcePlace } from './source-lines.js';
import { type NameSection, parseNameSection } from './names.js';
import { functionIndexAt, type ModuleSections, readSections } from './sections.js';
import { isVariableLengthArray, sizeOfVariable } from './type-sizes.js';
import { Units } from './units.js';

/** Debug information of a module; never throws, whatever the bytes are. */
export function openDebugInfo(module: Uint8Array): DebugInfo {
  return new ModuleDebugInfo(module);
}

/** What a variable is called that has an address but no name. */
const STRING_LITERAL = 'string literal';

class ModuleDebugInfo implements DebugInfo {
  problem: string | undefined;
  readonly hasLines: boolean;
  readonly #sections: ModuleSections;
  readonly #names: NameSection;
  readonly #functions = new Map<number, FunctionScopes>();
  #unitsRead: Units | undefined;
  #linesRead: SourceLines | undefined;
  #globalsRead: PlacedVariable[] | undefined;

  constructor(module: Uint8Array) {
    this.#sections = readSections(module);
    this.#names = parseNameSection(this.#sections.custom.get('name'));
    this.hasLines = (this.#sections.custom.get('.debug_line')?.length ?? 0) > 0;
    if (this.#sections.damaged || this.#names.damaged) this.#reportDamage();
  }

  framesAt(offset: CodeOffset): SourceFrame[] {
    const place = this.#attempt(() => this.#lines.at(offset), undefined) ?? { file: '', line: 0, column: 0 };
    const frames = this.#attempt(() => this.#inlinedFrames(offset, place), []);
    return frames.length > 0 ? frames : [{ function: this.#linkerNameAt(offset), ...place }];
  }

  symbolAt(offset: CodeOffset): string {
    const index = functionIndexAt(this.#sections, offset);
    const name = this.#attempt(() => this.#names.functions.get(index), undefined);
    return name === undefined || name === '' ? this.#linkerNameAt(offset) : symbolName(name);
  }

  isCovered(offset: CodeOffset): boolean {
    return this.#attempt(() => this.#lines.covers(offset), false);
  }

  functionName(index: number): string {
    const name = this.#attempt(() => this.#names.functions.get(index), undefined);
    return name === undefined || name === '' ? `function[${index}]` : displayLinkerName(name);
  }

  globalAt(address: Address): GlobalVariable | undefined {
    return this.#attempt(() => {
      this.#globalsRead ??= readGlobals(this.#units);
      const found = globalContaining(this.#globalsRead, address);
      if (found === undefined) return undefined;
      const { entry } = found;
      const units = this.#units;
      const name = isWithinFunction(units, entry) ? plainName(units, entry) : qualifiedName(units, entry);
      return {
        name: name === '' ? STRING_LITERAL : displayName(name),
        address: found.address,
        size: found.size,
        file: this.#lines.file(entry.unit, this.#inherited(entry, AT.declarationFile)),
        line: this.#inherited(entry, AT.declarationLine) ?? 0,
      };
    }, undefined);
  }

  localsAt(offset: CodeOffset): LocalVariable[] {
    return this.#attempt(() => {
      const entry = this.#units.functionAt(offset);
      if (entry === undefined) return [];
      const scopes = this.#scopesOf(entry);
      const chain = scopes.chainAt(offset);
      const distance = (scope: number): number => {
        const depth = chain.indexOf(scope);
        return depth < 0 ? chain.length : chain.length - 1 - depth;
      };
      return [...scopes.variables]
        .sort((a, b) => distance(a.scope) - distance(b.scope))
        .map((variable) => ({
          name: plainName(this.#units, variable.entry),
          frameOffset: variable.frameOffset,
          size: sizeOfVariable(this.#units, variable.entry),
          line: this.#inherited(variable.entry, AT.declarationLine) ?? 0,
          inScope: chain.includes(variable.scope),
        }))
        .filter((variable) => variable.name !== '');
    }, []);
  }

  variableLengthArrayAt(offset: CodeOffset): string | undefined {
    return this.#attempt(() => {
      const entry = this.#units.functionAt(offset);
      const line = this.#lines.at(offset)?.line;
      if (entry === undefined || line === undefined) return undefined;
      const declared = this.#scopesOf(entry).unplaced.filter(
        (variable) =>
          this.#inherited(variable, AT.declarationLine) === line && isVariableLengthArray(this.#units, variable),
      );
      return declared.length === 1 ? plainName(this.#units, declared[0]) : undefined;
    }, undefined);
  }

  /** From the innermost inlined call out to the function; each one's call site is the place of the next. */
  #inlinedFrames(offset: CodeOffset, place: SourcePlace): SourceFrame[] {
    const entry = this.#units.functionAt(offset);
    if (entry === undefined) return [];
    const scopes = this.#scopesOf(entry);
    const frames: SourceFrame[] = [];
    let here = place;
    for (const scope of scopes.chainAt(offset).reverse()) {
      const at = scopes.scopes[scope].entry;
      if (at.tag === TAG.lexicalBlock) continue;
      const name = qualifiedName(this.#units, at);
      frames.push({ function: name === '' ? this.#linkerNameAt(offset) : displayName(name), ...here });
      if (at.tag !== TAG.inlinedSubroutine) break;
      here = {
        file: this.#lines.file(at.unit, at.number(AT.callFile)),
        line: at.number(AT.callLine) ?? 0,
        column: at.number(AT.callColumn) ?? 0,
      };
    }
    return frames;
  }

  #scopesOf(entry: Entry): FunctionScopes {
    let scopes = this.#functions.get(entry.position);
    if (scopes === undefined) {
      scopes = new FunctionScopes(entry);
      this.#functions.set(entry.position, scopes);
    }
    return scopes;
  }

  /** A number of the entry or of what it was made from. */
  #inherited(entry: Entry, attribute: number): number | undefined {
    for (const origin of this.#units.origins(entry)) {
      const value = origin.number(attribute);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #linkerNameAt(offset: CodeOffset): string {
    const index = functionIndexAt(this.#sections, offset);
    return index < 0 ? 'unknown function' : this.functionName(index);
  }

  get #units(): Units {
    this.#unitsRead ??= new Units(this.#sections.custom);
    return this.#unitsRead;
  }

  get #lines(): SourceLines {
    this.#linesRead ??= new SourceLines(this.#sections, this.#units);
    return this.#linesRead;
  }

  #attempt<T>(read: () => T, otherwise: T): T {
    try {
      const value = read();
      if (this.#unitsRead?.damaged || this.#linesRead?.damaged) this.#reportDamage();
      return value;
    } catch (error) {
      if (!(error instanceof DamagedDebugInfo)) throw error;
      this.#reportDamage();
      return otherwise;
    }
  }

  #reportDamage(): void {
    this.problem ??= 'debug information is damaged: names and lines may be missing';
  }
}
