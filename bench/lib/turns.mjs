/** Runs every task once, then every task once more, and so on: a slow moment of the machine then hits all alike. */

/**
 * @param {number} rounds
 * @param {Map<string, () => object>} tasks
 * @returns {Map<string, object[]>} what each task answered, by round
 */
export function inTurns(rounds, tasks) {
  const answers = new Map([...tasks.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, task] of tasks) answers.get(name).push(task());
  }
  return answers;
}
