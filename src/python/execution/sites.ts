/** What stands at the sites of code objects: kept in TypeScript, numbered by CODE_SITES. */
import type { Address } from '../../base/ids.js';
import type { CompiledCode } from '../compile/pool.js';
import type { Span } from '../../languages/python/tree/ast.js';
import { CODE_SITES } from '../format/frames.js';
import type { Runtime } from '../runtime/runtime.js';

/** Adds the sites of a code object. Their number, which no other code object gets. */
export function addSites(rt: Runtime, sites: CompiledCode['sites']): number {
  const id = rt.nextSites++;
  rt.sites.set(id, sites);
  return id;
}

export function sitesOf(rt: Runtime, code: Address): readonly Span[] {
  return rt.sites.get(rt.views.word(code + CODE_SITES))?.() ?? [];
}

/** The first site is the whole of the code. */
export function spanAt(rt: Runtime, code: Address, site: number): Span | undefined {
  return sitesOf(rt, code)[site];
}
