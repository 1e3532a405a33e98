/** UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError: which part of what cannot be converted, and why. */
import type { Address } from '../../../base/ids.js';
import {
  UNICODE_ENCODING as ENCODING,
  UNICODE_END as END,
  UNICODE_OBJECT as OBJECT,
  UNICODE_REASON as REASON,
  UNICODE_START as START,
} from '../../format/exceptions.js';
import { LENGTH } from '../../format/objects.js';

import type { Runtime } from '../../runtime/runtime.js';

interface Place {
  readonly encoding: string;
  readonly object: Address;
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** An exception of UnicodeEncodeError or UnicodeDecodeError, kept. */
export function newUnicodeError(rt: Runtime, type: Address, { encoding, object, start, end, reason }: Place): Address {
  const name = rt.string(encoding);
  const why = rt.string(reason);
  const args = rt.tuple([name, object, rt.int(start), rt.int(end), why]);
  rt.incref(args);
  const p = rt.keep(rt.kernel.newException(type, args));
  for (const [field, value] of [
    [ENCODING, name],
    [OBJECT, object],
    [REASON, why],
  ]) {
    rt.incref(value);
    rt.views.setWord(p + field, value);
  }
  rt.views.setWord(p + START, start);
  rt.views.setWord(p + END, end);
  return p;
}

/** What str() says of one. */
export function unicodeErrorText(rt: Runtime, p: Address): string {
  const { views } = rt;
  const object = views.word(p + OBJECT);
  if (object === 0) return '';
  const encoding = views.word(p + ENCODING);
  const start = views.word(p + START);
  const end = views.word(p + END);
  const reason = rt.text(rt.str(views.word(p + REASON)));
  const encodes = rt.isString(object);
  const codec =
    encoding === 0 ? "can't translate" : `'${rt.text(rt.str(encoding))}' codec can't ${encodes ? 'encode' : 'decode'}`;
  const length = encodes ? views.word(object + LENGTH) : rt.buffer(object).length;
  if (end !== start + 1 || start >= length)
    return `${codec} ${encodes ? 'characters' : 'bytes'} in position ${start}-${end - 1}: ${reason}`;
  if (!encodes) {
    const byte = rt.buffer(object)[start];
    return `${codec} byte 0x${byte.toString(16).padStart(2, '0')} in position ${start}: ${reason}`;
  }
  const c = rt.text(rt.keep(rt.kernel.str_range(object, start, end))).codePointAt(0) ?? 0;
  const shown =
    c < 0x100
      ? `\\x${c.toString(16).padStart(2, '0')}`
      : c < 0x1_0000
        ? `\\u${c.toString(16).padStart(4, '0')}`
        : `\\U${c.toString(16).padStart(8, '0')}`;
  return `${codec} character '${shown}' in position ${start}: ${reason}`;
}
