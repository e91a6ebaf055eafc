// A server that does not show its schema: the page says so and runs what is written.
import { withPage } from './page.mjs';

await withPage(async person => {
  await person.sees('#docs .notice', /does not show its schema: introspection is off/);
  await person.sees('#docs', /Introspection is not allowed for the current request\./);
  await person.misses('#login-open');
  await person.clears('query');
  await person.types('{ hello(name: "you") }');
  await person.presses('Control', 'Enter');
  await person.sees('#status.ok', /200/);
  await person.sees('#result', /Hello, you!/);
});
