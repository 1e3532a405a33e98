/**
 * Which other files a source text may ask for: over-approximated by a scan of directive lines, without preprocessing.
 * Directives in dead branches and comments count as well, which costs nothing but a file handed over in vain.
 * Not seen: directives behind a comment on the same line, names pasted together by macros (the compile step asks
 * again for those: see compile-unit.ts). Cost: one regular expression over the text.
 */

export interface IncludeRequest {
  name: string;
  /** `"name"`: the includer's directory is searched first. */
  quoted: boolean;
  /** `#include_next`: any directory of the search path may be meant. */
  next: boolean;
}

export interface IncludeScan {
  requests: IncludeRequest[];
  /** There is an `#include MACRO`: any of `candidates`, of this or another file, may be its value. */
  computed: boolean;
  /** Macro values that read like a header name. */
  candidates: IncludeRequest[];
}

const DIRECTIVE = /^[ \t\f\v\uFEFF]*(?:#|%:|\?\?=)[ \t]*(include_next|include|import|embed|define|if|elif)\b(.*)$/gm;
const HEADER_NAME = /^[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/;
const HAS_INCLUDE = /__has_(include_next|include|embed)[ \t]*\([ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/g;
const MACRO_VALUE = /^[ \t]+[A-Za-z_]\w*[ \t]+(?:"([^"\n]+)"|<([^>\n]+)>)[ \t]*(?:\/[/*].*)?\r?$/;
const DECODER = new TextDecoder();

export function scanIncludes(source: Uint8Array): IncludeScan {
  const scan: IncludeScan = { requests: [], computed: false, candidates: [] };
  for (const [, directive, rest] of DECODER.decode(source).matchAll(DIRECTIVE)) {
    if (directive === 'define') {
      const value = MACRO_VALUE.exec(rest!);
      if (value !== null) scan.candidates.push(request(value[1], value[2], false));
    } else if (directive === 'if' || directive === 'elif') {
      for (const [, kind, quoted, angled] of rest!.matchAll(HAS_INCLUDE)) {
        scan.requests.push(request(quoted, angled, kind === 'include_next'));
      }
    } else {
      const name = HEADER_NAME.exec(rest!);
      if (name === null) scan.computed = true;
      else scan.requests.push(request(name[1], name[2], directive === 'include_next'));
    }
  }
  return scan;
}

/** The header name that a `-DNAME="file.h"` option defines, if it does. */
export function candidateOf(value: string): IncludeRequest | undefined {
  const name = HEADER_NAME.exec(value);
  return name === null ? undefined : request(name[1], name[2], false);
}

function request(quoted: string | undefined, angled: string | undefined, next: boolean): IncludeRequest {
  return { name: quoted ?? angled ?? '', quoted: quoted !== undefined, next };
}
