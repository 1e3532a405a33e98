/**
 * The parts of a WebAssembly module that debug information needs: custom sections by name, and where each function
 * body lies.
 *
 *     module  = "\0asm" version:u32 section*
 *     section = id:u8 size:uleb payload          custom: id 0, payload = length:uleb name bytes
 *     code    = count:uleb (size:uleb body)*     offsets count from the first byte of this payload
 *
 * Cost: one step per section and per function. A module that breaks off yields what came before.
 * Source: WebAssembly Core Specification 2.0, section 5.5.
 */
import type { Bytes, CodeOffset } from '../../base/ids.js';
import { Cursor, DamagedDebugInfo } from './cursor.js';

const SECTION = { custom: 0, import: 2, code: 10 } as const;
const EXTERNAL = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;

export interface ModuleSections {
  /** First section of each name, without its name field. */
  custom: Map<string, Uint8Array>;
  codeSize: Bytes;
  importedFunctions: number;
  /** Per defined function, ascending: the code offset behind its size field, and of its end. */
  bodyStart: Uint32Array;
  bodyEnd: Uint32Array;
  /** The module breaks off or has an impossible section. */
  damaged: boolean;
}

export function readSections(module: Uint8Array): ModuleSections {
  const sections: ModuleSections = {
    custom: new Map(),
    codeSize: 0,
    importedFunctions: 0,
    bodyStart: new Uint32Array(0),
    bodyEnd: new Uint32Array(0),
    damaged: false,
  };
  try {
    const cursor = new Cursor(module);
    cursor.skip(8);
    while (!cursor.done) readSection(cursor, sections);
  } catch (error) {
    if (!(error instanceof DamagedDebugInfo)) throw error;
    sections.damaged = true;
  }
  return sections;
}

/** Index in the module's function index space, or -1 when the offset lies in no body. */
export function functionIndexAt(sections: ModuleSections, offset: CodeOffset): number {
  const { bodyStart, bodyEnd } = sections;
  let low = 0;
  let high = bodyStart.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bodyStart[middle] <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === 0 || offset >= bodyEnd[low - 1]) return -1;
  return sections.importedFunctions + low - 1;
}

function readSection(cursor: Cursor, sections: ModuleSections): void {
  const id = cursor.u8();
  const size = cursor.uleb();
  const payload = cursor.pos;
  cursor.skip(size);
  const section = new Cursor(cursor.bytes, payload, cursor.pos);
  if (id === SECTION.custom) {
    const name = section.text(section.uleb());
    if (!sections.custom.has(name)) sections.custom.set(name, cursor.bytes.subarray(section.pos, section.end));
  } else if (id === SECTION.import) {
    sections.importedFunctions = countImportedFunctions(section);
  } else if (id === SECTION.code) {
    sections.codeSize = size;
    readBodies(section, sections);
  }
}

function countImportedFunctions(section: Cursor): number {
  let functions = 0;
  for (let left = section.uleb(); left > 0; left--) {
    section.skip(section.uleb());
    section.skip(section.uleb());
    const kind = section.u8();
    if (kind === EXTERNAL.function) {
      section.uleb();
      functions++;
    } else if (kind === EXTERNAL.table) {
      section.u8();
      skipLimits(section);
    } else if (kind === EXTERNAL.memory) {
      skipLimits(section);
    } else if (kind === EXTERNAL.global) {
      section.skip(2);
    } else if (kind === EXTERNAL.tag) {
      section.u8();
      section.uleb();
    } else {
      throw new DamagedDebugInfo(`import of unknown kind ${kind}`);
    }
  }
  return functions;
}

function skipLimits(section: Cursor): void {
  const flags = section.u8();
  section.uleb();
  if (flags & 1) section.uleb();
}

function readBodies(section: Cursor, sections: ModuleSections): void {
  const origin = section.pos;
  const count = section.uleb();
  if (count > section.end - section.pos) throw new DamagedDebugInfo('more functions than bytes');
  const start = new Uint32Array(count);
  const end = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const size = section.uleb();
    start[i] = section.pos - origin;
    section.skip(size);
    end[i] = section.pos - origin;
  }
  sections.bodyStart = start;
  sections.bodyEnd = end;
}
