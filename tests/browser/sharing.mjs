// Telling others, offering help, saying that something is wrong, and the appeal: what an initiator, a neighbour and a
// moderator see of it.

import { signIn } from './initiator.mjs';

/** The initiator's page with everything to share, and what it leads to; answers with the address of the initiative. */
async function share(walk) {
  const { page } = walk;
  await signIn(walk, 'samira@example.org', false);
  // The demo sent her a link before, in Dutch.
  await walk.open('/mijn-initiatieven');
  await walk.press('.wk-card a:has-text("Moestuin")');
  const initiative = page.url().replace(/\/beheer$/, '');
  await walk.press('main a[href$="/delen"]');
  for (const picture of await page.locator('img.wk-sheet').all()) {
    await picture.scrollIntoViewIfNeeded();
    const isThere = () => picture.evaluate((it) => it.complete && it.naturalWidth > 0);
    for (let tries = 0; tries < 40 && !(await isThere()); tries++) await page.waitForTimeout(250);
    walk.must(await isThere(), `no picture at ${await picture.getAttribute('src')}`);
  }
  await walk.look('share');
  if (walk.hasScripts) {
    await page.locator('[data-copy=link]').click();
    await page.waitForFunction(() => document.getElementById('copied').textContent !== '');
    await walk.look('share-copied');
  }
  await page.goto(`${initiative}/widget`);
  await walk.look('widget');
  return initiative;
}

/** A neighbour offers help, and tells what is wrong. */
async function neighbour(walk, initiative) {
  const { page } = walk;
  await page.goto(`${initiative}/helpen`);
  await walk.look('help');
  await walk.press('main .wk-form button');
  await walk.look('help-error', 422);
  await page.fill('#name', 'Jan de Vries');
  await page.fill('#address', '06 12 34 56 78');
  await page.fill('#what', 'Ik kan op zaterdag graven.\nIk heb een kruiwagen.');
  await walk.press('main .wk-form button');
  await walk.look('help-thanks');
  await page.goto(initiative);
  await walk.press('main a[href$="/melden"]');
  await walk.look('notice');
  await page.fill('#address', 'buur');
  await walk.press('main .wk-form button');
  await walk.look('notice-error', 422);
  await page.fill('#words', 'Dit veld is van de school.\nIs dat gevraagd?');
  await page.fill('#address', 'buur@example.org');
  await walk.press('main .wk-form button');
  await walk.look('notice-thanks');
  walk.must((await walk.context.cookies()).length === 0, 'whoever helps or tells gets a cookie');
}

/** Something is told, and a moderator takes it down. */
async function takeDown(initiator, moderator, [initiative, review]) {
  await initiator.page.goto(`${initiative}/beheer`);
  await initiator.page.fill('#news', 'Onze buurman Henk woont op nummer 12.\nZaterdag beginnen we.');
  await initiator.press('form[action$="/bericht"] button');
  const { page } = moderator;
  await page.goto(review);
  await moderator.look('review-news');
  await moderator.press('main a[href*="/bericht/"]');
  await moderator.look('take-down');
  await moderator.press('main .wk-form button');
  await moderator.look('take-down-error', 422);
  await page.fill('#reason', 'Henk wil niet dat zijn adres hier staat.');
  await moderator.press('main .wk-form button');
  await initiator.page.goto(`${initiative}/beheer/bezwaar`);
  await initiator.look('appeal-taken-down');
}

/** A moderator decides. */
async function decide(walk, looks, meanwhile) {
  await signIn(walk, 'moderator@example.org', false);
  await walk.open('/modereren');
  if (looks) await walk.look('reviews');
  await walk.press('main a[href*="/zaak/"]');
  const there = walk.page.url();
  await meanwhile(there);
  await walk.page.goto(there);
  if (looks) await walk.look('review');
  await walk.press('button[value=pause]');
  if (looks) await walk.look('review-error', 422);
  await walk.page.fill('#reason', 'Wij vragen het eerst aan de school.');
  await walk.press('button[value=pause]');
  return there;
}

/** All of it. */
export async function sharing(initiator, other, moderator) {
  const initiative = await share(initiator);
  await neighbour(other, initiative);
  const review = await decide(moderator, true, (there) => takeDown(initiator, moderator, [initiative, there]));
  const { page } = initiator;
  await page.goto(`${initiative}/beheer`);
  await initiator.look('manage-paused');
  await page.goto(`${initiative}/beheer/hulp`);
  await initiator.look('help-list');
  await page.goto(`${initiative}/beheer/bezwaar`);
  await initiator.look('appeal');
  await initiator.press('main .wk-form button');
  await initiator.look('appeal-error', 422);
  await page.fill('#words', 'De school doet zelf mee.');
  await initiator.press('main .wk-form button');
  await initiator.look('appeal-sent');
  await moderator.page.goto(review);
  await moderator.look('review-waits');
  const letter = other.page.locator('article', { hasText: 'buur@example.org' }).first();
  for (let tries = 0; tries < 40 && !(await letter.count()); tries++) {
    await other.page.waitForTimeout(250);
    await other.open('/demo/post');
  }
  await other.page.goto(await letter.locator('.wk-mail a').first().getAttribute('href'));
  await other.look('answer');
}
