/**
 * The registry of codecs: functions that find one by its name (codecs.register), asked in turn. The library's package
 * `encodings` registers the first of them when it is imported, which happens at the first question.
 */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { IS_BYTES, IS_STR, IS_TUPLE, LOOKUP_ERROR, TYPE_ERROR, TYPE_FLAGS } from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

interface Registry {
  readonly searches: Address[];
  readonly known: Map<string, Address>;
  imported: boolean;
}

const registries = new WeakMap<Runtime, Registry>();

function registryOf(rt: Runtime): Registry {
  let registry = registries.get(rt);
  if (registry === undefined) registries.set(rt, (registry = { searches: [], known: new Map(), imported: false }));
  return registry;
}

export function registerSearch(rt: Runtime, search: Address): void {
  rt.incref(search);
  registryOf(rt).searches.push(search);
}

export function unregisterSearch(rt: Runtime, search: Address): void {
  const { searches, known } = registryOf(rt);
  const at = searches.indexOf(search);
  if (at < 0) return;
  searches.splice(at, 1);
  for (const codec of known.values()) rt.decref(codec);
  known.clear();
  rt.decref(search);
}

/** The CodecInfo of an encoding, borrowed. @throws PythonError with LookupError */
export function lookUpCodec(rt: Runtime, encoding: string): Address {
  const registry = registryOf(rt);
  if (!registry.imported) {
    registry.imported = true;
    rt.importModule('encodings');
  }
  const name = encoding.toLowerCase().replaceAll(' ', '_');
  const found = registry.known.get(name);
  if (found !== undefined) return found;
  for (const search of registry.searches) {
    const codec = rt.call(search, [rt.string(name)]);
    if (codec === NONE) continue;
    if (!isTupleOf4(rt, codec)) rt.raise(TYPE_ERROR, 'codec search functions must return 4-tuples');
    rt.incref(codec);
    registry.known.set(name, codec);
    return codec;
  }
  return rt.raise(LOOKUP_ERROR, `unknown encoding: ${encoding}`);
}

function isTupleOf4(rt: Runtime, p: Address): boolean {
  return (rt.views.word(rt.typeOf(p) + TYPE_FLAGS) & IS_TUPLE) !== 0 && rt.tupleItems(p).length === 4;
}

const ENCODER = 0;
const DECODER = 1;

/** What the codec's function gives; it gives how much it used as well. */
export function callCodec(rt: Runtime, which: 0 | 1, object: Address, encoding: string, errors: string): Address {
  const codec = lookUpCodec(rt, encoding);
  const result = rt.call(rt.tupleItems(codec)[which], [object, rt.string(errors)]);
  const items = (rt.views.word(rt.typeOf(result) + TYPE_FLAGS) & IS_TUPLE) !== 0 ? rt.tupleItems(result) : [];
  if (items.length !== 2)
    rt.raise(TYPE_ERROR, `${which === ENCODER ? 'encoder' : 'decoder'} must return a tuple (object, integer)`);
  return items[0];
}

export function encodeByRegistry(rt: Runtime, s: Address, encoding: string, errors: string): Address {
  checkIsText(rt, encoding, 'encode');
  const made = callCodec(rt, ENCODER, s, encoding, errors);
  if ((rt.views.word(rt.typeOf(made) + TYPE_FLAGS) & IS_BYTES) === 0)
    rt.raise(
      TYPE_ERROR,
      `'${encoding}' encoder returned '${rt.shownTypeName(rt.typeOf(made))}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types`,
    );
  return made;
}

export function decodeByRegistry(rt: Runtime, object: Address, encoding: string, errors: string): Address {
  checkIsText(rt, encoding, 'decode');
  const made = callCodec(rt, DECODER, object, encoding, errors);
  if ((rt.views.word(rt.typeOf(made) + TYPE_FLAGS) & IS_STR) === 0)
    rt.raise(
      TYPE_ERROR,
      `'${encoding}' decoder returned '${rt.shownTypeName(rt.typeOf(made))}' instead of 'str'; use codecs.decode() to decode to arbitrary types`,
    );
  return made;
}

/** Codecs between other things (hex, rot13) are for codecs.encode and codecs.decode. */
function checkIsText(rt: Runtime, encoding: string, direction: string): void {
  const isText = rt.optionalAttribute(lookUpCodec(rt, encoding), '_is_text_encoding');
  if (isText !== 0 && !rt.truth(isText))
    rt.raise(
      LOOKUP_ERROR,
      `'${encoding}' is not a text encoding; use codecs.${direction}() to handle arbitrary codecs`,
    );
}
