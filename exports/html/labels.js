'use strict';

// Labels on the canvas: of one size on the screen whatever the zoom, none over another. The screen is divided
// into cells; who comes first takes the cells its label needs.

(function (kb) {
  const CELL = 4;
  const FARTHEST = 30; // half lines that a label may stand away from what it names
  const GAP = 4; // a cell at least, or a node would stand in the way of its own label

  class Cells {
    constructor(width, height) {
      this.columns = Math.ceil(width / CELL) + 1;
      this.rows = Math.ceil(height / CELL) + 1;
      this.taken = new Uint8Array(this.columns * this.rows);
    }

    range(box) {
      const clip = (value, most) => Math.max(0, Math.min(most - 1, Math.floor(value / CELL)));
      return [
        clip(box.x, this.columns), clip(box.x + box.width, this.columns),
        clip(box.y, this.rows), clip(box.y + box.height, this.rows),
      ];
    }

    /** What stands in a box: 0 nothing, 1 a node, 2 a label. */
    worst(box) {
      const [left, right, top, bottom] = this.range(box);
      let worst = 0;
      for (let row = top; row <= bottom; row += 1) {
        for (let column = left; column <= right; column += 1) {
          worst = Math.max(worst, this.taken[row * this.columns + column]);
        }
      }
      return worst;
    }

    take(box, what) {
      const [left, right, top, bottom] = this.range(box);
      for (let row = top; row <= bottom; row += 1) {
        for (let column = left; column <= right; column += 1) {
          const at = row * this.columns + column;
          this.taken[at] = Math.max(this.taken[at], what);
        }
      }
    }
  }

  /** Where a label may stand, the best place first: below what it names, above, right or left of it. */
  function places(label, { width, height }) {
    const { x, y, away } = label;
    const box = (left, top) => ({ x: left, y: top, width, height });
    if (label.inside) return [box(x - width / 2, y - height / 2)];
    const far = away + GAP;
    return [
      box(x - width / 2, y + far), box(x - width / 2, y - far - height),
      box(x + far, y - height / 2), box(x - far - width, y - height / 2),
    ];
  }

  /** Take the first place that covers no label and no node; what is needed may cover nodes, but never labels. */
  function choose(label, sprite, cells, size) {
    const isCut = ({ x, width }) => x < 0 || x + width > size.width;
    const all = places(label, sprite).map((box) => ({ box, worst: Math.max(cells.worst(box), isCut(box) ? 2 : 0) }));
    const clear = all.find(({ worst }) => worst === 0) || (label.needed && all.find(({ worst }) => worst < 2));
    return clear ? clear.box : label.always ? aside(label, sprite, cells) : null;
  }

  /** Look farther and farther away, where a label has to stand somewhere. */
  function aside(label, sprite, cells) {
    for (let step = 1; step < FARTHEST; step += 1) {
      const away = label.away + (step * sprite.height) / 2;
      const box = places({ ...label, away, inside: false }, sprite).find((one) => cells.worst(one) < 2);
      if (box) return box;
    }
    return null;
  }

  /**
   * Draw labels, the first ones first, where there is room.
   * Each is { text, shorter, kind, x, y, away, inside, needed, always }: x and y are the middle of what it names,
   * `away` how far that reaches; `shorter` is written where the text has no room. `obstacles` are nodes, as boxes. Gives the boxes that were drawn.
   */
  kb.drawLabels = function (context, labels, obstacles, size, most = 160) {
    const ratio = context.canvas.width / context.canvas.clientWidth || 1;
    const cells = new Cells(size.width, size.height);
    obstacles.forEach((box) => cells.take(box, 1));
    const drawn = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const label of labels) {
      if (drawn.length >= most && !label.always) break;
      let sprite = kb.sprite(label.text, label.kind, ratio);
      const reach = label.away + sprite.width;
      if (label.x < -reach || label.y < -reach || label.x > size.width + reach || label.y > size.height + reach) continue;
      let box = choose(label, sprite, cells, size);
      if (!box && label.shorter && label.shorter !== label.text) {
        sprite = kb.sprite(label.shorter, label.kind, ratio);
        box = choose(label, sprite, cells, size);
      }
      if (!box) continue;
      cells.take(box, 2);
      const [x, y] = [Math.round(box.x * ratio) / ratio, Math.round(box.y * ratio) / ratio];
      context.drawImage(sprite.picture, x, y, sprite.picture.width / ratio, sprite.picture.height / ratio);
      drawn.push({ ...box, text: label.text });
    }
    context.restore();
    return drawn;
  };
})(window.kb);
