// Takes the picture in the README: node eng/dashboard-picture.mjs 'http://localhost:15080/login?t=…' docs/dashboard.png [PATH]
// The first argument is the dashboard's address that `make run` shows; PATH is a page of it, for example /traces.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";

const require = createRequire(new URL("../graphql/tests/peers/package.json", import.meta.url));
const puppeteer = require("puppeteer-core");

const [login, picture, path = "/"] = process.argv.slice(2);
if (!login || !picture) {
  console.error("usage: node eng/dashboard-picture.mjs LOGIN_ADDRESS PICTURE [PATH]");
  process.exit(2);
}

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
const browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"] });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(login, { waitUntil: "networkidle2" });
  if (path !== "/") {
    await page.goto(new URL(path, login).href, { waitUntil: "networkidle2" });
  }

  // The page draws what comes over its own connection.
  await new Promise(resolve => setTimeout(resolve, 5000));
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
}
