/** From values to pixels, and the values that an axis names. */

export interface Scale {
  /** Pixel of a value. */
  at(value: number): number;
  /** Value of a pixel. */
  value(pixel: number): number;
  /** Low to high. */
  ticks: readonly number[];
}

export interface Pixels {
  from: number;
  to: number;
}

/** From 0 to at least `most`, with about `count` ticks at steps of 1, 2 or 5 times a power of ten, or at powers of two. */
export function linear(most: number, { from, to }: Pixels, count: number, steps: 'decimal' | 'binary'): Scale {
  const top = most > 0 ? most : 1;
  const step = steps === 'binary' ? binaryStep(top / count) : decimalStep(top / count);
  const ticks: number[] = [];
  for (let i = 0; i * step <= top * (1 + 1e-9); i++) ticks.push(i * step);
  return {
    at: (value) => from + (value / top) * (to - from),
    value: (pixel) => ((pixel - from) / (to - from)) * top,
    ticks,
  };
}

/** From `least` to `most`, both above 0. Ticks are the powers of `base` and, where there is room, some in between. */
export function logarithmic(least: number, most: number, { from, to }: Pixels, base: 2 | 10): Scale {
  const [low, high] = [Math.log(least), Math.log(Math.max(most, least * 1.01))];
  const scale = (to - from) / (high - low);
  return {
    at: (value) => from + (Math.log(Math.max(value, least)) - low) * scale,
    value: (pixel) => Math.exp(low + (pixel - from) / scale),
    ticks: logTicks(least, most, base, Math.abs(to - from)),
  };
}

/** As a logarithmic scale of the value + 1, so that 0 has its place. */
export function logarithmicFromZero(most: number, { from, to }: Pixels): Scale {
  const high = Math.log1p(Math.max(most, 1));
  const scale = (to - from) / high;
  const room = Math.max(2, Math.floor(Math.abs(to - from) / PIXELS_PER_TICK));
  const all = [0, ...logTicks(1, Math.max(most, 1), 10, Math.abs(to - from))];
  return {
    at: (value) => from + Math.log1p(value) * scale,
    value: (pixel) => Math.expm1((pixel - from) / scale),
    ticks: all.length <= room ? all : all.filter((tick) => tick === 0 || Number.isInteger(Math.log10(tick))),
  };
}

const PIXELS_PER_TICK = 52;
/** Where fewer powers are in the range, equal steps say more. */
const LEAST_TICKS = 3;

function logTicks(least: number, most: number, base: 2 | 10, pixels: number): number[] {
  const room = Math.max(2, Math.floor(pixels / PIXELS_PER_TICK));
  const candidates = base === 10 ? [[1, 2, 5], [1, 3], [1]] : [[1, 1.5], [1]];
  for (const factors of candidates) {
    const ticks = powers(least, most, base, 1, factors);
    if (ticks.length < LEAST_TICKS) return between(least, most, base, room);
    if (ticks.length <= room) return ticks;
  }
  for (let every = 2; ; every++) {
    const ticks = powers(least, most, base, every, [1]);
    if (ticks.length <= room) return ticks;
  }
}

/** At equal steps from `least` to `most`. */
function between(least: number, most: number, base: 2 | 10, room: number): number[] {
  const finest = (most - least) / room;
  const step = base === 2 ? binaryStep(finest) : decimalStep(finest);
  const ticks: number[] = [];
  for (let i = Math.ceil(least / step); i * step <= most; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** Every so many powers of the base, and their multiples by the factors. */
function powers(least: number, most: number, base: number, every: number, factors: readonly number[]): number[] {
  const ticks: number[] = [];
  const first = Math.floor(Math.log(least) / Math.log(base) / every) * every;
  for (let power = first; base ** power <= most; power += every) {
    for (const factor of factors) {
      // Negative powers of ten are not exact.
      const tick = Number((factor * base ** power).toPrecision(12));
      if (tick >= least && tick <= most) ticks.push(tick);
    }
  }
  return ticks;
}

function binaryStep(least: number): number {
  return Math.max(1, 2 ** Math.ceil(Math.log2(least)));
}

function decimalStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9))!;
  return Number((factor * power).toPrecision(12));
}
