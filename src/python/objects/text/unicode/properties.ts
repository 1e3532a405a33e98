/** Unpacks the properties of all characters into the tables that format/characters.ts draws. Takes some milliseconds. */
import { decodeBase64 } from '../../../../base/base64.js';
import { BLOCK_LOG, BLOCKS, EXPANDS, INDEX_ENTRIES, RECORD_BYTES, RECORDS_AT } from '../../../format/characters.js';
import { PROPERTIES } from './properties-data.js';

const BLOCK_SIZE = 1 << BLOCK_LOG;
const FORMS = 4;
/** An expansion has at most three characters. */
const EXPANSION_BYTES = 16;

export interface CharacterTables {
  /** Bytes that they take. */
  readonly bytes: number;
  write(memory: ArrayBufferLike, at: number): void;
}

interface CharacterRecord {
  flags: number;
  forms: number[];
  decimal: number;
  digit: number;
}

export function unpackProperties(): CharacterTables {
  const input = new Numbers(decodeBase64(PROPERTIES));
  const expansions = input.list(() => input.list(() => input.next()));
  const records = input.list((): CharacterRecord => {
    const flags = input.next();
    const forms = Array.from({ length: FORMS }, () => input.signed());
    return { flags, forms, decimal: input.next(), digit: input.next() };
  });
  const recordOf = new Uint16Array(INDEX_ENTRIES * BLOCK_SIZE);
  for (let code = 0; !input.done; ) {
    const end = code + input.next();
    recordOf.fill(input.next(), code, end);
    code = end;
  }
  const { index, blocks } = shareBlocks(recordOf);
  const recordsAt = (BLOCKS + blocks.length * BLOCK_SIZE * 2 + 7) & ~7;
  const expansionsAt = recordsAt + records.length * RECORD_BYTES;
  return {
    bytes: expansionsAt + expansions.length * EXPANSION_BYTES,
    write(memory, at) {
      new Uint16Array(memory, at, index.length).set(index);
      blocks.forEach((block, i) => new Uint16Array(memory, at + BLOCKS + i * BLOCK_SIZE * 2, BLOCK_SIZE).set(block));
      const words = new Int32Array(memory);
      words[(at + RECORDS_AT) >> 2] = at + recordsAt;
      const bytes = new Uint8Array(memory);
      records.forEach(({ flags, forms, decimal, digit }, i) => {
        const record = at + recordsAt + i * RECORD_BYTES;
        words[record >> 2] = flags;
        forms.forEach((form, kind) => {
          const expands = (flags & (EXPANDS << kind)) !== 0;
          words[(record >> 2) + 1 + kind] = expands ? at + expansionsAt + form * EXPANSION_BYTES : form;
        });
        bytes[record + 20] = decimal;
        bytes[record + 21] = digit;
      });
      expansions.forEach((characters, i) => {
        words.set([characters.length, ...characters], (at + expansionsAt + i * EXPANSION_BYTES) >> 2);
      });
    },
  };
}

/** Equal blocks once. */
function shareBlocks(recordOf: Uint16Array): { index: Uint16Array; blocks: Uint16Array[] } {
  const index = new Uint16Array(INDEX_ENTRIES);
  const blocks: Uint16Array[] = [];
  const known = new Map<string, number>();
  for (let i = 0; i < INDEX_ENTRIES; i++) {
    const block = recordOf.subarray(i * BLOCK_SIZE, (i + 1) * BLOCK_SIZE);
    const key = String.fromCharCode(...block);
    let number = known.get(key);
    if (number === undefined) {
      known.set(key, (number = blocks.length));
      blocks.push(block);
    }
    index[i] = number;
  }
  return { index, blocks };
}

/** Numbers of 7 bits a byte, least first. */
class Numbers {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  }

  signed(): number {
    const value = this.next();
    return (value & 1) === 0 ? value >>> 1 : -(value >>> 1) - 1;
  }

  list<T>(item: () => T): T[] {
    return Array.from({ length: this.next() }, item);
  }
}
