// What the browser keeps: the session's own until its tab is closed, the history for longer. It may keep nothing.

const stored = area => ({
  read(key, fallback) {
    try {
      return JSON.parse(area().getItem(key)) ?? fallback;
    } catch {
      return fallback;
    }
  },

  write(key, value) {
    try {
      area().setItem(key, JSON.stringify(value));
    } catch {
      // Full or forbidden: the page works without.
    }
  },
});

// Pages of other endpoints on the same host have their own.
export const scope = name => `graphql ${new URL(document.baseURI).pathname} ${name}`;

export const session = stored(() => sessionStorage);
export const local = stored(() => localStorage);
