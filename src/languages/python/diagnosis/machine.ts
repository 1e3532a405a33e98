/**
 * Runs the grammar over the tokens, without recursion. Every rule's result at a token is kept, so the work is linear in
 * the tokens; when a statement is done, what was kept about its tokens goes, except for blocks, which are tried again.
 */
import type { TokenColumns } from '../tokens/token-columns.js';
import { T } from '../tokens/kinds.js';
import { type Program, MAX_SLOTS, OP } from './program.js';

/** What a rule gives: a node, a list of them, a token's index, or nothing. */
export type Value = Node | number | undefined | readonly Value[];

export interface Node {
  readonly kind: string;
  /** Its first and last token. */
  readonly first: number;
  readonly last: number;
  readonly items: readonly Value[];
}

/** What messages are asked: they may throw, refuse, or give another value. */
export interface Messages {
  /** Undefined where the alternative fails. */
  decide(message: string, slots: (slot: number) => Value, value: Value): Value | undefined;
  missing(token: number, text: string): never;
  /** The token at which the source stops being tokens was reached. */
  notAToken(): never;
  tooDeep(): never;
}

/** CPython's parser gives up when rules nest deeper. */
const MAX_DEPTH = 6000;

interface Kept {
  /** -1 where the rule fails. */
  readonly end: number;
  readonly value: Value;
}

export class Machine {
  readonly #program: Program;
  readonly #tokens: TokenColumns;
  readonly #messages: Messages;
  readonly #blockRule: number;
  readonly #silentRule: number;
  #kept: (Map<number, Kept> | undefined)[] = [];
  #keptBlocks = new Map<number, Kept>();
  /** The furthest token that was looked at. */
  furthest = 0;
  /** Instructions so far: a measure of work that no machine changes. */
  steps = 0;
  /** Index behind the last token taken. */
  position = 0;

  constructor(program: Program, tokens: TokenColumns, messages: Messages) {
    this.#program = program;
    this.#tokens = tokens;
    this.#messages = messages;
    this.#blockRule = program.rules.findIndex((rule) => rule.name === 'block');
    this.#silentRule = program.rules.findIndex((rule) => rule.name === 'expression_without_invalid');
  }

  /** Whether the rule matches at a token, with or without the rules for what is invalid. */
  run(ruleName: string, from: number, withInvalid: boolean): boolean {
    const { code, rules, kinds, messages, texts } = this.#program;
    const { kind, value: values } = this.#tokens;
    this.#kept = [];
    this.#keptBlocks = new Map();
    const returns: number[] = [-1];
    const frameRules: number[] = [rules.findIndex((rule) => rule.name === ruleName)];
    const frameStarts: number[] = [from];
    const slots: Value[] = Array<Value>(MAX_SLOTS).fill(undefined);
    const choiceCodes: number[] = [];
    const choicePositions: number[] = [];
    const choiceDepths: number[] = [];
    let depth = 0;
    // How many frames of the silent rule are open; their inside is read without messages.
    let silent = withInvalid ? 0 : 1;
    let position = from;
    let pc = rules[frameRules[0]].start;
    let last: Value;
    const keyOf = (rule: number) => rule * 2 + (silent > 0 && !rules[rule].isMemo ? 1 : 0);
    const keep = (rule: number, start: number, end: number, value: Value) => {
      if (rule === this.#blockRule) {
        this.#keptBlocks.set(start, { end, value });
        return;
      }
      let map = this.#kept[start];
      if (map === undefined) this.#kept[start] = map = new Map();
      map.set(keyOf(rule), { end, value });
    };
    const read = (slot: number) => slots[depth * MAX_SLOTS + slot];
    for (;;) {
      this.steps++;
      const op = code[pc];
      const x = code[pc + 1];
      let failed = false;
      switch (op) {
        case OP.Token:
        case OP.Soft:
        case OP.Forced: {
          if (position > this.furthest) this.furthest = position;
          const found = kind[position];
          if (found === T.Error) this.#messages.notAToken();
          const fits = op === OP.Soft ? found === T.Name && values[position] === x : found === x;
          if (fits) {
            last = position++;
            pc += 3;
          } else if (op === OP.Forced) this.#messages.missing(position, texts[code[pc + 2]]);
          else failed = true;
          break;
        }
        case OP.Call: {
          if (code[pc + 2] === 1 && silent > 0) {
            failed = true;
            break;
          }
          const known = x === this.#blockRule ? this.#keptBlocks.get(position) : this.#kept[position]?.get(keyOf(x));
          if (known !== undefined) {
            if (known.end < 0) failed = true;
            else {
              position = known.end;
              last = known.value;
              pc += 3;
            }
            break;
          }
          if (++depth > MAX_DEPTH) this.#messages.tooDeep();
          returns[depth] = pc + 3;
          frameRules[depth] = x;
          frameStarts[depth] = position;
          if (x === this.#silentRule) silent++;
          for (let slot = 0; slot < MAX_SLOTS; slot++) slots[depth * MAX_SLOTS + slot] = undefined;
          pc = rules[x].start;
          break;
        }
        case OP.Return: {
          if (depth === 0) {
            this.position = position;
            return true;
          }
          const rule = frameRules[depth];
          if (rule === this.#silentRule) silent--;
          keep(rule, frameStarts[depth], position, last);
          pc = returns[depth--];
          break;
        }
        case OP.Choice:
          choiceCodes.push(x);
          choicePositions.push(position);
          choiceDepths.push(depth);
          pc += 3;
          break;
        case OP.Commit:
        case OP.Cut:
          choiceCodes.pop();
          choicePositions.pop();
          choiceDepths.pop();
          pc = op === OP.Cut ? pc + 3 : x;
          break;
        case OP.CommitAndRepeat:
          choicePositions[choicePositions.length - 1] = position;
          pc = x;
          break;
        case OP.CommitAndReturn:
          choiceCodes.pop();
          position = choicePositions.pop()!;
          choiceDepths.pop();
          pc = x;
          break;
        case OP.Fail:
          failed = true;
          break;
        case OP.FailTwice:
          choiceCodes.pop();
          choicePositions.pop();
          choiceDepths.pop();
          failed = true;
          break;
        case OP.Jump:
          pc = x;
          break;
        case OP.Store: {
          const at = depth * MAX_SLOTS + x;
          if (code[pc + 2] === 0) slots[at] = last;
          else (slots[at] as Value[]).push(last);
          pc += 3;
          break;
        }
        case OP.NewList:
          slots[depth * MAX_SLOTS + x] = [];
          pc += 3;
          break;
        case OP.Load:
          last = read(x);
          pc += 3;
          break;
        case OP.Nothing:
          last = undefined;
          pc += 3;
          break;
        case OP.Make: {
          const mask = code[pc + 2];
          const items: Value[] = [];
          for (let slot = 0; mask >> slot !== 0; slot++) {
            if ((mask & (1 << slot)) === 0) continue;
            const item = read(slot);
            if (Array.isArray(item)) for (const one of item) items.push(one);
            else if (item !== undefined) items.push(item);
          }
          last = { kind: kinds[x], first: frameStarts[depth], last: position - 1, items };
          pc += 3;
          break;
        }
        case OP.Message:
          this.position = position;
          if (messages[x] === 'forget') this.#forget(frameStarts[depth], position);
          else {
            last = this.#messages.decide(messages[x], read, last);
            failed = last === undefined;
          }
          pc += 3;
          break;
      }
      if (!failed) continue;
      const back = choiceCodes.pop();
      if (back === undefined) return false;
      const outer = choiceDepths.pop()!;
      while (depth > outer) {
        const rule = frameRules[depth];
        if (rule === this.#silentRule) silent--;
        keep(rule, frameStarts[depth], -1, undefined);
        depth--;
      }
      position = choicePositions.pop()!;
      pc = back;
    }
  }

  #forget(from: number, to: number): void {
    for (let at = from; at < to; at++) this.#kept[at] = undefined;
  }
}
