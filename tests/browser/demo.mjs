// The program as people try it: `wijkkas demo`, with a database of its own that goes with it.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How long it may take to live through its story, in milliseconds. */
const PATIENCE = 180_000;

/** A running demo: its address, and codes of letters that nobody has opened. */
export class Demo {
  static async start(program) {
    const folder = await mkdtemp(join(tmpdir(), 'wijkkas-browser-'));
    const database = `sqlite://${join(folder, 'demo.db')}`;
    const process = spawn(program, ['demo', '--listen', '127.0.0.1:0', '--database', database], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const output of [process.stdout, process.stderr]) output.on('data', (words) => (said += words));
    const demo = new Demo();
    Object.assign(demo, { folder, process, exited: new Promise((done) => process.once('exit', done)) });
    const began = Date.now();
    while (!said.includes('until Ctrl-C.')) {
      if (process.exitCode !== null || Date.now() - began > PATIENCE) {
        await demo.stop();
        throw new Error(`the demo does not serve:\n${said}`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    demo.address = said.match(/Serving on (http:\/\/[^/]+)\//)[1];
    demo.codes = [...said.matchAll(/\/c\/([0-9A-Z-]+)/g)].map((found) => found[1]);
    return demo;
  }

  async stop() {
    this.process.kill('SIGTERM');
    await this.exited;
    await rm(this.folder, { recursive: true, force: true });
  }
}
