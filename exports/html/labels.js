'use strict';

// Labels on the map: of one size on the screen whatever the zoom, none over another, the heaviest first.

(function (kb) {
  const LINE = 15;
  const WIDEST = 22; // characters of a line
  const MOST_LINES = kb.nodes.length > 150 ? 2 : 3;
  const GAP = 3;
  const FONT = '500 12.5px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const EDGE_FONT = 'italic 11.5px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const measured = new Map();

  function wrapped(text) {
    const lines = [''];
    for (const word of text.split(/\s+/)) {
      const line = lines[lines.length - 1];
      if (line && line.length + 1 + word.length > WIDEST) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    const shown = lines.slice(0, MOST_LINES).map((line) => {
      return line.length > 1.5 * WIDEST ? `${line.slice(0, 1.5 * WIDEST)}…` : line;
    });
    if (lines.length > MOST_LINES) shown[MOST_LINES - 1] += ' …';
    return shown;
  }

  function measure(context, text, font) {
    const key = `${font}\n${text}`;
    if (!measured.has(key)) {
      const lines = wrapped(text);
      context.font = font;
      const width = Math.max(...lines.map((line) => context.measureText(line).width));
      measured.set(key, { lines, width, height: lines.length * LINE });
    }
    return measured.get(key);
  }

  function overlaps(box, taken) {
    return taken.some((other) => {
      return box !== other && box.left < other.right && other.left < box.right &&
        box.top < other.bottom && other.top < box.bottom;
    });
  }

  const around = (x, y, width, height) => ({ left: x, right: x + width, top: y, bottom: y + height });

  /** Where a label may stand, the best place first: below what it names, above, right or left of it. */
  function places(label, size) {
    const { x, y } = label;
    if (label.edge) return [around(x - size.width / 2, y - LINE / 2, size.width, size.height)];
    const far = label.away + GAP;
    const middle = y - size.height / 2;
    return [
      around(x - size.width / 2, y + far, size.width, size.height),
      around(x - size.width / 2, y - far - size.height, size.width, size.height),
      around(x + far, middle, size.width, size.height),
      around(x - far - size.width, middle, size.width, size.height),
    ];
  }

  /** Take the first place that covers no label and no node; one that is needed may cover nodes, at worst. */
  function place(label, size, labels, nodes) {
    const free = places(label, size).filter((box) => !overlaps(box, labels));
    const clear = free.find((box) => !overlaps(box, nodes));
    if (clear) return clear;
    return (label.needed && free[0]) || (label.always && places(label, size)[0]) || null;
  }

  function write(context, lines, x, top, theme, colour) {
    context.lineWidth = 3.5;
    context.strokeStyle = theme.ground;
    context.fillStyle = colour;
    lines.forEach((line, number) => {
      context.strokeText(line, x, top + number * LINE);
      context.fillText(line, x, top + number * LINE);
    });
  }

  /**
   * Draw labels, the first ones first, where there is room.
   * Each is { text, x, y, away, edge, needed, always }: x and y are the middle of what it names, `away` how far
   * that reaches.
   */
  kb.drawLabels = function (context, labels, width, height) {
    const theme = kb.theme();
    const taken = [];
    const nodes = labels.filter((label) => !label.edge).map(({ x, y, away }) => {
      return around(x - away, y - away, 2 * away, 2 * away);
    });
    context.save();
    const ratio = context.canvas.width / context.canvas.clientWidth;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.lineJoin = 'round';
    for (const label of labels) {
      const font = label.edge ? EDGE_FONT : FONT;
      const size = measure(context, label.text, font);
      const reach = size.width + label.away;
      const isOutside = label.x + reach < 0 || label.x - reach > width || label.y < -reach || label.y > height + reach;
      const box = isOutside ? null : place(label, size, taken, nodes);
      if (!box) continue;
      taken.push(box);
      context.font = font;
      const middle = (box.left + box.right) / 2;
      write(context, size.lines, middle, box.top, theme, label.edge ? theme.quiet : theme.ink);
    }
    context.restore();
  };
})(window.kb);
