import type { Cursor } from '../parser/cursor.js';
export function checkFormatted(_p: Cursor, _token: number): void {}
