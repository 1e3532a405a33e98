/**
 * `match`. The subject stays on the stack below what a pattern takes apart; names are bound when the whole pattern has
 * matched, and wait on the stack until then.
 */
import { OP } from '../../../instrument/binary/opcodes.js';
import type { ConstantValue, Pattern, Span, Stmt } from '../../../languages/python/tree/ast.js';
import { NONE } from '../../format/memory-map.js';
import { TYPE } from '../../format/objects.js';
import { EQUAL, IS_MAPPING, IS_SEQUENCE, TYPE_FLAGS } from '../../format/types.js';
import { Block } from '../flow/block.js';
import { meet } from './assigned.js';
import type { Body } from './body.js';
import { condition } from './conditions.js';
import { expression } from './expressions.js';
import { constantOf } from './fold.js';
import { storeName } from './names.js';
import { statements } from './statements.js';
import { unpackExactly, unpackStar } from './targets.js';
import { getItem } from './subscripts.js';
import type { Constant } from '../pool.js';

type Match = Stmt & { kind: 'Match' };

/** A name that a pattern binds, and the wasm local with the owned value, 0 until it is there. */
interface Capture {
  readonly name: string;
  readonly span: Span;
}

export function matchStatement(b: Body, s: Match): void {
  const end = new Block();
  expression(b, s.subject);
  b.own();
  const subject = b.top();
  const depth = b.stack.length;
  const before = b.assigned && new Set(b.assigned);
  let after: Set<number> | undefined;
  let isExhaustive = false;
  for (const one of s.cases) {
    const next = new Block();
    b.assigned = before && new Set(before);
    const captures: Capture[] = [];
    const matcher = new Matcher(b, depth, next, captures);
    b.duplicate();
    b.pinned = Infinity;
    matcher.pattern(one.pattern);
    matcher.bind();
    if (one.guard !== undefined) {
      const yes = new Block();
      condition(b, one.guard, yes, next);
      b.start(yes);
    }
    b.drop();
    statements(b, one.body);
    b.jump(end);
    after = after === undefined ? b.assigned : meet(after, b.assigned);
    b.stack.push(subject);
    matcher.finish();
    b.start(next);
    isExhaustive ||= one.guard === undefined && isIrrefutable(one.pattern);
  }
  b.drop();
  b.jump(end);
  b.start(end);
  b.assigned = isExhaustive ? after : before;
}

function isIrrefutable(p: Pattern): boolean {
  if (p.kind === 'MatchAs') return p.pattern === undefined || isIrrefutable(p.pattern);
  return p.kind === 'MatchOr' && p.patterns.some(isIrrefutable);
}

/**
 * Patterns of one case. Above `depth` entries lie the captured values, then what is being matched. A pattern pops its value;
 * when it fails, everything above `depth` is released on the way to `next`.
 */
class Matcher {
  readonly #b: Body;
  readonly #depth: number;
  readonly #next: Block;
  #captures: Capture[];
  readonly #fails = new Map<number, Block>();

  constructor(b: Body, depth: number, next: Block, captures: Capture[]) {
    this.#b = b;
    this.#depth = depth;
    this.#next = next;
    this.#captures = captures;
  }

  /** Where a failure leads with so many owned entries above `depth`. */
  #fail(): Block {
    return this.#failAt(this.#b.stack.length);
  }

  #failAt(length: number): Block {
    if (length === this.#depth) return this.#next;
    let block = this.#fails.get(length);
    if (block === undefined) {
      block = new Block();
      this.#fails.set(length, block);
    }
    return block;
  }

  /** Writes the blocks that release entries after a failure. */
  finish(): void {
    const { asm } = this.#b;
    const deepest = Math.max(this.#depth, ...this.#fails.keys());
    for (let length = deepest; length > this.#depth; length--) {
      const block = this.#failAt(length);
      asm.aside(block, () => {
        this.#b.decref(this.#b.temporary(length - 1));
        asm.jump(this.#failAt(length - 1));
      });
    }
  }

  /** Goes on only if the word on wasm's stack is not 0. */
  #require(): void {
    this.#b.asm.eqz().exitIf(this.#fail());
  }

  /** Pops the captured values into their names. */
  bind(): void {
    const captures = this.#captures;
    for (let at = captures.length - 1; at >= 0; at--) storeName(this.#b, captures[at].name, captures[at].span);
  }

  pattern(p: Pattern): void {
    const b = this.#b;
    switch (p.kind) {
      case 'MatchValue':
        this.#value(p);
        return;
      case 'MatchSingleton':
        this.#singleton(p.value);
        return;
      case 'MatchSequence':
        this.#sequence(p);
        return;
      case 'MatchMapping':
        this.#mapping(p);
        return;
      case 'MatchClass':
        this.#class(p);
        return;
      case 'MatchStar':
        this.#capture(p.name, p.span);
        return;
      case 'MatchAs':
        if (p.pattern === undefined) {
          this.#capture(p.name, p.span);
          return;
        }
        b.own();
        b.duplicate();
        this.pattern(p.pattern);
        this.#raiseToCaptures(p.name!, p.span);
        return;
      case 'MatchOr':
        this.#alternatives(p);
    }
  }

  /** The value on top is bound to a name later, or dropped. */
  #capture(name: string | undefined, span: Span): void {
    const b = this.#b;
    if (name === undefined) {
      b.drop();
      return;
    }
    b.own();
    this.#captures.push({ name, span });
    this.#sink(this.#captures.length - 1);
  }

  /** After `p as name`: the value lies below what `p` has captured; it becomes the last capture. */
  #raiseToCaptures(name: string, span: Span): void {
    this.#captures.push({ name, span });
    this.#sink(this.#captures.length - 1);
  }

  /** Moves the top entry below the values that are still to be matched, to be the capture with a number. */
  #sink(number: number): void {
    const b = this.#b;
    const place = this.#depth + number;
    for (let at = b.stack.length - 1; at > place; at--) {
      b.own(at);
      b.own(at - 1);
      b.swapEntries(at - 1, at);
    }
  }

  #value(p: Pattern & { kind: 'MatchValue' }): void {
    const b = this.#b;
    expression(b, p.value);
    const value = b.pop();
    const subject = b.pop();
    b.site(p.span);
    b.consume(subject);
    b.consume(value);
    b.asm.i32(EQUAL).call('op_compare_truth').tee(b.word);
    b.failIfNegative();
    b.asm.get(b.word);
    this.#require();
  }

  #singleton(value: ConstantValue): void {
    const b = this.#b;
    b.own();
    const subject = b.pop();
    b.asm.inPassing((local) => {
      b.get(subject).address(b.constants.address(value)).op(OP.i32Eq).set(local);
      b.release(subject);
      b.asm.get(local);
    });
    this.#require();
  }

  #requireFlag(flag: number): void {
    const b = this.#b;
    b.own();
    b.get(b.top()).load(TYPE).load(TYPE_FLAGS).i32(flag).op(OP.i32And);
    this.#require();
  }

  #requireLength(count: number, isExact: boolean, span: Span): void {
    const b = this.#b;
    b.site(span);
    b.get(b.top()).call('op_length').tee(b.word);
    b.failIfNegative();
    b.asm
      .get(b.word)
      .i32(count)
      .op(isExact ? OP.i32Eq : OP.i32GeS);
    this.#require();
  }

  #sequence(p: Pattern & { kind: 'MatchSequence' }): void {
    const b = this.#b;
    const { patterns, span } = p;
    this.#requireFlag(IS_SEQUENCE);
    const star = patterns.findIndex((one) => one.kind === 'MatchStar');
    const isOnlyStar = star >= 0 && patterns.length === 1;
    if (star < 0) this.#requireLength(patterns.length, true, span);
    else if (!isOnlyStar) this.#requireLength(patterns.length - 1, false, span);
    const isWild = (one: Pattern) =>
      (one.kind === 'MatchAs' || one.kind === 'MatchStar') &&
      one.name === undefined &&
      !('pattern' in one && one.pattern);
    if (patterns.every(isWild)) {
      b.drop();
      return;
    }
    if (star >= 0 && isWild(patterns[star])) {
      this.#items(p, star);
      return;
    }
    if (star < 0) unpackExactly(b, patterns.length, span);
    else unpackStar(b, star, patterns.length - 1 - star, span);
    for (const one of patterns) this.pattern(one);
  }

  /** `[a, *_, z]`: only the items that matter, by their index. */
  #items(p: Pattern & { kind: 'MatchSequence' }, star: number): void {
    const b = this.#b;
    const { patterns, span } = p;
    for (const [at, one] of patterns.entries()) {
      if (at === star) continue;
      b.duplicate();
      if (at < star) b.pushConstant({ type: 'int', value: at });
      else {
        b.site(span);
        b.get(b.top()).call('op_length').tee(b.word);
        b.failIfNegative();
        b.asm
          .get(b.word)
          .i32(patterns.length - at)
          .op(OP.i32Sub)
          .op(OP.i64ExtendI32S)
          .call('int_of');
        b.pushResult();
      }
      getItem(b, span);
      this.pattern(one);
    }
    b.drop();
  }

  #mapping(p: Pattern & { kind: 'MatchMapping' }): void {
    const b = this.#b;
    const { keys, patterns, rest, span } = p;
    this.#requireFlag(IS_MAPPING);
    if (keys.length === 0 && rest === undefined) {
      b.drop();
      return;
    }
    if (keys.length > 0) this.#requireLength(keys.length, false, span);
    const constants = keys.map(constantOf);
    if (constants.every((one) => one !== undefined)) b.pushStatic(b.constants.foldedAddress(constants as Constant[]));
    else expression(b, { kind: 'Tuple', elements: keys, ctx: 'Load', span });
    b.own();
    const subject = b.stack[b.stack.length - 2];
    b.site(span);
    b.get(subject);
    b.get(b.top()).call('op_match_keys');
    b.pushResult();
    this.#requireNotNone();
    if (rest !== undefined) {
      // subject, keys, values -> values, dict of the rest
      b.reverse(3);
      const [, key, mapping] = b.stack.slice(-3);
      b.site(span);
      b.get(mapping);
      b.get(key).call('op_match_rest');
      b.pushResult();
      b.dropBelow();
      b.dropBelow();
      b.exchange();
    } else {
      b.dropBelow();
      b.dropBelow();
    }
    unpackExactly(b, patterns.length, span);
    for (const one of patterns) this.pattern(one);
    if (rest !== undefined) this.#capture(rest, span);
  }

  #requireNotNone(): void {
    const b = this.#b;
    b.get(b.top()).i32(NONE).op(OP.i32Ne);
    this.#require();
  }

  #class(p: Pattern & { kind: 'MatchClass' }): void {
    const b = this.#b;
    const { patterns, keywordAttributes, keywordPatterns, span } = p;
    b.own();
    expression(b, p.cls);
    const cls = b.pop();
    const names = b.constants.address({
      type: 'tuple',
      items: keywordAttributes.map((value) => ({ type: 'str', value })),
    });
    b.site(span);
    b.get(b.top());
    b.consume(cls);
    b.asm.i32(patterns.length).address(names).call('op_match_class');
    b.pushResult();
    this.#requireNotNone();
    b.dropBelow();
    const all = [...patterns, ...keywordPatterns];
    unpackExactly(b, all.length, span);
    for (const one of all) this.pattern(one);
  }

  /** The captures of all alternatives are the same names; those of each are brought into the order of the first. */
  #alternatives(p: Pattern & { kind: 'MatchOr' }): void {
    const b = this.#b;
    b.own();
    const end = new Block();
    const outer = this.#captures;
    const below = b.stack.length - 1;
    let order: Capture[] | undefined;
    let result: Body['stack'] = [];
    const base = [...b.stack];
    for (const [at, one] of p.patterns.entries()) {
      const next = new Block();
      const isLast = at === p.patterns.length - 1;
      b.stack.splice(0, b.stack.length, ...base);
      const captures: Capture[] = [];
      const inner = new Matcher(b, base.length, next, captures);
      b.duplicate();
      inner.pattern(one);
      order ??= captures;
      // Selection by exchanges.
      for (const [want, { name }] of order.entries()) {
        const found = captures.findIndex((capture) => capture.name === name);
        if (found === want) continue;
        b.swapEntries(base.length + want, base.length + found);
        [captures[want], captures[found]] = [captures[found], captures[want]];
      }
      result = [...b.stack];
      b.jump(end);
      inner.finish();
      b.stack.splice(0, b.stack.length, ...base);
      b.start(next);
      if (isLast) {
        b.asm.i32(1);
        b.asm.exitIf(this.#fail());
        b.asm.op(OP.unreachable).finish({ kind: 'stop' });
      }
    }
    b.stack.splice(0, b.stack.length, ...result);
    b.start(end);
    // The captures lie above the subject, which goes.
    const captured = order ?? [];
    for (let at = below; at < b.stack.length - 1; at++) b.swapEntries(at, at + 1);
    b.drop();
    outer.push(...captured);
    this.#sinkMany(captured.length);
  }

  /** The topmost entries become the last captures, below what is still to be matched. */
  #sinkMany(count: number): void {
    const b = this.#b;
    for (let moved = 0; moved < count; moved++) {
      const number = this.#captures.length - count + moved;
      const from = b.stack.length - count + moved;
      for (let at = from; at > this.#depth + number; at--) {
        b.own(at);
        b.own(at - 1);
        b.swapEntries(at - 1, at);
      }
    }
  }
}
