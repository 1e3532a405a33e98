/**
 * Annotations as text, for `from __future__ import annotations`: the expression written anew, with parentheses only where
 * precedence asks for them.
 */
import type { ConstantValue, Expr } from '../../../languages/python/tree/ast.js';
import { constantRepr } from '../../../languages/python/tree/repr.js';
import { NotSupported } from '../../../languages/python/errors.js';

/** From what binds loosest to what binds tightest. */
const LEVEL = {
  tuple: 0,
  test: 1,
  or: 2,
  and: 3,
  not: 4,
  comparison: 5,
  bitOr: 6,
  bitXor: 7,
  bitAnd: 8,
  shift: 9,
  sum: 10,
  product: 11,
  unary: 12,
  power: 13,
  await: 14,
  atom: 15,
} as const;

const BINARY: Readonly<Record<string, readonly [sign: string, level: number]>> = {
  BitOr: ['|', LEVEL.bitOr],
  BitXor: ['^', LEVEL.bitXor],
  BitAnd: ['&', LEVEL.bitAnd],
  LShift: ['<<', LEVEL.shift],
  RShift: ['>>', LEVEL.shift],
  Add: ['+', LEVEL.sum],
  Sub: ['-', LEVEL.sum],
  Mult: ['*', LEVEL.product],
  MatMult: ['@', LEVEL.product],
  Div: ['/', LEVEL.product],
  FloorDiv: ['//', LEVEL.product],
  Mod: ['%', LEVEL.product],
  Pow: ['**', LEVEL.power],
};
const UNARY: Readonly<Record<string, string>> = { USub: '-', UAdd: '+', Invert: '~' };
const COMPARISON: Readonly<Record<string, string>> = {
  Eq: '==',
  NotEq: '!=',
  Lt: '<',
  LtE: '<=',
  Gt: '>',
  GtE: '>=',
  Is: 'is',
  IsNot: 'is not',
  In: 'in',
  NotIn: 'not in',
};

export function annotationText(e: Expr): string {
  return text(e, LEVEL.test);
}

const all = (list: readonly Expr[]) => list.map((one) => text(one, LEVEL.test)).join(', ');

/** @param level what stands around it binds so tightly */
function text(e: Expr, level: number): string {
  const within = (own: number, written: string) => (level > own ? `(${written})` : written);
  switch (e.kind) {
    case 'Name':
      return e.id;
    case 'Constant':
      return constantText(e.value);
    case 'Attribute': {
      const value = text(e.value, LEVEL.atom);
      const isInt = e.value.kind === 'Constant' && e.value.value.type === 'int';
      return `${value}${isInt ? ' ' : ''}.${e.attr}`;
    }
    case 'Subscript':
      return `${text(e.value, LEVEL.atom)}[${text(e.slice, LEVEL.tuple)}]`;
    case 'Slice': {
      const part = (one: Expr | undefined) => (one === undefined ? '' : text(one, LEVEL.test));
      return `${part(e.lower)}:${part(e.upper)}${e.step === undefined ? '' : `:${part(e.step)}`}`;
    }
    case 'Starred':
      return `*${text(e.value, LEVEL.bitOr)}`;
    case 'Tuple':
      if (e.elements.length === 0) return '()';
      return within(LEVEL.tuple, e.elements.length === 1 ? `${all(e.elements)},` : all(e.elements));
    case 'List':
      return `[${all(e.elements)}]`;
    case 'Set':
      return `{${all(e.elements)}}`;
    case 'Dict':
      return `{${e.values.map((value, at) => dictEntry(e.keys[at], value)).join(', ')}}`;
    case 'Call': {
      const named = e.keywords.map(
        ({ arg, value }) => `${arg === undefined ? '**' : `${arg}=`}${text(value, LEVEL.test)}`,
      );
      return `${text(e.func, LEVEL.atom)}(${[...e.args.map((arg) => text(arg, LEVEL.test)), ...named].join(', ')})`;
    }
    case 'BinOp': {
      const [sign, own] = BINARY[e.op];
      const isPower = e.op === 'Pow';
      const left = text(e.left, isPower ? own + 1 : own);
      const right = text(e.right, isPower ? own : own + 1);
      return within(own, `${left} ${sign} ${right}`);
    }
    case 'UnaryOp':
      return e.op === 'Not'
        ? within(LEVEL.not, `not ${text(e.operand, LEVEL.not)}`)
        : within(LEVEL.unary, `${UNARY[e.op]}${text(e.operand, LEVEL.unary)}`);
    case 'BoolOp': {
      const own = e.op === 'And' ? LEVEL.and : LEVEL.or;
      return within(own, e.values.map((value) => text(value, own + 1)).join(e.op === 'And' ? ' and ' : ' or '));
    }
    case 'Compare': {
      const rest = e.ops.map((op, at) => ` ${COMPARISON[op]} ${text(e.comparators[at], LEVEL.comparison + 1)}`);
      return within(LEVEL.comparison, `${text(e.left, LEVEL.comparison + 1)}${rest.join('')}`);
    }
    case 'IfExp':
      return within(
        LEVEL.test,
        `${text(e.body, LEVEL.test + 1)} if ${text(e.test, LEVEL.test + 1)} else ${text(e.orElse, LEVEL.test)}`,
      );
    case 'NamedExpr':
      return `(${e.target.id} := ${text(e.value, LEVEL.atom)})`;
    case 'Await':
      return within(LEVEL.await, `await ${text(e.value, LEVEL.atom)}`);
    default:
      throw new NotSupported(`postponed annotations with ${e.kind}`);
  }
}

function dictEntry(key: Expr | undefined, value: Expr): string {
  if (key === undefined) return `**${text(value, LEVEL.bitOr)}`;
  return `${text(key, LEVEL.test)}: ${text(value, LEVEL.test)}`;
}

function constantText(value: ConstantValue): string {
  return value.type === 'ellipsis' ? '...' : constantRepr(value);
}
