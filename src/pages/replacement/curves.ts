/** Miss ratio by number of frames: a line for each policy, with dots where it was measured, and OPT as the floor. */
import { counted } from '../../base/format.js';
import type { CurveData } from '../../report/replacement/html/curve-data.js';
import { lines, type Line } from '../charts/lines.js';
import { shortBytes, shortCount } from '../charts/units.js';
import type { Signal } from '../signal.js';

export interface CurveState {
  shown: Signal<ReadonlySet<string>>;
  emphasised: Signal<string | undefined>;
  /** The number of frames looked at. */
  moment: Signal<number>;
  /** By policy: class of its colour and dashes. */
  classes: readonly string[];
  scales: CurveScales;
}

/** The same for all charts of a page. */
export interface CurveScales {
  /** Numbers of frames. */
  least: number;
  end: number;
  /** Highest miss ratio. */
  top: number;
}

export function missRatioCurves(host: HTMLElement, data: CurveData, state: CurveState): void {
  const { title, pageSize, frames, policies, lru, anomalies } = data;
  const all = policies.flatMap(({ name, missRatios }, i): Line[] => {
    const line = { name, className: state.classes[i]!, x: frames, y: missRatios, dots: true };
    const [x, y] = merged(lru, { frames, missRatios }, state.scales);
    const area = { ...line, name: 'below OPT', className: 'part-rest', isArea: true, isUnnamed: true, dots: false };
    if (name === 'opt') return [area, line];
    return [name === 'lru' ? { ...line, x, y } : line];
  });
  const rings = anomalies.map(({ policy, frames: x, missRatio: y }) => ({ name: policy, x, y }));
  lines(host, all, {
    ...state,
    label: `Miss ratio of each policy by number of frames${title === '' ? '' : `, on ${title}`}`,
    xTitle: pageSize === undefined ? 'frames' : 'memory',
    yTitle: 'miss ratio',
    height: 340,
    ...state.scales,
    stops: frames,
    rings,
    steps: 'decimal',
    format: (tick) => `${Number((100 * tick).toPrecision(3))} %`,
    formatX: (tick) => {
      if (!Number.isInteger(tick)) return '';
      return pageSize === undefined ? shortCount(tick) : shortBytes(tick * pageSize);
    },
    exact: (ratio) => `${(100 * ratio).toFixed(2)} %`,
    titleAt: (x) =>
      pageSize === undefined ? counted(x, 'frame') : `${shortBytes(x * pageSize)}, ${counted(x, 'frame')}`,
  });
}

/** What is shown: the numbers of frames that were asked for, and some of LRU's curve on both sides of them. */
export function scalesOf(subjects: readonly CurveData[]): CurveScales {
  const { frames } = subjects[0]!;
  const beside = frames.length === 1 ? 8 : 2;
  const [first, last] = [frames[0]!, frames.at(-1)!];
  const least = Math.max(1, Math.floor(first / beside));
  const lastOfCurves = Math.max(...subjects.map(({ lru }) => lru.frames.at(-1) ?? 1));
  const end = Math.max(last, Math.min(lastOfCurves, last * beside));
  const ratios = subjects.flatMap(({ policies, lru }) => [
    ...policies.flatMap(({ missRatios }) => missRatios),
    ...lru.missRatios.filter((_, i) => lru.frames[i]! >= least),
  ]);
  return { least, end, top: Math.max(...ratios) };
}

/** Points of both within the range, by rising number of frames; those that were measured come first where both have one. */
function merged(
  curve: { frames: readonly number[]; missRatios: readonly number[] },
  measured: { frames: readonly number[]; missRatios: readonly number[] },
  { least, end }: CurveScales,
): [x: number[], y: number[]] {
  const points = new Map(curve.frames.map((at, i) => [at, curve.missRatios[i]!]));
  measured.frames.forEach((at, i) => points.set(at, measured.missRatios[i]!));
  const sorted = [...points].filter(([at]) => at >= least && at <= end).sort(([a], [b]) => a - b);
  return [sorted.map(([at]) => at), sorted.map(([, ratio]) => ratio)];
}
