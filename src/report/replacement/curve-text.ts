/**
 * LRU's faults by frames, drawn with letters: a column per number of frames, or where they are too many, columns at equal
 * ratios. The top is what one frame gives.
 */
import { grouped } from '../../base/format.js';

const HEIGHT = 8;
/** "100 % |". */
const MARGIN = 7;
const LEAST_GAP = 2;
/** Ratio below which a percentage has a decimal. */
const ONE_DIGIT = 0.1;

/** @param faults index is the number of frames, from 0 */
export function curveLines(faults: Float64Array, width: number): string[] {
  const last = faults.length - 1;
  const room = width - MARGIN;
  const columns = Math.min(room, last);
  const isLinear = last <= room;
  const framesAt = (column: number): number =>
    isLinear || columns === 1 ? column + 1 : Math.round(last ** (column / (columns - 1)));
  const heights = Array.from({ length: columns }, (_, c) => Math.round((faults[framesAt(c)]! / faults[1]!) * HEIGHT));
  const lines = Array.from({ length: HEIGHT + 1 }, (_, i) => {
    const level = HEIGHT - i;
    const label = level % (HEIGHT / 2) === 0 ? percent((faults[1]! / faults[0]!) * (level / HEIGHT)) : '';
    return `${label.padStart(MARGIN - 2)} |${heights.map((height) => (height === level ? '*' : ' ')).join('')}`.trimEnd();
  });
  return [...lines, `${' '.repeat(MARGIN - 1)}+${'-'.repeat(columns)}`, ' '.repeat(MARGIN) + scale(columns, framesAt)];
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(ratio > 0 && ratio < ONE_DIGIT ? 1 : 0)} %`;
}

/** Numbers of frames, each beginning below its column, as far as they fit. */
function scale(columns: number, framesAt: (column: number) => number): string {
  const end = grouped(framesAt(columns - 1));
  const lastStart = Math.max(0, columns - end.length);
  let line = '';
  for (let step = 0; step < 4; step++) {
    const column = Math.round((step * (columns - 1)) / 4);
    const text = grouped(framesAt(column));
    const isFree = step === 0 || line.length + LEAST_GAP <= column;
    if (isFree && column + text.length + LEAST_GAP <= lastStart) line = line.padEnd(column) + text;
  }
  return line.padEnd(lastStart) + end;
}
