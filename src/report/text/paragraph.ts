/** Joins words that must stay on one line; printed as a space. */
export const TIED = '\u00a0';

/** "label: text", wrapped at the width, continued below the text. */
export function paragraph(label: string, text: string, width: number, paint: (label: string) => string): string[] {
  const indent = ' '.repeat(label.length + 2);
  const room = width - indent.length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((part, i) => (i === 0 ? `${paint(label)}: ` : indent) + part.replaceAll(TIED, ' '));
}
