/** The module _codecs: the registry, the codecs of Unicode, and those that map characters by tables. */
import type { Address } from '../../../base/ids.js';
import { ByteOutput, CodePoints } from '../../codecs/buffers.js';
import { decodeBy } from '../../codecs/decode.js';
import { encodeBy } from '../../codecs/encode.js';
import { type Encoding, encodingNamed, UTF_16, UTF_32 } from '../../codecs/encodings.js';
import {
  escapeOf,
  handleDecodeError,
  handleEncodeError,
  registeredHandler,
  registerHandler,
} from '../../codecs/error-handlers.js';
import { callCodec, lookUpCodec, registerSearch, unregisterSearch } from '../../codecs/registry.js';
import { codePointsOf, textFrom } from '../../codecs/text.js';
import { encodeError, raiseError } from '../../codecs/unicode-errors.js';
import { NONE } from '../../format/memory-map.js';
import { CALL, IS_BYTES, IS_INT, LOOKUP_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { characterNamed } from '../../objects/text/unicode/names.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

const handlerOf = (rt: Runtime, p: Address): string => (p === 0 || p === NONE ? 'strict' : rt.text(p));
const pair = (rt: Runtime, value: Address, used: number): Address => rt.tuple([value, rt.int(used)]);
function textArgument(rt: Runtime, p: Address, function_: string): Address {
  if (!rt.isString(p)) rt.raise(TYPE_ERROR, `${function_}() argument 1 must be str, not ${rt.argumentTypeName(p)}`);
  return p;
}

function encoder(function_: string, encoding: Encoding): MethodDefinition {
  return native(function_, 'str, errors=None, /', (rt, _, [text, errors]) => {
    textArgument(rt, text, function_);
    const bytes = rt.newBytes(encodeBy(rt, text, encoding, handlerOf(rt, errors)));
    return pair(rt, bytes, codePointsOf(rt, text).length);
  });
}

function decoder(function_: string, encoding: Encoding, whole = false): MethodDefinition {
  return native(function_, `data, errors=None${whole ? '' : ', final=False'}, /`, (rt, _, [data, errors, final]) => {
    const last = whole || (final !== 0 && rt.truth(final));
    const bytes = rt.isString(data) ? Uint8Array.from(codePointsOf(rt, data)) : rt.buffer(data);
    const { text, used } = decodeBy(rt, bytes, encoding, handlerOf(rt, errors), last);
    return pair(rt, text, used);
  });
}

const named = (name: string): Encoding => encodingNamed(name) as Encoding;

/** utf_16_encode and utf_32_encode choose the order of bytes by a number. */
function orderedEncoder(function_: string, either: Encoding, little: Encoding, big: Encoding): MethodDefinition {
  return native(function_, 'str, errors=None, byteorder=0, /', (rt, _, [text, errors, order]) => {
    const number = order === 0 ? 0 : rt.number(rt.index(order));
    const encoding = number === 0 ? either : number < 0 ? little : big;
    textArgument(rt, text, function_);
    return pair(rt, rt.newBytes(encodeBy(rt, text, encoding, handlerOf(rt, errors))), codePointsOf(rt, text).length);
  });
}

/** The ex-decoders tell which order of bytes they found: -1 little, 1 big, 0 nothing yet. */
function orderedDecoder(function_: string, either: Encoding, little: Encoding, big: Encoding): MethodDefinition {
  return native(function_, 'data, errors=None, byteorder=0, final=False, /', (rt, _, [data, errors, order, final]) => {
    let number = order === 0 ? 0 : rt.number(rt.index(order));
    const bytes = rt.buffer(data);
    const last = final !== 0 && rt.truth(final);
    const mark = either.mark as readonly number[];
    let encoding = number === 0 ? either : number < 0 ? little : big;
    if (number === 0) {
      if (bytes.length < mark.length && !last) return rt.tuple([rt.string(''), rt.int(0), rt.int(0)]);
      if (mark.every((byte, at) => bytes[at] === byte)) number = -1;
      else if (mark.every((byte, at) => bytes[mark.length - 1 - at] === byte)) number = 1;
      if (number === 0) encoding = little;
    }
    const { text, used } = decodeBy(rt, bytes, encoding, handlerOf(rt, errors), last);
    return rt.tuple([text, rt.int(used), rt.int(number)]);
  });
}

// Escapes

function escapeEncode(rt: Runtime, data: Address): Address {
  const bytes = rt.buffer(data);
  const simple: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r', 0x27: "\\'", 0x5c: '\\\\' };
  const text = Array.from(bytes, (c) => simple[c] ?? (c < 0x20 || c >= 0x7f ? escapeOf(c) : String.fromCharCode(c)));
  return pair(rt, rt.newBytes(Uint8Array.from(text.join(''), (c) => c.charCodeAt(0))), bytes.length);
}

const SIMPLE: Readonly<Record<string, number>> = {
  ...{ '\\': 92, "'": 39, '"': 34, a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 },
};

function escapeDecode(rt: Runtime, data: Address, errors: string): Address {
  const bytes = rt.isString(data) ? Uint8Array.from(rt.text(data), (c) => c.charCodeAt(0)) : rt.buffer(data);
  const out = new ByteOutput(bytes.length);
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i] !== 0x5c) {
      out.push(bytes[i++]);
      continue;
    }
    if (i + 1 === bytes.length) rt.raise(VALUE_ERROR, 'Trailing \\ in string');
    const letter = String.fromCharCode(bytes[i + 1]);
    const rest = String.fromCharCode(...bytes.subarray(i + 1, i + 4));
    const octal = /^[0-7]{1,3}/.exec(rest);
    const hex = /^x([0-9a-fA-F]{2})/.exec(rest);
    if (letter === '\n') i += 2;
    else if (letter in SIMPLE) {
      out.push(SIMPLE[letter]);
      i += 2;
    } else if (octal !== null) {
      out.push(Number.parseInt(octal[0], 8) & 0xff);
      i += 1 + octal[0].length;
    } else if (hex !== null) {
      out.push(Number.parseInt(hex[1], 16));
      i += 4;
    } else if (letter === 'x') {
      if (errors === 'strict') rt.raise(VALUE_ERROR, `invalid \\x escape at position ${i}`);
      if (errors === 'replace') out.push(0x3f);
      else if (errors !== 'ignore')
        rt.raise(VALUE_ERROR, `decoding error; unknown error handling code: ${errors.slice(0, 400)}`);
      i += /^x[0-9a-fA-F]/.test(rest) ? 3 : 2;
    } else {
      out.push(0x5c);
      i++;
    }
  }
  return pair(rt, rt.newBytes(out.items), bytes.length);
}

/** unicode_escape and, where only \u is one, raw_unicode_escape. */
function unicodeEscapeEncode(rt: Runtime, text: Address, raw: boolean): Address {
  const points = codePointsOf(rt, text);
  const simple: Record<number, string> = raw ? {} : { 9: '\\t', 10: '\\n', 13: '\\r', 0x5c: '\\\\' };
  const written = Array.from(points, (c) => {
    if (raw && c < 0x100) return String.fromCharCode(c);
    return simple[c] ?? (c >= 0x20 && c < 0x7f ? String.fromCharCode(c) : escapeOf(c));
  });
  return pair(rt, rt.newBytes(Uint8Array.from(written.join(''), (c) => c.charCodeAt(0))), points.length);
}

const ESCAPES: Encoding = { ...named('ascii'), name: 'unicodeescape' };
const RAW_ESCAPES: Encoding = { ...named('ascii'), name: 'rawunicodeescape' };

function unicodeEscapeDecode(rt: Runtime, data: Address, errors: string, final: boolean, raw: boolean): Address {
  const bytes = rt.isString(data) ? encodeBy(rt, data, named('utf-8'), 'strict') : rt.buffer(data);
  const object = rt.newBytes(bytes);
  const out = new CodePoints(bytes.length);
  const encoding = raw ? RAW_ESCAPES : ESCAPES;
  let i = 0;
  const wrong = (end: number, reason: string) => {
    const { text, next } = handleDecodeError(rt, errors, bytes, encoding, {
      encoding: encoding.name,
      object,
      start: i,
      end,
      reason,
    });
    if (text !== undefined) out.pushAll(text);
    i = next;
  };
  while (i < bytes.length) {
    if (bytes[i] !== 0x5c) {
      out.push(bytes[i++]);
      continue;
    }
    if (i + 1 === bytes.length) {
      if (!final) break;
      if (raw) out.push(bytes[i++]);
      else wrong(bytes.length, '\\ at end of string');
      continue;
    }
    const letter = String.fromCharCode(bytes[i + 1]);
    const digits = letter === 'x' && !raw ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    if (digits > 0) {
      let end = i + 2;
      while (end < i + 2 + digits && /^[0-9a-fA-F]$/.test(String.fromCharCode(bytes[end] ?? 0))) end++;
      const complete = end === i + 2 + digits;
      if (!complete && end === bytes.length && !final) break;
      const shape = letter === 'x' ? '\\xXX' : letter === 'u' ? '\\uXXXX' : '\\UXXXXXXXX';
      const value = Number.parseInt(String.fromCharCode(...bytes.subarray(i + 2, end)), 16);
      if (!complete) wrong(end, `truncated ${shape} escape`);
      else if (value > 0x10_ffff) wrong(end, raw ? '\\Uxxxxxxxx out of range' : 'illegal Unicode character');
      else {
        out.push(value);
        i = end;
      }
      continue;
    }
    if (raw) {
      out.push(bytes[i++]);
      continue;
    }
    const octal = /^[0-7]{1,3}/.exec(String.fromCharCode(...bytes.subarray(i + 1, i + 4)));
    if (letter === '\n') i += 2;
    else if (letter in SIMPLE) {
      out.push(SIMPLE[letter]);
      i += 2;
    } else if (octal !== null) {
      out.push(Number.parseInt(octal[0], 8));
      i += 1 + octal[0].length;
    } else if (letter === 'N') {
      const close = bytes.indexOf(0x7d, i);
      if (bytes[i + 2] !== 0x7b || close < 0 || close === i + 3) {
        if (!final && close < 0) break;
        wrong(close < 0 ? bytes.length : i + 2, 'malformed \\N character escape');
        continue;
      }
      const character = characterNamed(String.fromCharCode(...bytes.subarray(i + 3, close)));
      if (character === undefined) wrong(close + 1, 'unknown Unicode character name');
      else {
        out.push(character);
        i = close + 1;
      }
    } else {
      out.push(0x5c);
      i++;
    }
  }
  return pair(rt, textFrom(rt, out.items), i);
}

// Tables

const CHARMAP: Encoding = { ...named('ascii'), name: 'charmap' };

/** Looked up in a mapping of any kind; undefined where it has nothing. */
function mapped(rt: Runtime, mapping: Address, key: number): Address | undefined {
  const value = rt.catching(
    LOOKUP_ERROR,
    () => rt.call(rt.attribute(mapping, '__getitem__'), [rt.int(key)]),
    () => NONE,
  );
  return value === NONE ? undefined : value;
}

function charmapDecode(rt: Runtime, data: Address, errors: string, mapping: Address): Address {
  const bytes = rt.buffer(data);
  if (mapping === 0 || mapping === NONE)
    return pair(rt, decodeBy(rt, bytes, named('latin-1'), errors, true).text, bytes.length);
  const table = rt.isString(mapping) ? codePointsOf(rt, mapping) : undefined;
  const object = rt.newBytes(bytes);
  const out = new CodePoints(bytes.length);
  const form = (byte: number): ArrayLike<number> | undefined => {
    if (table !== undefined) return byte < table.length && table[byte] !== 0xfffe ? [table[byte]] : undefined;
    const value = mapped(rt, mapping, byte);
    if (value === undefined) return undefined;
    if (rt.isString(value)) return codePointsOf(rt, value);
    if (!rt.hasFlag(value, IS_INT)) rt.raise(TYPE_ERROR, 'character mapping must return integer, None or str');
    const code = rt.number(value);
    if (code < 0 || code > 0x10_ffff) rt.raise(TYPE_ERROR, 'character mapping must be in range(0x110000)');
    return code === 0xfffe ? undefined : [code];
  };
  for (let i = 0; i < bytes.length; ) {
    const found = form(bytes[i]);
    if (found !== undefined) {
      out.pushAll(found);
      i++;
      continue;
    }
    const place = { encoding: 'charmap', object, start: i, end: i + 1, reason: 'character maps to <undefined>' };
    const { text, next } = handleDecodeError(rt, errors, bytes, CHARMAP, place);
    if (text !== undefined) out.pushAll(text);
    i = next;
  }
  return pair(rt, textFrom(rt, out.items), bytes.length);
}

function charmapEncode(rt: Runtime, text: Address, errors: string, mapping: Address): Address {
  const points = codePointsOf(rt, text);
  if (mapping === 0 || mapping === NONE)
    return pair(rt, rt.newBytes(encodeBy(rt, text, named('latin-1'), errors)), points.length);
  const known = new Map<number, ArrayLike<number> | undefined>();
  const form = (c: number): ArrayLike<number> | undefined => {
    if (known.has(c)) return known.get(c);
    const value = mapped(rt, mapping, c);
    let bytes: ArrayLike<number> | undefined;
    if (value !== undefined && rt.hasFlag(value, IS_BYTES)) bytes = rt.bytes(value);
    else if (value !== undefined) {
      if (!rt.hasFlag(value, IS_INT))
        rt.raise(
          TYPE_ERROR,
          'character mapping must return integer, bytes or None, not ' + rt.shownTypeName(rt.typeOf(value)),
        );
      const byte = rt.number(value);
      if (byte < 0 || byte > 255) rt.raise(TYPE_ERROR, 'character mapping must be in range(256)');
      bytes = [byte];
    }
    known.set(c, bytes);
    return bytes;
  };
  const out = new ByteOutput(points.length);
  for (let i = 0; i < points.length; ) {
    const found = form(points[i]);
    if (found !== undefined) {
      out.pushAll(found);
      i++;
      continue;
    }
    let end = i + 1;
    while (end < points.length && form(points[end]) === undefined) end++;
    const place = { encoding: 'charmap', object: text, start: i, end, reason: 'character maps to <undefined>' };
    const { text: replacement, bytes, next } = handleEncodeError(rt, errors, points, CHARMAP, place);
    if (bytes !== undefined) out.pushAll(bytes);
    for (const c of Array.from(replacement ?? [])) out.pushAll(form(c) ?? raiseError(rt, encodeError(rt, place)));
    i = next;
  }
  return pair(rt, rt.newBytes(out.items), points.length);
}

function charmapBuild(rt: Runtime, table: Address): Address {
  const map = rt.dict();
  codePointsOf(rt, table).forEach((c, byte) => {
    if (c !== 0xfffe) rt.dictSet(map, rt.int(c), rt.int(byte));
  });
  return map;
}

// The registry

const encodingOf = (rt: Runtime, p: Address): string => (p === 0 ? 'utf-8' : rt.text(p));
const HANDLERS = [
  'strict',
  'ignore',
  'replace',
  'xmlcharrefreplace',
  'backslashreplace',
  'namereplace',
  'surrogatepass',
  'surrogateescape',
];

const REGISTRY: readonly MethodDefinition[] = [
  native('register', 'search_function, /', (rt, _, [search]) => {
    if (rt.views.word(rt.typeOf(search) + CALL) === 0) rt.raise(TYPE_ERROR, 'argument must be callable');
    registerSearch(rt, search);
    return NONE;
  }),
  native('unregister', 'search_function, /', (rt, _, [search]) => {
    unregisterSearch(rt, search);
    return NONE;
  }),
  native('lookup', 'encoding, /', (rt, _, [encoding]) => lookUpCodec(rt, rt.text(encoding))),
  native('encode', 'obj, encoding="utf-8", errors="strict"', (rt, _, [object, encoding, errors]) =>
    callCodec(rt, 0, object, encodingOf(rt, encoding), handlerOf(rt, errors)),
  ),
  native('decode', 'obj, encoding="utf-8", errors="strict"', (rt, _, [object, encoding, errors]) =>
    callCodec(rt, 1, object, encodingOf(rt, encoding), handlerOf(rt, errors)),
  ),
  native('register_error', 'errors, handler, /', (rt, _, [errors, handler]) => {
    if (rt.views.word(rt.typeOf(handler) + CALL) === 0) rt.raise(TYPE_ERROR, 'handler must be callable');
    registerHandler(rt, rt.text(errors), handler);
    return NONE;
  }),
  native('lookup_error', 'name, /', (rt, module, [name]) => {
    const text = rt.text(name);
    const registered = registeredHandler(rt, text);
    if (registered !== undefined) return registered;
    if (!HANDLERS.includes(text)) rt.raise(LOOKUP_ERROR, `unknown error handler name '${text}'`);
    return rt.attribute(module, `_${text}_errors`);
  }),
];

/** The ready-made handlers as functions of an exception. */
const HANDLER_FUNCTIONS: readonly MethodDefinition[] = HANDLERS.map((name) =>
  native(`_${name}_errors`, 'exception, /', (rt, _, [exception]) => {
    const field = (attribute: string) => rt.attribute(exception, attribute);
    const start = rt.number(field('start'));
    const end = rt.number(field('end'));
    const object = field('object');
    if (name === 'strict') rt.raiseInstance(exception);
    const encoding =
      rt.isString(object) && rt.optionalAttribute(exception, 'encoding') === 0
        ? 'translate'
        : rt.text(field('encoding'));
    const place = { encoding, object, start, end, reason: rt.text(field('reason')) };
    const known = encodingNamed(encoding) ?? named('ascii');
    const { text, bytes, next } = rt.isString(object)
      ? handleEncodeError(rt, name, codePointsOf(rt, object), known, place)
      : handleDecodeError(rt, name, rt.buffer(object), known, place);
    const value =
      bytes !== undefined ? rt.newBytes(Uint8Array.from(bytes)) : textFrom(rt, Uint32Array.from(text ?? []));
    return pair(rt, value, next);
  }),
);

export const CODECS_MODULE: ModuleDefinition = {
  name: '_codecs',
  functions: [
    ...REGISTRY,
    ...HANDLER_FUNCTIONS,
    encoder('utf_8_encode', named('utf-8')),
    decoder('utf_8_decode', named('utf-8')),
    encoder('ascii_encode', named('ascii')),
    decoder('ascii_decode', named('ascii'), true),
    encoder('latin_1_encode', named('latin-1')),
    decoder('latin_1_decode', named('latin-1'), true),
    encoder('utf_16_le_encode', named('utf-16-le')),
    decoder('utf_16_le_decode', named('utf-16-le')),
    encoder('utf_16_be_encode', named('utf-16-be')),
    decoder('utf_16_be_decode', named('utf-16-be')),
    encoder('utf_32_le_encode', named('utf-32-le')),
    decoder('utf_32_le_decode', named('utf-32-le')),
    encoder('utf_32_be_encode', named('utf-32-be')),
    decoder('utf_32_be_decode', named('utf-32-be')),
    decoder('utf_16_decode', UTF_16),
    decoder('utf_32_decode', UTF_32),
    orderedEncoder('utf_16_encode', UTF_16, named('utf-16-le'), named('utf-16-be')),
    orderedEncoder('utf_32_encode', UTF_32, named('utf-32-le'), named('utf-32-be')),
    orderedDecoder('utf_16_ex_decode', UTF_16, named('utf-16-le'), named('utf-16-be')),
    orderedDecoder('utf_32_ex_decode', UTF_32, named('utf-32-le'), named('utf-32-be')),
    native('escape_encode', 'data, errors=None, /', (rt, _, [data]) => escapeEncode(rt, data)),
    native('escape_decode', 'data, errors=None, /', (rt, _, [data, errors]) =>
      escapeDecode(rt, data, handlerOf(rt, errors)),
    ),
    native('unicode_escape_encode', 'str, errors=None, /', (rt, _, [text]) => unicodeEscapeEncode(rt, text, false)),
    native('raw_unicode_escape_encode', 'str, errors=None, /', (rt, _, [text]) => unicodeEscapeEncode(rt, text, true)),
    ...[false, true].map((raw) =>
      native(
        `${raw ? 'raw_' : ''}unicode_escape_decode`,
        'data, errors=None, final=True, /',
        (rt, _, [data, errors, final]) =>
          unicodeEscapeDecode(rt, data, handlerOf(rt, errors), final === 0 || rt.truth(final), raw),
      ),
    ),
    native('charmap_encode', 'str, errors=None, mapping=None, /', (rt, _, [text, errors, mapping]) =>
      charmapEncode(rt, text, handlerOf(rt, errors), mapping),
    ),
    native('charmap_decode', 'data, errors=None, mapping=None, /', (rt, _, [data, errors, mapping]) =>
      charmapDecode(rt, data, handlerOf(rt, errors), mapping),
    ),
    native('charmap_build', 'map, /', (rt, _, [table]) => charmapBuild(rt, table)),
    native('readbuffer_encode', 'data, errors=None, /', (rt, _, [data]) => {
      const bytes = rt.isString(data) ? encodeBy(rt, data, named('utf-8'), 'strict') : rt.buffer(data);
      return pair(rt, rt.newBytes(bytes), bytes.length);
    }),
  ],
};
