/** f-strings: values as text, and the pieces joined. */
import { EMPTY_STR } from '../format/memory-map';
import { decref, xdecref } from '../kernel/counts.as';
import { convertValue, formatValue } from '../objects/text/format-value.as';
import { joinStrings } from '../objects/text/parting.as';
import { claim, release, unclaim } from './operands.as';

export function op_format(value: i32, conversion: i32, spec: i32): i32 {
  const subject = convertValue(value, conversion);
  decref(value);
  const result = subject == 0 ? 0 : formatValue(subject, spec);
  xdecref(subject);
  xdecref(spec);
  return result;
}

/** format(value, spec). */
export function formatted(value: i32, spec: i32): i32 {
  return formatValue(value, spec);
}

export function op_join(count: i32): i32 {
  const at = claim(count);
  const result = joinStrings(EMPTY_STR, at, count);
  release(at, count);
  unclaim(at);
  return result;
}
