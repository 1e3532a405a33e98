/**
 * The header of one line number program: how its opcodes are built, and its files.
 *
 *     length version [address_size segment_size]v5 header_length
 *     min_instruction_length max_operations default_is_stmt line_base line_range opcode_base lengths[opcode_base-1]
 *     v4: directory\0... \0  (file\0 dir:uleb time:uleb size:uleb)... \0        both count from 1
 *     v5: format, count, directories; format, count, files                     both count from 0
 *
 * File names stay where they are until a path is asked for. Source: DWARF 5, section 6.2.4; DWARF 4, section 6.2.4.
 */
import { Cursor, DamagedDebugInfo } from './cursor.js';
import { FORM } from './dwarf.js';
import { type Encoding, skipForm } from './forms.js';
import { isAbsolutePath, joinPath, normalisePath } from './paths.js';

/** Where a zero-terminated string lies; undefined for one that cannot be found. */
interface StringPlace {
  bytes: Uint8Array;
  position: number;
}

interface FileEntry {
  name: StringPlace | undefined;
  directory: number;
}

export interface LineHeader {
  /** Of the program in .debug_line: what DW_AT_stmt_list says. */
  offset: number;
  version: number;
  minimumInstructionLength: number;
  lineBase: number;
  lineRange: number;
  opcodeBase: number;
  /** Operand counts by opcode; entry 0 is unused. */
  operandCounts: Uint8Array;
  directories: (StringPlace | undefined)[];
  /** By the number that the program uses; version 4 leaves entry 0 without a name. */
  files: FileEntry[];
  /** The opcodes lie in [programStart, end). */
  programStart: number;
  end: number;
}

const CONTENT = { path: 1, directory: 2 } as const;

/** Reads the header at the cursor and leaves the cursor at the end of the whole program. */
export function readLineHeader(cursor: Cursor, custom: ReadonlyMap<string, Uint8Array>): LineHeader | undefined {
  const offset = cursor.pos;
  let length = cursor.u32();
  let offsetSize = 4;
  if (length === 0xffffffff) {
    length = cursor.u64();
    offsetSize = 8;
  }
  const body = cursor.pos;
  cursor.skip(length);
  const end = cursor.pos;
  const at = new Cursor(cursor.bytes, body, end);
  const version = at.u16();
  if (version < 2 || version > 5) return undefined;
  let addressSize = 4;
  if (version >= 5) {
    addressSize = at.u8();
    at.skip(1);
  }
  const headerLength = at.unsigned(offsetSize);
  const programStart = at.pos + headerLength;
  if (programStart > end) throw new DamagedDebugInfo('line header longer than its program');
  const minimumInstructionLength = at.u8();
  if (version >= 4) at.skip(1);
  at.skip(1);
  const lineBase = (at.u8() << 24) >> 24;
  const lineRange = at.u8();
  const opcodeBase = at.u8();
  if (lineRange === 0 || opcodeBase === 0) throw new DamagedDebugInfo('impossible line header');
  const operandCounts = new Uint8Array(opcodeBase);
  for (let i = 1; i < opcodeBase; i++) operandCounts[i] = at.u8();
  const directories: (StringPlace | undefined)[] = [];
  const files: FileEntry[] = [];
  if (version >= 5) {
    const encoding = { version, addressSize, offsetSize };
    for (const entry of readEntries(at, encoding, custom)) directories.push(entry.name);
    for (const entry of readEntries(at, encoding, custom)) files.push(entry);
  } else {
    readTables(at, directories, files);
  }
  return {
    offset,
    version,
    minimumInstructionLength,
    lineBase,
    lineRange,
    opcodeBase,
    operandCounts,
    directories,
    files,
    programStart,
    end,
  };
}

/** '' when the header has no such file. */
export function filePath(header: LineHeader, file: number, compilationDirectory: string): string {
  const entry = header.files[file];
  if (entry?.name === undefined) return '';
  let path = text(entry.name);
  if (path === '') return '';
  if (!isAbsolutePath(path)) path = joinPath(text(header.directories[entry.directory]), path);
  if (entry.directory !== 0) path = joinPath(text(header.directories[0]), path);
  return normalisePath(joinPath(compilationDirectory, path));
}

function text(place: StringPlace | undefined): string {
  return place === undefined ? '' : new Cursor(place.bytes, place.position).string();
}

/** Versions 2 to 4. Directory 0 is the compilation directory, file 0 does not exist. */
function readTables(at: Cursor, directories: (StringPlace | undefined)[], files: FileEntry[]): void {
  directories.push(undefined);
  for (let name = readName(at); name !== undefined; name = readName(at)) directories.push(name);
  files.push({ name: undefined, directory: 0 });
  for (let name = readName(at); name !== undefined; name = readName(at)) {
    const directory = at.uleb();
    at.uleb();
    at.uleb();
    files.push({ name, directory });
  }
}

function readName(at: Cursor): StringPlace | undefined {
  const position = at.pos;
  at.skipString();
  return at.pos === position + 1 ? undefined : { bytes: at.bytes, position };
}

/** Version 5: a list of (content, form) pairs describes each entry. */
function readEntries(at: Cursor, encoding: Encoding, custom: ReadonlyMap<string, Uint8Array>): FileEntry[] {
  const format: number[] = [];
  for (let left = at.u8(); left > 0; left--) format.push(at.uleb(), at.uleb());
  const count = at.uleb();
  if (count > at.end - at.pos) throw new DamagedDebugInfo('more files than bytes');
  const entries: FileEntry[] = [];
  for (let i = 0; i < count; i++) {
    const entry: FileEntry = { name: undefined, directory: 0 };
    for (let f = 0; f < format.length; f += 2) {
      const form = format[f + 1];
      if (format[f] === CONTENT.path) entry.name = readPlace(at, form, encoding, custom);
      else if (format[f] === CONTENT.directory && isNumber(form)) entry.directory = readNumber(at, form);
      else skipForm(at, form, encoding);
    }
    entries.push(entry);
  }
  return entries;
}

function readPlace(
  at: Cursor,
  form: number,
  encoding: Encoding,
  custom: ReadonlyMap<string, Uint8Array>,
): StringPlace | undefined {
  if (form === FORM.string) {
    const position = at.pos;
    at.skipString();
    return { bytes: at.bytes, position };
  }
  if (form !== FORM.lineStrp && form !== FORM.strp) {
    skipForm(at, form, encoding);
    return undefined;
  }
  const position = at.unsigned(encoding.offsetSize);
  const bytes = custom.get(form === FORM.lineStrp ? '.debug_line_str' : '.debug_str');
  return bytes === undefined || position >= bytes.length ? undefined : { bytes, position };
}

function isNumber(form: number): boolean {
  return form === FORM.udata || form === FORM.data1 || form === FORM.data2;
}

function readNumber(at: Cursor, form: number): number {
  if (form === FORM.udata) return at.uleb();
  return form === FORM.data1 ? at.u8() : at.u16();
}
