/** What a file given to the linker is, by its first bytes. */

const MODULE_MAGIC = [0x00, 0x61, 0x73, 0x6d];
const BITCODE_MAGIC = [0x42, 0x43, 0xc0, 0xde];
const ARCHIVE_MAGIC = [...'!<arch>\n'].map((character) => character.charCodeAt(0));
const SECTION_NAME = [...'linking'].map((character) => character.charCodeAt(0));

export function isArchive(bytes: Uint8Array): boolean {
  return startsWith(bytes, ARCHIVE_MAGIC, 0);
}

/** A relocatable module: a module with a `linking` section (after the type to data sections), or LLVM bitcode. */
export function isObject(bytes: Uint8Array): boolean {
  if (startsWith(bytes, BITCODE_MAGIC, 0)) return true;
  if (!startsWith(bytes, MODULE_MAGIC, 0)) return false;
  let at = 8;
  while (at < bytes.length) {
    const id = bytes[at++]!;
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 28) return false;
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    if (id === 0 && bytes[at] === SECTION_NAME.length && startsWith(bytes, SECTION_NAME, at + 1)) return true;
    at += size;
  }
  return false;
}

function startsWith(bytes: Uint8Array, expected: readonly number[], at: number): boolean {
  return expected.every((byte, index) => bytes[at + index] === byte);
}
