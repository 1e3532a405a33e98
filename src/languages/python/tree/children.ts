/** The expressions directly in an expression, in the order in which CPython's symbol table visits them. */
import type { Arguments, Expr, Pattern } from './ast.js';

const NONE: readonly Expr[] = [];

/** Not for what has a scope of its own: lambdas and comprehensions. */
export function childrenOf(e: Expr): readonly (Expr | undefined)[] {
  switch (e.kind) {
    case 'BoolOp':
      return e.values;
    case 'NamedExpr':
      return [e.value, e.target];
    case 'BinOp':
      return [e.left, e.right];
    case 'UnaryOp':
      return [e.operand];
    case 'IfExp':
      return [e.test, e.body, e.orElse];
    case 'Dict':
      return [...e.keys, ...e.values];
    case 'Set':
    case 'List':
    case 'Tuple':
      return e.elements;
    case 'Await':
    case 'Yield':
    case 'YieldFrom':
    case 'Attribute':
    case 'Starred':
      return [e.value];
    case 'Compare':
      return [e.left, ...e.comparators];
    case 'Call':
      return [e.func, ...e.args, ...e.keywords.map((keyword) => keyword.value)];
    case 'FormattedValue':
      return [e.value, e.formatSpec];
    case 'JoinedStr':
      return e.values;
    case 'Subscript':
      return [e.value, e.slice];
    case 'Slice':
      return [e.lower, e.upper, e.step];
    default:
      return NONE;
  }
}

export function defaultsOf(args: Arguments): readonly (Expr | undefined)[] {
  return [...args.defaults, ...args.kwDefaults];
}

/** Annotations in the order in which they are evaluated. */
export function annotationsOf(args: Arguments): readonly (Expr | undefined)[] {
  return [...args.posOnly, ...args.args, args.varArg, ...args.kwOnly, args.kwArg].map((p) => p?.annotation);
}

/** The patterns directly in a pattern. */
export function patternsIn(p: Pattern): readonly Pattern[] {
  switch (p.kind) {
    case 'MatchSequence':
    case 'MatchMapping':
    case 'MatchOr':
      return p.patterns;
    case 'MatchClass':
      return [...p.patterns, ...p.keywordPatterns];
    case 'MatchAs':
      return p.pattern === undefined ? [] : [p.pattern];
    default:
      return [];
  }
}
