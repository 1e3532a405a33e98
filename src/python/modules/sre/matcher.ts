/**
 * Regular expressions: the code of re/_compiler.py made into functions that match and, if what follows does not, go back.
 *
 * Each node is a function (at, next) that tries its ways to match at a position and calls `next` with where each ends,
 * until that says yes. Groups are set on the way and set back when `next` says no, so they are always those of the way
 * that is being tried. Runs of single characters are matched without a call for each.
 *
 * Cost: that of backtracking; the depth of the stack grows with the repetitions of groups, not with those of characters.
 */
import { asciiLower, inCategory, isAsciiWord, isWord, unicodeLower, unicodeUpper } from './characters.js';
import { AT, MAX_REPEAT, OP } from './codes.js';

/** The characters of a string or the bytes of a buffer, from `base` on. */
export interface Input {
  readonly data: Uint8Array | Uint16Array | Uint32Array;
  readonly base: number;
}

type Next = (at: number) => boolean;
type Node = (at: number, next: Next) => boolean;
type Test = (c: number) => boolean;

/** A node, and where the code goes on behind it. */
interface Compiled {
  readonly node: Node;
  /** Of what matches one character. */
  readonly test?: Test;
  readonly after: number;
}

export class Program {
  readonly #code: readonly number[];
  readonly #root: Node;
  readonly groups: number;
  #data: Input['data'] = new Uint8Array();
  #base = 0;
  #start = 0;
  #end = 0;
  /** Start and end of each group, -1 where it took no part. */
  #marks: Int32Array;
  #lastIndex = -1;

  constructor(code: readonly number[], groups: number) {
    this.#code = code;
    this.groups = groups;
    this.#marks = new Int32Array(groups * 2);
    this.#root = this.#sequence(0, code.length);
  }

  /**
   * The first match from `from` on.
   * @param way 'match': only there; 'fullmatch': and up to the end
   * @param notEmptyAt no empty match there
   * @returns last group, start, end, then start and end of each group; undefined if there is none
   */
  run(
    input: Input,
    bounds: { start: number; end: number },
    from: number,
    way: 'match' | 'search' | 'fullmatch',
    notEmptyAt = -1,
  ): number[] | undefined {
    this.#data = input.data;
    this.#base = input.base;
    this.#start = bounds.start;
    this.#end = bounds.end;
    const last = way === 'search' ? bounds.end : from;
    for (let at = from; at <= last; at++) {
      this.#marks.fill(-1);
      this.#lastIndex = -1;
      let end = -1;
      const accepted = this.#root(at, (stop) => {
        if (way === 'fullmatch' && stop !== bounds.end) return false;
        if (stop === at && at === notEmptyAt) return false;
        end = stop;
        return true;
      });
      if (accepted) return [this.#lastIndex, at, end, ...this.#marks];
    }
    return undefined;
  }

  /** The nodes of [from, to) one after the other. */
  #sequence(from: number, to: number): Node {
    const nodes: Node[] = [];
    const code = this.#code;
    let tests: Test[] = [];
    const flush = () => {
      if (tests.length > 0) nodes.push(this.#characters(tests));
      tests = [];
    };
    for (let at = from; at < to; ) {
      if (code[at] === OP.success) break;
      const { node, test, after } = this.#compile(at);
      if (test !== undefined) tests.push(test);
      else {
        flush();
        nodes.push(node);
      }
      at = after;
    }
    flush();
    if (nodes.length === 0) return (at, next) => next(at);
    return nodes.reduceRight((rest, node) => (at, next) => node(at, (then) => rest(then, next)));
  }

  #characters(tests: readonly Test[]): Node {
    const { length } = tests;
    return (at, next) => {
      if (at + length > this.#end) return false;
      const data = this.#data;
      const first = this.#base + at;
      for (let i = 0; i < length; i++) if (!tests[i](data[first + i])) return false;
      return next(at + length);
    };
  }

  #single(test: Test, after: number): Compiled {
    return { node: this.#characters([test]), test, after };
  }

  #compile(at: number): Compiled {
    const code = this.#code;
    const argument = code[at + 1];
    switch (code[at]) {
      case OP.any:
        return this.#single((c) => c !== 10, at + 1);
      case OP.anyAll:
        return this.#single(() => true, at + 1);
      case OP.literal:
        return this.#single((c) => c === argument, at + 2);
      case OP.notLiteral:
        return this.#single((c) => c !== argument, at + 2);
      case OP.literalIgnore:
      case OP.literalLocIgnore:
        return this.#single((c) => asciiLower(c) === argument, at + 2);
      case OP.notLiteralIgnore:
      case OP.notLiteralLocIgnore:
        return this.#single((c) => asciiLower(c) !== argument, at + 2);
      case OP.literalUniIgnore:
        return this.#single((c) => unicodeLower(c) === argument, at + 2);
      case OP.notLiteralUniIgnore:
        return this.#single((c) => unicodeLower(c) !== argument, at + 2);
      case OP.category:
        return this.#single(inCategory(argument), at + 2);
      case OP.in:
        return this.#single(this.#set(at + 2), at + 1 + argument);
      case OP.inIgnore:
      case OP.inLocIgnore:
        return this.#single(folded(this.#set(at + 2), asciiLower), at + 1 + argument);
      case OP.inUniIgnore:
        return this.#single(folded(this.#set(at + 2), unicodeLower), at + 1 + argument);
      case OP.at:
        return { node: this.#place(argument), after: at + 2 };
      case OP.mark:
        return { node: this.#mark(argument), after: at + 2 };
      case OP.info:
        return { node: (here, next) => next(here), after: at + 1 + argument };
      case OP.branch:
        return this.#branch(at);
      case OP.repeatOne:
      case OP.minRepeatOne:
      case OP.possessiveRepeatOne:
        return this.#repeatOne(at);
      case OP.repeat:
      case OP.possessiveRepeat:
        return this.#repeat(at);
      case OP.assert:
      case OP.assertNot:
        return this.#assertion(at);
      case OP.atomicGroup: {
        const body = this.#sequence(at + 2, at + 1 + argument);
        return { node: (here, next) => this.#once(body, here, next), after: at + 1 + argument };
      }
      case OP.groupRef:
        return { node: this.#reference(argument, (c) => c), after: at + 2 };
      case OP.groupRefIgnore:
      case OP.groupRefLocIgnore:
        return { node: this.#reference(argument, asciiLower), after: at + 2 };
      case OP.groupRefUniIgnore:
        return { node: this.#reference(argument, unicodeLower), after: at + 2 };
      case OP.groupRefExists:
        return this.#conditional(at);
      case OP.failure:
        return { node: () => false, after: at + 1 };
      default:
        throw new RangeError(`no operation ${code[at]} in a regular expression`);
    }
  }

  /** A set of characters, up to its FAILURE. */
  #set(from: number): Test {
    const code = this.#code;
    const tests: Test[] = [];
    let isNegated = false;
    for (let at = from; code[at] !== OP.failure; ) {
      const [first, second] = [code[at + 1], code[at + 2]];
      switch (code[at]) {
        case OP.negate:
          isNegated = true;
          at += 1;
          break;
        case OP.literal:
          tests.push((c) => c === first);
          at += 2;
          break;
        case OP.range:
          tests.push((c) => c >= first && c <= second);
          at += 3;
          break;
        case OP.rangeUniIgnore:
          tests.push((c) => {
            const upper = unicodeUpper(c);
            return (c >= first && c <= second) || (upper >= first && upper <= second);
          });
          at += 3;
          break;
        case OP.category:
          tests.push(inCategory(first));
          at += 2;
          break;
        case OP.charset: {
          const bits = code.slice(at + 1, at + 9);
          tests.push((c) => c < 256 && ((bits[c >> 5] >>> (c & 31)) & 1) !== 0);
          at += 9;
          break;
        }
        case OP.bigCharset: {
          const blocks = new Uint8Array(Uint32Array.from(code.slice(at + 2, at + 66)).buffer);
          const bits = code.slice(at + 66, at + 66 + first * 8);
          tests.push((c) => c < 0x1_0000 && ((bits[blocks[c >> 8] * 8 + ((c & 255) >> 5)] >>> (c & 31)) & 1) !== 0);
          at += 66 + first * 8;
          break;
        }
        default:
          throw new RangeError(`no operation ${code[at]} in a set of a regular expression`);
      }
    }
    const [only] = tests;
    const isIn: Test = tests.length === 1 ? only : (c) => tests.some((test) => test(c));
    return isNegated ? (c) => !isIn(c) : isIn;
  }

  #place(place: number): Node {
    const word = place === AT.uniBoundary || place === AT.uniNonBoundary ? isWord : isAsciiWord;
    const isWordAt = (at: number) => at >= this.#start && at < this.#end && word(this.#data[this.#base + at]);
    const holds = (at: number): boolean => {
      switch (place) {
        case AT.beginning:
        case AT.beginningString:
          return at === this.#start;
        case AT.beginningLine:
          return at === this.#start || this.#data[this.#base + at - 1] === 10;
        case AT.end:
          return at === this.#end || (at === this.#end - 1 && this.#data[this.#base + at] === 10);
        case AT.endLine:
          return at === this.#end || this.#data[this.#base + at] === 10;
        case AT.endString:
          return at === this.#end;
        case AT.boundary:
        case AT.locBoundary:
        case AT.uniBoundary:
          return isWordAt(at - 1) !== isWordAt(at);
        default:
          return this.#start !== this.#end && isWordAt(at - 1) === isWordAt(at);
      }
    };
    return (at, next) => holds(at) && next(at);
  }

  #mark(mark: number): Node {
    return (at, next) => {
      const marks = this.#marks;
      const old = marks[mark];
      const oldLast = this.#lastIndex;
      marks[mark] = at;
      if ((mark & 1) === 1) this.#lastIndex = (mark >> 1) + 1;
      if (next(at)) return true;
      this.#marks[mark] = old;
      this.#lastIndex = oldLast;
      return false;
    };
  }

  #branch(at: number): Compiled {
    const code = this.#code;
    const ways: Node[] = [];
    let from = at + 1;
    for (; code[from] !== 0; from += code[from]) ways.push(this.#sequence(from + 1, from + code[from] - 2));
    return {
      node: (here, next) => {
        for (const way of ways) if (way(here, next)) return true;
        return false;
      },
      after: from + 1,
    };
  }

  /** Repetition of what matches one character. */
  #repeatOne(at: number): Compiled {
    const code = this.#code;
    const [op, skip, least, most] = code.slice(at, at + 4);
    const { test } = this.#compile(at + 4);
    if (test === undefined) throw new RangeError('a repetition of one character that matches none');
    const count = (from: number, limit: number): number => {
      const data = this.#data;
      const base = this.#base;
      const end = limit >= this.#end - from ? this.#end : from + limit;
      let to = from;
      while (to < end && test(data[base + to])) to++;
      return to;
    };
    const greedy: Node = (from, next) => {
      for (let to = count(from, most); to >= from + least; to--) if (next(to)) return true;
      return false;
    };
    const lazy: Node = (from, next) => {
      let to = count(from, least);
      if (to < from + least) return false;
      for (;;) {
        if (next(to)) return true;
        if (to - from >= most || to >= this.#end || !test(this.#data[this.#base + to])) return false;
        to++;
      }
    };
    const possessive: Node = (from, next) => {
      const to = count(from, most);
      return to >= from + least && next(to);
    };
    const node = op === OP.repeatOne ? greedy : op === OP.minRepeatOne ? lazy : possessive;
    return { node, after: at + 1 + skip };
  }

  /** Repetition of anything; the operation behind the body says how. */
  #repeat(at: number): Compiled {
    const code = this.#code;
    const [op, skip, least, most] = code.slice(at, at + 4);
    const until = at + 1 + skip;
    const body = this.#sequence(at + 4, until);
    const limit = most === MAX_REPEAT ? Infinity : most;
    if (op === OP.possessiveRepeat) {
      return { node: (here, next) => this.#possessive(body, least, limit, here, next), after: until + 1 };
    }
    const isGreedy = code[until] === OP.maxUntil;
    // `last`: where the turn before began; a turn that matched nothing is the last one.
    const turn = (here: number, count: number, last: number, next: Next): boolean => {
      const again = () => body(here, (then) => turn(then, count + 1, here, next));
      if (count < least) return again();
      const mayAgain = count < limit && here !== last;
      if (isGreedy) return (mayAgain && again()) || next(here);
      return next(here) || (mayAgain && again());
    };
    return { node: (here, next) => turn(here, 0, -1, next), after: until + 1 };
  }

  /** As often as it goes, and no way back into it. */
  #possessive(body: Node, least: number, most: number, from: number, next: Next): boolean {
    const old = this.#marks.slice();
    const oldLast = this.#lastIndex;
    let here = from;
    for (let count = 0; count < most; count++) {
      let then = -1;
      if (!body(here, (stop) => ((then = stop), true))) {
        if (count < least) return this.#back(old, oldLast);
        break;
      }
      const isEmpty = then === here;
      here = then;
      if (isEmpty && count + 1 >= least) break;
    }
    return next(here) || this.#back(old, oldLast);
  }

  /** The first way of a body, and no other. */
  #once(body: Node, here: number, next: Next): boolean {
    const old = this.#marks.slice();
    const oldLast = this.#lastIndex;
    let then = -1;
    if (!body(here, (stop) => ((then = stop), true))) return false;
    return next(then) || this.#back(old, oldLast);
  }

  #back(marks: Int32Array, last: number): false {
    this.#marks.set(marks);
    this.#lastIndex = last;
    return false;
  }

  #assertion(at: number): Compiled {
    const [op, skip, back] = this.#code.slice(at, at + 3);
    const body = this.#sequence(at + 3, at + 1 + skip);
    const after = at + 1 + skip;
    if (op === OP.assert) {
      return {
        node: (here, next) => here - back >= this.#start && this.#once(body, here - back, () => next(here)),
        after,
      };
    }
    return {
      node: (here, next) => {
        const old = this.#marks.slice();
        const oldLast = this.#lastIndex;
        if (here - back >= this.#start && body(here - back, () => true)) return this.#back(old, oldLast);
        return next(here);
      },
      after,
    };
  }

  #reference(group: number, fold: (c: number) => number): Node {
    return (at, next) => {
      const from = this.#marks[group * 2];
      const length = this.#marks[group * 2 + 1] - from;
      if (from < 0 || length < 0 || at + length > this.#end) return false;
      const data = this.#data;
      const base = this.#base;
      for (let i = 0; i < length; i++) if (fold(data[base + from + i]) !== fold(data[base + at + i])) return false;
      return next(at + length);
    };
  }

  #conditional(at: number): Compiled {
    const code = this.#code;
    const group = code[at + 1];
    const no = at + 1 + code[at + 2];
    // With a second way the first one ends with a jump over it.
    const hasOther = code[no - 2] === OP.jump && no - 2 >= at + 3 && this.#endsAt(at + 3, no - 2);
    const yes = this.#sequence(at + 3, hasOther ? no - 2 : no);
    const after = hasOther ? no - 1 + code[no - 1] : no;
    const other = hasOther ? this.#sequence(no, after) : undefined;
    return {
      node: (here, next) => {
        const isSet = this.#marks[group * 2] >= 0 && this.#marks[group * 2 + 1] >= 0;
        return isSet ? yes(here, next) : other === undefined ? next(here) : other(here, next);
      },
      after,
    };
  }

  /** Whether an operation ends exactly there: what looks like a jump could be an argument. */
  #endsAt(from: number, to: number): boolean {
    let at = from;
    while (at < to) at = this.#compile(at).after;
    return at === to;
  }
}

const folded =
  (test: Test, fold: (c: number) => number): Test =>
  (c) =>
    test(fold(c));
