/** Checks of the form of JSON values, put together from small ones. */

/** Where the value is not of its form: "" for the value itself, ".name[3]" for a part of it; undefined when it is. */
export type Check = (value: unknown) => string | undefined;

/** One check for every field of T, so that no field can be forgotten. */
export type Fields<T> = { [K in keyof T]-?: Check };

function when(holds: (value: unknown) => boolean): Check {
  return (value) => (holds(value) ? undefined : '');
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

export const text = when((value) => typeof value === 'string');
export const flag = when((value) => typeof value === 'boolean');
export const number = when(Number.isFinite);
export const whole = when(isWhole);
export const natural = when((value) => isWhole(value) && value >= 0);
export const positive = when((value) => isWhole(value) && value > 0);

/** A row number of a table with so many rows. */
export function below(rows: number): Check {
  return when((value) => isWhole(value) && value >= 0 && value < rows);
}

export function oneOf(...values: readonly unknown[]): Check {
  return when((value) => values.includes(value));
}

export function optional(check: Check): Check {
  return (value) => (value === undefined ? undefined : check(value));
}

export function list(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return '';
    for (let i = 0; i < value.length; i++) {
      const at = check(value[i]);
      if (at !== undefined) return `[${i}]${at}`;
    }
    return undefined;
  };
}

export function object<T>(fields: Fields<T>): Check {
  const checks = Object.entries<Check>(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null) return '';
    for (const [name, check] of checks) {
      const at = check((value as Record<string, unknown>)[name]);
      if (at !== undefined) return `.${name}${at}`;
    }
    return undefined;
  };
}

/** The check that belongs to the value of `tag`. */
export function tagged(tag: string, checks: Record<string, Check>): Check {
  return (value) => {
    const kind = (value as Record<string, unknown> | null | undefined)?.[tag];
    return typeof kind === 'string' && Object.hasOwn(checks, kind) ? checks[kind](value) : `.${tag}`;
  };
}
