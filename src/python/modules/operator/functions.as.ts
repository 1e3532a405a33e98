/** The functions of _operator: the operators of the language as functions. */
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import {
  CONCAT,
  EQUAL,
  GETITEM,
  GREATER,
  GREATER_EQUAL,
  IN_PLACE_CONCAT,
  IS_DICT,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  SEQUENCE_ITEM,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { callObject } from '../../kernel/call.as';
import { compare, truthOf } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call2, hasFlag, slotOf } from '../../kernel/slots.as';
import { lengthHint } from '../../objects/iterators/length-hint.as';
import { getIter, iterNext } from '../../objects/iterators/protocol.as';
import { number_index } from '../../objects/numbers/index.as';
import { newInt } from '../../objects/numbers/new-int.as';
import {
  number_absolute,
  number_add,
  number_and,
  number_floor_divide,
  number_inplace_add,
  number_inplace_and,
  number_inplace_floor_divide,
  number_inplace_lshift,
  number_inplace_matrix_multiply,
  number_inplace_multiply,
  number_inplace_or,
  number_inplace_power,
  number_inplace_remainder,
  number_inplace_rshift,
  number_inplace_subtract,
  number_inplace_true_divide,
  number_inplace_xor,
  number_invert,
  number_lshift,
  number_matrix_multiply,
  number_multiply,
  number_negative,
  number_or,
  number_positive,
  number_power,
  number_remainder,
  number_rshift,
  number_subtract,
  number_true_divide,
  number_xor,
} from '../../objects/numbers/operators.as';
import { equalItems } from '../../objects/sequences/compare.as';
import { wordOf } from '../../objects/sequences/indices.as';
import { containsItem, deleteItem, getItem, setItem } from '../../objects/sequences/items.as';

/** The second of two arguments. */
function second(args: i32): i32 {
  return load<i32>(args, 4);
}

function truth(word: i32): i32 {
  return word < 0 ? 0 : newRef(word != 0 ? TRUE : FALSE);
}

function none(status: i32): i32 {
  return status < 0 ? 0 : newRef(NONE);
}

export function operator_add(_self: i32, args: i32, count: i32): i32 {
  return isCount('add', count, 2, 2) ? number_add(load<i32>(args), second(args)) : 0;
}

export function operator_sub(_self: i32, args: i32, count: i32): i32 {
  return isCount('sub', count, 2, 2) ? number_subtract(load<i32>(args), second(args)) : 0;
}

export function operator_mul(_self: i32, args: i32, count: i32): i32 {
  return isCount('mul', count, 2, 2) ? number_multiply(load<i32>(args), second(args)) : 0;
}

export function operator_matmul(_self: i32, args: i32, count: i32): i32 {
  return isCount('matmul', count, 2, 2) ? number_matrix_multiply(load<i32>(args), second(args)) : 0;
}

export function operator_floordiv(_self: i32, args: i32, count: i32): i32 {
  return isCount('floordiv', count, 2, 2) ? number_floor_divide(load<i32>(args), second(args)) : 0;
}

export function operator_truediv(_self: i32, args: i32, count: i32): i32 {
  return isCount('truediv', count, 2, 2) ? number_true_divide(load<i32>(args), second(args)) : 0;
}

export function operator_mod(_self: i32, args: i32, count: i32): i32 {
  return isCount('mod', count, 2, 2) ? number_remainder(load<i32>(args), second(args)) : 0;
}

export function operator_lshift(_self: i32, args: i32, count: i32): i32 {
  return isCount('lshift', count, 2, 2) ? number_lshift(load<i32>(args), second(args)) : 0;
}

export function operator_rshift(_self: i32, args: i32, count: i32): i32 {
  return isCount('rshift', count, 2, 2) ? number_rshift(load<i32>(args), second(args)) : 0;
}

export function operator_and(_self: i32, args: i32, count: i32): i32 {
  return isCount('and_', count, 2, 2) ? number_and(load<i32>(args), second(args)) : 0;
}

export function operator_xor(_self: i32, args: i32, count: i32): i32 {
  return isCount('xor', count, 2, 2) ? number_xor(load<i32>(args), second(args)) : 0;
}

export function operator_or(_self: i32, args: i32, count: i32): i32 {
  return isCount('or_', count, 2, 2) ? number_or(load<i32>(args), second(args)) : 0;
}

export function operator_iadd(_self: i32, args: i32, count: i32): i32 {
  return isCount('iadd', count, 2, 2) ? number_inplace_add(load<i32>(args), second(args)) : 0;
}

export function operator_isub(_self: i32, args: i32, count: i32): i32 {
  return isCount('isub', count, 2, 2) ? number_inplace_subtract(load<i32>(args), second(args)) : 0;
}

export function operator_imul(_self: i32, args: i32, count: i32): i32 {
  return isCount('imul', count, 2, 2) ? number_inplace_multiply(load<i32>(args), second(args)) : 0;
}

export function operator_imatmul(_self: i32, args: i32, count: i32): i32 {
  return isCount('imatmul', count, 2, 2) ? number_inplace_matrix_multiply(load<i32>(args), second(args)) : 0;
}

export function operator_ifloordiv(_self: i32, args: i32, count: i32): i32 {
  return isCount('ifloordiv', count, 2, 2) ? number_inplace_floor_divide(load<i32>(args), second(args)) : 0;
}

export function operator_itruediv(_self: i32, args: i32, count: i32): i32 {
  return isCount('itruediv', count, 2, 2) ? number_inplace_true_divide(load<i32>(args), second(args)) : 0;
}

export function operator_imod(_self: i32, args: i32, count: i32): i32 {
  return isCount('imod', count, 2, 2) ? number_inplace_remainder(load<i32>(args), second(args)) : 0;
}

export function operator_ilshift(_self: i32, args: i32, count: i32): i32 {
  return isCount('ilshift', count, 2, 2) ? number_inplace_lshift(load<i32>(args), second(args)) : 0;
}

export function operator_irshift(_self: i32, args: i32, count: i32): i32 {
  return isCount('irshift', count, 2, 2) ? number_inplace_rshift(load<i32>(args), second(args)) : 0;
}

export function operator_iand(_self: i32, args: i32, count: i32): i32 {
  return isCount('iand', count, 2, 2) ? number_inplace_and(load<i32>(args), second(args)) : 0;
}

export function operator_ixor(_self: i32, args: i32, count: i32): i32 {
  return isCount('ixor', count, 2, 2) ? number_inplace_xor(load<i32>(args), second(args)) : 0;
}

export function operator_ior(_self: i32, args: i32, count: i32): i32 {
  return isCount('ior', count, 2, 2) ? number_inplace_or(load<i32>(args), second(args)) : 0;
}

export function operator_ipow(_self: i32, args: i32, count: i32): i32 {
  return isCount('ipow', count, 2, 2) ? number_inplace_power(load<i32>(args), second(args)) : 0;
}

export function operator_pow(_self: i32, args: i32, count: i32): i32 {
  return isCount('pow', count, 2, 2) ? number_power(load<i32>(args), second(args), NONE) : 0;
}

export function operator_eq(_self: i32, args: i32, count: i32): i32 {
  return isCount('eq', count, 2, 2) ? compare(load<i32>(args), second(args), EQUAL) : 0;
}

export function operator_ne(_self: i32, args: i32, count: i32): i32 {
  return isCount('ne', count, 2, 2) ? compare(load<i32>(args), second(args), NOT_EQUAL) : 0;
}

export function operator_lt(_self: i32, args: i32, count: i32): i32 {
  return isCount('lt', count, 2, 2) ? compare(load<i32>(args), second(args), LESS) : 0;
}

export function operator_le(_self: i32, args: i32, count: i32): i32 {
  return isCount('le', count, 2, 2) ? compare(load<i32>(args), second(args), LESS_EQUAL) : 0;
}

export function operator_gt(_self: i32, args: i32, count: i32): i32 {
  return isCount('gt', count, 2, 2) ? compare(load<i32>(args), second(args), GREATER) : 0;
}

export function operator_ge(_self: i32, args: i32, count: i32): i32 {
  return isCount('ge', count, 2, 2) ? compare(load<i32>(args), second(args), GREATER_EQUAL) : 0;
}

export function operator_neg(_self: i32, p: i32): i32 {
  return number_negative(p);
}

export function operator_pos(_self: i32, p: i32): i32 {
  return number_positive(p);
}

export function operator_abs(_self: i32, p: i32): i32 {
  return number_absolute(p);
}

export function operator_invert(_self: i32, p: i32): i32 {
  return number_invert(p);
}

export function operator_index(_self: i32, p: i32): i32 {
  return number_index(p);
}

export function operator_truth(_self: i32, p: i32): i32 {
  return truth(truthOf(p));
}

export function operator_not(_self: i32, p: i32): i32 {
  const word = truthOf(p);
  return word < 0 ? 0 : truth(1 - word);
}

export function operator_is(_self: i32, args: i32, count: i32): i32 {
  return isCount('is_', count, 2, 2) ? truth(load<i32>(args) == second(args) ? 1 : 0) : 0;
}

export function operator_is_not(_self: i32, args: i32, count: i32): i32 {
  return isCount('is_not', count, 2, 2) ? truth(load<i32>(args) != second(args) ? 1 : 0) : 0;
}

export function operator_contains(_self: i32, args: i32, count: i32): i32 {
  return isCount('contains', count, 2, 2) ? truth(containsItem(load<i32>(args), second(args))) : 0;
}

export function operator_getitem(_self: i32, args: i32, count: i32): i32 {
  return isCount('getitem', count, 2, 2) ? getItem(load<i32>(args), second(args)) : 0;
}

export function operator_setitem(_self: i32, args: i32, count: i32): i32 {
  return isCount('setitem', count, 3, 3) ? none(setItem(load<i32>(args), second(args), load<i32>(args, 8))) : 0;
}

export function operator_delitem(_self: i32, args: i32, count: i32): i32 {
  return isCount('delitem', count, 2, 2) ? none(deleteItem(load<i32>(args), second(args))) : 0;
}

/** Whether its items are numbered: it can be concatenated. */
function isSequence(p: i32): bool {
  return slotOf(p, SEQUENCE_ITEM) != 0 || (slotOf(p, GETITEM) != 0 && !hasFlag(p, IS_DICT));
}

function concatenate(a: i32, b: i32, inPlace: bool): i32 {
  const own = inPlace ? slotOf(a, IN_PLACE_CONCAT) : 0;
  const concat = own != 0 ? own : slotOf(a, CONCAT);
  if (concat != 0) return call2(concat, a, b);
  if (isSequence(a) && isSequence(b)) return inPlace ? number_inplace_add(a, b) : number_add(a, b);
  return raise(TYPE_ERROR, "'%T' object can't be concatenated", a);
}

export function operator_concat(_self: i32, args: i32, count: i32): i32 {
  return isCount('concat', count, 2, 2) ? concatenate(load<i32>(args), second(args), false) : 0;
}

export function operator_iconcat(_self: i32, args: i32, count: i32): i32 {
  return isCount('iconcat', count, 2, 2) ? concatenate(load<i32>(args), second(args), true) : 0;
}

export function operator_countOf(_self: i32, args: i32, count: i32): i32 {
  return isCount('countOf', count, 2, 2) ? search(load<i32>(args), second(args), true) : 0;
}

export function operator_indexOf(_self: i32, args: i32, count: i32): i32 {
  return isCount('indexOf', count, 2, 2) ? search(load<i32>(args), second(args), false) : 0;
}

/** How often a value is in an iterable, or where it is first. */
function search(iterable: i32, value: i32, counts: bool): i32 {
  const iterator = getIter(iterable);
  if (iterator == 0) return 0;
  let found = 0;
  let at = 0;
  let status = 0;
  while (status == 0) {
    const item = iterNext(iterator);
    if (item == 0) break;
    const equal = equalItems(item, value);
    decref(item);
    if (equal < 0 || (equal > 0 && !counts)) status = equal;
    else {
      found += equal;
      at++;
    }
  }
  decref(iterator);
  if (status < 0 || failed()) return 0;
  if (counts) return newInt(found);
  return status > 0 ? newInt(at) : raise(VALUE_ERROR, 'sequence.index(x): x not in sequence');
}

export function operator_length_hint(_self: i32, args: i32, count: i32): i32 {
  if (!isCount('length_hint', count, 1, 2)) return 0;
  let otherwise = 0;
  if (count == 2) {
    otherwise = wordOf(second(args));
    if (otherwise == -1 && failed()) return 0;
  }
  const hint = lengthHint(load<i32>(args), otherwise);
  return hint == -1 && failed() ? 0 : newInt(hint);
}

export function operator_call(_self: i32, args: i32, positional: i32, names: i32): i32 {
  if (positional == 0) return raise(TYPE_ERROR, 'call expected at least 1 argument, got 0');
  return callObject(load<i32>(args), args + 4, positional - 1, names);
}
