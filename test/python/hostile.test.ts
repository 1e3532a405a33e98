/** Sources made to hurt: refused in the words of CPython, in time that grows with the source and no faster. */
import { describe, expect, it } from 'vitest';
import { EXPRESSIONS } from '../../src/languages/python/diagnosis/grammar-expressions.js';
import { INVALID } from '../../src/languages/python/diagnosis/grammar-invalid.js';
import { STATEMENTS } from '../../src/languages/python/diagnosis/grammar-statements.js';
import { Machine } from '../../src/languages/python/diagnosis/machine.js';
import { SyntaxMessages } from '../../src/languages/python/diagnosis/messages.js';
import { compileGrammar } from '../../src/languages/python/diagnosis/program.js';
import { PythonSyntaxError } from '../../src/languages/python/errors.js';
import { check } from '../../src/languages/python/parse.js';
import { SourceText } from '../../src/languages/python/source/source-text.js';
import { Tokenizer } from '../../src/languages/python/tokens/tokenizer.js';

function outcome(source: string): string {
  try {
    check(new TextEncoder().encode(source));
    return 'accepted';
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return error.message === '' ? error.type : `${error.type}: ${error.message}`;
  }
}

const TOO_DEEP = 'RecursionError: maximum recursion depth exceeded during compilation';
const MANY = 100_000;

describe('deep nesting', () => {
  const cases: Record<string, [source: string, outcome: string]> = {
    parentheses: ['('.repeat(MANY), 'SyntaxError: too many nested parentheses'],
    lists: ['['.repeat(MANY) + ']'.repeat(MANY), 'SyntaxError: too many nested parentheses'],
    'brackets of calls': ['f('.repeat(MANY), 'SyntaxError: too many nested parentheses'],
    'as many brackets as there may be': [`${'('.repeat(200)}1${')'.repeat(200)}`, 'accepted'],
    ifs: [
      Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}if x:`).join('\n'),
      'IndentationError: too many levels of indentation',
    ],
    signs: [`${'-'.repeat(MANY)}1`, 'MemoryError'],
    nots: [`${'not '.repeat(MANY)}1`, 'MemoryError'],
    lambdas: [`${'lambda: '.repeat(MANY)}1`, 'MemoryError'],
    powers: [`${'x ** '.repeat(MANY)}1`, 'MemoryError'],
    'conditional expressions': [`${'x if y else '.repeat(MANY)}1`, TOO_DEEP],
    sums: [`${'1 + '.repeat(MANY)}1`, TOO_DEEP],
    attributes: [`x${'.x'.repeat(MANY)}`, TOO_DEEP],
    calls: [`x${'()'.repeat(MANY)}`, TOO_DEEP],
    elifs: [`if x: pass\n${'elif x: pass\n'.repeat(MANY)}`, TOO_DEEP],
    'some lambdas': [`${'lambda: '.repeat(2900)}1`, 'accepted'],
    'some signs': [`${'-'.repeat(2000)}1`, 'accepted'],
  };
  for (const [name, [source, expected]] of Object.entries(cases))
    it(`of ${name}`, () => {
      expect(outcome(source)).toBe(expected);
    });
});

describe('long sources', () => {
  const million = 1_000_000;
  const cases: Record<string, [source: string, outcome: RegExp]> = {
    'a number of a million digits': ['1'.repeat(million), /^SyntaxError: Exceeds the limit \(4300 digits\)/],
    'a hexadecimal number of a million digits': [`0x${'f'.repeat(million)}`, /^accepted$/],
    'a line of ten megabytes': [`${'a'.repeat(10 * million)} b`, /^SyntaxError: invalid syntax$/],
    'a string that never ends': [`'${'a'.repeat(million)}`, /^SyntaxError: unterminated string literal/],
    'f-strings that never end': ['f"{a\n'.repeat(MANY), /^SyntaxError: unterminated string literal/],
    'f-strings in f-strings': [`${'f"{'.repeat(MANY)}`, /^SyntaxError: /],
    'a list and an error at its end': [`[${'1, '.repeat(MANY / 5)} 2 3]`, /Perhaps you forgot a comma/],
    'null bytes': ['\0'.repeat(MANY), /^SyntaxError: source code cannot contain null bytes$/],
    'a cookie on a long line': [`# ${'coding'.repeat(MANY)}\n1 1`, /^SyntaxError: invalid syntax$/],
    'many keywords and one of them twice': [
      `f(${Array.from({ length: MANY }, (_, n) => `a${n}=1`).join(',')},a99999=2)`,
      /^SyntaxError: keyword argument repeated: a99999$/,
    ],
    'many scopes': [`def f(x):\n${' lambda: x\n'.repeat(20_000)}`, /^accepted$/],
  };
  for (const [name, [source, expected]] of Object.entries(cases))
    it(name, () => {
      expect(outcome(source)).toMatch(expected);
    });
});

/** How much work the diagnosis of a source is. */
function steps(text: string): number {
  const source = new SourceText(new TextEncoder().encode(`${text}\n`));
  const tokenizer = new Tokenizer(source);
  tokenizer.run();
  const messages = new SyntaxMessages(source, tokenizer, () => undefined, '');
  const machine = new Machine(compileGrammar(STATEMENTS + EXPRESSIONS + INVALID), tokenizer.tokens, messages);
  messages.machine = machine;
  for (const withInvalid of [false, true]) {
    try {
      machine.run('file', 0, withInvalid);
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
    }
  }
  return machine.steps;
}

describe('the diagnosis', () => {
  const shapes: Record<string, (size: number) => string> = {
    'nested calls': (size) => `${'f('.repeat(size)}1 +${')'.repeat(size)}`,
    'nested dictionaries': (size) => `${'{1: '.repeat(size)}2 +${'}'.repeat(size)}`,
    'nested lists in targets': (size) => `${'['.repeat(size)}1${']'.repeat(size)} = = 2`,
    'a long list': (size) => `[${'a, '.repeat(size)}) =`,
    'a long sum': (size) => `${'a + '.repeat(size)}= `,
    'many statements': (size) => `if x:\n${'  y = f(1)\n'.repeat(size)}  z z`,
    'nested blocks': (size) => Array.from({ length: size }, (_, n) => `${' '.repeat(n)}try:`).join('\n'),
    comparisons: (size) => `${'a < '.repeat(size)} = 1`,
  };
  for (const [name, shape] of Object.entries(shapes))
    it(`takes twice the steps for twice the source: ${name}`, () => {
      expect(steps(shape(80)) / steps(shape(40))).toBeLessThan(2.2);
    });
});
