// A screen in memory with a window manager, and pictures of it.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';

const run = promisify(execFile);

/** Starts Xvfb on the first free display. Gives back the display's name. */
export async function openScreen(processes, { env, folder, size = '1600x1000' }) {
  const arguments_ = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'];
  const server = processes.start('Xvfb', arguments_, { env, log: join(folder, 'xvfb.log'), extra: ['pipe'] });
  const number = await Promise.race([firstLine(server.stdio[3]), server.failure]);
  const display = `:${number}`;
  processes.start('openbox', [], { env: { ...env, DISPLAY: display }, log: join(folder, 'openbox.log') });
  return display;
}

function firstLine(stream) {
  return new Promise((resolve, reject) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
    stream.once('end', () => reject(new Error('Xvfb named no display')));
  });
}

/** Takes a picture of the whole screen. WebDriver's own pictures hang with the fast renderer. */
export async function takePicture(display, path) {
  await run('import', ['-window', 'root', path], { timeout: 10_000, env: { ...process.env, DISPLAY: display } });
}
