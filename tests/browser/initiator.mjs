// The way of an initiator, and the moderator's part of it: from an idea to an open initiative.

/** Signs in by the link of a mail, which the demo shows on a page. */
export async function signIn(walk, mail, looks) {
  const { page } = walk;
  const look = async (state) => looks && walk.look(state);
  await walk.open('/');
  await walk.press('.wk-header__nav a[href$="/mijn-initiatieven"]');
  if (looks) await walk.look('not-signed-in', 401);
  await walk.press('main a[href$="/aanmelden"]');
  await look('sign-in');
  await page.fill('#email', mail);
  await walk.press('.wk-form button');
  await look('mail-sent');
  const letter = page.locator('article', { hasText: mail }).first();
  for (let tries = 0; tries < 40 && !(await letter.count()); tries++) {
    await page.waitForTimeout(250);
    await walk.open('/demo/post');
  }
  await look('mails');
  await page.goto(await letter.locator('.wk-mail a').first().getAttribute('href'));
  await look('linked');
  await walk.press('main form button');
}

/** Makes an initiative of so many euros and sends it in; answers with the address of its page to manage it. */
async function describe(walk, { title, euros, picture }) {
  const { page } = walk;
  await signIn(walk, `${walk.name}@example.org`, true);
  await walk.look('own');
  await walk.press('main form[action$="/plan"] button');
  await walk.look('story');
  await walk.press('main .wk-form button');
  await walk.look('story-error', 422);
  await page.fill('#title', title);
  await page.fill('#story', 'Samen zaaien en oogsten.\nVoor alle kinderen van de straat.');
  await page.locator('input[name=area]').first().check();
  await page.locator('input[name=purpose]').first().check();
  await walk.press('main .wk-form button');
  await walk.look('costs');
  await page.fill('#cents-1', 'veel');
  await walk.press('main .wk-form button');
  walk.must((await page.inputValue('#cents-1')) === 'veel', 'what was typed is not kept');
  await walk.look('costs-error', 422);
  await page.fill('#what-1', 'Aarde');
  await page.fill('#cents-1', String(euros));
  await walk.press('main .wk-form button');
  await walk.look('when');
  await page.fill('#last_day', '2029-03-31');
  await page.fill('#needs', 'Handen op zaterdag');
  await walk.press('main .wk-form button');
  await walk.look('pictures');
  await page.setInputFiles('#picture', { name: 'plek.png', mimeType: 'image/png', buffer: picture });
  await page.fill('#words', 'Het veld achter de flat');
  await walk.press('main .wk-form button');
  await walk.look('pictures-one');
  await page.goto(page.url().replace('fotos', 'nakijken'));
  await walk.look('check');
  await walk.press('main form[action$="/nakijken"] button');
  await walk.look('manage-wait');
  return page.url();
}

/** A moderator approves what was sent in last. */
async function approve(walk) {
  await signIn(walk, 'moderator@example.org', false);
  await walk.open('/modereren');
  await walk.look('moderate');
  await walk.press('.wk-list li:last-child a');
  await walk.look('moderate-one');
  await walk.press('button[value=approve]');
  await walk.look('moderated');
}

/** All of it; answers with the title of the open initiative. */
export async function initiator(walk, moderator, euros) {
  const title = `Moestuin van ${walk.name}`;
  await walk.open('/');
  const picture = await walk.page.screenshot();
  const manage = await describe(walk, { title, euros, picture });
  await approve(moderator);
  await walk.page.goto(manage);
  await walk.look('manage-open');
  await walk.press('form[action$="/openen"] button');
  await walk.look('manage-share');
  await walk.open('/');
  walk.must((await walk.text()).includes(title), 'neighbours do not see it');
  return title;
}

/** Two neighbours give all they have to it at once, which is more than it needs: it gets what it needs. */
export async function lastEuros(walks, codes, { title, euros }) {
  for (const [place, walk] of walks.entries()) {
    await walk.open('/');
    await walk.page.fill('#code', codes[place]);
    await walk.press('.wk-code button[type=submit]');
    await walk.press('form[action$="/activeren"] button');
    const choice = walk.page.locator('.wk-choice', { hasText: title });
    await choice.locator('input[id^=give-]').fill('10');
  }
  await Promise.all(walks.map((walk) => walk.press('form[action$="/geven"] button')));
  let given = 0;
  for (const walk of walks) {
    await walk.look('last-euros');
    await walk.open('/mijn');
    const back = walk.page.locator('form[action$="/terugnemen"]');
    const gift = walk.page.locator('.wk-choice', { has: back, hasText: title });
    const words = (await gift.count()) ? await gift.locator('strong').first().innerText() : '0';
    given += Math.round(Number(words.replace(/[^0-9,]/g, '').replace(',', '.')) * 100);
  }
  walks[0].must(given === euros * 100, `they gave ${given} cents together to what needs ${euros} euros`);
}
