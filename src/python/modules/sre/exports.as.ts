/** What the kernel exports of _sre. */
export { sre_end, sre_getitem, sre_group, sre_groups, sre_span, sre_start } from './match-object.as';
export {
  sre_findall,
  sre_finditer,
  sre_fullmatch,
  sre_match,
  sre_scan,
  sre_search,
  sre_split,
  sre_sub,
  sre_sub_slow,
  sre_subn,
} from './pattern.as';
export { sre_match_class, sre_pattern_class } from './searches.as';
