/** Numbers as trace files write them; undefined for what is none, and for what a double cannot hold. */

export function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Without "0x". */
export function hexadecimal(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9a-f]{1,16}$/i.test(text)) return undefined;
  const value = Number.parseInt(text, 16);
  return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
}
