import type { StringId } from './ids.js';

/** Interned strings. Id 0 is always the empty string. */
export class StringTable {
  readonly #strings: string[] = [''];
  readonly #ids = new Map<string, StringId>([['', 0]]);

  static from(strings: readonly string[]): StringTable {
    const table = new StringTable();
    for (const s of strings) table.intern(s);
    return table;
  }

  intern(text: string): StringId {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.#strings.length;
      this.#strings.push(text);
      this.#ids.set(text, id);
    }
    return id;
  }

  get(id: StringId): string {
    return this.#strings[id] ?? '';
  }

  /** All strings in id order. */
  all(): readonly string[] {
    return this.#strings;
  }
}
