/**
 * The "name" section: what the linker calls functions, globals and data segments.
 *
 *     section    = (id:u8 size:uleb payload)*     id 1 functions, 7 globals, 9 data segments
 *     payload    = count:uleb (index:uleb length:uleb bytes)*
 *
 * Opening notes where each name lies; a name is decoded when it is asked for.
 * Source: WebAssembly Core Specification 2.0, appendix "Custom Sections", and the extended name section proposal.
 */
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { readSections } from './sections.js';

const SUBSECTION = { functions: 1, globals: 7, dataSegments: 9 } as const;

/** Names by index; the index space is the module's own (imports first). */
export class NameMap {
  readonly #bytes: Uint8Array;
  /** Index to the position of the name's length field. */
  readonly #positions: Map<number, number>;

  constructor(bytes: Uint8Array, positions: Map<number, number>) {
    this.#bytes = bytes;
    this.#positions = positions;
  }

  get size(): number {
    return this.#positions.size;
  }

  get(index: number): string | undefined {
    const position = this.#positions.get(index);
    if (position === undefined) return undefined;
    const cursor = new Cursor(this.#bytes, position);
    return cursor.text(cursor.uleb());
  }

  *[Symbol.iterator](): Generator<[index: number, name: string]> {
    for (const index of this.#positions.keys()) yield [index, this.get(index) as string];
  }
}

export interface NameSection {
  functions: NameMap;
  globals: NameMap;
  /** ".rodata", ".data", ".bss" and the like, by segment index. */
  dataSegments: NameMap;
  /** The section breaks off: names behind that point are missing. */
  damaged: boolean;
}

/** Names of a module, as the linker wrote them (wasm-ld writes them demangled). Empty maps when it has none. */
export function readNameSection(module: Uint8Array): NameSection {
  return parseNameSection(readSections(module).custom.get('name'));
}

export function parseNameSection(bytes: Uint8Array = new Uint8Array(0)): NameSection {
  const found = new Map<number, Map<number, number>>();
  let damaged = false;
  try {
    const cursor = new Cursor(bytes);
    while (!cursor.done) {
      const id = cursor.u8();
      const size = cursor.uleb();
      const start = cursor.pos;
      cursor.skip(size);
      if (id !== SUBSECTION.functions && id !== SUBSECTION.globals && id !== SUBSECTION.dataSegments) continue;
      const positions = new Map<number, number>();
      found.set(id, positions);
      readNameMap(new Cursor(bytes, start, cursor.pos), positions);
    }
  } catch (error) {
    if (!(error instanceof DamagedDebugInfo)) throw error;
    damaged = true;
  }
  const map = (id: number): NameMap => new NameMap(bytes, found.get(id) ?? new Map());
  return {
    functions: map(SUBSECTION.functions),
    globals: map(SUBSECTION.globals),
    dataSegments: map(SUBSECTION.dataSegments),
    damaged,
  };
}

function readNameMap(cursor: Cursor, positions: Map<number, number>): void {
  for (let left = cursor.uleb(); left > 0; left--) {
    const index = cursor.uleb();
    const position = cursor.pos;
    cursor.skip(cursor.uleb());
    positions.set(index, position);
  }
}
