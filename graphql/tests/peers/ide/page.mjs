// The page in Chromium: what people do on it, each wait with a limit.
import assert from 'node:assert/strict';
import puppeteer from 'puppeteer-core';

const timeout = 15_000;

/** Opens the page, lets `use` work on it, and holds against it every error, refused request and request elsewhere. */
export async function withPage(use) {
  const [, , executablePath, url] = process.argv;
  const browser = await puppeteer.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage();
    const complaints = [];
    page.setDefaultTimeout(timeout);
    page.on('pageerror', error => complaints.push(`${error}`));
    page.on('console', message => {
      if (message.type() === 'error' && !message.text().includes('400 (Bad Request)')) complaints.push(message.text());
    });
    page.on('request', request => {
      if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:')) complaints.push(request.url());
    });
    await page.setViewport({ width: 1440, height: 860 });
    await page.goto(`${url}/`);
    await use(new Person(page));
    assert.deepEqual(complaints, []);
    process.stdout.write('passed');
  } finally {
    await browser.close();
  }
}

class Person {
  constructor(page) {
    this.page = page;
  }

  /** Waits until the text of the first such element matches. */
  async sees(selector, pattern) {
    const { source, flags } = pattern;
    try {
      await this.page.waitForFunction(
        (at, text, how) => {
          const element = document.querySelector(at);
          return element?.checkVisibility() && new RegExp(text, how).test(element.textContent);
        },
        {},
        selector,
        source,
        flags,
      );
    } catch {
      const found = await this.page.$$eval(selector, elements => elements.map(element => element.textContent));
      assert.fail(`${selector} has ${JSON.stringify(found)}, not ${pattern}.`);
    }
  }

  /** Waits until no such element is seen. */
  async misses(selector) {
    await this.page.waitForSelector(selector, { hidden: true });
  }

  async clicks(selector) {
    await this.page.locator(selector).setTimeout(timeout).click();
  }

  async types(text) {
    await this.page.keyboard.type(text);
  }

  async presses(...keys) {
    const held = keys.slice(0, -1);
    for (const key of held) await this.page.keyboard.down(key);
    await this.page.keyboard.press(keys.at(-1));
    for (const key of held.reverse()) await this.page.keyboard.up(key);
  }

  /** Empties the editor and puts the caret into it. */
  async clears(editor) {
    await this.clicks(`#${editor} textarea`);
    await this.presses('Control', 'a');
    await this.presses('Delete');
  }

  text(editor) {
    return this.page.$eval(`#${editor} textarea`, area => area.value);
  }
}
