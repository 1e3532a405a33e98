import { describe, expect, test } from 'vitest';
import { openDebugInfo } from './open.js';
import { readNameSection } from './names.js';
import { functionIndexAt, readSections } from './sections.js';

const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const text = (s: string): number[] => [s.length, ...new TextEncoder().encode(s)];
const section = (id: number, ...payload: number[]): number[] => [id, payload.length, ...payload];
const entity = (name: string, ...kind: number[]): number[] => [...text('env'), ...text(name), ...kind];
const custom = (name: string, ...payload: number[]): number[] => section(0, ...text(name), ...payload);

/** Imports one function, a memory and a global; defines two functions with bodies of 2 and 4 bytes. */
const IMPORTS = section(2, 3, ...entity('f', 0, 0), ...entity('m', 2, 1, 1, 2), ...entity('g', 3, 0x7f, 0));
const CODE = section(10, 2, 2, 0, 0x0b, 4, 0, 0x01, 0x01, 0x0b);
const NAMES = custom(
  'name',
  ...section(1, 2, 1, ...text('__main_argc_argv'), 0, ...text('f')),
  ...section(7, 1, 0, ...text('__stack_pointer')),
  ...section(9, 2, 0, ...text('.rodata'), 1, ...text('.data')),
);
const MODULE = Uint8Array.from([...MAGIC, ...IMPORTS, ...CODE, ...NAMES]);

describe('readSections', () => {
  test('finds function bodies by code offset', () => {
    const sections = readSections(MODULE);
    expect(sections.importedFunctions).toBe(1);
    expect([...Array(10).keys()].map((offset) => functionIndexAt(sections, offset))).toEqual([
      -1, -1, 1, 1, -1, 2, 2, 2, 2, -1,
    ]);
  });

  test('keeps what stands before a break', () => {
    const sections = readSections(MODULE.subarray(0, MODULE.length - 3));
    expect(sections.damaged).toBe(true);
    expect(sections.bodyStart.length).toBe(2);
  });
});

describe('readNameSection', () => {
  test('reads functions, globals and data segments', () => {
    const names = readNameSection(MODULE);
    expect([...names.functions]).toEqual([
      [1, '__main_argc_argv'],
      [0, 'f'],
    ]);
    expect(names.globals.get(0)).toBe('__stack_pointer');
    expect(names.dataSegments.get(1)).toBe('.data');
    expect(names.dataSegments.get(2)).toBeUndefined();
    expect(names.damaged).toBe(false);
  });

  test('is empty without the section', () => {
    expect(readNameSection(Uint8Array.from(MAGIC)).functions.size).toBe(0);
  });

  test('keeps what stands before a break', () => {
    const names = readNameSection(Uint8Array.from([...MAGIC, ...custom('name', 1, 7, 2, 0, 1, 0x66, 1, 99, 0x67)]));
    expect(names.functions.get(0)).toBe('f');
    expect(names.damaged).toBe(true);
  });
});

describe('a module without DWARF', () => {
  test('shows names, or numbers where names are missing', () => {
    const info = openDebugInfo(MODULE);
    expect(info.hasLines).toBe(false);
    expect(info.framesAt(3)).toEqual([{ function: 'main', file: '', line: 0, column: 0 }]);
    expect(info.framesAt(6)).toEqual([{ function: 'function[2]', file: '', line: 0, column: 0 }]);
    expect(info.functionName(0)).toBe('f');
    expect(info.isCovered(3)).toBe(false);
    expect(info.globalAt(1024)).toBeUndefined();
    expect(info.localsAt(3)).toEqual([]);
    expect(info.problem).toBeUndefined();
  });
});
