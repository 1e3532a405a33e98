/** The module _sre: what CPython's own re package stands on. */
import type { Address } from '../../../base/ids.js';
import { ARGUMENTS, KEYWORDS, MEMBER_AT, ONE_ARGUMENT } from '../../format/objects.js';
import { REGS_LAST } from '../../format/sre.js';
import { GET_BUFFER } from '../../format/types.js';
import { kernel, method, type MethodDefinition } from '../../runtime/definitions.js';
import { methodDescriptor } from '../../runtime/install.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict } from '../make-module.js';
import type { ModuleDefinition } from '../module-definition.js';
import { beside, native } from '../native.js';
import { asciiLower, unicodeLower, unicodeUpper } from './characters.js';
import { PATTERN_SOURCE } from './pattern-source.js';

/** Of the code that re/_compiler.py of CPython 3.11 generates. */
const MAGIC = 20220615;
const CODE_SIZE = 4;
const MAX_REPEAT = 0xffff_ffff;
const MAX_GROUPS = 0x3fff_ffff;
const BACKSLASH = 0x5c;

const word = (rt: Runtime, p: Address): number => rt.compactInt(p) as number;

/** A template with backslashes as re makes a text or a function of it; any other text itself. */
function replacementOf(rt: Runtime, pattern: Address, template: Address): Address {
  const isText = rt.isString(template);
  if (isText || rt.views.word(rt.typeOf(template) + GET_BUFFER) !== 0) {
    const isLiteral = isText ? !rt.text(template).includes('\\') : !rt.buffer(template).includes(BACKSLASH);
    if (isLiteral) return template;
  }
  return rt.call(rt.attribute(rt.importModule('re'), '_subx'), [pattern, template]);
}

const PATTERN_METHODS: readonly MethodDefinition[] = [
  ...['match', 'search', 'fullmatch', 'findall', 'finditer', 'split', 'subn'].map((name) =>
    method(name, KEYWORDS, kernel(`sre_${name}`)),
  ),
  beside('sre_sub', 'sub', 'repl', (rt, pattern, [template]) => replacementOf(rt, pattern, template)),
];

const MATCH_METHODS: readonly MethodDefinition[] = [
  ...['group', 'start', 'end', 'span'].map((name) => method(name, ARGUMENTS, kernel(`sre_${name}`))),
  method('groups', KEYWORDS, kernel('sre_groups')),
  method('__getitem__', ONE_ARGUMENT, kernel('sre_getitem')),
];

/** Gives the classes of pattern-source.ts the methods of the kernel, and tells it where their slots are. */
function completeClasses(rt: Runtime, pattern: Address, match: Address): void {
  const slot = (class_: Address, name: string) => rt.views.word(rt.attribute(class_, name) + MEMBER_AT);
  for (const [class_, methods] of [
    [pattern, PATTERN_METHODS],
    [match, MATCH_METHODS],
  ] as const)
    for (const one of methods) rt.setAttribute(class_, one.name, methodDescriptor(rt, class_, one));
  const [re, string, pos, endpos, regs] = ['re', 'string', 'pos', 'endpos', '_regs'].map((name) => slot(match, name));
  rt.kernel.sre_match_class(match, re, string, pos, endpos, regs);
  const [text, groups, index, program] = ['pattern', 'groups', '_groupindex', '_program'].map((name) =>
    slot(pattern, name),
  );
  rt.kernel.sre_pattern_class(text, groups, index, program);
}

/** A function of one character's number. */
function ofCharacter(name: string, answer: (rt: Runtime, c: number) => Address): MethodDefinition {
  return native(name, 'character, /', (rt, _, [character]) => answer(rt, word(rt, character)));
}

export const SRE_MODULE: ModuleDefinition = {
  name: '_sre',
  functions: [
    native('_program', 'code, /', (rt, _, [code]) => {
      const words = Uint32Array.from(rt.tupleItems(code), (item) => Number(rt.bigInt(item)));
      return rt.newBytes(new Uint8Array(words.buffer));
    }),
    native('_last', 'regs, /', (rt, _, [regs]) => rt.int(new Int32Array(rt.buffer(regs).slice().buffer)[REGS_LAST])),
    method('_scan', ARGUMENTS, kernel('sre_scan')),
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
  source: PATTERN_SOURCE,
  attributes: (rt, module) => {
    const dict = moduleDict(rt, module);
    const made = (name: string) => rt.dictGet(dict, rt.name(name));
    completeClasses(rt, made('Pattern'), made('Match'));
    return {
      MAGIC: rt.int(MAGIC),
      CODESIZE: rt.int(CODE_SIZE),
      MAXREPEAT: rt.int(MAX_REPEAT),
      MAXGROUPS: rt.int(MAX_GROUPS),
      copyright: rt.string(''),
    };
  },
};
