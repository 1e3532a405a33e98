/**
 * The grammar as a program for the machine: instructions of three numbers each, in the manner of Ierusalimschy's parsing
 * machine ("A text pattern-matching tool based on Parsing Expression Grammars", 2009), with captures in slots of the rule.
 */
import { OPERATORS, T, KEYWORDS, FIRST_KEYWORD } from '../tokens/kinds.js';
import { N } from '../tokens/names.js';
import { type Alternative, type Item, readGrammar, type Rule } from './notation.js';

export const OP = {
  /** Token of kind x, or fail. */
  Token: 0,
  /** Name with number x, or fail. */
  Soft: 1,
  /** Rule x; with y only while messages are on. */
  Call: 2,
  Return: 3,
  /** On failure go on at x. */
  Choice: 4,
  /** Forget the last choice and go on at x. */
  Commit: 5,
  /** Let the last choice begin here, and go on at x. */
  CommitAndRepeat: 6,
  /** Forget the last choice, go back to where it began, and go on at x. */
  CommitAndReturn: 7,
  Fail: 8,
  /** Forget the last choice and fail. */
  FailTwice: 9,
  /** Forget the last choice. */
  Cut: 10,
  Jump: 11,
  /** Slot x becomes the last value; with y the list in it gets one more. */
  Store: 12,
  NewList: 13,
  Load: 14,
  Nothing: 15,
  /** Makes a node of kind x from the slots of mask y; the node begins where the rule began. */
  Make: 16,
  /** Message x decides. */
  Message: 17,
  /** Token of kind x, or an error that it is missing; y is its text. */
  Forced: 18,
} as const;

export const MAX_SLOTS = 6;

export interface CompiledRule {
  readonly name: string;
  readonly isMemo: boolean;
  readonly start: number;
}

export interface Program {
  readonly code: Int32Array;
  readonly rules: readonly CompiledRule[];
  readonly kinds: readonly string[];
  readonly messages: readonly string[];
  readonly texts: readonly string[];
}

const TOKEN_NAMES: Readonly<Record<string, number>> = {
  NAME: T.Name,
  NUMBER: T.Number,
  STRING: T.String,
  NEWLINE: T.Newline,
  INDENT: T.Indent,
  DEDENT: T.Dedent,
  ENDMARKER: T.End,
};

function tokenKind(text: string): number {
  const keyword = (KEYWORDS as readonly string[]).indexOf(text);
  const kind = keyword >= 0 ? FIRST_KEYWORD + keyword : (TOKEN_NAMES[text] ?? OPERATORS[text]);
  if (kind === undefined) throw new Error(`no token: ${text}`);
  return kind;
}

export function compileGrammar(text: string): Program {
  const rules = readGrammar(text);
  const compiler = new Compiler(rules);
  return compiler.run();
}

class Compiler {
  readonly #rules: readonly Rule[];
  readonly #numbers: Map<string, number>;
  readonly #code: number[] = [];
  readonly #kinds: string[] = [];
  readonly #messages: string[] = [];
  readonly #texts: string[] = [];
  #slots = new Map<string, number>();

  constructor(rules: readonly Rule[]) {
    this.#rules = rules;
    this.#numbers = new Map(rules.map((rule, at) => [rule.name, at]));
  }

  run(): Program {
    const compiled = this.#rules.map((rule) => {
      const start = this.#code.length;
      this.#slots = new Map();
      this.#alternatives(rule.alternatives);
      this.#emit(OP.Return);
      return { name: rule.name, isMemo: rule.isMemo, start };
    });
    return {
      code: Int32Array.from(this.#code),
      rules: compiled,
      kinds: this.#kinds,
      messages: this.#messages,
      texts: this.#texts,
    };
  }

  #emit(op: number, x = 0, y = 0): number {
    this.#code.push(op, x, y);
    return this.#code.length - 3;
  }

  #aim(at: number): void {
    this.#code[at + 1] = this.#code.length;
  }

  #alternatives(alternatives: readonly Alternative[]): void {
    const ends: number[] = [];
    for (const [at, alternative] of alternatives.entries()) {
      const isLast = at === alternatives.length - 1;
      const choice = isLast ? -1 : this.#emit(OP.Choice);
      const isCut = this.#alternative(alternative, !isLast);
      if (isLast) break;
      ends.push(this.#emit(isCut ? OP.Jump : OP.Commit));
      this.#aim(choice);
    }
    for (const end of ends) this.#aim(end);
  }

  /** Says whether the choice of the next alternative was given up. */
  #alternative(alternative: Alternative, hasNext: boolean): boolean {
    let isCut = false;
    let mask = 0;
    const captured: number[] = [];
    const [only] = alternative.items;
    // As in CPython's generated parser: a rule for what is invalid is only left out where it is all of an alternative.
    const isInvalid = alternative.items.length === 1 && only.is === 'rule' && only.name.startsWith('invalid_');
    for (const item of alternative.items) {
      if (item.is === 'cut') {
        if (hasNext) this.#emit(OP.Cut);
        isCut = hasNext;
      } else {
        this.#item(item);
        if (isInvalid) this.#code[this.#code.length - 1] = 1;
        if (item.is === 'capture') {
          const slot = this.#slot(item.name);
          captured.push(slot);
          mask |= 1 << slot;
        }
      }
    }
    if (alternative.makes !== undefined) this.#emit(OP.Make, index(this.#kinds, alternative.makes), mask);
    else if (captured.length === 1) this.#emit(OP.Load, captured[0]);
    else if (alternative.items.filter((item) => item.is !== 'and' && item.is !== 'not').length > 1)
      this.#emit(OP.Make, index(this.#kinds, 'sequence'), mask);
    if (alternative.message !== undefined) this.#emit(OP.Message, index(this.#messages, alternative.message));
    return isCut;
  }

  #slot(name: string): number {
    let slot = this.#slots.get(name);
    if (slot === undefined) {
      slot = this.#slots.size;
      if (slot >= MAX_SLOTS) throw new Error('too many captures in a rule');
      this.#slots.set(name, slot);
    }
    return slot;
  }

  /** Matches an item; its value is the last one. With a slot, a repeated item's values become a list in it. */
  #item(item: Item, listSlot = -1): void {
    switch (item.is) {
      case 'token':
        this.#emit(OP.Token, tokenKind(item.text));
        return;
      case 'soft':
        this.#emit(OP.Soft, item.text === '_' ? N.underscore : N[item.text as keyof typeof N]);
        return;
      case 'rule': {
        const number = this.#numbers.get(item.name);
        if (number === undefined) throw new Error(`no rule: ${item.name}`);
        this.#emit(OP.Call, number);
        return;
      }
      case 'group':
        this.#alternatives(item.alternatives);
        return;
      case 'optional': {
        const choice = this.#emit(OP.Choice);
        this.#item(item.item);
        const end = this.#emit(OP.Commit);
        this.#aim(choice);
        this.#emit(OP.Nothing);
        this.#aim(end);
        return;
      }
      case 'many':
        this.#repeat(item.item, undefined, listSlot, false);
        return;
      case 'some':
        this.#repeat(item.item, undefined, listSlot, true);
        return;
      case 'separated':
        this.#repeat(item.item, item.separator, listSlot, true);
        return;
      case 'and': {
        const choice = this.#emit(OP.Choice);
        this.#item(item.item);
        const end = this.#emit(OP.CommitAndReturn);
        this.#aim(choice);
        this.#emit(OP.Fail);
        this.#aim(end);
        return;
      }
      case 'not': {
        const choice = this.#emit(OP.Choice);
        this.#item(item.item);
        this.#emit(OP.FailTwice);
        this.#aim(choice);
        return;
      }
      case 'forced': {
        const text = item.item.is === 'token' ? item.item.text : '';
        this.#emit(OP.Forced, tokenKind(text), index(this.#texts, text));
        return;
      }
      case 'capture': {
        const slot = this.#slot(item.name);
        const isList = item.item.is === 'many' || item.item.is === 'some' || item.item.is === 'separated';
        this.#item(item.item, isList ? slot : -1);
        if (!isList) this.#emit(OP.Store, slot);
        return;
      }
      case 'cut':
        return;
    }
  }

  #repeat(item: Item, separator: Item | undefined, slot: number, atLeastOne: boolean): void {
    const one = (before?: Item) => {
      if (before !== undefined) this.#item(before);
      this.#item(item);
      if (slot >= 0) this.#emit(OP.Store, slot, 1);
    };
    if (slot >= 0) this.#emit(OP.NewList, slot);
    if (atLeastOne) one();
    const choice = this.#emit(OP.Choice);
    const start = this.#code.length;
    one(separator);
    this.#emit(OP.CommitAndRepeat, start);
    this.#aim(choice);
  }
}

function index(list: string[], text: string): number {
  const at = list.indexOf(text);
  return at >= 0 ? at : list.push(text) - 1;
}
