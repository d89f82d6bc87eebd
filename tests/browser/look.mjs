// What every page must be, in every state somebody sees it in.

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from './tools.mjs';

/** The most bytes: of a page without pictures, of all styles, of all scripts. */
const MOST = { page: 100_000, styles: 30_000, scripts: 15_000 };

/** What goes wrong with the spacing of WCAG 1.4.12; runs in the page. */
function spaced() {
  const wide = new CSSStyleSheet();
  wide.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, wide];
  const wrong = [];
  if (document.documentElement.scrollWidth > innerWidth) wrong.push('with more space between letters it is too wide');
  // What is in a field moves along in it.
  for (const box of document.querySelectorAll(':is(main, header, footer) :not(input, textarea, select)')) {
    const cuts = ['hidden', 'clip'].includes(getComputedStyle(box).overflowX) && box.clientWidth > 1;
    if (cuts && box.scrollWidth > box.clientWidth) wrong.push(`with more space between letters ${box.className} is cut off`);
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== wide);
  return wrong;
}

/** Everything that was found wrong, as sentences, and the pages that were looked at. */
export class Findings {
  sentences = [];
  /** Name -> what the server sent. */
  pages = new Map();
  add(where, what) {
    this.sentences.push(`${where}: ${what}`);
  }
}

/** Somebody with a browser of their own: one way through the website, looked at page by page. */
export class Walk {
  /** `options` are those of a browser's context; pictures go to `pictures`, if it is given. */
  static async begin(browser, demo, { name, prefix = '', ...options }, findings, pictures) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const walk = new Walk();
    const hasScripts = options.javaScriptEnabled !== false;
    Object.assign(walk, { context, page, demo, name, prefix, findings, pictures, hasScripts });
    Object.assign(walk, { seen: 0, html: '', bytes: {}, weighed: Promise.resolve() });
    const host = new URL(demo.address).host;
    page.on('request', (request) => {
      const url = new URL(request.url());
      const isOurs = url.protocol === 'data:' || url.host === host;
      if (!isOurs) findings.add(name, `something of another host is asked for: ${url}`);
    });
    page.on('response', (response) => (walk.weighed = walk.#weigh(response, walk.weighed)));
    page.on('pageerror', (error) => findings.add(name, `a script failed: ${error}`));
    page.on('console', (message) => {
      // The status of what was asked for is looked at by itself.
      const isStatus = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isStatus) findings.add(name, `the browser says: ${message.text()}`);
    });
    return walk;
  }

  /** Keeps a page and its bytes, in the order in which they came. */
  async #weigh(response, before) {
    await before;
    const kind = { document: 'page', stylesheet: 'styles', script: 'scripts' }[response.request().resourceType()];
    const status = response.status();
    if (kind === 'page') this.status = status;
    else if (status >= 400) this.findings.add(this.name, `${response.url()} answers ${status}`);
    if (!kind || (status >= 300 && status < 400)) return;
    const body = await response.body().catch(() => Buffer.alloc(0));
    if (kind === 'page') {
      this.html = body.toString();
      this.bytes = {};
    }
    this.bytes[kind] = (this.bytes[kind] ?? 0) + body.length;
  }

  /** Opens an address of the website, in the language of this walk. */
  async open(path) {
    await this.page.goto(this.demo.address + this.prefix + path);
  }

  /** Presses a button or a link that leads to another page. */
  async press(selector) {
    await Promise.all([this.page.waitForEvent('load'), this.page.locator(selector).first().click()]);
  }

  /** Looks at the page as it is now, under a name for this state of it; it has the status of a page that went well. */
  async look(state, status = 200) {
    const where = `${this.name}: ${state}`;
    await this.weighed;
    if (this.status !== status) this.findings.add(where, `it answers ${this.status} and not ${status}`);
    const picture = `${this.name}-${String(++this.seen).padStart(2, '0')}-${state}`;
    if (this.pictures) {
      await mkdir(this.pictures, { recursive: true });
      await this.page.screenshot({ path: join(this.pictures, `${picture}.png`), fullPage: true });
    }
    this.findings.pages.set(picture, this.html);
    // What looks into a page is a script itself.
    if (this.hasScripts) await this.#look(where);
    for (const [kind, most] of Object.entries(MOST)) {
      const bytes = this.bytes[kind] ?? 0;
      if (bytes > most) this.findings.add(where, `${bytes} bytes of ${kind}, and ${most} are the most`);
    }
  }

  async #look(where) {
    const [wide, window] = await this.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    if (wide > window) this.findings.add(where, `it is ${wide} pixels wide in a window of ${window}`);
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(tags).analyze();
    for (const { id, help, nodes } of violations) {
      this.findings.add(where, `axe ${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
    }
    for (const what of await this.page.evaluate(spaced)) this.findings.add(where, what);
  }

  /** What must be true here. */
  must(is, what) {
    if (!is) throw new Error(`${this.name}: ${what} (${this.page.url()})`);
  }

  /** The whole text of the page. */
  async text() {
    return this.page.locator('main').innerText();
  }

  async end() {
    await this.context.close();
  }
}

/** Writes the pages into a folder, for tools that read files. */
export async function writePages(findings, folder) {
  await mkdir(folder, { recursive: true });
  for (const [name, html] of findings.pages) await writeFile(join(folder, `${name}.html`), html);
}
