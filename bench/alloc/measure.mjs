/** One workload on all contenders. */

/** Short traces are repeated until a sample has so many calls. */
const SAMPLE_CALLS = 200_000;
const MOST_PASSES = 1000;
/** A pass that takes longer (milliseconds) is given up, and not tried again. */
const PATIENCE = 1500;
/** Calls between two looks at the clock. */
const SLICE = 8192;

/**
 * @returns {{ name, kind, calls, times: Record<string, { nanoseconds: number, complete: boolean }>, utilisation }} by
 *   "way name": the least nanoseconds per call, or of what was done when it was given up; and the utilisation by name.
 */
export function measure(workload, stage, list, native, rounds) {
  stage.enter(workload);
  const calls = workload.trace.op.length;
  const passes = Math.min(MOST_PASSES, Math.ceil(SAMPLE_CALLS / calls));
  const runs = list.map((contender) => ({ key: `${contender.way} ${contender.name}`, contender, best: Infinity }));
  const nativeRun = native?.(stage);
  let nativeBest = Infinity;
  const utilisation = {};
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < runs.length; turn++) {
      const run = runs[(round + turn) % runs.length];
      if (run.gaveUp) continue;
      const { milliseconds, done } = sample(run.contender, calls, passes);
      if (done < calls * passes) {
        run.gaveUp = true;
        run.best = milliseconds / done;
        continue;
      }
      run.best = Math.min(run.best, milliseconds / done);
      if (round === 0 && run.contender.footprint !== undefined)
        utilisation[run.contender.name] = utilisationOf(run, stage.peak, workload.name);
    }
    if (nativeRun !== undefined) nativeBest = Math.min(nativeBest, nativeRun(passes) / calls);
  }
  const times = Object.fromEntries(
    runs.map(({ key, best, gaveUp }) => [key, { nanoseconds: best * 1e6, complete: !gaveUp }]),
  );
  if (nativeRun !== undefined) times['native glibc'] = { nanoseconds: nativeBest * 1e6, complete: true };
  return { name: workload.name, kind: workload.kind, calls, peakPayload: stage.peak.bytes, times, utilisation };
}

/** @throws Error when the heap was smaller than what it held: then calls have failed, and their times mean nothing */
function utilisationOf({ key, contender }, peak, name) {
  const footprint = contender.footprint();
  if (!(footprint >= peak.bytes)) throw new Error(`${key} did not serve all calls of ${name}`);
  return peak.bytes / footprint;
}

function sample(contender, calls, passes) {
  let milliseconds = 0;
  let done = 0;
  for (let pass = 0; pass < passes; pass++) {
    contender.begin();
    const start = performance.now();
    for (let from = 0; from < calls; from += SLICE) {
      const to = Math.min(from + SLICE, calls);
      contender.calls(from, to);
      done += to - from;
      if (performance.now() - start > PATIENCE) return { milliseconds: milliseconds + performance.now() - start, done };
    }
    milliseconds += performance.now() - start;
  }
  return { milliseconds, done };
}
