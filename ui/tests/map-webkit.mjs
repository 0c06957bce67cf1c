import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePages } from './browser.mjs';

/**
 * What a step costs while a map of 500 handoff points is panned and a stage is dragged, in the engine of the real window: WebKitGTK.
 * Script, style and layout of a step together, in milliseconds of wall time: each is forced before the next step, nothing waits for a
 * frame, and on a busy machine the least of many counts. `node tests/map-webkit.mjs` after `npm run build:fake`; needs xvfb and
 * webkit2gtk-driver.
 */

const BROWSER = process.env.MINIBROWSER ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const PORT = 4_465;
const started = [];
const start = (program, args, env = {}) => {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
  started.push(child);
  return child;
};
const display = await new Promise((resolve, reject) => {
  const server = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp']);
  server.on('error', reject);
  server.stdout.once('data', (number) => resolve(`:${String(number).trim()}`));
});
start('WebKitWebDriver', [`--port=${PORT}`], {
  DISPLAY: display,
  HOME: mkdtempSync(join(tmpdir(), 'baton-webkit-')),
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  NO_AT_BRIDGE: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
});

async function ask(method, path, body) {
  const response = await fetch(`http://127.0.0.1:${PORT}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  });
  const { value } = await response.json();
  if (value?.error) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
async function patiently(act) {
  for (let tries = 0; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (tries > 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** In the page: presses, moves many times with style and layout forced after each, and lets go. Milliseconds a step, chunk by chunk. */
const STEPS = `
const [what, done] = [arguments[0], arguments[1]];
const map = document.querySelector('[aria-label="Map of the journey"]').getBoundingClientRect();
const middle = { x: map.x + map.width / 2, y: map.y + map.height / 2 };
let from = middle;
let target;
if (what === 'pan') {
  for (let away = 0; away < 400 && !target; away += 3) {
    const found = document.elementFromPoint(middle.x + away, middle.y + away);
    if (found?.classList.contains('react-flow__pane')) { target = found; from = { x: middle.x + away, y: middle.y + away }; }
  }
} else {
  const distance = (one) => { const box = one.getBoundingClientRect(); return Math.hypot(box.x - middle.x, box.y - middle.y); };
  target = [...document.querySelectorAll('[data-item^="stage:"]')].sort((a, b) => distance(a) - distance(b))[0];
  const box = target.getBoundingClientRect();
  from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
const fire = (on, kind, x, y, buttons) => on.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0, buttons }));
// What an event changes is drawn before the next task.
const moment = async () => { for (let turn = 0; turn < 8; turn++) await null; };
(async () => {
  fire(target, 'mousedown', from.x, from.y, 1);
  const chunks = [];
  for (let chunk = 0; chunk < 60; chunk++) {
    const before = performance.now();
    for (let step = 0; step < 6; step++) {
      const at = chunk * 6 + step;
      fire(window, 'mousemove', from.x + 160 * Math.sin(at / 12), from.y + 90 * Math.sin(at / 9), 1);
      await moment();
      document.querySelector('.react-flow__viewport').getBoundingClientRect();
    }
    chunks.push((performance.now() - before) / 6);
    await new Promise(requestAnimationFrame);
  }
  fire(window, 'mouseup', from.x, from.y, 0);
  chunks.sort((a, b) => a - b);
  done({ least: chunks[0], median: chunks[30], moved: document.querySelector('.react-flow__viewport').style.transform });
})();
`;

const pages = await servePages();
try {
  const { sessionId } = await patiently(() =>
    ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': { binary: BROWSER, args: ['--automation', '--geometry=1920x1080'] },
        },
      },
    }),
  );
  const at = `/session/${sessionId}`;
  await ask('POST', `${at}/window/rect`, { x: 0, y: 0, width: 1920, height: 1080 });
  const run = (script, args = []) => ask('POST', `${at}/execute/sync`, { script, args });
  await ask('POST', `${at}/timeouts`, { script: 120_000 });
  await ask('POST', `${at}/url`, { url: `${pages.address}/` });
  await run("localStorage.setItem('baton.fake', 'large'); localStorage.setItem('baton.theme', 'light')");
  await ask('POST', `${at}/url`, { url: `${pages.address}/?large#/journey` });
  await patiently(async () => {
    if (!(await run("return document.querySelectorAll('[data-item]').length > 20"))) throw new Error('no map yet');
  });
  const press = (key) =>
    run(
      "document.body.dispatchEvent(new KeyboardEvent('keydown', { key: arguments[0], bubbles: true, cancelable: true }))",
      [key],
    );
  for (const [view, key] of [
    ['the whole map', 'f'],
    ['closer', '='],
  ]) {
    for (let presses = 0; presses < (key === '=' ? 9 : 1); presses++) {
      await press(key);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const [items, zoom] = await run(
      "return [document.querySelectorAll('[data-item]').length, document.querySelector('.react-flow__viewport').style.transform]",
    );
    console.log(view, 'with', items, 'things drawn', zoom, await run('return innerWidth + "x" + innerHeight'));
    for (const what of ['pan', 'drag']) {
      const { least, median, moved } = await ask('POST', `${at}/execute/async`, { script: STEPS, args: [what] });
      console.log(' ', what, { least: least.toFixed(2), median: median.toFixed(2) }, moved);
    }
  }
  await ask('DELETE', at);
} finally {
  for (const child of started.reverse()) child.kill();
  pages.close();
}
