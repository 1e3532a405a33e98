/**
 * The options of a command as data: parsing, help text and completion all come from the one table.
 */
import { takesNextArgument } from '../languages/clang/arguments.js';
import { nearest } from '../base/nearest.js';

export interface OptionSpec {
  /** Long name without dashes. */
  name: string;
  /** One-letter form. */
  short?: string;
  /** Placeholder of the value in help; absent for switches. */
  value?: string;
  /** Allowed values, where they are a fixed set. */
  choices?: readonly string[];
  /** May be given several times. */
  multiple?: boolean;
  help: string;
  default?: string;
}

/** The command line is wrong: a message for the user, exit status 64. */
export class UsageError extends Error {}

export interface ParsedOptions {
  values: Map<string, string[]>;
  /** Words that are no options. */
  positional: string[];
  /** Single-dash words that the table does not know, with a value that follows where the compiler takes one. */
  passed: string[];
  /** Words after "--". */
  rest: string[];
}

/**
 * @param passCompilerOptions take unknown words like "-O2" as options of the compiler
 * @throws UsageError
 */
export function parseOptions(
  words: readonly string[],
  table: readonly OptionSpec[],
  passCompilerOptions: boolean,
): ParsedOptions {
  const parsed: ParsedOptions = { values: new Map(), positional: [], passed: [], rest: [] };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === '--') {
      parsed.rest = words.slice(i + 1);
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      parsed.positional.push(word);
      continue;
    }
    const [head, joined] = splitAtEquals(word);
    const spec = table.find(
      (option) => head === `--${option.name}` || (option.short !== undefined && head === `-${option.short}`),
    );
    if (!spec) {
      if (!passCompilerOptions || word.startsWith('--')) throw unknownOption(head, table);
      parsed.passed.push(word);
      if (!takesNextArgument(word)) continue;
      if (i + 1 === words.length || words[i + 1] === '--') throw new UsageError(`${word} needs a value after it`);
      parsed.passed.push(words[++i]);
      continue;
    }
    let value = joined;
    if (spec.value === undefined) {
      if (value !== undefined) throw new UsageError(`--${spec.name} takes no value`);
      value = 'yes';
    } else if (value === undefined) {
      value = words[++i];
      if (value === undefined) throw new UsageError(`--${spec.name} needs a value: --${spec.name}=${spec.value}`);
    }
    checkChoice(spec, value);
    const given = parsed.values.get(spec.name);
    if (given && spec.multiple) given.push(value);
    else parsed.values.set(spec.name, [value]);
  }
  return parsed;
}

function splitAtEquals(word: string): [string, string | undefined] {
  const at = word.indexOf('=');
  return word.startsWith('--') && at > 0 ? [word.slice(0, at), word.slice(at + 1)] : [word, undefined];
}

function checkChoice(spec: OptionSpec, value: string): void {
  if (spec.choices && !spec.choices.includes(value)) {
    throw new UsageError(`--${spec.name}=${value}: expected one of ${spec.choices.join(', ')}`);
  }
}

function unknownOption(word: string, table: readonly OptionSpec[]): UsageError {
  const near = nearest(
    word.replace(/^-+/, ''),
    table.map((option) => option.name),
  );
  return new UsageError(`unknown option ${word}${near === undefined ? '' : `; did you mean --${near}?`}`);
}

/** Reads the values of one command. */
export class OptionValues {
  readonly #parsed: ParsedOptions;
  readonly #table: readonly OptionSpec[];

  constructor(parsed: ParsedOptions, table: readonly OptionSpec[]) {
    this.#parsed = parsed;
    this.#table = table;
  }

  text(name: string): string | undefined {
    return this.#parsed.values.get(name)?.at(-1) ?? this.#table.find((option) => option.name === name)?.default;
  }

  all(name: string): string[] {
    return this.#parsed.values.get(name) ?? [];
  }

  flag(name: string): boolean {
    return this.text(name) === 'yes';
  }

  /** A whole number within bounds. @throws UsageError */
  integer(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^0x/i.test(text) ? Number.parseInt(text, 16) : Number(text);
    if (!/^(\d+|0x[0-9a-f]+)$/i.test(text) || value < least || value > most) {
      throw new UsageError(`--${name}=${text}: expected a number from ${least} to ${most}`);
    }
    return value;
  }

  /** A positive number of seconds. @throws UsageError */
  seconds(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!(value > 0 && Number.isFinite(value)))
      throw new UsageError(`--${name}=${text}: expected a number of seconds above 0`);
    return value;
  }

  /** A comma-separated list of choices, or "all" or "none". @throws UsageError */
  set<T extends string>(name: string, known: readonly T[]): T[] {
    const text = this.text(name) ?? '';
    if (text === 'all') return [...known];
    if (text === 'none' || text === '') return [];
    return text.split(',').map((word) => {
      if (!known.includes(word as T))
        throw new UsageError(`--${name}: "${word}" is none of ${known.join(', ')}, all, none`);
      return word as T;
    });
  }

  /** A size such as 64m or 2g. @throws UsageError */
  bytes(name: string, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const match = /^(\d+)([kmg]?)$/i.exec(text);
    const value = match ? Number(match[1]) * 1024 ** ['', 'k', 'm', 'g'].indexOf(match[2].toLowerCase()) : Number.NaN;
    if (!(value > 0 && value <= most))
      throw new UsageError(`--${name}=${text}: expected a size up to ${most} bytes, such as 64m`);
    return value;
  }
}

const WIDTH = 80;

/** Two columns, wrapped at 80. */
export function helpOf(table: readonly OptionSpec[]): string {
  const left = table.map((option) => {
    const value = option.choices && option.choices.join('|').length <= 24 ? option.choices.join('|') : option.value;
    return `  ${option.short ? `-${option.short}, ` : ''}--${option.name}${value ? `=${value}` : ''}`;
  });
  const column = Math.min(30, Math.max(...left.map((text) => text.length)) + 2);
  return table
    .map((option, i) => {
      const text =
        option.help + (option.default !== undefined && option.default !== 'no' ? ` [${option.default}]` : '');
      const lines = wrap(text, WIDTH - column);
      const head = left[i].length < column - 1 ? left[i].padEnd(column) + lines.shift() : left[i];
      return [head, ...lines.map((line) => ' '.repeat(column) + line)].join('\n');
    })
    .join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
