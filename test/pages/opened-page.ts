/** A page from a file, in a browser, that must be whole in itself. */
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Fails at its end when the page had errors, or asked for anything but itself. */
export async function openedPage(
  browser: Browser,
  file: string,
  use: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const unwanted: string[] = [];
  page.on('console', (message) => unwanted.push(message.text()));
  page.on('pageerror', (error) => unwanted.push(error.message));
  page.on('dialog', (dialog) => unwanted.push(dialog.message()));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('data:')) unwanted.push(request.url());
  });
  await page.goto(pathToFileURL(file).href);
  await use(page);
  await context.close();
  expect(unwanted).toEqual([]);
}
