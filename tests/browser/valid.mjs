// The HTML of all pages that were looked at, before a browser mends it.

import { spawnSync } from 'node:child_process';
import { writePages } from './look.mjs';
import { HtmlValidate, vnuJar } from './tools.mjs';

/** What html-validate looks for: its recommended rules, but for what is a matter of taste. */
const RULES = {
  extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // Askama writes the words of a page as they are; long titles of initiatives are people's own.
    'long-title': 'off',
    // White space at the end of a line comes from the templates and reaches nobody.
    'no-trailing-whitespace': 'off',
    // `<!doctype html>` is as good as in capitals, and an input without a type is one for text.
    'doctype-style': 'off',
    'no-implicit-input-type': 'off',
    // Styles come from the same host.
    'require-sri': ['error', { target: 'crossorigin' }],
    // The lines of what something costs are a list, and so are their fields.
    'form-dup-name': 'off',
  },
};

export async function validate(findings, folder) {
  const validator = new HtmlValidate(RULES);
  for (const [name, html] of findings.pages) {
    const report = await validator.validateString(html);
    for (const { messages } of report.results) {
      for (const { ruleId, message, line } of messages) {
        findings.add(name, `html-validate ${ruleId}, line ${line}: ${message}`);
      }
    }
  }
  await writePages(findings, folder);
  const vnu = spawnSync('java', ['-jar', vnuJar, '--format', 'json', '--exit-zero-always', folder], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (vnu.status !== 0) throw new Error(`vnu did not run: ${vnu.error ?? vnu.stderr}`);
  for (const { url, lastLine, message, type, subType } of JSON.parse(vnu.stderr).messages) {
    const counts = type === 'error' || subType === 'warning';
    if (counts) findings.add(url.split('/').pop(), `vnu, line ${lastLine}: ${message}`);
  }
}
