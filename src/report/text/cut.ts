/** What does not fit is cut, visibly. */

/** @param width columns that there are; a character takes one */
export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, Math.max(0, width - 1))}…` : text;
}
