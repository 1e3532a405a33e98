/**
 * The programs that a command line runs together, and what it says of all of them:
 *
 *     heapglass run a.c -- 10 --and b.c -- 20 --ram 4M          --and or a word that is &, between programs
 *     heapglass run scenario.hgs
 *
 * A scenario has a line for each program, with the words that run would be given, and lines of options for all:
 *
 *     # who faults more?
 *     --ram 4M --swap swap.bin
 *     a.c -O1 -- 10
 *     b.c -- "two words"
 *
 * Its files are found from where the scenario is.
 */
import { dirname, join } from 'node:path';
import { splitWords } from '../languages/clang/response-files.js';
import { reasonOf } from './file-errors.js';
import { readInput } from './input.js';
import { parseOptions, UsageError, type OptionSpec, type ParsedOptions } from './option-table.js';

const SCENARIO = /\.hgs$/i;
const BETWEEN = new Set(['--and', '&']);

/** What is parsed of each program; options are in the first one, those of all. */
export type Programs = [first: ParsedOptions, ...others: ParsedOptions[]];

/** @throws UsageError */
export function parsePrograms(words: readonly string[], table: readonly OptionSpec[]): Programs {
  const [first, ...others] = split(words).map((group) => parseOptions(group, table, true));
  const programs: Programs = [first!, ...others];
  if (first!.positional.length === 1 && SCENARIO.test(first!.positional[0]!)) return readScenario(programs, table);
  const stray = programs.find(({ positional }) => positional.some((file) => SCENARIO.test(file)));
  if (stray !== undefined) throw new UsageError('a scenario has all of its programs in itself: nothing goes with it');
  // Words behind the last -- may hold options for all no more than anything else of the program's.
  if (others.some(({ positional }) => positional.length === 0))
    throw new UsageError('--and: another program, but which?');
  for (const { values } of others) for (const [name, given] of values) first!.values.set(name, given);
  return programs;
}

function split(words: readonly string[]): string[][] {
  const groups: string[][] = [[]];
  for (const word of words) {
    if (BETWEEN.has(word)) groups.push([]);
    else groups.at(-1)!.push(word);
  }
  return groups;
}

function readScenario([given, ...others]: Programs, table: readonly OptionSpec[]): Programs {
  const file = given.positional[0]!;
  if (others.length > 0 || given.rest.length > 0 || given.passed.length > 0)
    throw new UsageError(`${file} says by itself what each program is given`);
  let text: string;
  try {
    text = new TextDecoder().decode(readInput(file));
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`);
  }
  const programs: ParsedOptions[] = [];
  const values = new Map<string, string[]>();
  text.split(/\r?\n/).forEach((line, at) => {
    const words = /^\s*#/.test(line) ? [] : splitWords(line);
    if (words.length === 0) return;
    try {
      const parsed = parseOptions(words, table, true);
      for (const [name, value] of parsed.values) values.set(name, value);
      if (parsed.positional.length > 0) programs.push(parsed);
      else if (parsed.passed.length > 0)
        throw new UsageError(`${parsed.passed[0]} is for a program, and there is none`);
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(`${file}:${at + 1}: ${error.message}`);
      throw error;
    }
  });
  const [first, ...rest] = programs;
  if (first === undefined) throw new UsageError(`${file} names no program: a line such as "a.c -- 10" does`);
  for (const program of programs) program.positional = program.positional.map((name) => join(dirname(file), name));
  // The command line has the last word.
  first.values = new Map([...values, ...given.values, ['vm', ['yes']]]);
  return [first, ...rest];
}
