/** Tables whose rows can be ordered by the heading of a column that is clicked; a second click turns the order round. */
import { element } from './elements.js';

/** Cells hold what they are sorted by in `data-value`; those without one stand last. */
export function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0]!;
  const heads = [...table.querySelectorAll<HTMLTableCellElement>('th[data-column]')];
  for (const head of heads) {
    const column = Number(head.dataset['column']);
    const button = element('button', { type: 'button', title: head.title });
    button.append(...head.childNodes);
    head.append(button);
    head.removeAttribute('title');
    button.addEventListener('click', () => {
      const isAscending = head.getAttribute('aria-sort') !== 'ascending';
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', isAscending ? 'ascending' : 'descending');
      const rows = [...body.rows];
      rows.sort((a, b) => compare(a.cells[column]!, b.cells[column]!, isAscending));
      body.append(...rows);
    });
  }
}

function compare(a: HTMLTableCellElement, b: HTMLTableCellElement, isAscending: boolean): number {
  const [left, right] = [a.dataset['value'], b.dataset['value']];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  const order = a.tagName === 'TH' ? left.localeCompare(right, 'en') : Number(left) - Number(right);
  return isAscending ? order : -order;
}
