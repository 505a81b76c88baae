// SPDX-License-Identifier: GPL-2.0-or-later
// The real server on a demonstration store of its own, and a real browser that may reach nothing else.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

/** Nothing here depends on how quick the machine is: conditions are waited for, this long at most. */
export const PATIENCE = 120_000;

const program = process.env.LIANGXIAN;
const run = promisify(execFile);

/** \p words are further words of `liangxian serve`. */
export async function serve(words = []) {
  if (!program) {
    throw new Error('LIANGXIAN must name the program');
  }
  const folder = await mkdtemp(join(tmpdir(), 'liangxian-page-'));
  const store = join(folder, 'demo.gpkg');
  await run(program, ['init', store, '--demo']);
  const server = spawn(program, ['serve', store, '--listen', '127.0.0.1:0', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: server.stdout });
  const origin = (await lines[Symbol.asyncIterator]().next()).value.replace(/\/$/, '');
  await until(async () => (await fetch(`${origin}/readyz`)).ok);
  return {
    origin,
    store,
    folder,
    liangxian: (...args) => run(program, args),
    async end() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function until(isSo, patience = PATIENCE) {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(`waited in vain: ${isSo}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--force-color-profile=srgb',
    ],
  });
}

/**
 * A page that keeps what went wrong: requests to elsewhere (refused), violations of the policy, errors of the console.
 */
export async function openPage(browser, origin, { path = '/', size = { width: 1440, height: 900 }, locale = 'zh-CN', ...options } = {}) {
  const context = await browser.newContext({ viewport: size, locale, timezoneId: 'Asia/Shanghai', ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const faults = [];
  await context.route(
    (url) => url.origin !== origin && !['blob:', 'data:'].includes(url.protocol),
    (route) => {
      faults.push(`request to elsewhere: ${route.request().url()}`);
      return route.abort();
    },
  );
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      faults.push(`console: ${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', (error) => faults.push(`page error: ${error.stack}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.goto(origin + path);
  await settled(page);
  return { page, context, faults };
}

/** The list of the view is there and the map has drawn all it asked for. */
export async function settled(page) {
  await page.waitForFunction(() => {
    const whole = document.querySelector('one-map-page');
    return whole?.isSettled === true;
  });
}
