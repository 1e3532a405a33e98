/** unicodedata: what Unicode 14.0.0 says of characters, and in `ucd_3_2_0` what Unicode 3.2.0 said. */
import type { Address } from '../../../base/ids.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { UCD_TYPE } from '../../format/module-types.js';
import { LENGTH, ONE_ARGUMENT } from '../../format/objects.js';
import { KEY_ERROR, NO_NEW, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { characterNamed, nameOf, sequenceNamed } from '../../objects/text/unicode/names.js';
import { method, type MethodDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { makeStated, stateOf, statedType } from '../stated-objects.js';
import { type CharacterRecord, decompositionOf, isAssigned, recordOf, type Version } from './database.js';
import { type Form, FORMS, normalize } from './normalize.js';

const CURRENT: Version = '14.0.0';
const MOST_NAME = 256;

/** Functions of the module and methods of UCD are the same, for one version each. */
type VersionOf = (rt: Runtime, self: Address) => Version;

function pointOf(rt: Runtime, p: Address, argument: string): number {
  if (rt.isString(p) && rt.views.word(p + LENGTH) === 1) return codePointsOf(rt, p)[0];
  return rt.raise(TYPE_ERROR, `${argument} must be a unicode character, not ${rt.argumentTypeName(p)}`);
}

function functionsFor(versionOf: VersionOf): readonly MethodDefinition[] {
  const fact = (name: string, doc: string, answer: (rt: Runtime, record: CharacterRecord) => Address) =>
    method(
      name,
      ONE_ARGUMENT,
      (rt, self, character) => answer(rt, recordOf(versionOf(rt, self), pointOf(rt, character, `${name}() argument`))),
      doc,
    );
  const value = (
    name: string,
    doc: string,
    refusal: string,
    answer: (rt: Runtime, version: Version, point: number) => Address | undefined,
  ) =>
    native(
      name,
      'chr, default=None, /',
      (rt, self, [character, otherwise]) => {
        const point = pointOf(rt, character, `${name}() argument 1`);
        return answer(rt, versionOf(rt, self), point) ?? (otherwise === 0 ? rt.raise(VALUE_ERROR, refusal) : otherwise);
      },
      doc,
    );
  const number = (
    name: string,
    doc: string,
    refusal: string,
    answer: (rt: Runtime, record: CharacterRecord, value: number) => Address | undefined,
  ) =>
    value(name, doc, refusal, (rt, version, point) => {
      const record = recordOf(version, point);
      return record.numeric === undefined ? undefined : answer(rt, record, record.numeric);
    });
  return [
    fact('category', 'Returns the general category assigned to the character chr as string.', (rt, { category }) =>
      rt.name(category),
    ),
    fact(
      'bidirectional',
      'Returns the bidirectional class assigned to the character chr as string.\n\nIf no such value is defined, an empty string is returned.',
      (rt, { bidirectional }) => rt.name(bidirectional),
    ),
    fact(
      'combining',
      'Returns the canonical combining class assigned to the character chr as integer.\n\nReturns 0 if no combining class is defined.',
      (rt, { combiningClass }) => rt.int(combiningClass),
    ),
    fact(
      'east_asian_width',
      'Returns the east asian width assigned to the character chr as string.',
      (rt, { eastAsianWidth }) => rt.name(eastAsianWidth),
    ),
    fact(
      'mirrored',
      'Returns the mirrored property assigned to the character chr as integer.\n\nReturns 1 if the character has been identified as a "mirrored"\ncharacter in bidirectional text, 0 otherwise.',
      (rt, { isMirrored }) => rt.int(isMirrored ? 1 : 0),
    ),
    number(
      'decimal',
      'Converts a Unicode character into its equivalent decimal value.\n\nReturns the decimal value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.',
      'not a decimal',
      (rt, { isDecimal }, digit) => (isDecimal ? rt.int(digit) : undefined),
    ),
    value(
      'digit',
      'Converts a Unicode character into its equivalent digit value.\n\nReturns the digit value assigned to the character chr as integer.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.',
      'not a digit',
      // CPython asks today's database for it, whichever version is asked.
      (rt, _, point) => {
        const { isDigit, numeric } = recordOf(CURRENT, point);
        return isDigit ? rt.int(numeric as number) : undefined;
      },
    ),
    number(
      'numeric',
      'Converts a Unicode character into its equivalent numeric value.\n\nReturns the numeric value assigned to the character chr as float.\nIf no such value is defined, default is returned, or, if not given,\nValueError is raised.',
      'not a numeric character',
      (rt, _, number_) => rt.float(number_),
    ),
    method(
      'decomposition',
      ONE_ARGUMENT,
      (rt, self, character) => {
        const point = pointOf(rt, character, 'decomposition() argument');
        return rt.string(decompositionOf(versionOf(rt, self), point)?.text ?? '');
      },
      'Returns the character decomposition mapping assigned to the character chr as string.\n\nAn empty string is returned in case no such mapping is defined.',
    ),
    value(
      'name',
      'Returns the name assigned to the character chr as a string.\n\nIf no name is defined, default is returned, or, if not given,\nValueError is raised.',
      'no such name',
      (rt, version, point) => {
        const name = version === CURRENT || isAssigned(version, point) ? nameOf(point) : undefined;
        return name === undefined ? undefined : rt.string(name);
      },
    ),
    method(
      'lookup',
      ONE_ARGUMENT,
      (rt, self, name) => lookUp(rt, versionOf(rt, self), name),
      'Look up character by name.\n\nIf a character with the given name is found, return the\ncorresponding character.  If not found, KeyError is raised.',
    ),
    native(
      'normalize',
      'form, unistr, /',
      (rt, self, [form, text]) => normalized(rt, versionOf(rt, self), 'normalize', form, text),
      "Return the normal form 'form' for the Unicode string unistr.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
    ),
    native(
      'is_normalized',
      'form, unistr, /',
      (rt, self, [form, text]) => rt.bool(normalized(rt, versionOf(rt, self), 'is_normalized', form, text) === text),
      "Return whether the Unicode string unistr is in the normal form 'form'.\n\nValid values for form are 'NFC', 'NFKC', 'NFD', and 'NFKD'.",
    ),
  ];
}

function lookUp(rt: Runtime, version: Version, argument: Address): Address {
  const name = rt.isString(argument) ? rt.text(argument) : new TextDecoder('latin1').decode(rt.buffer(argument));
  if (name.length > MOST_NAME) rt.raise(KEY_ERROR, 'name too long');
  const point = characterNamed(name);
  if (point !== undefined && (version === CURRENT || isAssigned(version, point)))
    return textFrom(rt, Uint32Array.of(point));
  const sequence = version === CURRENT ? sequenceNamed(name) : undefined;
  if (sequence !== undefined) return textFrom(rt, Uint32Array.from(sequence));
  return rt.raise(KEY_ERROR, `undefined character name '${name}'`);
}

/** The text itself if it is in the form already. */
function normalized(rt: Runtime, version: Version, function_: string, form: Address, text: Address): Address {
  for (const [place, argument] of [form, text].entries())
    if (!rt.isString(argument))
      rt.raise(TYPE_ERROR, `${function_}() argument ${place + 1} must be str, not ${rt.argumentTypeName(argument)}`);
  const named = rt.text(form);
  const points = codePointsOf(rt, text);
  if (points.length === 0) return text;
  if (!FORMS.has(named)) rt.raise(VALUE_ERROR, 'invalid normalization form');
  const result = normalize(version, named as Form, points);
  const isSame = result.length === points.length && result.every((point, at) => point === points[at]);
  return isSame ? text : textFrom(rt, result);
}

const UCD: TypeDefinition = {
  ...statedType(UCD_TYPE, 'UCD', 'unicodedata'),
  flags: NO_NEW,
  methods: functionsFor((rt, self) => stateOf<Version>(rt, self)),
  properties: [{ name: 'unidata_version', get: (rt, self) => rt.name(stateOf<Version>(rt, self)) }],
};

export const UNICODEDATA_MODULE: ModuleDefinition = {
  name: 'unicodedata',
  doc: 'This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n14.0.0 which is publicly available from ftp://ftp.unicode.org/.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format 14.0.0.',
  own: [UCD],
  types: [UCD_TYPE],
  functions: functionsFor(() => CURRENT),
  attributes: (rt) => ({
    unidata_version: rt.name(CURRENT),
    ucd_3_2_0: makeStated(rt, UCD_TYPE, '3.2.0' satisfies Version),
  }),
};
