/** The methods and operators of str, bytes, bytearray and memoryview, held to CPython's answers to random questions. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installedPython } from '../oracle.js';
import { answer, type Case, openWithoutLibrary, type Value } from './values.js';

const GOLDENS = join(import.meta.dirname, 'goldens.jsonl');
const FRESH = { count: 20_000, seed: 2 };

function parse(lines: string): Case[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Case);
}

/** Cases that come out otherwise, in words. */
function differences(cases: readonly Case[]): string[] {
  let rt = openWithoutLibrary();
  const found: string[] = [];
  cases.forEach((each, number) => {
    // Objects of tests are never released.
    if (number % 2000 === 1999) rt = openWithoutLibrary();
    const [receiver, operation, args, keywords, expected] = each;
    const got = answer(rt, each);
    if (JSON.stringify(comparable(got, expected)) !== JSON.stringify(comparable(expected, got)))
      found.push(
        `${[receiver, operation, args, keywords].map((x) => JSON.stringify(x)).join(' ')}\n   CPython: ${JSON.stringify(expected)}\n   here:    ${JSON.stringify(got)}`,
      );
  });
  return found;
}

/** The str of a UnicodeError is made by its type, not by what raises it. */
function comparable(value: Value, other: Value): Value {
  if (Array.isArray(value) && Array.isArray(other)) return value.map((each, at) => comparable(each, other[at] ?? null));
  const error = (value as { error?: Value[] } | null)?.error;
  const otherError = (other as { error?: Value[] } | null)?.error;
  return error?.length === 3 && otherError?.length === 3 ? [error[0], error[2]] : value;
}

describe('methods of text and bytes', () => {
  it('answer as CPython did', () => {
    expect(differences(parse(readFileSync(GOLDENS, 'utf8'))).slice(0, 20)).toEqual([]);
  });

  it.skipIf(installedPython() === undefined)('answer as the installed CPython does', () => {
    const words = [join(import.meta.dirname, 'cases.py'), String(FRESH.count), String(FRESH.seed)];
    const lines = execFileSync(installedPython()!.command, words, { encoding: 'utf8', maxBuffer: 1 << 30 });
    // Python 3.11.2 has no words for a character behind `%` in bytes that is none of ASCII.
    const told = lines.split('\n').filter((line) => !line.includes('["ValueError", ""]'));
    expect(differences(parse(told.join('\n'))).slice(0, 20)).toEqual([]);
  });
});
