'use strict';

// Labels as small pictures: a text is measured, broken into lines and drawn once, then only copied.

(function (kb) {
  const FAMILY = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
  const KINDS = {
    node: { font: `500 12.5px ${FAMILY}`, line: 15, widest: 22, lines: 2, ink: 'ink' },
    strong: { font: `650 13.5px ${FAMILY}`, line: 16, widest: 26, lines: 3, ink: 'ink' },
    edge: { font: `italic 11.5px ${FAMILY}`, line: 14, widest: 22, lines: 1, ink: 'quiet' },
    community: { font: `650 14px ${FAMILY}`, line: 17, widest: 24, lines: 3, ink: 'ink' },
    count: { font: `500 12px ${FAMILY}`, line: 15, widest: 24, lines: 1, ink: 'quiet' },
  };
  const MOST = 2000;
  const HALO = 2;
  const sprites = new Map();
  const ruler = document.createElement('canvas').getContext('2d');

  function wrapped(text, { widest, lines: most }) {
    const lines = [''];
    for (const word of text.slice(0, 200).split(/\s+/)) {
      const line = lines[lines.length - 1];
      if (line && line.length + 1 + word.length > widest) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    const shown = lines.slice(0, most).map((line) => {
      return line.length > 1.5 * widest ? `${line.slice(0, 1.5 * widest)}…` : line;
    });
    if (lines.length > most) shown[most - 1] += ' …';
    return shown;
  }

  function make(text, kind, ratio) {
    const { font, line, ink } = KINDS[kind];
    const theme = kb.theme();
    const lines = wrapped(text, KINDS[kind]);
    ruler.font = font;
    const width = Math.ceil(Math.max(...lines.map((one) => ruler.measureText(one).width))) + 2 * HALO;
    const height = lines.length * line + 2 * HALO;
    const picture = document.createElement('canvas');
    picture.width = Math.max(1, Math.ceil(width * ratio));
    picture.height = Math.ceil(height * ratio);
    const context = picture.getContext('2d');
    context.scale(ratio, ratio);
    Object.assign(context, {
      font, textAlign: 'center', textBaseline: 'top', lineJoin: 'round', lineWidth: 3.5,
      strokeStyle: theme.ground, fillStyle: theme[ink],
    });
    lines.forEach((one, number) => {
      context.strokeText(one, width / 2, HALO + number * line);
      context.fillText(one, width / 2, HALO + number * line);
    });
    return { picture, width, height };
  }

  /** Give the picture of a label with its width and height on the screen. */
  kb.sprite = function (text, kind, ratio) {
    const key = `${kind} ${ratio} ${text}`;
    let found = sprites.get(key);
    if (!found) {
      if (sprites.size > MOST) sprites.clear();
      found = make(text, kind, ratio);
      sprites.set(key, found);
    }
    return found;
  };

  kb.onTheme(() => sprites.clear());
})(window.kb);
