/** What patterns may not do: bind a name twice, or match everything before others are tried. */
import type { Constant, Expr, MatchClass, MatchMapping, MatchOr, MatchSequence, Pattern, Span } from '../tree/ast.js';
import { constantRepr } from '../tree/repr.js';
import { checkName, repetitions } from './names.js';
import { errorAt } from './tree-error.js';

/** The pattern of one case; `mayMatchAll` where it is guarded or the last. */
export function checkPattern(p: Pattern, mayMatchAll: boolean): void {
  new PatternRules().check(p, mayMatchAll, new Set());
}

class PatternRules {
  /** The pattern that was come to last: errors point at it, as in CPython, also when an outer one is to blame. */
  #at: Span | undefined;

  check(p: Pattern, mayMatchAll: boolean, stores: Set<string>): void {
    this.#at = p.span;
    switch (p.kind) {
      case 'MatchValue':
        if (!isLiteral(p.value) && p.value.kind !== 'Attribute')
          errorAt(p.span, 'patterns may only match literals and attribute lookups');
        return;
      case 'MatchSingleton':
        return;
      case 'MatchSequence':
        this.#sequence(p, stores);
        return;
      case 'MatchMapping':
        this.#mapping(p, stores);
        return;
      case 'MatchClass':
        this.#class(p, stores);
        return;
      case 'MatchStar':
        this.#store(p.name, stores);
        return;
      case 'MatchAs':
        if (p.pattern !== undefined) this.check(p.pattern, mayMatchAll, stores);
        else if (!mayMatchAll) {
          const what = p.name === undefined ? 'wildcard' : `name capture '${p.name}'`;
          errorAt(p.span, `${what} makes remaining patterns unreachable`);
        }
        this.#store(p.name, stores);
        return;
      case 'MatchOr':
        this.#alternatives(p, mayMatchAll, stores);
    }
  }

  #store(name: string | undefined, stores: Set<string>): void {
    if (name === undefined) return;
    checkName(name, 'Store', this.#at!);
    if (stores.has(name)) errorAt(this.#at!, `multiple assignments to name '${name}' in pattern`);
    stores.add(name);
  }

  #sequence(p: MatchSequence, stores: Set<string>): void {
    if (p.patterns.filter((one) => one.kind === 'MatchStar').length > 1)
      errorAt(p.span, 'multiple starred names in sequence pattern');
    for (const one of p.patterns) this.check(one, true, stores);
  }

  #mapping(p: MatchMapping, stores: Set<string>): void {
    const seen = new Set<string>();
    for (const key of p.keys) {
      if (key.kind === 'Attribute') continue;
      if (!isLiteral(key)) errorAt(p.span, 'mapping pattern keys may only match literals and attribute lookups');
      const same = equalityKey(key);
      if (seen.has(same)) errorAt(p.span, `mapping pattern checks duplicate key (${literalRepr(key)})`);
      seen.add(same);
    }
    for (const one of p.patterns) this.check(one, true, stores);
    this.#store(p.rest, stores);
  }

  #class(p: MatchClass, stores: Set<string>): void {
    const again = repetitions(p.keywordAttributes);
    for (const [at, name] of p.keywordAttributes.entries()) {
      checkName(name, 'Store', p.keywordPatterns[at].span);
      const next = again[at];
      if (next !== undefined)
        errorAt(p.keywordPatterns[next].span, `attribute name repeated in class pattern: ${name}`);
    }
    for (const one of [...p.patterns, ...p.keywordPatterns]) this.check(one, true, stores);
  }

  #alternatives(p: MatchOr, mayMatchAll: boolean, stores: Set<string>): void {
    let names: Set<string> | undefined;
    for (const [at, one] of p.patterns.entries()) {
      const bound = new Set<string>();
      this.check(one, mayMatchAll && at === p.patterns.length - 1, bound);
      names ??= bound;
      if (bound.size !== names.size || [...bound].some((name) => !names!.has(name)))
        errorAt(this.#at!, 'alternative patterns bind different names');
    }
    for (const name of names ?? []) this.#store(name, stores);
  }
}

function isLiteral(e: Expr): boolean {
  return e.kind === 'Constant' || e.kind === 'UnaryOp' || e.kind === 'BinOp';
}

/** A number's parts, as written in a pattern. */
function numberOf(e: Expr): { real: number | bigint; imaginary: number } | undefined {
  if (e.kind === 'UnaryOp') {
    const inner = numberOf(e.operand);
    return inner && { real: -inner.real, imaginary: -inner.imaginary };
  }
  if (e.kind === 'BinOp') {
    const left = numberOf(e.left)!;
    const right = numberOf(e.right)!;
    return { real: left.real, imaginary: e.op === 'Add' ? right.imaginary : -right.imaginary };
  }
  const { value } = e as Constant;
  switch (value.type) {
    case 'true':
      return { real: 1, imaginary: 0 };
    case 'false':
      return { real: 0, imaginary: 0 };
    case 'int':
    case 'float':
      return { real: value.value, imaginary: 0 };
    case 'complex':
      return { real: 0, imaginary: value.imaginary };
    default:
      return undefined;
  }
}

/** Equal for literals that are equal in Python: 1, 1.0 and True are. */
function equalityKey(e: Expr): string {
  const number = numberOf(e);
  if (number === undefined) return constantRepr((e as Constant).value);
  const real = Number.isInteger(number.real) ? BigInt(number.real) : number.real;
  return `${real === 0 ? 0 : real},${number.imaginary === 0 ? 0 : number.imaginary}`;
}

function literalRepr(e: Expr): string {
  const number = numberOf(e);
  if (e.kind === 'Constant' || number === undefined) return constantRepr((e as Constant).value);
  if (e.kind === 'BinOp') {
    const sign = number.imaginary < 0 ? '' : '+';
    return `(${literalRepr(e.left)}${sign}${constantRepr({ type: 'complex', imaginary: number.imaginary })})`;
  }
  const operand = e.kind === 'UnaryOp' && e.operand.kind === 'Constant' ? e.operand.value : undefined;
  if (operand?.type === 'int') return String(-operand.value);
  if (operand?.type === 'float') return constantRepr({ type: 'float', value: -operand.value });
  return `(-0${constantRepr({ type: 'complex', imaginary: number.imaginary })})`;
}
