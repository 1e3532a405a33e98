/** How long property tests run: HEAPGLASS_FUZZ multiplies their runs, for long hunts. */
const FACTOR = Number(process.env.HEAPGLASS_FUZZ ?? 1);

/** Parameters of fast-check; a failure is made smaller for a minute at most. */
export function runs(count: number): { numRuns: number; interruptAfterTimeLimit: number } {
  return { numRuns: count * FACTOR, interruptAfterTimeLimit: 60_000 * FACTOR };
}
