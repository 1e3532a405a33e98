/** Constants that CPython's optimiser finds in expressions: operations on literals, tuples of constants. */
import type { BinaryOperator, ConstantValue, Expr } from '../../../languages/python/tree/ast.js';
import type { Constant } from '../pool.js';

/** CPython folds no greater results. */
const MAX_INT_BITS = 128;
const MAX_STR_SIZE = 4096;
const MAX_TUPLE_SIZE = 256;

const known = new WeakMap<Expr, Constant | null>();

/** The value of an expression that is constant. */
export function constantOf(e: Expr): Constant | undefined {
  switch (e.kind) {
    case 'Constant':
      return e.value;
    case 'Name':
      return e.id === '__debug__' && e.ctx === 'Load' ? { type: 'true' } : undefined;
    case 'UnaryOp':
    case 'BinOp':
    case 'Subscript':
    case 'Tuple': {
      let value = known.get(e);
      if (value === undefined) {
        value = fold(e) ?? null;
        known.set(e, value);
      }
      return value ?? undefined;
    }
    default:
      return undefined;
  }
}

function fold(e: Expr): Constant | undefined {
  if (e.kind === 'Tuple') {
    if (e.ctx !== 'Load') return undefined;
    return tupleOf(e.elements);
  }
  if (e.kind === 'UnaryOp') {
    const operand = constantOf(e.operand);
    return operand === undefined ? undefined : unary(e.op, operand);
  }
  if (e.kind === 'Subscript') return e.ctx === 'Load' ? item(constantOf(e.value), constantOf(e.slice)) : undefined;
  if (e.kind !== 'BinOp') return undefined;
  const left = constantOf(e.left);
  const right = left === undefined ? undefined : constantOf(e.right);
  return right === undefined ? undefined : binary(e.op, left!, right);
}

function item(value: Constant | undefined, index: Constant | undefined): Constant | undefined {
  const given = index === undefined ? undefined : integerOf(index);
  if (value === undefined || given === undefined) return undefined;
  const at = (length: number) => Number(given < 0n ? given + BigInt(length) : given);
  if (value.type === 'tuple') return value.items[at(value.items.length)];
  if (value.type === 'bytes') {
    const byte = value.value[at(value.value.length)];
    return byte === undefined ? undefined : { type: 'int', value: byte };
  }
  if (value.type !== 'str' || value.codePoints !== undefined) return undefined;
  const characters = Array.from(value.value);
  const character = characters[at(characters.length)];
  return character === undefined ? undefined : { type: 'str', value: character };
}

export function tupleOf(elements: readonly Expr[]): Constant | undefined {
  const items: Constant[] = [];
  for (const element of elements) {
    const item = constantOf(element);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return { type: 'tuple', items };
}

export function truthOfConstant(value: Constant): boolean {
  switch (value.type) {
    case 'none':
    case 'false':
      return false;
    case 'int':
      return value.value != 0;
    case 'float':
      return value.value !== 0;
    case 'complex':
      return value.imaginary !== 0 || (value.real ?? 0) !== 0;
    case 'str':
    case 'bytes':
      return value.value.length > 0;
    case 'tuple':
    case 'frozenset':
      return value.items.length > 0;
    default:
      return true;
  }
}

/** Whether a condition holds whatever the program does. */
export function knownTruth(e: Expr): boolean | undefined {
  const constant = constantOf(e);
  if (constant !== undefined) return truthOfConstant(constant);
  if (e.kind !== 'BoolOp') return undefined;
  const decides = e.op === 'Or';
  return knownTruth(e.values[0]) === decides ? decides : undefined;
}

function unary(op: string, operand: Constant): Constant | undefined {
  if (op === 'Not') return { type: truthOfConstant(operand) ? 'false' : 'true' };
  const integer = integerOf(operand);
  if (integer !== undefined) {
    if (op === 'Invert') return intOf(~integer);
    return intOf(op === 'USub' ? -integer : integer);
  }
  if (operand.type === 'float' && op !== 'Invert')
    return { type: 'float', value: op === 'USub' ? -operand.value : operand.value };
  if (operand.type === 'complex' && op !== 'Invert')
    return op === 'USub' ? { type: 'complex', real: -(operand.real ?? 0), imaginary: -operand.imaginary } : operand;
  return undefined;
}

function integerOf(value: Constant): bigint | undefined {
  if (value.type === 'int') return BigInt(value.value);
  if (value.type === 'true') return 1n;
  return value.type === 'false' ? 0n : undefined;
}

const isBool = ({ type }: Constant): boolean => type === 'true' || type === 'false';

function intOf(value: bigint): ConstantValue {
  const number = Number(value);
  return { type: 'int', value: Number.isSafeInteger(number) ? number : value };
}

function binary(op: BinaryOperator, left: Constant, right: Constant): Constant | undefined {
  const a = integerOf(left);
  const b = integerOf(right);
  if (a !== undefined && b !== undefined) {
    const folded = integers(op, a, b);
    const isTruth = isBool(left) && isBool(right) && (op === 'BitAnd' || op === 'BitOr' || op === 'BitXor');
    return isTruth ? { type: folded !== undefined && integerOf(folded) !== 0n ? 'true' : 'false' } : folded;
  }
  const x = doubleOf(left);
  const y = doubleOf(right);
  if (x !== undefined && y !== undefined) return doubles(op, x, y);
  if (left.type === 'complex' || right.type === 'complex') return complexes(op, left, right);
  if (op === 'Add') return concatenated(left, right);
  if (op === 'Mult') return a === undefined ? repeated(left, b) : repeated(right, a);
  return undefined;
}

const bits = (value: bigint): number => (value < 0n ? -value : value).toString(2).length;

function integers(op: BinaryOperator, a: bigint, b: bigint): Constant | undefined {
  switch (op) {
    case 'Add':
      return intOf(a + b);
    case 'Sub':
      return intOf(a - b);
    case 'Mult':
      return a !== 0n && b !== 0n && bits(a) + bits(b) > MAX_INT_BITS ? undefined : intOf(a * b);
    case 'Div':
      return exact(a) && exact(b) && b !== 0n ? { type: 'float', value: Number(a) / Number(b) } : undefined;
    case 'FloorDiv':
      return b === 0n ? undefined : intOf(floorDivide(a, b));
    case 'Mod':
      return b === 0n ? undefined : intOf(a - b * floorDivide(a, b));
    case 'Pow':
      return b < 0n || b > MAX_INT_BITS || bits(a) * Number(b) > MAX_INT_BITS ? undefined : intOf(a ** b);
    case 'LShift':
      return b < 0n || b > MAX_INT_BITS || (a !== 0n && bits(a) + Number(b) > MAX_INT_BITS) ? undefined : intOf(a << b);
    case 'RShift':
      return b < 0n ? undefined : intOf(a >> b);
    case 'BitAnd':
      return intOf(a & b);
    case 'BitOr':
      return intOf(a | b);
    case 'BitXor':
      return intOf(a ^ b);
    default:
      return undefined;
  }
}

function exact(value: bigint): boolean {
  return Number.isSafeInteger(Number(value));
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function doubleOf(value: Constant): number | undefined {
  if (value.type === 'float') return value.value;
  const integer = integerOf(value);
  return integer !== undefined && exact(integer) ? Number(integer) : undefined;
}

/** Not those whose last digit may be another one than that of C's library. */
function doubles(op: BinaryOperator, x: number, y: number): Constant | undefined {
  const value = op === 'Add' ? x + y : op === 'Sub' ? x - y : op === 'Mult' ? x * y : undefined;
  if (value !== undefined) return { type: 'float', value };
  if (y === 0) return undefined;
  if (op === 'Div') return { type: 'float', value: x / y };
  if (op !== 'Mod' && op !== 'FloorDiv') return undefined;
  const rest = x % y;
  const isOpposite = rest !== 0 && y < 0 !== rest < 0;
  if (op === 'Mod') return { type: 'float', value: rest === 0 ? (y < 0 ? -0 : 0) : isOpposite ? rest + y : rest };
  const quotient = (x - rest) / y - (isOpposite ? 1 : 0);
  if (quotient === 0) return { type: 'float', value: x < 0 !== y < 0 ? -0 : 0 };
  const floor = Math.floor(quotient);
  return { type: 'float', value: quotient - floor > 0.5 ? floor + 1 : floor };
}

/** A quotient or power rounds as C's library does. */
function complexes(op: BinaryOperator, left: Constant, right: Constant): Constant | undefined {
  const a = complexOf(left);
  const b = complexOf(right);
  if (a === undefined || b === undefined) return undefined;
  const [x, y] = a;
  const [u, v] = b;
  switch (op) {
    case 'Add':
      return { type: 'complex', real: x + u, imaginary: y + v };
    case 'Sub':
      return { type: 'complex', real: x - u, imaginary: y - v };
    case 'Mult':
      return { type: 'complex', real: x * u - y * v, imaginary: x * v + y * u };
    default:
      return undefined;
  }
}

function complexOf(value: Constant): readonly [number, number] | undefined {
  if (value.type === 'complex') return [value.real ?? 0, value.imaginary];
  const real = doubleOf(value);
  return real === undefined ? undefined : [real, 0];
}

function concatenated(left: Constant, right: Constant): Constant | undefined {
  if (left.type === 'str' && right.type === 'str') {
    if (left.codePoints !== undefined || right.codePoints !== undefined) return undefined;
    if (endsInSurrogate(left.value) && startsWithSurrogate(right.value)) return undefined;
    return { type: 'str', value: left.value + right.value };
  }
  if (left.type === 'bytes' && right.type === 'bytes')
    return { type: 'bytes', value: Uint8Array.from([...left.value, ...right.value]) };
  if (left.type === 'tuple' && right.type === 'tuple') return { type: 'tuple', items: [...left.items, ...right.items] };
  return undefined;
}

const endsInSurrogate = (text: string) => (text.charCodeAt(text.length - 1) & 0xfc00) === 0xd800;
const startsWithSurrogate = (text: string) => (text.charCodeAt(0) & 0xfc00) === 0xdc00;

function repeated(value: Constant, count: bigint | undefined): Constant | undefined {
  if (count === undefined || count < 0n || count > MAX_STR_SIZE) return undefined;
  const times = Number(count);
  if (value.type === 'str') {
    if (value.codePoints !== undefined || value.value.length * times > MAX_STR_SIZE) return undefined;
    return { type: 'str', value: value.value.repeat(times) };
  }
  if (value.type === 'bytes') {
    if (value.value.length * times > MAX_STR_SIZE) return undefined;
    const bytes = new Uint8Array(value.value.length * times);
    for (let at = 0; at < times; at++) bytes.set(value.value, at * value.value.length);
    return { type: 'bytes', value: bytes };
  }
  if (value.type !== 'tuple' || value.items.length * times > MAX_TUPLE_SIZE) return undefined;
  return { type: 'tuple', items: Array<readonly Constant[]>(times).fill(value.items).flat() };
}
