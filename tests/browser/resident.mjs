// The way of a resident: a code, what it is worth, giving, taking back, closing.

/** Types the code of a letter on the front page. */
async function type(walk, code) {
  await walk.page.fill('#code', code);
  await walk.press('.wk-code button[type=submit]');
}

export async function resident(walk, code) {
  const { page } = walk;
  await walk.open('/');
  walk.must((await walk.context.cookies()).length === 0, 'whoever only looks gets a cookie');
  await walk.look('front');
  await type(walk, 'ABCD');
  walk.must((await page.inputValue('#code')) === 'ABCD', 'what was typed is not kept');
  await walk.look('front-error', 422);
  await type(walk, code.toLowerCase().replaceAll('-', ' '));
  walk.must(!page.url().includes(code), 'the code stands in the address');
  await walk.look('worth');
  await walk.press('form[action$="/activeren"] button');
  await walk.look('savings');
  const amount = page.locator('input[id^=give-]').first();
  await amount.fill('veel');
  await walk.press('form[action$="/geven"] button');
  walk.must((await amount.inputValue()) === 'veel', 'what was typed is not kept');
  await walk.look('savings-error', 422);
  await amount.fill('1,25');
  await walk.press('form[action$="/geven"] button');
  walk.must(await page.locator('.nl-alert--ok').isVisible(), 'nobody says thank you');
  await walk.look('thanks');
  await walk.press('form[action$="/terugnemen"] button');
  walk.must(await page.locator('.nl-alert--ok').isVisible(), 'it is not said that it was taken back');
  await walk.look('taken-back');
  await walk.open('/');
  await walk.press('.wk-card a');
  await walk.look('initiative');
  const programme = new URL(page.url()).pathname.replace(walk.prefix, '').split('/').slice(0, 3).join('/');
  for (const [path, state] of [
    [`${programme}/regels`, 'rules'],
    [`${programme}/cijfers`, 'figures'],
    ['/toegankelijkheid', 'accessibility'],
  ]) {
    await walk.open(path);
    await walk.look(state);
  }
  await walk.open('/nergens');
  await walk.look('not-found', 404);
  await walk.open('/mijn');
  await walk.press('form[action$="/klaar"] button');
  walk.must((await walk.context.cookies()).length === 0, 'a cookie is left of a visit that was closed');
  await walk.open('/mijn');
  await walk.look('closed', 401);
}

/** A code in a browser in which another was typed: it may be somebody else's money that is there. */
export async function second(walk, [first, next]) {
  await walk.open('/');
  await type(walk, first);
  await walk.press('form[action$="/activeren"] button');
  await walk.open('/');
  await type(walk, next);
  walk.must(await walk.page.locator('input[name=join]').count(), 'the savings that are open are not offered');
  await walk.look('worth-second');
  await walk.press('form:has(input[name=join]) button');
  await walk.open('/mijn/nieuwe-code');
  await walk.look('new-code-choose');
  await walk.press('main form button');
  await walk.look('new-code-choose-error', 422);
  await walk.open('/mijn/vaste-keuze');
  await walk.look('choice-two');
}

/** The same with the keys of a keyboard and nothing else. */
export async function byKeyboard(walk, code) {
  const { page } = walk;
  const go = async (selector) => {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) {
        const style = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
        walk.must(style !== 'none', `nobody sees that ${selector} has the focus`);
        return;
      }
    }
    throw new Error(`${walk.name}: no key leads to ${selector}`);
  };
  const enter = () => Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await walk.open('/');
  await page.keyboard.press('Tab');
  const isSkipLink = await page.evaluate(() => document.activeElement.matches('.nl-skip-link'));
  walk.must(isSkipLink, 'the first key does not lead past the head');
  await walk.look('skip-link');
  await go('#code');
  await page.keyboard.type(code);
  await enter();
  await go('form[action$="/activeren"] button');
  await enter();
  await go('input[id^=give-]');
  await page.keyboard.type('2');
  await walk.look('give-by-keyboard');
  await enter();
  walk.must(await page.locator('.nl-alert--ok').isVisible(), 'nobody says thank you');
  await go('form[action$="/terugnemen"] button');
  await enter();
  await go('form[action$="/klaar"] button');
  await enter();
  walk.must((await walk.context.cookies()).length === 0, 'the visit is not closed');
}
