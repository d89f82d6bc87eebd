// The website in a real Chromium, on phones and desks, in two directions of writing, with and without scripts, and by
// keyboard alone. Every page is looked at in every state on the way: axe, html-validate, vnu, its width and its weight.
//
//     node tests/browser/run.mjs PROGRAM [--screenshots DIR]

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Demo } from './demo.mjs';
import { home } from './home.mjs';
import { initiator, lastEuros } from './initiator.mjs';
import { follow } from './follow.mjs';
import { Findings, Walk } from './look.mjs';
import { byKeyboard, resident, second } from './resident.mjs';
import { sharing } from './sharing.mjs';
import { chromium } from './tools.mjs';
import { validate } from './valid.mjs';

const [program, ...rest] = process.argv.slice(2);
const pictures = rest[0] === '--screenshots' ? rest[1] : undefined;

const PHONE = { viewport: { width: 360, height: 740 }, locale: 'nl-NL', hasTouch: true };
const SMALL = { viewport: { width: 320, height: 640 }, locale: 'nl-NL', prefix: '/ar' };
const DESK = { viewport: { width: 1280, height: 800 }, locale: 'nl-NL' };

/** The longest that one way may take, in milliseconds. */
const PATIENCE = 300_000;

/** Each: what it is called, and what happens; each has a demo of its own, with three codes. */
const WAYS = [
  [
    'a resident and an initiator on a phone',
    async ({ walk, codes }) => {
      await resident(await walk({ name: 'phone', ...PHONE }), codes[0]);
      const moderator = await walk({ name: 'phone-moderator', ...PHONE });
      const title = await initiator(await walk({ name: 'phone-initiator', ...PHONE }), moderator, 15);
      const neighbour = await walk({ name: 'neighbour-1', ...PHONE });
      await lastEuros([neighbour, await walk({ name: 'neighbour-2', ...DESK })], codes.slice(1), { title, euros: 15 });
    },
  ],
  [
    'a resident and an initiator in Arabic, on a small phone and at a desk',
    async ({ walk, codes }) => {
      await resident(await walk({ name: 'small-ar', ...SMALL }), codes[0]);
      const moderator = await walk({ name: 'small-ar-moderator', ...SMALL });
      await initiator(await walk({ name: 'small-ar-initiator', ...SMALL }), moderator, 100);
      await resident(await walk({ name: 'desk-ar', ...DESK, prefix: '/ar' }), codes[1]);
    },
  ],
  [
    'a resident and an initiator at a desk, in the dark',
    async ({ walk, codes }) => {
      const dark = { ...DESK, colorScheme: 'dark' };
      await resident(await walk({ name: 'desk', ...dark }), codes[0]);
      const moderator = await walk({ name: 'desk-moderator', ...dark });
      await initiator(await walk({ name: 'desk-initiator', ...dark }), moderator, 2500);
      await second(await walk({ name: 'desk-second', ...dark }), codes.slice(1));
    },
  ],
  [
    'a resident without scripts, one by keyboard alone, and one with high contrast',
    async ({ walk, codes }) => {
      await resident(await walk({ name: 'no-scripts', ...PHONE, javaScriptEnabled: false }), codes[0]);
      await byKeyboard(await walk({ name: 'keyboard', ...DESK }), codes[1]);
      const contrast = { ...PHONE, forcedColors: 'active', reducedMotion: 'reduce' };
      await resident(await walk({ name: 'contrast', ...contrast }), codes[2]);
    },
  ],
  ...[
    ['on a phone', 'phone', PHONE],
    ['in Arabic on a small phone', 'small-ar', SMALL],
    ['at a desk, in the dark, without scripts', 'desk', { ...DESK, colorScheme: 'dark', javaScriptEnabled: false }],
  ].map(([where, name, options]) => [
    `telling others, helping and saying what is wrong ${where}`,
    async ({ walk }) => {
      const walks = [];
      for (const who of ['shares', 'neighbour', 'decides']) walks.push(await walk({ name: `${name}-${who}`, ...options }));
      await sharing(...walks);
    },
  ]),
  [
    'what a resident does besides giving, on a phone, in Arabic on a small one, and at a desk in the dark',
    async ({ walk, codes }) => {
      await home(await walk({ name: 'home-phone', ...PHONE }), codes[0]);
      await home(await walk({ name: 'home-ar', ...SMALL }), codes[1]);
      await home(await walk({ name: 'home-desk', ...DESK, colorScheme: 'dark' }), codes[2]);
    },
  ],
  [
    'an initiator whose initiative goes on, on a phone',
    async ({ walk, codes }) => {
      await follow(await walk({ name: 'follow', ...PHONE }), await walk({ name: 'supporter', ...PHONE }), codes[0]);
    },
  ],
  [
    'the same in Arabic on a small phone, with a supporter at a desk in the dark',
    async ({ walk, codes }) => {
      const dark = { ...DESK, colorScheme: 'dark' };
      await follow(await walk({ name: 'follow-ar', ...SMALL }), await walk({ name: 'supporter-dark', ...dark }), codes[0]);
    },
  ],
];

async function go([name, way], browser, findings) {
  const began = Date.now();
  const demo = await Demo.start(program);
  const walks = [];
  try {
    const walk = async (options) => {
      walks.push(await Walk.begin(browser, demo, options, findings, pictures));
      return walks.at(-1);
    };
    const late = new Error('it does not come to an end');
    const patience = new Promise((_, end) => setTimeout(() => end(late), PATIENCE).unref());
    await Promise.race([way({ walk, codes: demo.codes }), patience]);
  } catch (error) {
    findings.add(name, String(error));
  } finally {
    for (const walk of walks) await walk.end();
    await demo.stop();
  }
  console.log(`${name}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});
const findings = new Findings();
for (const way of WAYS) await go(way, browser, findings);
await browser.close();
const folder = await mkdtemp(join(tmpdir(), 'wijkkas-pages-'));
await validate(findings, folder);
await rm(folder, { recursive: true });
for (const sentence of new Set(findings.sentences)) console.log(`FOUND ${sentence}`);
console.log(`${findings.pages.size} pages looked at, ${new Set(findings.sentences).size} findings`);
if (pictures) console.log(`Pictures: ${pictures}`);
process.exit(findings.sentences.length ? 1 : 0);
