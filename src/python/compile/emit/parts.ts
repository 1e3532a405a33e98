/** What statements and comprehensions are made of. */
import type { Expr, Pattern, Stmt } from '../../../languages/python/tree/ast.js';
import { defaultsOf, patternsIn } from '../../../languages/python/tree/children.js';

/** The expressions directly in a statement. */
export function expressionsIn(s: Stmt): Expr[] {
  return all(s).filter((e) => e !== undefined);
}

function all(s: Stmt): (Expr | undefined)[] {
  switch (s.kind) {
    case 'FunctionDef':
    case 'AsyncFunctionDef':
      return [...s.decorators, ...defaultsOf(s.args)];
    case 'ClassDef':
      return [...s.decorators, ...s.bases, ...s.keywords.map((keyword) => keyword.value)];
    case 'Return':
    case 'Expr':
      return [s.value];
    case 'Delete':
      return [...s.targets];
    case 'Assign':
      return [...s.targets, s.value];
    case 'AugAssign':
      return [s.target, s.value];
    case 'AnnAssign':
      return [s.target, s.annotation, s.value];
    case 'For':
    case 'AsyncFor':
      return [s.target, s.iter];
    case 'While':
    case 'If':
      return [s.test];
    case 'With':
    case 'AsyncWith':
      return s.items.flatMap(({ context, target }) => [context, target]);
    case 'Match':
      return [s.subject, ...s.cases.flatMap(({ pattern, guard }) => [guard, ...expressionsOf(pattern)])];
    case 'Raise':
      return [s.exception, s.cause];
    case 'Try':
    case 'TryStar':
      return s.handlers.map((handler) => handler.type);
    case 'Assert':
      return [s.test, s.message];
    default:
      return [];
  }
}

function expressionsOf(p: Pattern): Expr[] {
  const own = p.kind === 'MatchValue' ? [p.value] : p.kind === 'MatchClass' ? [p.cls] : [];
  return [...own, ...(p.kind === 'MatchMapping' ? p.keys : []), ...patternsIn(p).flatMap(expressionsOf)];
}

/** The expressions directly in a comprehension, those that are evaluated in its own scope too; none of what is none. */
export function comprehensionParts(e: Expr): (Expr | undefined)[] {
  if (e.kind !== 'ListComp' && e.kind !== 'SetComp' && e.kind !== 'GeneratorExp' && e.kind !== 'DictComp') return [];
  const results = e.kind === 'DictComp' ? [e.key, e.value] : [e.element];
  return [...e.generators.flatMap(({ target, iter, ifs }) => [target, iter, ...ifs]), ...results];
}

/** The statements directly in a statement. */
export function statementsIn(s: Stmt): readonly Stmt[] {
  switch (s.kind) {
    case 'For':
    case 'AsyncFor':
    case 'While':
    case 'If':
      return [...s.body, ...s.orElse];
    case 'With':
    case 'AsyncWith':
      return s.body;
    case 'Match':
      return s.cases.flatMap((one) => one.body);
    case 'Try':
    case 'TryStar':
      return [...s.body, ...s.handlers.flatMap((handler) => handler.body), ...s.orElse, ...s.finalBody];
    default:
      return [];
  }
}
