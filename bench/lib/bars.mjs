/** What a measurement is held against. A bar that is missed is shown and changes no exit status. */

/**
 * @param {{ what: string, value: number | undefined, atMost?: number, atLeast?: number, unit?: string }[]} bars
 *   value is undefined where it could not be measured.
 */
export function judge(bars) {
  return bars.map((bar) => {
    const { value, atMost = Infinity, atLeast = -Infinity } = bar;
    return { ...bar, verdict: value === undefined ? 'not measured' : isWithin(value, atLeast, atMost) };
  });
}

function isWithin(value, atLeast, atMost) {
  return value >= atLeast && value <= atMost ? 'met' : 'missed';
}

/** One line per judged bar. */
export function barLines(judged) {
  return judged.map(({ what, value, atMost, unit = '', atLeast, verdict }) => {
    const bar = atMost === undefined ? `at least ${atLeast}${unit}` : `at most ${atMost}${unit}`;
    return `${what}: ${value === undefined ? '-' : `${value.toFixed(2)}${unit}`} (${bar}): ${verdict}`;
  });
}
