/** The types of unicode-errors.ts: what they are made of. */
import type { Address } from '../../../base/ids.js';
import {
  UNICODE_ENCODING,
  UNICODE_END,
  UNICODE_OBJECT,
  UNICODE_REASON,
  UNICODE_START,
} from '../../format/exceptions.js';
import { IS_BYTES, TYPE_ERROR } from '../../format/types.js';
import type { MemberDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setOwned } from '../classes/fields.js';
import { objectMember, type ExceptionParts } from './fields.js';
import { unicodeErrorText } from './unicode-errors.js';

type Kind = 'encode' | 'decode' | 'translate';

function initialise(kind: Kind) {
  const count = kind === 'translate' ? 4 : 5;
  return (rt: Runtime, p: Address, args: Address, positional: number, names: Address): void => {
    rt.status(rt.kernel.exception_init(p, args, positional, names));
    if (positional !== count) rt.raise(TYPE_ERROR, `function takes exactly ${count} arguments (${positional} given)`);
    const given = rt.words(args, positional);
    const [encoding, object, start, end, reason] = kind === 'translate' ? [0, ...given] : given;
    const refuse = (at: number, value: Address, expected: string) =>
      rt.raise(TYPE_ERROR, `argument ${at} must be ${expected}, not ${rt.shownTypeName(rt.typeOf(value))}`);
    if (encoding !== 0 && !rt.isString(encoding)) refuse(1, encoding, 'str');
    if (kind !== 'decode' && !rt.isString(object)) refuse(count - 3, object, 'str');
    if (!rt.isString(reason)) refuse(count, reason, 'str');
    setOwned(rt, p, UNICODE_ENCODING, encoding);
    const isBytes = rt.hasFlag(object, IS_BYTES);
    setOwned(rt, p, UNICODE_OBJECT, kind !== 'decode' || isBytes ? object : rt.newBytes(rt.buffer(object)));
    rt.views.setWord(p + UNICODE_START, Number(rt.bigInt(rt.index(start))));
    rt.views.setWord(p + UNICODE_END, Number(rt.bigInt(rt.index(end))));
    setOwned(rt, p, UNICODE_REASON, reason);
  };
}

const MEMBERS: readonly MemberDefinition[] = [
  objectMember('object', UNICODE_OBJECT),
  { name: 'start', at: UNICODE_START, kind: 'word' },
  { name: 'end', at: UNICODE_END, kind: 'word' },
  objectMember('reason', UNICODE_REASON),
];

function parts(kind: Kind): ExceptionParts {
  return {
    owned: 0b10011,
    slots: { INIT: initialise(kind), STR: (rt, p) => rt.string(unicodeErrorText(rt, p)) },
    members: kind === 'translate' ? MEMBERS : [objectMember('encoding', UNICODE_ENCODING), ...MEMBERS],
  };
}

export const ENCODE_PARTS = parts('encode');
export const DECODE_PARTS = parts('decode');
export const TRANSLATE_PARTS = parts('translate');
