/**
 * The part of XML that Valgrind writes: elements and text, character references, no attributes worth keeping. A
 * recursive structure is built in one pass over the tags.
 */
export interface XmlElement {
  name: string;
  children: XmlElement[];
  /** All text directly inside, references resolved. */
  text: string;
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Parse a document and return its root. Throws on tags that do not match. */
export function parseXml(document: string): XmlElement {
  const top: XmlElement = { name: '', children: [], text: '' };
  const open = [top];
  const tags = /<(\?[^>]*\?|!--[\s\S]*?--|\/?[A-Za-z_][^>]*)>|([^<]+)/g;
  for (const [, tag, text] of document.matchAll(tags)) {
    const current = open[open.length - 1];
    if (text !== undefined) current.text += decode(text);
    else if (tag.startsWith('?') || tag.startsWith('!')) continue;
    else if (tag.startsWith('/')) {
      if (current.name !== tag.slice(1).trim()) throw new Error(`</${tag.slice(1)}> closes <${current.name}>`);
      open.pop();
    } else {
      const element: XmlElement = { name: /^[^\s/]+/.exec(tag)?.[0] ?? '', children: [], text: '' };
      current.children.push(element);
      if (!tag.endsWith('/')) open.push(element);
    }
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error('the document is cut off');
  return top.children[0];
}

function decode(text: string): string {
  return text.replace(/&(#x?)?([0-9A-Za-z]+);/g, (whole, number: string | undefined, name: string) =>
    number ? String.fromCodePoint(Number.parseInt(name, number === '#x' ? 16 : 10)) : (ENTITIES[name] ?? whole),
  );
}

/** Children named `name`. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Text of the element at `path` ("xwhat/leakedbytes"), or undefined. */
export function textOf(element: XmlElement, path: string): string | undefined {
  let current: XmlElement | undefined = element;
  for (const name of path.split('/')) current = current && all(current, name)[0];
  return current?.text.trim();
}
