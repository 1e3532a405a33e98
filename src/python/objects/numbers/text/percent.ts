/** Numbers in `text % values`. */
import { floatText, type FloatPresentation } from './float-text.js';
import type { FormattedInt } from './format-number.js';

export interface PercentFlags {
  /** - */
  readonly left?: boolean;
  /** + */
  readonly plus?: boolean;
  /** A space where a plus would be. */
  readonly space?: boolean;
  /** # */
  readonly alternate?: boolean;
  /** 0 */
  readonly zero?: boolean;
  readonly width?: number;
  readonly precision?: number;
}

const BASES: Readonly<Record<string, number>> = { d: 10, i: 10, u: 10, o: 8, x: 16, X: 16 };

/** `conversion`: d i u o x X. */
export function percentInt(
  int: Pick<FormattedInt, 'negative' | 'digits'>,
  conversion: string,
  flags: PercentFlags,
): string {
  const base = BASES[conversion];
  const digits = int.digits(base);
  const prefix = flags.alternate && base !== 10 ? `0${conversion}` : '';
  const shown = (conversion === 'X' ? digits.toUpperCase() : digits).padStart(flags.precision ?? 0, '0');
  return layOut(int.negative, prefix, shown, flags);
}

/** `conversion`: e E f F g G. */
export function percentFloat(value: number, conversion: string, flags: PercentFlags): string {
  const lower = conversion.toLowerCase();
  const { precision, alternate } = flags;
  const text = floatText(value, lower as FloatPresentation, { precision, alternate, upper: lower !== conversion });
  const negative = text.startsWith('-');
  return layOut(negative, '', negative ? text.slice(1) : text, flags);
}

function layOut(negative: boolean, prefix: string, digits: string, flags: PercentFlags): string {
  const sign = negative ? '-' : flags.plus ? '+' : flags.space ? ' ' : '';
  const width = flags.width ?? 0;
  if (flags.left) return (sign + prefix + digits).padEnd(width);
  if (!flags.zero) return (sign + prefix + digits).padStart(width);
  return sign + prefix + digits.padStart(width - sign.length - prefix.length, '0');
}
