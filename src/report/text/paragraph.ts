/** Joins words that must stay on one line; printed as a space. */
export const TIED = '\u00a0';

/** Lines of at most `width` columns, but for words that are longer. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((part) => part.replaceAll(TIED, ' '));
}

/** Below a label that is longer, the text begins on a line of its own. */
const INDENT = 4;

/** "label: text", wrapped at the width, continued below the text. */
export function paragraph(label: string, text: string, width: number, paint: (label: string) => string): string[] {
  if (label.length > width / 2)
    return [`${paint(label)}:`, ...wrapped(text, width - INDENT).map((part) => ' '.repeat(INDENT) + part)];
  const indent = ' '.repeat(label.length + 2);
  return wrapped(text, width - indent.length).map((part, i) => (i === 0 ? `${paint(label)}: ` : indent) + part);
}
