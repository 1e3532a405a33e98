/** str(...), and what makes a str of other things. */
import type { Address } from '../../../base/ids.js';
import { EMPTY_STR } from '../../format/memory-map.js';
import { STR, STR_TYPE, TYPE_ERROR } from '../../format/types.js';
import { decodeBytes } from '../../codecs/decode.js';
import { wordOf } from '../../codecs/encode.js';
import { isBytesLike } from '../bytes/content.js';
import { bindParameters, parseParameters } from '../../runtime/parameters.js';
import type { Runtime } from '../../runtime/runtime.js';

const PARAMETERS = parseParameters('str', 'object="", encoding="utf-8", errors="strict"');

/** NEW of str. */
export function strNew(rt: Runtime, type: Address, args: Address, positional: number, names: Address): Address {
  const [object, encoding, errors] = bindParameters(rt, PARAMETERS, args, positional, names);
  const text = textOf(rt, object, encoding, errors);
  return type === STR_TYPE ? text : rt.keep(rt.kernel.newStrOf(type, text));
}

function textOf(rt: Runtime, object: Address, encoding: Address, errors: Address): Address {
  if (object === 0) return EMPTY_STR;
  if (encoding === 0 && errors === 0) return strOf(rt, object);
  if (rt.isString(object)) rt.raise(TYPE_ERROR, 'decoding str is not supported');
  if (!isBytesLike(rt, object))
    rt.raise(TYPE_ERROR, `decoding to str: need a bytes-like object, ${rt.shownTypeName(rt.typeOf(object))} found`);
  return decodeBytes(
    rt,
    object,
    wordOf(rt, encoding, 'utf-8', 'str', 'encoding'),
    wordOf(rt, errors, 'strict', 'str', 'errors'),
  );
}

/** str(object): an instance of a subclass is made a str by its own method. */
export function strOf(rt: Runtime, object: Address): Address {
  if (rt.typeOf(object) === STR_TYPE) return object;
  const made = rt.keep(rt.callIndex(rt.views.word(rt.typeOf(object) + STR), object));
  if (!rt.isString(made))
    rt.raise(TYPE_ERROR, `__str__ returned non-string (type ${rt.shownTypeName(rt.typeOf(made))})`);
  return made;
}
