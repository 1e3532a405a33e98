/** _json: what json reads and writes with. */
import type { Address } from '../../../base/ids.js';
import { CYCLIC } from '../../../memory/gc/format.js';
import * as FORMAT from '../../format/json.js';
import { FALSE, NONE, TRUE } from '../../format/memory-map.js';
import { ARGUMENTS, BUILTIN_DEFINITION, DEFINITION_NAME, ONE_ARGUMENT } from '../../format/objects.js';
import {
  BUILTIN_FUNCTION_OR_METHOD_TYPE,
  INHERITABLE,
  IS_DICT,
  JSON_ENCODER_TYPE,
  JSON_SCANNER_TYPE,
  TYPE_ERROR,
} from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import { kernel, method, OWNED_SLOTS, type MemberDefinition, type TypeDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { makeObject } from '../fields.js';
import type { ModuleDefinition } from '../module-definition.js';

const truth = (rt: Runtime, p: Address): boolean => rt.status(rt.kernel.truthOf(p)) !== 0;

const newScanner = newSlot('make_scanner', 'context', (rt, type, [context]) => {
  const of = (name: string) => rt.attribute(context, name);
  return makeObject(rt, type, [
    [FORMAT.SCANNER_STRICT, truth(rt, of('strict')) ? TRUE : FALSE],
    [FORMAT.SCANNER_OBJECT_HOOK, of('object_hook')],
    [FORMAT.SCANNER_PAIRS_HOOK, of('object_pairs_hook')],
    [FORMAT.SCANNER_FLOAT, of('parse_float')],
    [FORMAT.SCANNER_INT, of('parse_int')],
    [FORMAT.SCANNER_CONSTANT, of('parse_constant')],
    [FORMAT.SCANNER_MEMO, rt.dict()],
  ]);
});

/** json.JSONDecodeError; `message` is a literal of the kernel. */
function raiseDecodeError(rt: Runtime, message: Address, text: Address, at: number): never {
  const error = rt.attribute(rt.importModule('json.decoder'), 'JSONDecodeError');
  return rt.raiseInstance(rt.call(error, [rt.string(rt.literal(message)), text, rt.int(at)]));
}

/** Whether strs are encoded by a function of this module, which is then not called. */
function fastKind(rt: Runtime, encoder: Address): number {
  if (rt.typeOf(encoder) !== BUILTIN_FUNCTION_OR_METHOD_TYPE) return 0;
  const name = rt.text(rt.views.word(rt.views.word(encoder + BUILTIN_DEFINITION) + DEFINITION_NAME));
  return name === 'encode_basestring_ascii' ? FORMAT.FAST_ASCII : name === 'encode_basestring' ? FORMAT.FAST_ANY : 0;
}

const ENCODER_PARAMETERS =
  'markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan';

const newEncoder = newSlot('make_encoder', ENCODER_PARAMETERS, (rt, type, args) => {
  const [markers, otherwise, encoder, , keySeparator, itemSeparator, sorts, skips, allowsNan] = args;
  if (markers !== NONE && !rt.hasFlag(markers, IS_DICT))
    rt.raise(TYPE_ERROR, `make_encoder() argument 1 must be dict or None, not ${rt.shownTypeName(rt.typeOf(markers))}`);
  for (const [place, separator] of [keySeparator, itemSeparator].entries())
    if (!rt.isString(separator))
      rt.raise(
        TYPE_ERROR,
        `make_encoder() argument ${place + 5} must be str, not ${rt.shownTypeName(rt.typeOf(separator))}`,
      );
  return makeObject(
    rt,
    type,
    [
      [FORMAT.ENCODER_MARKERS, markers],
      [FORMAT.ENCODER_DEFAULT, otherwise],
      [FORMAT.ENCODER_STRINGS, encoder],
      [FORMAT.ENCODER_KEY_SEPARATOR, keySeparator],
      [FORMAT.ENCODER_ITEM_SEPARATOR, itemSeparator],
    ],
    [
      [FORMAT.ENCODER_SORTS, truth(rt, sorts) ? 1 : 0],
      [FORMAT.ENCODER_SKIPS, truth(rt, skips) ? 1 : 0],
      [FORMAT.ENCODER_ALLOWS_NAN, truth(rt, allowsNan) ? 1 : 0],
      [FORMAT.ENCODER_FAST, fastKind(rt, encoder)],
    ],
  );
});

const members = (...fields: readonly (readonly [name: string, at: number])[]): MemberDefinition[] =>
  fields.map(([name, at]) => ({ name, at, kind: 'object', readOnly: true }));

const JSON_TYPES: readonly TypeDefinition[] = [
  {
    address: JSON_SCANNER_TYPE,
    name: 'Scanner',
    module: '_json',
    flags: CYCLIC | INHERITABLE,
    bytes: FORMAT.SCANNER_BYTES,
    owned: FORMAT.SCANNER_OWNED,
    doc: 'JSON scanner object',
    slots: { ...OWNED_SLOTS, NEW: newScanner, CALL: kernel('json_scanner_call', raiseDecodeError) },
    members: members(
      ['strict', FORMAT.SCANNER_STRICT],
      ['object_hook', FORMAT.SCANNER_OBJECT_HOOK],
      ['object_pairs_hook', FORMAT.SCANNER_PAIRS_HOOK],
      ['parse_float', FORMAT.SCANNER_FLOAT],
      ['parse_int', FORMAT.SCANNER_INT],
      ['parse_constant', FORMAT.SCANNER_CONSTANT],
    ),
  },
  {
    address: JSON_ENCODER_TYPE,
    name: 'Encoder',
    module: '_json',
    flags: CYCLIC | INHERITABLE,
    bytes: FORMAT.ENCODER_BYTES,
    owned: FORMAT.ENCODER_OWNED,
    doc: 'Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)',
    slots: { ...OWNED_SLOTS, NEW: newEncoder, CALL: kernel('json_encoder_call') },
    members: members(
      ['markers', FORMAT.ENCODER_MARKERS],
      ['default', FORMAT.ENCODER_DEFAULT],
      ['encoder', FORMAT.ENCODER_STRINGS],
      ['key_separator', FORMAT.ENCODER_KEY_SEPARATOR],
      ['item_separator', FORMAT.ENCODER_ITEM_SEPARATOR],
    ),
  },
];

export const JSON_MODULE: ModuleDefinition = {
  name: '_json',
  doc: 'json speedups\n',
  own: JSON_TYPES,
  functions: [
    method('scanstring', ARGUMENTS, kernel('json_scanstring'), 'The str whose quote is before a place, and its end.'),
    method('encode_basestring', ONE_ARGUMENT, kernel('json_encode_basestring'), 'A str as JSON writes it.'),
    method(
      'encode_basestring_ascii',
      ONE_ARGUMENT,
      kernel('json_encode_basestring_ascii'),
      'A str as JSON writes it, in ASCII.',
    ),
  ],
  attributes: () => ({ make_scanner: JSON_SCANNER_TYPE, make_encoder: JSON_ENCODER_TYPE }),
};
