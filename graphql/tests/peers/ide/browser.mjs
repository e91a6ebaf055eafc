// Writes an operation by the keyboard, runs it, reads the documentation, logs in, and listens to a subscription.
import assert from 'node:assert/strict';
import { withPage } from './page.mjs';

await withPage(async person => {
  const { page } = person;
  await person.sees('#docs .entry', /hello/);

  // Completion adds what is typed, and brackets come in pairs.
  await person.clears('query');
  await person.types('{');
  await person.presses('Enter');
  await person.types('hel');
  await person.sees('#query [role=option][aria-selected=true]', /^hello/);
  await person.presses('Enter');
  await person.misses('#query .completions');
  assert.equal(await person.text('query'), '{\n  hello\n}');

  // Ctrl+Space offers the arguments; what the schema does not have is underlined and explained.
  await person.types('(');
  await person.presses('Control', 'Space');
  await person.sees('#query [role=option]', /^name/);
  await person.presses('Tab');
  await person.types('"keyboard');
  assert.equal(await person.text('query'), '{\n  hello(name: "keyboard")\n}');
  await person.presses('End');
  await person.types(' nothing');
  await person.sees('#query .error', /^nothing$/);
  await person.sees('#place', /Query has no field nothing\./);
  for (let letter = 0; letter < ' nothing'.length; letter++) await person.presses('Backspace');
  await person.misses('#query .error');
  await person.presses('Control', 'z');
  await person.presses('Control', 'y');

  await person.presses('Control', 'Enter');
  await person.sees('#status.ok', /200.*\d+ ms.*\d+ B/);
  await person.sees('#result', /"hello": "Hello, keyboard!"/);

  // The operation under the caret is the one that runs, with its variables.
  await person.clears('query');
  await page.evaluate(
    text => document.execCommand('insertText', false, text),
    'query A{hello} mutation B($left:Int!){add(left:$left,right:2)}',
  );
  await person.presses('Shift', 'Control', 'p');
  assert.equal(
    await person.text('query'),
    'query A {\n  hello\n}\n\nmutation B($left: Int!) {\n  add(left: $left, right: 2)\n}',
  );
  await person.presses('Control', 'End');
  await person.sees('#operation', /A.*B/);
  await person.clears('variables');
  await person.types('{');
  await person.presses('Control', 'Space');
  await person.sees('#variables [role=option]', /^left/);
  await person.presses('Enter');
  await person.types('40');
  await person.presses('Control', 'Enter');
  await person.sees('#result', /"add": 42/);

  // Documentation: from a search to a field to its type.
  await person.clicks('#docs input');
  await person.types('hel');
  await person.clicks('#docs .hit button');
  await person.sees('#docs h2', /^hello/);
  await person.sees('#docs .page', /name: String!/);
  await person.clicks('#docs .page .link.type');
  await person.sees('#docs h2', /^String/);
  await person.clicks('#docs .back');
  await person.sees('#docs h2', /^hello/);

  // Samples open on a tab of their own.
  await person.clicks('#samples-tab');
  await person.clicks('#samples .item');
  await person.sees('#documents [aria-selected=true]', /^Hello$/);

  // The token of a login goes into the headers and nowhere that outlives the tab.
  await person.clicks('#login-open');
  await person.sees('#login', /Email.*Password/i);
  await person.types('ann@example.com');
  await person.presses('Tab');
  await person.types('wrong');
  await person.presses('Enter');
  await person.sees('#login-error', /The password is wrong\./);
  await page.$eval('#login [type=password]', input => input.select());
  await person.types('correct horse');
  await person.presses('Enter');
  await person.sees('#logout', /Log out/);
  await person.misses('#login');
  assert.match(await person.text('headers'), /"Authorization": "Bearer a\.b\.c"/);
  assert.doesNotMatch(await page.evaluate(() => JSON.stringify(localStorage)), /a\.b\.c|correct horse/);

  // A subscription's events are listed until it is stopped.
  await person.clears('query');
  await page.evaluate(text => document.execCommand('insertText', false, text), 'subscription Ticks {\n  tick\n}');
  await person.presses('Control', 'Enter');
  await person.sees('#status.running', /Listening.*3 events/);
  await person.sees('.events li:last-child', /\d\d:\d\d:\d\d\.\d{3}.*"tick": 1/s);
  await person.sees('.events li:first-child', /"tick": 3/);
  await person.clicks('#run');
  await person.sees('#status', /Stopped\..*3 events/);

  // The request after a login carries the token.
  await person.clears('query');
  await page.evaluate(text => document.execCommand('insertText', false, text), '{ hello }');
  await person.presses('Control', 'Enter');
  await person.sees('#result', /Hello, world!/);

  // What was run can be opened again; the page is the same after a reload.
  await person.clicks('#history-tab');
  await person.sees('#history-list', /Ticks.*B/);
  await page.reload();
  await person.sees('#docs .entry', /hello/);
  assert.equal(await person.text('query'), '{ hello }');

  // Every control has a name, and nothing is wider than a small window.
  const unnamed = await page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, textarea, [role=tab]')]
      .filter(
        element =>
          element.checkVisibility() &&
          !element.textContent.trim() &&
          !element.getAttribute('aria-label') &&
          !element.labels?.length,
      )
      .map(element => element.outerHTML),
  );
  assert.deepEqual(unnamed, []);
  for (const scheme of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.setViewport({ width: 800, height: 700 });
    const [wide, ground] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      getComputedStyle(document.body).backgroundColor,
    ]);
    assert.equal(wide, 800);
    assert.equal(ground, scheme === 'light' ? 'rgb(243, 244, 247)' : 'rgb(15, 17, 22)');
  }
});
