/** Numbers as trace files write them; undefined for what is none. */

export function decimal(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Without "0x". Above 2^53 the nearest double: no real address or size is there, only sizes that cannot be served. */
export function hexadecimal(text: string | undefined): number | undefined {
  return text !== undefined && /^[0-9a-f]{1,16}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}
