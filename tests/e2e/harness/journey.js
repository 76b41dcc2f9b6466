// One journey: a window of its own on a screen of its own, walked through in named steps. Every step
// leaves a picture; a step that fails says which picture, and what the window and the page had said.

import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { remote } from 'webdriverio';
import { Page } from './page.js';
import { Processes } from './processes.js';
import { openScreen, takePicture } from './screen.js';
import { waitUntil } from './waiting.js';
import { freePort, makeWorld, outFolder, ROOT } from './world.js';

const DRIVER = join(ROOT, '.tools/bin/tauri-driver');
const WINDOW = join(ROOT, 'target/debug/daybreak-window');

/** Opens the window, walks `walk({ page, step, world })` and ends everything that was started. */
export async function journey(name, walk) {
  const out = outFolder(name);
  const world = makeWorld();
  const processes = new Processes(`${process.pid}-${name}-${Date.now()}`);
  let browser;
  try {
    for (const program of [DRIVER, WINDOW]) {
      if (!existsSync(program)) throw new Error(`${program} is missing: run this through \`make e2e\`, which builds it`);
    }
    const display = await openScreen(processes, { env: world.env, folder: out });
    browser = await openWindow(processes, { ...world, env: { ...world.env, DISPLAY: display }, out });
    const page = new Page(browser);
    await page.listenForErrors();
    await walk({ page, world, step: steps(page, display, out) });
  } finally {
    await browser?.deleteSession().catch(() => undefined);
    await processes.end();
    world.remove();
  }
}

async function openWindow(processes, { env, bank, data, out }) {
  const [port, nativePort] = [await freePort(), await freePort()];
  const ports = ['--port', `${port}`, '--native-port', `${nativePort}`];
  const driver = processes.start(DRIVER, ports, { env, log: join(out, 'window.log') });
  // tauri-driver listens before WebKit's own driver does, to which it passes everything on.
  const bothAnswer = async () => (await answers(port)) && answers(nativePort);
  await Promise.race([waitUntil(bothAnswer, 30_000, "tauri-driver and WebKit's driver"), driver.failure]);
  return remote({
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    connectionRetryCount: 0,
    connectionRetryTimeout: 60_000,
    capabilities: {
      'wdio:enforceWebDriverClassic': true,
      'tauri:options': { application: WINDOW, args: [bank, '--data', data] },
    },
  });
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

/** A function that does one step, pictures it, and explains its failure. */
function steps(page, display, out) {
  let count = 0;
  return async (what, act) => {
    count += 1;
    const slug = what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const picture = join(out, `${String(count).padStart(2, '0')}-${slug}.png`);
    try {
      await act();
      await page.waitForPaint();
      await takePicture(display, picture);
      console.log(`  ${what}`);
    } catch (error) {
      await takePicture(display, picture).catch(() => undefined);
      const said = [
        `Step ${count} failed: ${what}`,
        error.message,
        error.cause ? `because: ${error.cause.message ?? error.cause}` : '',
        `Picture: ${picture}`,
        `The page said: ${(await page.errors().catch(() => [])).join('\n') || 'nothing'}`,
        `The window said (${join(out, 'window.log')}):`,
        tail(join(out, 'window.log')),
      ];
      throw new Error(said.filter(Boolean).join('\n'));
    }
  };
}

function tail(path) {
  return readFileSync(path, 'utf8').split('\n').slice(-30).join('\n');
}
