/** Objects as decimals and decimals as objects. */
import type { Address } from '../../../base/ids.js';
import { FLOAT_TYPE, IS_LIST, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { type DecimalNumber, finite, infinite, ofDouble, ofInt, parseDecimal, powerOf10, ZERO } from './number.js';
import { isDecimal, numberOf } from './state.js';
import type { Work } from './work.js';

export const isFloat = (rt: Runtime, p: Address): boolean => rt.isInstance(p, FLOAT_TYPE);

/** An operand of an operator; undefined for what is none. */
export function operandOf(rt: Runtime, p: Address): DecimalNumber | undefined {
  if (isDecimal(rt, p)) return numberOf(rt, p);
  return rt.isInt(p) ? ofInt(rt.bigInt(p)) : undefined;
}

/** An argument of a method. @throws PythonError */
export function argumentOf(rt: Runtime, p: Address): DecimalNumber {
  return operandOf(rt, p) ?? refuse(rt, p);
}

const refuse = (rt: Runtime, p: Address): never =>
  rt.raise(TYPE_ERROR, `conversion from ${rt.shownTypeName(rt.typeOf(p))} to Decimal is not supported`);

/** A text with spaces around it and underscores in it; a digit of any script is one. */
export function ofText(rt: Runtime, p: Address, work: Work): DecimalNumber {
  const stripped = rt.text(p).trim().replaceAll('_', '');
  const ascii = /^[\0-\x7f]*$/.test(stripped)
    ? stripped
    : stripped.replace(/\p{Nd}/gu, (digit) => rt.text(rt.str(rt.call(rt.builtin('int'), [rt.string(digit)]))));
  return parseDecimal(ascii) ?? work.invalid('ConversionSyntax');
}

/** Decimal(value), exactly. @throws PythonError */
export function convert(rt: Runtime, value: Address, work: Work): DecimalNumber {
  if (value === 0) return ZERO;
  if (rt.isString(value)) return ofText(rt, value, work);
  const operand = operandOf(rt, value);
  if (operand !== undefined) return operand;
  if (isFloat(rt, value)) {
    work.signal('FloatOperation');
    return ofDouble(rt.floatValue(value));
  }
  if (rt.isTuple(value) || rt.hasFlag(value, IS_LIST)) return ofTriple(rt, value);
  return refuse(rt, value);
}

function ofTriple(rt: Runtime, value: Address): DecimalNumber {
  const items = rt.items(value);
  if (items.length !== 3) rt.raise(VALUE_ERROR, 'argument must be a sequence of length 3');
  const [sign, digits, exponent] = items;
  const isNegative = rt.isInt(sign) ? rt.bigInt(sign) : -1n;
  if (isNegative !== 0n && isNegative !== 1n) rt.raise(VALUE_ERROR, 'sign must be an integer with the value 0 or 1');
  const kind = rt.isString(exponent) ? rt.text(exponent) : undefined;
  if (kind === undefined && !rt.isInt(exponent)) rt.raise(VALUE_ERROR, 'exponent must be an integer');
  if (kind !== undefined && !['F', 'n', 'N'].includes(kind))
    rt.raise(VALUE_ERROR, "string argument in the third position must be 'F', 'n' or 'N'");
  if (kind === 'F') return infinite(isNegative === 1n);
  if (!rt.isTuple(digits)) rt.raise(VALUE_ERROR, 'coefficient must be a tuple of digits');
  const text = rt
    .tupleItems(digits)
    .map((digit) => {
      const number = rt.isInt(digit) ? rt.compactInt(digit) : undefined;
      if (number === undefined || number < 0 || number > 9)
        return rt.raise(VALUE_ERROR, 'coefficient must be a tuple of digits');
      return String(number);
    })
    .join('');
  const coefficient = BigInt(text || '0');
  if (kind === undefined) return finite(isNegative === 1n, coefficient, Number(rt.bigInt(exponent)));
  return { kind: kind === 'n' ? 'quiet' : 'signaling', isNegative: isNegative === 1n, coefficient, exponent: 0 };
}

/** What a decimal is compared with: undefined for what no decimal is ordered with. */
export function comparand(
  rt: Runtime,
  p: Address,
  work: Work,
  isEquality: boolean,
): { readonly number: DecimalNumber; readonly scale: bigint } | undefined {
  const operand = operandOf(rt, p);
  if (operand !== undefined) return { number: operand, scale: 1n };
  if (isFloat(rt, p)) {
    // Equality with floats is no trap for anybody.
    if (!isEquality) work.signal('FloatOperation');
    return { number: ofDouble(rt.floatValue(p)), scale: 1n };
  }
  if (!isRational(rt, p)) return undefined;
  // Compared with the numerator by what the denominator times the decimal is.
  const [numerator, denominator] = ['numerator', 'denominator'].map((name) =>
    rt.bigInt(rt.index(rt.attribute(p, name))),
  );
  return { number: ofInt(numerator), scale: denominator };
}

function isRational(rt: Runtime, p: Address): boolean {
  if (!rt.hasAttribute(p, 'numerator') || !rt.hasAttribute(p, 'denominator')) return false;
  return rt.isInstanceOf(p, rt.attribute(rt.importModule('numbers'), 'Rational'));
}

/** The whole part as an int. */
export function wholePart({ isNegative, coefficient, exponent }: DecimalNumber): bigint {
  const size = exponent >= 0 ? coefficient * powerOf10(exponent) : coefficient / powerOf10(-exponent);
  return isNegative ? -size : size;
}
