// Drives a browser: opens one page with a video, and prints what the probe tells, one JSON object a line.
//
//   node drive.mjs '{"chromium": …, "page": URL | "player": NAME, "url": URL, "settings": {}, "folder": …, "listen": false}'
//
// Lines on stdin: `quit` (or the end of input), `evaluate EXPRESSION`, `screenshot FILE`.

import { createServer } from "node:http";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, normalize, extname, dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const wish = JSON.parse(process.argv[2]);
const say = (event) => process.stdout.write(JSON.stringify(event) + "\n");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".m3u8": "application/vnd.apple.mpegurl",
  ".mpd": "application/dash+xml",
  ".mp4": "video/mp4",
  ".m4s": "video/mp4",
  ".ts": "video/mp2t",
};

// Without these the browser looks for its makers at every start, which a test machine may have no way to.
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

function fileOf(path) {
  if (path.startsWith("/modules/")) {
    return join(here, "node_modules", normalize(path.slice("/modules/".length)));
  }
  if (path.startsWith("/folder/") && wish.folder) {
    return join(wish.folder, normalize(path.slice("/folder/".length)));
  }
  return join(here, normalize(path));
}

const server = createServer((request, response) => {
  const file = fileOf(new URL(request.url, "http://localhost").pathname);
  const stream = createReadStream(file);
  stream.on("open", () => {
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
    stream.pipe(response);
  });
  stream.on("error", () => response.writeHead(404).end());
});

async function open() {
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const browser = await chromium.launch({
    executablePath: wish.chromium,
    headless: true,
    args: [...FLAGS, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  const context = await browser.newContext({ viewport: { width: 1024, height: 720 }, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.exposeFunction("kinoraReport", say);
  await page.addInitScript({ content: await readFile(join(here, "probe.js"), "utf8") });
  page.on("console", (message) => {
    if (message.type() === "error") {
      say({ kind: "console", text: `${message.text()} ${message.location().url}` });
    }
  });
  await page.goto(wish.page ?? playerPage(origin));
  await page.waitForSelector("video", { state: "attached", timeout: 10_000 });
  await page.evaluate((listen) => window.kinoraProbe(listen), Boolean(wish.listen));
  say({ kind: "ready" });
  return { browser, page };
}

function playerPage(origin) {
  const query = new URLSearchParams({
    player: wish.player,
    url: new URL(wish.url, `${origin}/folder/`).href,
    settings: JSON.stringify(wish.settings ?? {}),
  });
  return `${origin}/player.html?${query}`;
}

async function obey(page, line) {
  const space = line.indexOf(" ");
  const [verb, rest] = space < 0 ? [line, ""] : [line.slice(0, space), line.slice(space + 1)];
  if (verb === "screenshot") {
    await page.screenshot({ path: rest });
    say({ kind: "answer", value: rest });
  } else if (verb === "evaluate") {
    say({ kind: "answer", value: (await page.evaluate(rest)) ?? null });
  }
}

const { browser, page } = await open().catch((error) => {
  say({ kind: "error", fatal: true, text: `the browser did not start: ${error.message}` });
  process.exit(1);
});
for await (const line of createInterface({ input: process.stdin })) {
  if (line === "quit") {
    break;
  }
  await obey(page, line).catch((error) => say({ kind: "answer", value: null, failure: error.message }));
}
await browser.close();
server.close();
process.exit(0);
