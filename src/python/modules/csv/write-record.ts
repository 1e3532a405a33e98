/** A record as a line of a CSV file. */
import { type Dialect, QUOTING } from './dialect.js';
import { BadRecord } from './parse-record.js';

export interface WrittenField {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** @throws BadRecord */
export function writeRecord(dialect: Dialect, fields: readonly WrittenField[]): string {
  const { delimiter, lineterminator, quoting } = dialect;
  const line = fields.map((field) => writeField(dialect, field)).join(delimiter);
  if (fields.length > 0 && line === '') {
    // It would read as a record without any.
    if (quoting === QUOTING.QUOTE_NONE) throw new BadRecord('single empty field record must be quoted');
    return writeField(dialect, { text: '', isQuoted: true }) + lineterminator;
  }
  return line + lineterminator;
}

function writeField(dialect: Dialect, { text, isQuoted }: WrittenField): string {
  const { delimiter, escapechar, quotechar, lineterminator, quoting, doublequote } = dialect;
  let quoted = isQuoted;
  let written = '';
  for (const c of text) {
    if (c === delimiter || c === escapechar || c === quotechar || lineterminator.includes(c)) {
      let isEscaped = quoting === QUOTING.QUOTE_NONE;
      if (!isEscaped && c === quotechar) {
        if (doublequote) written += quotechar;
        else isEscaped = true;
      } else if (!isEscaped && c === escapechar) isEscaped = true;
      if (!isEscaped) quoted = true;
      else if (escapechar === undefined) throw new BadRecord('need to escape, but no escapechar set');
      else written += escapechar;
    }
    written += c;
  }
  return quoted ? `${quotechar}${written}${quotechar}` : written;
}
