// Keys that write more than themselves: pairs of brackets and the indentation of a new line.

const pairs = { '{': '}', '(': ')', '[': ']', '"': '"' };
const closing = Object.values(pairs);

/** Handles a key in the editor; whether it did. */
export function editKey(editor, key) {
  const { text, area } = editor;
  const { selectionStart: start, selectionEnd: end } = area;
  const [before, after] = [text[start - 1] ?? '', text[end] ?? ''];
  if (key === 'Enter') return breakLine(editor, start, end, before, after);
  if (start !== end) return false;
  if (closing.includes(key) && after === key && (key !== '"' || before !== '\\')) return go(editor, start + 1);
  if (key in pairs && /^[\s)\]}]?$/.test(after) && (key !== '"' || !/[\w"\\]/.test(before))) {
    editor.replace(start, end, key + pairs[key], start + 1);
    return true;
  }
  if (key === 'Backspace' && before !== '' && pairs[before] === after) {
    editor.replace(start - 1, start + 1, '');
    return true;
  }
  return false;
}

function go(editor, position) {
  editor.area.setSelectionRange(position, position);
  editor.move();
  return true;
}

function breakLine(editor, start, end, before, after) {
  const { text } = editor;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const indent = /^[ \t]*/.exec(line)[0];
  const deeper = '{(['.includes(before || ' ') ? `${indent}  ` : indent;
  const broken = deeper !== indent && pairs[before] === after ? `\n${indent}` : '';
  editor.replace(start, end, `\n${deeper}${broken}`, start + 1 + deeper.length);
  return true;
}
