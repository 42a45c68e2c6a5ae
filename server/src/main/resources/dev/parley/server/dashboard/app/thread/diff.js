/** Reads differences as `diff -u` writes them, for showing them side by side with their line numbers. Pure functions. */

/**
 * @typedef {object} DiffRow
 * @property {'same'|'removed'|'added'|'gap'} kind `gap` stands for lines that are not shown
 * @property {number} [from] the line's number in the older text
 * @property {number} [to] the line's number in the newer text
 * @property {string} text
 * @property {[number, number]} [changed] where in a line that took another's place they differ
 */

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * The lines of a unified diff.
 *
 * @param {string} diff
 * @returns {DiffRow[]}
 */
export function rowsOf(diff) {
  const rows = [];
  let from = 0;
  let to = 0;
  let inside = false;
  for (const line of diff.split('\n')) {
    const hunk = HUNK.exec(line);
    if (hunk) {
      [from, to] = [Number(hunk[1]), Number(hunk[2])];
      rows.push({ kind: 'gap', text: line });
      inside = true;
    } else if (inside && line[0] === ' ') {
      rows.push({ kind: 'same', from: from++, to: to++, text: line.slice(1) });
    } else if (inside && line[0] === '-') {
      rows.push({ kind: 'removed', from: from++, text: line.slice(1) });
    } else if (inside && line[0] === '+') {
      rows.push({ kind: 'added', to: to++, text: line.slice(1) });
    }
  }
  return withChanges(rows);
}

/** Where as many lines come as go, each stands for the one in its place: it is worth saying what in it is different. */
function withChanges(rows) {
  for (let start = 0; start < rows.length; start++) {
    const removed = run(rows, start, 'removed');
    const added = run(rows, start + removed, 'added');
    if (removed > 0 && removed === added) {
      for (let i = start; i < start + removed; i++) {
        mark(rows[i], rows[i + removed]);
      }
    }
    start += Math.max(0, removed + added - 1);
  }
  return rows;
}

function run(rows, start, kind) {
  let end = start;
  while (rows[end]?.kind === kind) {
    end++;
  }
  return end - start;
}

function mark(before, after) {
  const shorter = Math.min(before.text.length, after.text.length);
  let head = 0;
  while (head < shorter && before.text[head] === after.text[head]) {
    head++;
  }
  let tail = 0;
  while (tail < shorter - head && before.text.at(-1 - tail) === after.text.at(-1 - tail)) {
    tail++;
  }
  // Lines with nothing in common are simply others.
  if (head + tail > 0) {
    before.changed = [head, before.text.length - tail];
    after.changed = [head, after.text.length - tail];
  }
}
