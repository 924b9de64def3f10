/** Enough of a reader of HTML and SVG to hold what the reports write to their structure. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const VOID = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);

/** @throws Error where an element is not closed, closed out of turn, or has an attribute twice */
export function parseMarkup(text: string): Element {
  const root: Element = { tag: '#root', attributes: {}, children: [] };
  const open: Element[] = [root];
  const tokens =
    /<!--[\s\S]*?-->|<!doctype html>|<style>[\s\S]*?<\/style>|<(\/?)([\w-]+)((?:\s+[\w:-]+(?:="[^"<]*")?)*)\s*(\/?)>|([^<]+)|(<)/g;
  for (const [token, closes, tag, attributes = '', selfCloses, content] of text.matchAll(tokens)) {
    const parent = open.at(-1) ?? root;
    if (token === '<') throw new Error('a < that begins no element');
    if (content !== undefined) parent.children.push(content);
    if (tag === undefined) continue;
    if (closes === '/') {
      const closed = open.pop();
      if (closed?.tag !== tag) throw new Error(`</${tag}> closes <${closed?.tag}>`);
      continue;
    }
    const element: Element = { tag, attributes: attributesOf(attributes), children: [] };
    parent.children.push(element);
    if (selfCloses !== '/' && !VOID.has(tag)) open.push(element);
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.tag}> is not closed`);
  return root;
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
    if (name in attributes) throw new Error(`the attribute ${name} stands twice`);
    attributes[name] = value;
  }
  return attributes;
}

/** Every element below, the outer before the inner. */
export function elementsOf(element: Element): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' ? [] : [child, ...elementsOf(child)],
  );
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
