'use strict';

// Where the map is looked at from. What a person moves is kept in the state, without a step in the history.

(function (kb) {
  const WAIT = 250; // milliseconds without a move, then the camera has settled
  const CLOSEST = 1.1;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

  kb.makeCamera = function (network, container, onSettled) {
    let timer = null;
    const size = () => ({ width: container.clientWidth, height: container.clientHeight });

    function now() {
      const { x, y } = network.getViewPosition();
      return { x, y, scale: network.getScale() };
    }

    function settle(isMine) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { x, y, scale } = now();
        if (isMine) {
          kb.change({ camera: [Math.round(x), Math.round(y), Number(scale.toPrecision(4))] }, { replace: true, quiet: true });
        }
        onSettled();
      }, WAIT);
    }

    function move({ x, y, scale }, animated) {
      const animation = animated && !calm.matches ? { duration: 250, easingFunction: 'easeInOutQuad' } : false;
      network.moveTo({ position: { x, y }, scale, animation });
      settle(false);
    }

    /** Fit a box of the map into view, with room for labels. */
    function frame(box, animated) {
      network.canvas.setSize(); // the panel may just have taken room, and vis-network would scale once more
      const { width, height } = size();
      const [across, down] = [box.right - box.left + 1, box.bottom - box.top + 1];
      const room = Math.min(70, width / 12);
      const scale = Math.min((width - 2 * room) / across, (height - 80) / down, CLOSEST);
      const at = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
      move({ ...at, scale: Math.max(scale, 0.004) }, animated);
    }

    /** Move so far that a place is in view. */
    function reveal({ x, y }, least) {
      network.canvas.setSize();
      const { width, height } = size();
      const at = network.canvasToDOM({ x, y });
      const isSeen = at.x > 60 && at.y > 30 && at.x < width - 60 && at.y < height - 60;
      const scale = Math.max(network.getScale(), least || 0);
      if (!isSeen || scale !== network.getScale()) move({ x, y, scale }, true);
    }

    function zoom(factor) {
      const { x, y, scale } = now();
      move({ x, y, scale: Math.min(8, scale * factor) }, true);
      settle(true);
    }

    function pan(across, down) {
      const { x, y, scale } = now();
      move({ x: x + (across * 80) / scale, y: y + (down * 80) / scale, scale }, false);
      settle(true);
    }

    network.on('zoom', () => settle(true));
    network.on('dragEnd', () => settle(true));
    return { now, move, frame, reveal, zoom, pan, size };
  };
})(window.kb);
