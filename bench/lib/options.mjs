/** Numbers on the command line. */

/** @throws RangeError */
export function wholeNumber(name, text) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new RangeError(`--${name} ${text}: expected a number from 1 on`);
  return number;
}
