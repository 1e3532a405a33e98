/**
 * Kernels for shared memory. A module says of the memory that it imports whether it is shared, and the engine holds it to
 * that; loads and stores are the same. So one word is changed:
 *
 *     import section   02 size, count, then for each import: module, name, kind, type
 *     type, kind 0     index of a function type
 *     type, kind 2     00 least                     as kernels are compiled
 *                      03 least most                shared, which has to have a most
 */

const IMPORT_SECTION = 2;
const FUNCTION = 0;
const MEMORY = 2;
const UNSHARED = 0;
const SHARED = 3;
/** Pages of 64 KiB, as LEB128: 65,536 and so as many as there can be. */
const MOST_PAGES = [0x80, 0x80, 0x04];

/** A kernel that imports a shared memory instead of an unshared one. */
export function importShared(module: Uint8Array): Uint8Array {
  const reader = new Reader(module, 8);
  for (;;) {
    const start = reader.at;
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section !== IMPORT_SECTION) {
      reader.at = end;
      continue;
    }
    const from = reader.at;
    const [type, after] = findMemoryType(reader);
    const imports = [
      ...module.subarray(from, type),
      SHARED,
      ...module.subarray(type + 1, after),
      ...MOST_PAGES,
      ...module.subarray(after, end),
    ];
    const head = [...module.subarray(0, start), IMPORT_SECTION, ...leb(imports.length)];
    return Uint8Array.from([...head, ...imports, ...module.subarray(end)]);
  }
}

/** Where the type of the imported memory begins and ends; `reader` is at the number of imports. */
function findMemoryType(reader: Reader): [number, number] {
  for (let left = reader.number(); left > 0; left--) {
    reader.skipName();
    reader.skipName();
    const kind = reader.byte();
    const type = reader.at;
    if (kind === FUNCTION) reader.number();
    else if (kind === MEMORY && reader.byte() === UNSHARED) {
      reader.number();
      return [type, reader.at];
    } else break;
  }
  throw new TypeError('a kernel has to import functions and an unshared memory');
}

class Reader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.#bytes[this.at++]!;
  }

  skipName(): void {
    const length = this.number();
    this.at += length;
  }

  /** Unsigned LEB128. */
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
}

function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)];
}
