// The tools that tests/run put into target/tools: they lie outside this folder, so that nothing is written into it.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../target/tools/browser/', import.meta.url);
const require = createRequire(new URL('package.json', folder));

export const { chromium } = require('playwright-core');
export const { AxeBuilder } = require('@axe-core/playwright');
export const { HtmlValidate } = require('html-validate');
export const vnuJar = fileURLToPath(new URL('node_modules/vnu-jar/build/dist/vnu.jar', folder));
