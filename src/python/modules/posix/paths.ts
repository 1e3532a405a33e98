/** Paths that programs give: str, bytes, or anything with __fspath__. */
import type { Address } from '../../../base/ids.js';
import { DEPRECATION_WARNING, GET_BUFFER, IS_BYTES, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { warnText } from '../warnings/warn.js';

export interface Path {
  readonly text: string;
  /** As the program gave it: for errors. */
  readonly given: Address;
  /** The answer is in bytes too. */
  readonly isBytes: boolean;
}

/** os.fspath: a str or bytes. */
export function fspath(rt: Runtime, p: Address): Address {
  if (rt.isString(p) || rt.hasFlag(p, IS_BYTES)) return p;
  const method = rt.optionalAttribute(rt.typeOf(p), '__fspath__');
  const shown = rt.shownTypeName(rt.typeOf(p));
  if (method === 0) rt.raise(TYPE_ERROR, `expected str, bytes or os.PathLike object, not ${shown}`);
  const path = rt.callBound(method, p);
  if (rt.isString(path) || rt.hasFlag(path, IS_BYTES)) return path;
  return rt.raise(
    TYPE_ERROR,
    `expected ${shown}.__fspath__() to return str or bytes, not ${rt.shownTypeName(rt.typeOf(path))}`,
  );
}

/** @param function_ for messages */
export function pathOf(rt: Runtime, p: Address, function_: string): Path {
  const isText = rt.isString(p);
  if (!isText && !rt.hasFlag(p, IS_BYTES) && rt.optionalAttribute(rt.typeOf(p), '__fspath__') === 0) {
    const shown = rt.shownTypeName(rt.typeOf(p));
    rt.raise(TYPE_ERROR, `${function_}: path should be string, bytes or os.PathLike, not ${shown}`);
  }
  const path = fspath(rt, p);
  const inBytes = !rt.isString(path);
  const text = inBytes ? new TextDecoder().decode(rt.bytes(path)) : rt.text(path);
  if (text.includes('\0')) rt.raise(VALUE_ERROR, 'embedded null byte');
  return { text, given: p, isBytes: inBytes };
}

/** A path that is text, or bytes of it (PyUnicode_FSDecoder). */
export function decodedPath(rt: Runtime, p: Address): string {
  let path = p;
  if (!rt.isString(p) && !rt.hasFlag(p, IS_BYTES)) {
    if (rt.views.word(rt.typeOf(p) + GET_BUFFER) === 0) path = fspath(rt, p);
    else {
      const shown = rt.shownTypeName(rt.typeOf(p));
      warnText(rt, DEPRECATION_WARNING, `path should be string, bytes, or os.PathLike, not ${shown}`);
    }
  }
  const text = rt.isString(path) ? rt.text(path) : new TextDecoder().decode(rt.buffer(path));
  if (text.includes('\0')) rt.raise(VALUE_ERROR, 'embedded null byte');
  return text;
}

/** A name in the kind of string that the path was in. */
export function sameKind(rt: Runtime, text: string, path: Path | undefined): Address {
  return path?.isBytes === true ? rt.newBytes(new TextEncoder().encode(text)) : rt.string(text);
}
