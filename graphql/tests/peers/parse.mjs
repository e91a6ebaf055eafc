// Parses the documents given on the standard input and prints their trees, or where their syntax errors are.
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';

const child = (node, key) => Array.isArray(node[key]) ? node[key].map(show) : node[key] ? [show(node[key])] : [];

function show(node) {
  const at = `${node.loc.start}-${node.loc.end}`;
  const own = node.kind === 'OperationDefinition' ? node.operation
    : node.kind === 'StringValue' ? `${node.block ? 'block' : 'quoted'} ${node.value.split('').map(unit => unit.charCodeAt(0))}`
    : node.kind === 'Name' || node.kind.endsWith('Value') && node.value !== undefined && typeof node.value !== 'object'
    ? String(node.value) : '';
  const keys = ['description', 'alias', 'name', 'variableDefinitions', 'variable', 'typeCondition', 'type', 'defaultValue',
    'arguments', 'directives', 'value', 'values', 'fields', 'selectionSet', 'selections', 'definitions'];
  const below = keys.flatMap(key => key === 'value' && typeof node.value !== 'object' ? [] : child(node, key));
  return `(${[node.kind, at, own, ...below].filter(part => part !== '').join(' ')})`;
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(text => {
  try {
    return parse(text).definitions.map(show).join(' ');
  } catch (error) {
    return `error ${error.locations[0].line}:${error.locations[0].column}`;
  }
})));
