// Every colour of a text is readable on what it stands on, in both themes: WCAG 2.2, success criterion 1.4.3.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('../../../HotChocolate.AspNetCore/Http/Ide/theme.css', import.meta.url), 'utf8');
const [light, dark] = css
  .split('@media (prefers-color-scheme: dark)')
  .map(part =>
    Object.fromEntries([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name, colour])),
  );

const texts = [
  'text',
  'quiet',
  'accent',
  'good',
  'bad',
  'warn',
  'keyword',
  'field',
  'argument',
  'variable',
  'type',
  'string',
  'number',
  'comment',
];
const pairs = [
  ...texts.flatMap(text => [
    [text, 'surface'],
    [text, 'raised'],
  ]),
  ['on-accent', 'accent'],
  ['surface', 'bad'],
  ['bad', 'bad-soft'],
  ['quiet', 'bad-soft'],
  ['text', 'soft'],
  ['quiet', 'soft'],
  ['type', 'soft'],
];

for (const theme of [light, dark]) {
  assert.deepEqual(Object.keys(theme), Object.keys(light));
  for (const [front, back] of pairs) {
    const contrast = ratio(luminance(theme[front]), luminance(theme[back]));
    assert.ok(contrast >= 4.5, `${front} ${theme[front]} on ${back} ${theme[back]}: ${contrast.toFixed(2)}`);
  }
}

function ratio(one, other) {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

process.stdout.write('passed');
