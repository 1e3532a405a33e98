import { expect, it } from 'vitest';
import { htmlPage } from './document.js';
import { html } from './markup.js';

it('values are text, in elements and in attributes, and markup stays markup', () => {
  const name = `<b title="x">&'`;
  const inner = html`<i>${name}</i>`;
  expect(html`<p title="${name}">${[inner, undefined, 3]}</p>`.text).toBe(
    '<p title="&lt;b title=&quot;x&quot;&gt;&amp;&#39;"><i>&lt;b title=&quot;x&quot;&gt;&amp;&#39;</i>3</p>',
  );
});

it('no data ends the element that it is in', () => {
  const data = { name: '</script><!--<script>' };
  const code = { script: 'const end = "</script>";', style: '' };
  const page = htmlPage({ title: 't', body: html``, data, code });
  expect(page.split('</script>').length).toBe(3);
  expect(page).not.toContain('<!--');
  expect(JSON.parse(/id="data">(.*?)<\/script>/.exec(page)![1]!)).toEqual(data);
});
