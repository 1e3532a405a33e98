/** The tables of characters are unpacked in TypeScript; the address of where they are now. */
export declare function loadCharacterTables(): i32;
