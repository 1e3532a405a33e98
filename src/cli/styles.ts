/** The report's styles on a terminal. */
import { styleText } from 'node:util';
import { PLAIN, type Style } from '../report/style.js';

const COLOURED: Style = {
  error: (text) => styleText(['bold', 'red'], text, { validateStream: false }),
  warning: (text) => styleText(['bold', 'yellow'], text, { validateStream: false }),
  note: (text) => styleText(['bold', 'cyan'], text, { validateStream: false }),
  help: (text) => styleText(['bold', 'green'], text, { validateStream: false }),
  strong: (text) => styleText('bold', text, { validateStream: false }),
  faint: (text) => styleText('blue', text, { validateStream: false }),
};

export function styles(colour: boolean): Style {
  return colour ? COLOURED : PLAIN;
}
