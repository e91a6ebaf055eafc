// A bar between two panes of a grid that pointer and arrow keys move.

const limits = [15, 85];
const step = 3;

/** The pane's share goes into the property --share of the grid, that of the pane behind the bar into --rest. */
export function splitter(bar) {
  const grid = bar.parentElement;
  const move = wanted => {
    const share = Math.round(Math.min(limits[1], Math.max(limits[0], wanted)));
    grid.style.setProperty('--share', `${share}fr`);
    grid.style.setProperty('--rest', `${100 - share}fr`);
    bar.setAttribute('aria-valuenow', share);
  };
  bar.addEventListener('pointerdown', event => {
    event.preventDefault();
    bar.setPointerCapture(event.pointerId);
  });
  bar.addEventListener('pointermove', ({ pointerId, clientX, clientY }) => {
    if (!bar.hasPointerCapture(pointerId)) return;
    const [first, last] = [bar.previousElementSibling, bar.nextElementSibling].map(pane =>
      pane.getBoundingClientRect(),
    );
    const stacked = last.top >= first.bottom;
    move(
      100 *
        (stacked
          ? (clientY - first.top) / (last.bottom - first.top)
          : (clientX - first.left) / (last.right - first.left)),
    );
  });
  bar.addEventListener('keydown', event => {
    const direction = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!direction) return;
    event.preventDefault();
    move(Number(bar.getAttribute('aria-valuenow')) + direction * step);
  });
}
