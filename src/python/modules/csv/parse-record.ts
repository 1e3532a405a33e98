/** A record of a CSV file from its lines: a machine that goes from character to character, as CPython's. */
import { type Dialect, QUOTING } from './dialect.js';

/** Why a record is refused, in CPython's words. */
export class BadRecord extends Error {}

type State =
  | 'start of record'
  | 'start of field'
  | 'escaped'
  | 'after escaped line end'
  | 'in field'
  | 'in quotes'
  | 'escaped in quotes'
  | 'quote in quotes'
  | 'after line end';

/** A field: what was not quoted is a number where the dialect says so. */
export interface Field {
  readonly text: string;
  readonly isNumber: boolean;
}

const isLineEnd = (c: string): boolean => c === '\n' || c === '\r';

export class RecordParser {
  readonly #dialect: Dialect;
  readonly #limit: number;
  readonly #take: (field: Field) => void;
  #state: State = 'start of record';
  #text = '';
  #isNumber = false;

  /** @param limit most characters of a field @param take gets each field as soon as it has ended */
  constructor(dialect: Dialect, limit: number, take: (field: Field) => void) {
    this.#take = take;
    this.#dialect = dialect;
    this.#limit = limit;
  }

  /** No line is missing. */
  get isComplete(): boolean {
    return this.#state === 'start of record';
  }

  /** @throws BadRecord */
  takeLine(line: string): void {
    if (this.#state === 'start of record' && this.#takePlain(line)) return;
    for (const c of line) this.#step(c);
    this.#step(undefined);
  }

  /** There are no more lines. Whether something is left that makes a record. @throws BadRecord */
  end(): boolean {
    if (this.#text === '' && this.#state !== 'in quotes') return false;
    if (this.#dialect.strict) throw new BadRecord('unexpected end of data');
    this.#save();
    return true;
  }

  /** A line in which nothing but delimiters has a meaning. */
  #takePlain(line: string): boolean {
    const { delimiter, quotechar, escapechar, skipinitialspace, quoting } = this.#dialect;
    if (quoting !== QUOTING.QUOTE_MINIMAL || skipinitialspace) return false;
    if (quotechar !== undefined && line.includes(quotechar)) return false;
    if (escapechar !== undefined && line.includes(escapechar)) return false;
    const content = line.endsWith('\r\n') ? line.slice(0, -2) : line.replace(/[\r\n]$/, '');
    if (content === '' || /[\r\n]/.test(content)) return false;
    for (const text of content.split(delimiter)) {
      if (text.length > this.#limit) return false;
      this.#take({ text, isNumber: false });
    }
    return true;
  }

  /** @param c undefined at the end of a line */
  #step(c: string | undefined): void {
    const { quotechar, escapechar, delimiter, quoting, doublequote, strict } = this.#dialect;
    const isQuote = c !== undefined && c === quotechar && quoting !== QUOTING.QUOTE_NONE;
    const isEscape = c !== undefined && c === escapechar;
    switch (this.#state) {
      case 'start of record':
        if (c === undefined) return;
        if (isLineEnd(c)) this.#state = 'after line end';
        else this.#startField(c, isQuote, isEscape);
        return;
      case 'start of field':
        this.#startField(c, isQuote, isEscape);
        return;
      case 'escaped':
        this.#add(c ?? '\n');
        this.#state = c !== undefined && isLineEnd(c) ? 'after escaped line end' : 'in field';
        return;
      case 'after escaped line end':
        if (c !== undefined) this.#goOn(c, isEscape);
        return;
      case 'in field':
        this.#goOn(c, isEscape);
        return;
      case 'in quotes':
        if (c === undefined) return;
        if (isEscape) this.#state = 'escaped in quotes';
        else if (isQuote) this.#state = doublequote ? 'quote in quotes' : 'in field';
        else this.#add(c);
        return;
      case 'escaped in quotes':
        this.#add(c ?? '\n');
        this.#state = 'in quotes';
        return;
      case 'quote in quotes':
        if (isQuote) {
          this.#add(c as string);
          this.#state = 'in quotes';
        } else if (c === delimiter || c === undefined || isLineEnd(c)) this.#goOn(c, false);
        else if (strict) throw new BadRecord(`'${delimiter}' expected after '${quotechar}'`);
        else {
          this.#add(c);
          this.#state = 'in field';
        }
        return;
      case 'after line end':
        if (c === undefined) this.#state = 'start of record';
        else if (!isLineEnd(c))
          throw new BadRecord(
            'new-line character seen in unquoted field - do you need to open the file in universal-newline mode?',
          );
    }
  }

  #startField(c: string | undefined, isQuote: boolean, isEscape: boolean): void {
    if (isQuote) this.#state = 'in quotes';
    else if (c === ' ' && this.#dialect.skipinitialspace) this.#state = 'start of field';
    else {
      const isPlain = c !== undefined && !isLineEnd(c) && !isEscape && c !== this.#dialect.delimiter;
      if (isPlain && this.#dialect.quoting === QUOTING.QUOTE_NONNUMERIC) this.#isNumber = true;
      this.#goOn(c, isEscape);
    }
  }

  /** In a field that is not quoted. */
  #goOn(c: string | undefined, isEscape: boolean): void {
    if (c === undefined || isLineEnd(c)) {
      this.#save();
      this.#state = c === undefined ? 'start of record' : 'after line end';
    } else if (isEscape) this.#state = 'escaped';
    else if (c === this.#dialect.delimiter) {
      this.#save();
      this.#state = 'start of field';
    } else {
      this.#add(c);
      this.#state = 'in field';
    }
  }

  #add(c: string): void {
    if (this.#text.length >= this.#limit) throw new BadRecord(`field larger than field limit (${this.#limit})`);
    this.#text += c;
  }

  #save(): void {
    this.#take({ text: this.#text, isNumber: this.#isNumber });
    this.#text = '';
    this.#isNumber = false;
  }
}
