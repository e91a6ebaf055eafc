// The box that logs in and puts the token where the requests take it from.
import { byId, h } from './dom.mjs';
import { findLogin, loginRequest } from './login.mjs';
import { send } from './transport.mjs';

export class LoginBox {
  /** `done` is called with the token. */
  constructor(endpoint, done) {
    Object.assign(this, { endpoint, done, dialog: byId('login'), form: byId('login-form'), open: byId('login-open') });
    this.open.addEventListener('click', () => this.show());
    byId('login-cancel').addEventListener('click', () => this.dialog.close());
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      this.submit();
    });
  }

  load(schema) {
    this.login = schema && findLogin(schema);
    this.open.hidden = !this.login;
  }

  show() {
    byId('login-how').textContent =
      `By the mutation ${this.login.field.name}. The token is put into the headers and kept until this tab is closed.`;
    byId('login-fields').replaceChildren(
      ...this.login.inputs.map(({ label, secret, description, type }) =>
        h(
          'label',
          null,
          label,
          h('input', {
            type: secret ? 'password' : ['Int', 'Float'].includes(type) ? 'number' : 'text',
            required: true,
            step: 'any',
            autocomplete: secret ? 'current-password' : 'username',
            title: description ?? '',
          }),
        ),
      ),
    );
    this.fail('');
    this.dialog.showModal();
  }

  fail(message) {
    byId('login-error').textContent = message;
  }

  async submit() {
    const button = this.form.querySelector('[type=submit]');
    button.disabled = true;
    this.fail('');
    try {
      const values = [...byId('login-fields').querySelectorAll('input')].map(input => input.value);
      const { json, status } = await send(
        this.endpoint,
        {},
        loginRequest(this.login, values),
        AbortSignal.timeout(30_000),
      );
      const token = json?.data?.result?.token;
      if (typeof token === 'string') {
        this.dialog.close();
        this.done(token);
      } else {
        this.fail(json?.errors?.[0]?.message ?? `The server answered with ${status} and no token.`);
      }
    } catch (error) {
      this.fail(
        error.name === 'TimeoutError'
          ? 'The server did not answer in 30 s.'
          : `The server could not be reached: ${error.message}`,
      );
    } finally {
      button.disabled = false;
    }
  }
}
