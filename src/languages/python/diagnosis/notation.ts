/**
 * The notation of the diagnosis's grammar, and its reader. A rule is `name = alternatives`, one to a line group:
 *
 *     'if'  ":="   a token; a word in double quotes is a soft keyword        NAME  NEWLINE ...   a kind of token
 *     x?  x*  x+   optional, repeated                                        ','.x+              repeated with separators
 *     &x  !x       look ahead                                                &&x                 must come, or an error says so
 *     ~            no other alternative after this                           a:x                 a name for what x is
 *     -> kind      makes a node of this kind                                 { ... }             a message, see messages.ts
 *
 * An alternative that is nothing but a rule whose name begins with `invalid_` is only tried in the second pass. `memo` behind a rule's name: CPython keeps its
 * results whether or not messages are on; that is observable, since a kept result gives no message again.
 */

export type Item =
  | { readonly is: 'token'; readonly text: string }
  | { readonly is: 'soft'; readonly text: string }
  | { readonly is: 'rule'; readonly name: string }
  | { readonly is: 'group'; readonly alternatives: readonly Alternative[] }
  | { readonly is: 'optional' | 'many' | 'some' | 'and' | 'not' | 'forced'; readonly item: Item }
  | { readonly is: 'separated'; readonly item: Item; readonly separator: Item }
  | { readonly is: 'cut' }
  | { readonly is: 'capture'; readonly name: string; readonly item: Item };

export interface Alternative {
  readonly items: readonly Item[];
  readonly makes: string | undefined;
  readonly message: string | undefined;
}

export interface Rule {
  readonly name: string;
  readonly isMemo: boolean;
  readonly alternatives: readonly Alternative[];
}

const WORDS = /'[^']*'|"[^"]*"|\{[^}]*\}|->|&&|[A-Za-z_]\w*:(?=\S)|[A-Za-z_]\w*|[=|()?*+&!~.]/g;

export function readGrammar(text: string): Rule[] {
  const rules: Rule[] = [];
  for (const part of text.split(/\n(?=[a-z_]+(?: memo)? =)/)) {
    const match = /^\s*([a-z_]+)( memo)? =([^]*)$/.exec(part);
    if (match === null) continue;
    const reader = new Reader(match[3].match(WORDS) ?? []);
    rules.push({ name: match[1], isMemo: match[2] !== undefined, alternatives: reader.alternatives() });
  }
  return rules;
}

class Reader {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  #peek(): string | undefined {
    return this.#words[this.#at];
  }

  #take(word: string): boolean {
    if (this.#peek() !== word) return false;
    this.#at++;
    return true;
  }

  alternatives(): Alternative[] {
    const alternatives: Alternative[] = [];
    this.#take('|');
    do alternatives.push(this.#alternative());
    while (this.#take('|'));
    return alternatives;
  }

  #alternative(): Alternative {
    const items: Item[] = [];
    let makes: string | undefined;
    let message: string | undefined;
    for (;;) {
      const word = this.#peek();
      if (word === undefined || word === '|' || word === ')') break;
      if (this.#take('->')) makes = this.#words[this.#at++].replaceAll("'", '');
      else if (word.startsWith('{')) {
        message = word.slice(1, -1).trim();
        this.#at++;
      } else items.push(this.#item());
    }
    return { items, makes, message };
  }

  #item(): Item {
    const word = this.#peek()!;
    if (word.endsWith(':') && word.length > 1 && !word.startsWith("'")) {
      this.#at++;
      return { is: 'capture', name: word.slice(0, -1), item: this.#item() };
    }
    if (this.#take('&&')) return { is: 'forced', item: this.#atom() };
    if (this.#take('&')) return { is: 'and', item: this.#atom() };
    if (this.#take('!')) return { is: 'not', item: this.#atom() };
    if (this.#take('~')) return { is: 'cut' };
    const item = this.#atom();
    if (this.#take('.')) {
      const repeated = this.#atom();
      this.#take('+');
      return { is: 'separated', item: repeated, separator: item };
    }
    if (this.#take('?')) return { is: 'optional', item };
    if (this.#take('*')) return { is: 'many', item };
    if (this.#take('+')) return { is: 'some', item };
    return item;
  }

  #atom(): Item {
    const word = this.#words[this.#at++];
    if (word === '(') {
      const alternatives = this.alternatives();
      this.#take(')');
      return { is: 'group', alternatives };
    }
    if (word.startsWith("'")) return { is: 'token', text: word.slice(1, -1) };
    if (word.startsWith('"')) return { is: 'soft', text: word.slice(1, -1) };
    if (/^[A-Z_]+$/.test(word)) return { is: 'token', text: word };
    return { is: 'rule', name: word };
  }
}
