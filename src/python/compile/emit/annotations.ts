/** Annotations as text: `from __future__ import annotations`. */
import { NotSupported } from '../../../languages/python/errors.js';
import type { Expr } from '../../../languages/python/tree/ast.js';

export function annotationText(e: Expr): string {
  switch (e.kind) {
    case 'Name':
      return e.id;
    case 'Attribute':
      return `${annotationText(e.value)}.${e.attr}`;
    default:
      throw new NotSupported('postponed annotations of this form');
  }
}
