/** How parts of a report look. On a terminal they have colours; everywhere else each function gives its text back. */
export interface Style {
  error(text: string): string;
  warning(text: string): string;
  note(text: string): string;
  help(text: string): string;
  /** Headlines. */
  strong(text: string): string;
  /** Rules, line numbers, carets' gutters. */
  faint(text: string): string;
}

const same = (text: string): string => text;

export const PLAIN: Style = { error: same, warning: same, note: same, help: same, strong: same, faint: same };
