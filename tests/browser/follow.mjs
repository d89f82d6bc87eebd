// What comes after an initiative was opened: its progress while it happens, what is told of it, being initiators
// together, and the report. The demo's Samira has one that is open and one that was just paid out.

import { signIn } from './initiator.mjs';

const SAMIRA = 'samira@example.org';

/** Opens the page of one of Samira's initiatives, by a part of its title. */
async function manage(walk, title) {
  await walk.open('/mijn-initiatieven');
  await walk.press(`main a:has-text("${title}")`);
}

/** Somebody gives while others look: what they see changes by itself. */
async function live(walk, neighbour, code) {
  const { page } = walk;
  const money = page.locator('main .wk-progress__money strong').first();
  const before = await money.innerText();
  await neighbour.open('/');
  await neighbour.page.fill('#code', code);
  await neighbour.press('.wk-code button[type=submit]');
  await neighbour.press('form[action$="/activeren"] button');
  const choice = neighbour.page.locator('.wk-choice', { hasText: 'Moestuin bij de Kooikersweg' });
  await choice.locator('input[id^=give-]').fill('3');
  await neighbour.press('form[action$="/geven"] button');
  await page.waitForFunction((old) => document.querySelector('main .wk-progress__money strong').innerText !== old, before);
  walk.must((await page.locator('p[aria-live]').count()) === 1, 'nobody hears it');
}

/** All of it. */
export async function follow(walk, neighbour, code) {
  const { page } = walk;
  await signIn(walk, SAMIRA, false);
  await walk.look('samira');
  await manage(walk, 'Moestuin bij de Kooikersweg');
  await live(walk, neighbour, code);
  await page.locator('.wk-details summary').click();
  await walk.look('dashboard');
  await page.fill('#news', ' ');
  await walk.press('form[action$="/bericht"] button');
  await walk.look('dashboard-error', 422);
  await page.fill('#news', 'De aarde is er!\nZaterdag om tien uur beginnen we.');
  await walk.press('form[action$="/bericht"] button');
  await walk.look('news-told');
  await walk.press('form[action$="/foto"] button');
  await walk.look('news-picture-error', 422);
  const picture = await page.screenshot();
  await page.setInputFiles('#picture', { name: 'aarde.png', mimeType: 'image/png', buffer: picture });
  await page.fill('#words', 'De berg aarde');
  await walk.press('form[action$="/foto"] button');
  await walk.look('news-picture');
  await walk.press('main a.nl-button--primary');
  await page.fill('#email', `${walk.name}-ruud@example.org`);
  await walk.press('form[action$="/uitnodigen"] button');
  await walk.look('dashboard-asked');
  await walk.press('main a[href*="/initiatief/"]:not([href*="/beheer"])');
  await walk.look('public-news');
  await walk.open('/');
  await walk.press('.wk-card a:has-text("Licht in de onderdoorgang")');
  walk.must(await page.locator('.wk-chart__line').first().isVisible(), 'so many supporters are no line');
  await walk.look('public-chart');
  await neighbour.open('/mijn');
  await neighbour.look('savings-news');
  await join(neighbour, `${walk.name}-ruud@example.org`);
  await report(walk);
}

/** Whoever was asked joins, and leaves again. */
async function join(walk, address) {
  const { page } = walk;
  const letter = page.locator('article', { hasText: address }).first();
  await walk.open('/demo/post');
  for (let tries = 0; tries < 40 && !(await letter.count()); tries++) {
    await page.waitForTimeout(250);
    await walk.open('/demo/post');
  }
  await page.goto(await letter.locator('.wk-mail a').first().getAttribute('href'));
  await walk.look('asked');
  await walk.press('main form[action*="/uitnodiging/"] button');
  await walk.look('joined');
  await walk.press('form[action$="/weggaan"] button');
  await walk.look('left');
}

/** The work begins, and is reported. */
async function report(walk) {
  const { page } = walk;
  await manage(walk, 'Hinkelbaan');
  await walk.look('paid');
  await walk.press('form[action$="/beginnen"] button');
  await walk.look('paid-error', 422);
  await page.fill('#planned_end', '2029-01-31');
  await walk.press('form[action$="/beginnen"] button');
  await walk.look('in-progress');
  await walk.press('main a[href$="/verslag"]');
  await walk.look('report');
  await walk.press('.wk-form button');
  await walk.look('report-error', 422);
  await page.fill('#story', 'De hinkelbaan ligt er.\nTwintig kinderen hielpen mee.');
  await page.fill('#spent-1', '61,20');
  await page.fill('#why', 'We kregen verf van de schilder op de hoek.');
  await walk.press('.wk-form button');
  await walk.look('report-pictures');
  await walk.press('main a.nl-button--primary');
  await walk.look('reported');
  await walk.press('main a[href*="/initiatief/"]:not([href*="/beheer"])');
  await walk.look('public-report');
}
