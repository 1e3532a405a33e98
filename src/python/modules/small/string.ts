/** The module _string: how string.Formatter takes templates apart. */
import { NONE } from '../../format/memory-map.js';
import { TYPE_ERROR } from '../../format/types.js';
import { templateParts, fieldParts } from '../../objects/text/template.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

export const STRING_MODULE: ModuleDefinition = {
  name: '_string',
  functions: [
    native('formatter_parser', 'format, /', (rt, _, [template]) => {
      if (!rt.isString(template)) rt.raise(TYPE_ERROR, `expected str, got ${rt.shownTypeName(rt.typeOf(template))}`);
      const rows = templateParts(rt, template).map((row) => rt.tuple(row.map((part) => (part === 0 ? NONE : part))));
      return rt.keep(rt.kernel.getIter(rt.list(rows)));
    }),
    native('formatter_field_name_split', 'name, /', (rt, _, [name]) => {
      if (!rt.isString(name)) rt.raise(TYPE_ERROR, `expected str, got ${rt.shownTypeName(rt.typeOf(name))}`);
      const { first, rest } = fieldParts(rt, name);
      const rows = rest.map(({ isAttribute, key }) => rt.tuple([rt.bool(isAttribute), key]));
      return rt.tuple([first, rt.keep(rt.kernel.getIter(rt.list(rows)))]);
    }),
  ],
};
