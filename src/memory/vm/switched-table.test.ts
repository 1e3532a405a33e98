/** Two address spaces with one table in turn: neither finds what is the other's. */
import { expect, it } from 'vitest';
import { FLAT_TABLE_BYTES } from './flat-table.js';
import { SwitchedTable } from './switched-table.js';

const memory = new WebAssembly.Memory({ initial: (2 * FLAT_TABLE_BYTES) / 65536 });
const words = new Int32Array(memory.buffer);
const isEmpty = (): boolean => words.every((word) => word === 0);

it.each([false, true])('has entries of the space alone whose turn it is (exact: %s)', (exact) => {
  const [one, other] = [0, 1].map(() => new SwitchedTable(memory, 0, FLAT_TABLE_BYTES, exact));
  one!.take();
  one!.fill(5, 0x10_0000, true);
  one!.fill(900_000, 0x20_0000, false);
  expect(one!.translationOf(900_000)).toEqual({ read: 0x20_0000, write: undefined });
  other!.fill(6, 0x30_0000, true);
  expect(other!.translationOf(6)).toEqual({ read: undefined, write: undefined });
  other!.clear(900_000);
  expect(one!.translationOf(900_000).read).toBe(0x20_0000);
  one!.giveUp();
  expect(isEmpty()).toBe(true);
  one!.fill(7, 0x40_0000, true);
  expect(isEmpty()).toBe(true);
  other!.take();
  other!.fill(6, 0x30_0000, true);
  one!.giveUp();
  expect(other!.translationOf(6)).toEqual({ read: 0x30_0000, write: 0x30_0000 });
  other!.giveUp();
  expect(isEmpty()).toBe(true);
});
