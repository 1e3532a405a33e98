import { expect, it } from 'vitest';
import { linkedFrom } from './linked-chunks.js';

/** A memory of 256 bytes in which the words at some addresses lead to others. */
function memory(links: Record<number, number>): Int32Array {
  const words = new Int32Array(64);
  for (const [at, next] of Object.entries(links)) words[Number(at) >> 2] = next;
  return words;
}

it('follows a list to its end', () => {
  expect(linkedFrom(memory({ 16: 32, 32: 80, 80: 8 }), 16, 0, 8)).toEqual([16, 32, 80]);
  expect(linkedFrom(memory({ 20: 32, 36: 80 }), 16, 4)).toEqual([16, 32, 80]);
  expect(linkedFrom(memory({}), 0, 4)).toEqual([]);
});

it('stops where a broken list leads back or out of the memory', () => {
  expect(linkedFrom(memory({ 16: 32, 32: 80, 80: 32 }), 16, 0)).toEqual([16, 32, 80]);
  expect(linkedFrom(memory({ 16: 256 }), 16, 0)).toEqual([16]);
  expect(linkedFrom(memory({ 16: 252 }), 16, 4)).toEqual([16]);
  expect(linkedFrom(memory({ 16: -4 }), 16, 0)).toEqual([16]);
  expect(linkedFrom(memory({ 16: 33 }), 16, 0)).toEqual([16]);
});
