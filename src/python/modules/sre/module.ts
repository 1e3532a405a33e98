/** The module _sre: what CPython's own re package stands on. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { CHARACTERS_AT, STR_FLAGS, WIDTH_MASK } from '../../format/objects.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict } from '../make-module.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { asciiLower, unicodeLower, unicodeUpper } from './characters.js';
import { CODE_SIZE, MAGIC, MAX_GROUPS, MAX_REPEAT } from './codes.js';
import { Program, type Input } from './matcher.js';
import { PATTERN_SOURCE } from './pattern-source.js';

/** By their numbers: patterns with the same code share one. They are as many as a program has patterns. */
const programs: Program[] = [];
const numbers = new Map<string, number>();
const WAYS = ['match', 'search', 'fullmatch'] as const;

function programNumber(code: readonly number[], groups: number): number {
  const key = `${groups}:${code.join()}`;
  let number = numbers.get(key);
  if (number === undefined) {
    number = programs.push(new Program(code, groups)) - 1;
    numbers.set(key, number);
  }
  return number;
}

/** A str as it lies in memory: nothing is allocated while it is matched. Anything else is copied. */
function inputOf(rt: Runtime, text: Address): Input {
  if (!rt.isString(text)) return { data: rt.buffer(text), base: 0 };
  const width = rt.views.word(text + STR_FLAGS) & WIDTH_MASK;
  const at = text + CHARACTERS_AT;
  if (width === 1) return { data: rt.views.u8, base: at };
  return width === 2 ? { data: rt.views.u16, base: at >> 1 } : { data: rt.views.u32, base: at >> 2 };
}

const word = (rt: Runtime, p: Address): number => rt.compactInt(p) as number;

const regsOf = (rt: Runtime, regs: readonly number[]): Address => rt.tuple(regs.map((value) => rt.int(value)));

function matchOne(rt: Runtime, [program, text, pos, end, way, notEmpty]: readonly Address[]): Address {
  const bounds = { start: 0, end: word(rt, end) };
  const from = word(rt, pos);
  if (from > bounds.end) return NONE;
  const notEmptyAt = notEmpty === 0 ? -1 : word(rt, notEmpty);
  const regs = programs[word(rt, program)].run(inputOf(rt, text), bounds, from, WAYS[word(rt, way)], notEmptyAt);
  return regs === undefined ? NONE : regsOf(rt, regs);
}

/** All matches that do not overlap. Where one was empty, only one that is not may follow. */
function matchAll(rt: Runtime, [program, text, pos, end, limit]: readonly Address[]): Address {
  const bounds = { start: 0, end: word(rt, end) };
  const most = word(rt, limit) || Infinity;
  const input = inputOf(rt, text);
  const found: number[][] = [];
  let at = word(rt, pos);
  let notEmptyAt = -1;
  while (at <= bounds.end && found.length < most) {
    const regs = programs[word(rt, program)].run(input, bounds, at, 'search', notEmptyAt);
    if (regs === undefined) break;
    found.push(regs);
    const [, start, stop] = regs;
    at = stop;
    notEmptyAt = start === stop ? at : -1;
  }
  return rt.list(found.map((regs) => regsOf(rt, regs)));
}

/** A function of one character's number. */
function ofCharacter(name: string, answer: (rt: Runtime, c: number) => Address): MethodDefinition {
  return native(name, 'character, /', (rt, _, [character]) => answer(rt, word(rt, character)));
}

export const SRE_MODULE: ModuleDefinition = {
  name: '_sre',
  functions: [
    native('_program', 'code, groups, /', (rt, _, [code, groups]) => {
      const numbers_ = rt.tupleItems(code).map((item) => Number(rt.bigInt(item)));
      return rt.int(programNumber(numbers_, word(rt, groups)));
    }),
    native('_match', 'program, string, pos, endpos, way, not_empty=0, /', (rt, _, args) => matchOne(rt, args)),
    native('_all', 'program, string, pos, endpos, limit, /', (rt, _, args) => matchAll(rt, args)),
    native('getcodesize', '', (rt) => rt.int(CODE_SIZE)),
    ofCharacter('ascii_iscased', (rt, c) => rt.bool((c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a))),
    ofCharacter('unicode_iscased', (rt, c) => rt.bool(unicodeLower(c) !== c || unicodeUpper(c) !== c)),
    ofCharacter('ascii_tolower', (rt, c) => rt.int(asciiLower(c))),
    ofCharacter('unicode_tolower', (rt, c) => rt.int(unicodeLower(c))),
    native('getlower', 'character, flags, /', (rt, _, [character, flags]) => {
      const c = word(rt, character);
      return rt.int((word(rt, flags) & 32) !== 0 ? unicodeLower(c) : asciiLower(c));
    }),
  ],
  attributes: (rt, module) => {
    const dict = moduleDict(rt, module);
    const code = rt.compiler.compile(new TextEncoder().encode(PATTERN_SOURCE), '<_sre>', 'exec');
    rt.compiler.execute(code, dict, dict);
    return {
      MAGIC: rt.int(MAGIC),
      CODESIZE: rt.int(CODE_SIZE),
      MAXREPEAT: rt.int(MAX_REPEAT),
      MAXGROUPS: rt.int(MAX_GROUPS),
      copyright: rt.string(''),
    };
  },
};
