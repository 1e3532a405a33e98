/**
 * Which special methods belong to which slot of a type: what a class that defines the method has in the slot, and how the
 * function of a type that is not written in Python becomes the method.
 */
import * as FORMAT from '../../format/types.js';
import * as W from '../../format/wrappers.js';

export interface SlotRow {
  /** Offset in the type. */
  readonly slot: number;
  readonly method: string;
  /** The kernel's function for classes; undefined where classes have another slot for the method. */
  readonly forClasses: string | undefined;
  /** WRAPPER_KIND; undefined where no wrapper is made. */
  readonly kind: number | undefined;
  readonly doc: string;
}

const row = (
  slot: number,
  method: string,
  forClasses: string | undefined,
  kind: number | undefined,
  doc = '',
): SlotRow => ({ slot, method, forClasses, kind, doc });

export const SLOT_ROWS: readonly SlotRow[] = [
  row(FORMAT.REPR, '__repr__', 'class_repr', W.UNARY, 'Return repr(self).'),
  row(FORMAT.HASH_OF, '__hash__', 'class_hash', W.HASHING, 'Return hash(self).'),
  row(FORMAT.CALL, '__call__', 'class_call', W.CALLING, 'Call self as a function.'),
  row(FORMAT.STR, '__str__', 'class_str', W.UNARY, 'Return str(self).'),
  row(FORMAT.GETATTR, '__getattribute__', 'class_getattr', W.BINARY, 'Return getattr(self, name).'),
  row(FORMAT.GETATTR, '__getattr__', 'class_getattr', undefined),
  row(FORMAT.SETATTR, '__setattr__', 'class_setattr', W.SETTING_ATTRIBUTE, 'Implement setattr(self, name, value).'),
  row(FORMAT.SETATTR, '__delattr__', 'class_setattr', W.DELETING_ATTRIBUTE, 'Implement delattr(self, name).'),
  row(FORMAT.COMPARE, '__lt__', 'class_compare', W.COMPARING, 'Return self<value.'),
  row(FORMAT.COMPARE, '__le__', 'class_compare', W.COMPARING + 1, 'Return self<=value.'),
  row(FORMAT.COMPARE, '__eq__', 'class_compare', W.COMPARING + 2, 'Return self==value.'),
  row(FORMAT.COMPARE, '__ne__', 'class_compare', W.COMPARING + 3, 'Return self!=value.'),
  row(FORMAT.COMPARE, '__gt__', 'class_compare', W.COMPARING + 4, 'Return self>value.'),
  row(FORMAT.COMPARE, '__ge__', 'class_compare', W.COMPARING + 5, 'Return self>=value.'),
  row(FORMAT.ITER, '__iter__', 'class_iter', W.UNARY, 'Implement iter(self).'),
  row(FORMAT.NEXT, '__next__', 'class_next', W.NEXT_OF, 'Implement next(self).'),
  row(FORMAT.GET, '__get__', 'class_get', W.GETTING, 'Return an attribute of instance, which is of type owner.'),
  row(FORMAT.SET, '__set__', 'class_set', W.SETTING, 'Set an attribute of instance to value.'),
  row(FORMAT.SET, '__delete__', 'class_set', W.DELETING, 'Delete an attribute of instance.'),
  row(
    FORMAT.INIT,
    '__init__',
    'class_init',
    W.INITIALISING,
    'Initialize self.  See help(type(self)) for accurate signature.',
  ),
  row(FORMAT.NEW, '__new__', 'class_new', undefined, 'Create and return new object.'),
  row(FORMAT.FINALIZE, '__del__', 'class_del', W.FINALISING),
  row(FORMAT.AWAIT, '__await__', 'class_await', W.UNARY, 'Return an iterator to be used in await expression.'),
  row(
    FORMAT.ASYNC_ITER,
    '__aiter__',
    'class_aiter',
    W.UNARY,
    'Return an awaitable, that resolves in asynchronous iterator.',
  ),
  row(FORMAT.ASYNC_NEXT, '__anext__', 'class_anext', W.UNARY, 'Return a value or raise StopAsyncIteration.'),
  row(FORMAT.ADD, '__add__', 'class_add', W.BINARY, 'Return self+value.'),
  row(FORMAT.ADD, '__radd__', 'class_add', W.REFLECTED, 'Return value+self.'),
  row(FORMAT.SUBTRACT, '__sub__', 'class_sub', W.BINARY, 'Return self-value.'),
  row(FORMAT.SUBTRACT, '__rsub__', 'class_sub', W.REFLECTED, 'Return value-self.'),
  row(FORMAT.MULTIPLY, '__mul__', 'class_mul', W.BINARY, 'Return self*value.'),
  row(FORMAT.MULTIPLY, '__rmul__', 'class_mul', W.REFLECTED, 'Return value*self.'),
  row(FORMAT.REMAINDER, '__mod__', 'class_mod', W.BINARY, 'Return self%value.'),
  row(FORMAT.REMAINDER, '__rmod__', 'class_mod', W.REFLECTED, 'Return value%self.'),
  row(FORMAT.DIVMOD, '__divmod__', 'class_divmod', W.BINARY, 'Return divmod(self, value).'),
  row(FORMAT.DIVMOD, '__rdivmod__', 'class_divmod', W.REFLECTED, 'Return divmod(value, self).'),
  row(FORMAT.POWER, '__pow__', 'class_pow', W.TERNARY, 'Return pow(self, value, mod).'),
  row(FORMAT.POWER, '__rpow__', 'class_pow', W.TERNARY_REFLECTED, 'Return pow(value, self, mod).'),
  row(FORMAT.NEGATIVE, '__neg__', 'class_neg', W.UNARY, '-self'),
  row(FORMAT.POSITIVE, '__pos__', 'class_pos', W.UNARY, '+self'),
  row(FORMAT.ABSOLUTE, '__abs__', 'class_abs', W.UNARY, 'abs(self)'),
  row(FORMAT.BOOL, '__bool__', 'class_bool', W.INQUIRY, 'True if self else False'),
  row(FORMAT.INVERT, '__invert__', 'class_invert', W.UNARY, '~self'),
  row(FORMAT.LSHIFT, '__lshift__', 'class_lshift', W.BINARY, 'Return self<<value.'),
  row(FORMAT.LSHIFT, '__rlshift__', 'class_lshift', W.REFLECTED, 'Return value<<self.'),
  row(FORMAT.RSHIFT, '__rshift__', 'class_rshift', W.BINARY, 'Return self>>value.'),
  row(FORMAT.RSHIFT, '__rrshift__', 'class_rshift', W.REFLECTED, 'Return value>>self.'),
  row(FORMAT.AND, '__and__', 'class_and', W.BINARY, 'Return self&value.'),
  row(FORMAT.AND, '__rand__', 'class_and', W.REFLECTED, 'Return value&self.'),
  row(FORMAT.XOR, '__xor__', 'class_xor', W.BINARY, 'Return self^value.'),
  row(FORMAT.XOR, '__rxor__', 'class_xor', W.REFLECTED, 'Return value^self.'),
  row(FORMAT.OR, '__or__', 'class_or', W.BINARY, 'Return self|value.'),
  row(FORMAT.OR, '__ror__', 'class_or', W.REFLECTED, 'Return value|self.'),
  row(FORMAT.INT, '__int__', 'class_int', W.UNARY, 'int(self)'),
  row(FORMAT.FLOAT_OF, '__float__', 'class_float', W.UNARY, 'float(self)'),
  row(FORMAT.IN_PLACE_ADD, '__iadd__', 'class_iadd', W.BINARY, 'Return self+=value.'),
  row(FORMAT.IN_PLACE_SUBTRACT, '__isub__', 'class_isub', W.BINARY, 'Return self-=value.'),
  row(FORMAT.IN_PLACE_MULTIPLY, '__imul__', 'class_imul', W.BINARY, 'Return self*=value.'),
  row(FORMAT.IN_PLACE_REMAINDER, '__imod__', 'class_imod', W.BINARY, 'Return self%=value.'),
  row(FORMAT.IN_PLACE_POWER, '__ipow__', 'class_ipow', W.TERNARY, 'Return self**=value.'),
  row(FORMAT.IN_PLACE_LSHIFT, '__ilshift__', 'class_ilshift', W.BINARY, 'Return self<<=value.'),
  row(FORMAT.IN_PLACE_RSHIFT, '__irshift__', 'class_irshift', W.BINARY, 'Return self>>=value.'),
  row(FORMAT.IN_PLACE_AND, '__iand__', 'class_iand', W.BINARY, 'Return self&=value.'),
  row(FORMAT.IN_PLACE_XOR, '__ixor__', 'class_ixor', W.BINARY, 'Return self^=value.'),
  row(FORMAT.IN_PLACE_OR, '__ior__', 'class_ior', W.BINARY, 'Return self|=value.'),
  row(FORMAT.FLOOR_DIVIDE, '__floordiv__', 'class_floordiv', W.BINARY, 'Return self//value.'),
  row(FORMAT.FLOOR_DIVIDE, '__rfloordiv__', 'class_floordiv', W.REFLECTED, 'Return value//self.'),
  row(FORMAT.TRUE_DIVIDE, '__truediv__', 'class_truediv', W.BINARY, 'Return self/value.'),
  row(FORMAT.TRUE_DIVIDE, '__rtruediv__', 'class_truediv', W.REFLECTED, 'Return value/self.'),
  row(FORMAT.IN_PLACE_FLOOR_DIVIDE, '__ifloordiv__', 'class_ifloordiv', W.BINARY, 'Return self//=value.'),
  row(FORMAT.IN_PLACE_TRUE_DIVIDE, '__itruediv__', 'class_itruediv', W.BINARY, 'Return self/=value.'),
  row(
    FORMAT.INDEX,
    '__index__',
    'class_index',
    W.UNARY,
    'Return self converted to an integer, if self is suitable for use as an index into a list.',
  ),
  row(FORMAT.MATRIX_MULTIPLY, '__matmul__', 'class_matmul', W.BINARY, 'Return self@value.'),
  row(FORMAT.MATRIX_MULTIPLY, '__rmatmul__', 'class_matmul', W.REFLECTED, 'Return value@self.'),
  row(FORMAT.IN_PLACE_MATRIX_MULTIPLY, '__imatmul__', 'class_imatmul', W.BINARY, 'Return self@=value.'),
  row(FORMAT.LEN, '__len__', 'class_len', W.LENGTH_OF, 'Return len(self).'),
  row(FORMAT.GETITEM, '__getitem__', 'class_getitem', W.BINARY, 'Return self[key].'),
  row(FORMAT.SETITEM, '__setitem__', 'class_setitem', W.SETTING_ITEM, 'Set self[key] to value.'),
  row(FORMAT.SETITEM, '__delitem__', 'class_setitem', W.DELETING_ITEM, 'Delete self[key].'),
  row(FORMAT.CONTAINS, '__contains__', 'class_contains', W.CONTAINING, 'Return key in self.'),
  row(FORMAT.CONCAT, '__add__', undefined, W.BINARY, 'Return self+value.'),
  row(FORMAT.REPEAT, '__mul__', undefined, W.BINARY, 'Return self*value.'),
  row(FORMAT.REPEAT, '__rmul__', undefined, W.BINARY, 'Return value*self.'),
  row(FORMAT.SEQUENCE_ITEM, '__getitem__', 'class_item', undefined),
  row(FORMAT.IN_PLACE_CONCAT, '__iadd__', undefined, W.BINARY, 'Implement self+=value.'),
  row(FORMAT.IN_PLACE_REPEAT, '__imul__', undefined, W.BINARY, 'Implement self*=value.'),
];

/** The rows of each slot. */
export const ROWS_OF_SLOT: ReadonlyMap<number, readonly SlotRow[]> = groupBy((each) => each.slot);
/** The rows of each special method. */
export const ROWS_OF_METHOD: ReadonlyMap<string, readonly SlotRow[]> = groupBy((each) => each.method);

function groupBy<Key>(keyOf: (row: SlotRow) => Key): Map<Key, SlotRow[]> {
  const groups = new Map<Key, SlotRow[]>();
  for (const each of SLOT_ROWS) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}
