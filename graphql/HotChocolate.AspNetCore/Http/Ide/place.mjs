// The line below the editor: what is wrong at the caret, else what its word means, else the first problem.
import { definitionAt } from './context.mjs';
import { h } from './dom.mjs';
import { typeText } from './schema.mjs';

export function showPlace(line, editor, schema, panel) {
  const { errors, position, text, settled } = editor;
  const here = errors.find(({ start, end }) => start <= position && position <= end);
  const found = schema && definitionAt(text, position, schema);
  if (here && settled) line.replaceChildren(h('span', { className: 'problem' }, here.message));
  else if (found) line.replaceChildren(...describe(found, panel));
  else if (errors.length > 0 && settled) line.replaceChildren(problems(errors, editor));
  else line.replaceChildren();
}

function describe({ definition, owner }, panel) {
  const { name, args, type, description, isDeprecated, deprecationReason } = definition;
  const list =
    args?.length > 0 ? `(${args.map(argument => `${argument.name}: ${typeText(argument.type)}`).join(', ')})` : '';
  return [
    h(
      'button',
      { className: 'link', title: 'Show in the documentation', onclick: () => panel.openDocs(definition, owner) },
      `${name}${list}${type ? `: ${typeText(type)}` : ''}`,
    ),
    isDeprecated && h('span', { className: 'warning' }, `Deprecated. ${deprecationReason ?? ''}`),
    description && h('span', { className: 'quiet' }, description),
  ].filter(Boolean);
}

function problems(errors, editor) {
  const [{ start, end, message }] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const line = editor.lineAt(start) + 1;
  return h(
    'button',
    { className: 'link problem', title: 'Go there', onclick: () => editor.select(start, end) },
    `Line ${line}: ${message}${more}`,
  );
}
