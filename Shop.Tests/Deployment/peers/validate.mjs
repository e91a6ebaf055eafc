// Reads a list of objects and answers, for each, what the API server would find wrong. The models' own check knows formats
// and lets unknown fields pass; the compiler, which is given each object as a literal of its type, does not.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const here = dirname(fileURLToPath(import.meta.url));
const packages = {
  'postgresql.cnpg.io': '@kubernetes-models/cloudnative-pg',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};
const objects = JSON.parse(readFileSync(0, 'utf8'));
const errors = objects.map(() => []);

const known = [];
for (const [index, object] of objects.entries()) {
  const name = `${object.apiVersion}/${object.kind}`;
  if (name === 'rabbitmq.com/v1beta1/RabbitmqCluster') {
    known.push({ index, module: './rabbitmq', type: 'IRabbitmqCluster' });
    continue;
  }

  const module = `${packages[object.apiVersion.split('/')[0]] ?? 'kubernetes-models'}/${name}`;
  let model;
  try {
    model = (await import(module))[object.kind];
  } catch {
    errors[index].push(`${name} is no kind of object that is known.`);
    continue;
  }
  try {
    new model(object).validate();
  } catch (error) {
    errors[index].push(...(error.errors ?? [error]).map((found) => `${found.instancePath ?? ''} ${found.message}`));
  }
  known.push({ index, module, type: `I${object.kind}` });
}

// One statement, and so one run of lines, for each object.
let text = '';
const starts = [];
for (const { index, module, type } of known) {
  starts.push(text.length);
  const value = JSON.stringify(objects[index], null, 1);
  text += `export const object${index}: import(${JSON.stringify(module)}).${type} = ${value};\n`;
}

const file = join(here, 'objects.ts');
const options = { strict: true, noEmit: true, types: [], skipLibCheck: true, module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler, target: ts.ScriptTarget.ES2022 };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.getSourceFile = (name, version) => name === file ? ts.createSourceFile(name, text, version) : getSourceFile(name, version);
host.fileExists = (name) => name === file || fileExists(name);
host.readFile = (name) => name === file ? text : readFile(name);
const program = ts.createProgram([file], options, host);
for (const found of ts.getPreEmitDiagnostics(program)) {
  if (found.file?.fileName !== file) {
    throw new Error(ts.flattenDiagnosticMessageText(found.messageText, ' '));
  }
  const { index } = known[starts.findLastIndex((start) => start <= found.start)];
  errors[index].push(ts.flattenDiagnosticMessageText(found.messageText, ' '));
}

process.stdout.write(JSON.stringify(errors));
