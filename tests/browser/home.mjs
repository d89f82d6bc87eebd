// What a resident does besides giving: moves money, looks back, chooses for later, comes back by mail, changes the code.

/** Types the code of a letter on the front page. */
async function type(walk, code) {
  await walk.open('/');
  await walk.page.fill('#code', code);
  await walk.press('.wk-code button[type=submit]');
}

/** The mails to an address, of which there are so many at least, on the page where the demo shows them. */
async function mails(walk, mail, count) {
  const { page } = walk;
  const letters = page.locator('article', { hasText: mail });
  await walk.open('/demo/post');
  for (let tries = 0; tries < 40 && (await letters.count()) < count; tries++) {
    await page.waitForTimeout(250);
    await walk.open('/demo/post');
  }
  return letters;
}

/** Opens the link of the newest mail to an address, of so many. */
async function openMail(walk, mail, count) {
  const letters = await mails(walk, mail, count);
  await walk.page.goto(await letters.first().locator('.wk-mail a').first().getAttribute('href'));
}

async function moves(walk) {
  const { page } = walk;
  await page.locator('input[id^=give-]').first().fill('3');
  await walk.press('form[action$="/geven"] button');
  await walk.press('a[href*="/mijn/verplaatsen"]');
  await walk.look('move');
  await page.fill('#amount', 'veel');
  await walk.press('main .wk-form button');
  walk.must((await page.inputValue('#amount')) === 'veel', 'what was typed is not kept');
  await walk.look('move-error', 422);
  await page.fill('#amount', '1');
  await page.locator('input[name=to]').first().check();
  await walk.press('main .wk-form button');
  walk.must(await page.locator('.nl-alert--ok').isVisible(), 'it is not said that it was moved');
  await walk.look('moved');
}

async function comesBack(walk, mail) {
  const { page } = walk;
  await walk.open('/mijn/mail');
  await walk.look('mail');
  await page.fill('#email', 'anna');
  await walk.press('main .wk-form button');
  walk.must((await page.inputValue('#email')) === 'anna', 'what was typed is not kept');
  await walk.look('mail-error', 422);
  await page.fill('#email', mail);
  await walk.press('main .wk-form button');
  await walk.look('mail-sent');
  await openMail(walk, mail, 1);
  await walk.look('mail-linked');
  await walk.press('main form button');
  await walk.look('mail-confirmed');
  await walk.open('/mijn');
  await walk.press('form[action$="/klaar"] button');
  await walk.press('.wk-hero a[href$="/terug"]');
  await walk.look('come-back');
  await page.fill('#email', mail);
  await walk.press('main .wk-form button');
  await openMail(walk, mail, 2);
  await walk.press('main form button');
  walk.must(await page.locator('form[action$="/klaar"]').count(), 'the link does not lead to the savings');
}

export async function home(walk, code) {
  const { page } = walk;
  await type(walk, code);
  await walk.press('form[action$="/activeren"] button');
  await moves(walk);
  await walk.press('a[href$="/mijn/overzicht"]');
  await walk.look('history');
  await walk.press('a[href$="/mijn/bewijs"]');
  await walk.look('receipt');
  await page.emulateMedia({ media: 'print' });
  await walk.look('receipt-on-paper');
  await page.emulateMedia({ media: null });
  await walk.open('/mijn/vaste-keuze');
  await walk.look('choice');
  await page.locator('input[name=choice][value=save]').check();
  await walk.press('main .wk-form button');
  await walk.look('choice-saved');
  await comesBack(walk, `${walk.name}@example.org`);
  await walk.open('/mijn');
  await walk.look('savings-mail');
  await walk.open('/mijn/nieuwe-code');
  await walk.look('new-code');
  await walk.press('main form button');
  await walk.look('new-code-made');
  const made = await page.locator('.wk-newcode').innerText();
  // The address that was left went with the code, and is told so.
  await mails(walk, `${walk.name}@example.org`, 3);
  await walk.look('mail-ended');
  await type(walk, code);
  await walk.look('replaced');
  await type(walk, made);
  walk.must(await page.locator('form[action$="/klaar"]').count(), 'the new code does not open the savings');
}
