/** round() of ints and floats, where that is easy: as text with so many digits, which is read again. */
import { NONE } from '../../format/memory-map';
import { CHARACTERS_AT, DIGITS, FLOAT, LENGTH, VALUE } from '../../format/objects';
import { FLOAT_TYPE, INT_TYPE } from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { call4, typeOf } from '../../kernel/slots.as';
import { decimalFloat } from '../../objects/numbers/float/decimal.as';
import { fixedText, hasFixedText } from '../../objects/numbers/float/fixed.as';
import { int_from_f64 } from '../../objects/numbers/int/object.as';

const MOST_PLACES: i32 = 15;

let slow: i32 = 0;

export function builtin_round_slow(index: i32): void {
  slow = index;
}

export function builtin_round(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (names == 0 && positional > 0 && positional < 3) {
    const value = load<i32>(args);
    const places = positional == 1 ? NONE : load<i32>(args, 4);
    const type = typeOf(value);
    if (places == NONE) {
      if (type == INT_TYPE) return newRef(value);
      if (type == FLOAT_TYPE) return int_from_f64(nearest<f64>(load<f64>(value, FLOAT)));
    } else if (type == FLOAT_TYPE && typeOf(places) == INT_TYPE && load<i32>(places, DIGITS) == 0) {
      const rounded = roundedTo(load<f64>(value, FLOAT), load<i32>(places, VALUE));
      if (rounded != 0) return rounded;
    }
  }
  return call4(slow, self, args, positional, names);
}

/** A float, or 0 without an exception if it is not so easy. */
function roundedTo(value: f64, places: i32): i32 {
  if (places < 0 || places > MOST_PLACES || !hasFixedText(value, places)) return 0;
  const text = fixedText(value, places);
  if (text == 0) return 0;
  const rounded = decimalFloat(text + CHARACTERS_AT, load<i32>(text, LENGTH));
  decref(text);
  return rounded;
}
