'use strict';

// What a mouse, a finger or a key does on the map.

(function (kb) {
  const { map } = kb;
  const { network } = map;
  const container = document.getElementById('map');
  const FINGER = 10; // pixels beside a node that still count as on it
  let waiting = false;

  function open(node) {
    kb.change({ level: 'near', focus: kb.graph.ids[node], depth: 1, more: 0, expanded: [], node: kb.graph.ids[node], edge: [], link: null });
  }

  function choose(found) {
    if (found.node !== undefined) kb.choose(found.node);
    else if (found.disc !== undefined) kb.openCommunity(found.disc);
    else if (found.edge !== undefined) kb.chooseEdge(found.edge);
    else if (found.link) kb.change({ link: [found.link.first, found.link.second], node: '', edge: [] });
    else kb.change({ node: '', edge: [], link: null });
  }

  /** A finger is not sharp: look around the place too. */
  function near(place) {
    const beside = [[0, 0], [FINGER, 0], [-FINGER, 0], [0, FINGER], [0, -FINGER]];
    const found = beside.map(([x, y]) => map.under({ x: place.x + x, y: place.y + y }));
    return found.find((one) => one.node !== undefined) || found[0];
  }

  network.on('click', (event) => {
    const isFinger = event.event && event.event.pointerType === 'touch';
    choose(isFinger ? near(event.pointer.DOM) : map.under(event.pointer.DOM));
  });
  network.on('doubleClick', (event) => {
    const { node } = map.under(event.pointer.DOM);
    if (node !== undefined) open(node);
  });
  function dragged(event) {
    const [id] = event.nodes;
    const node = kb.itemNode(id);
    return node === null ? null : { node, place: network.getPosition(id) };
  }
  network.on('dragging', (event) => {
    const found = dragged(event);
    if (found) map.view().places.set(found.node, found.place);
  });
  network.on('dragEnd', (event) => {
    network.unselectAll();
    const found = dragged(event);
    if (found) kb.pin(found.node, found.place);
  });
  container.addEventListener('pointermove', (event) => {
    if (waiting || event.pointerType === 'touch' || event.buttons) return;
    waiting = true;
    const box = container.getBoundingClientRect();
    const place = { x: event.clientX - box.left, y: event.clientY - box.top };
    requestAnimationFrame(() => { waiting = false; map.hover(place); });
  });
  container.addEventListener('pointerleave', () => map.hover(null));

  const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let cursor = null; // { node } or { disc }: where the arrow keys stand

  function stops() {
    const view = map.view();
    const discs = view.nodes.length && !view.discs ? [] : (view.discs || []);
    const nodes = view.kind === 'all' ? view.nodes.slice(0, 3000) : view.nodes;
    return [
      ...discs.map((disc) => ({ disc: disc.number, name: `community ${disc.name}`, x: disc.x, y: disc.y - disc.radius * 0.7 })),
      ...nodes.map((node) => ({ node, name: `${kb.name(node)}, ${kb.words(kb.typeOf(node).name)}`, ...map.place(node) })),
    ];
  }

  /** The nearest stop in a direction; what lies aside counts as farther. */
  function next(from, [across, down], all) {
    let [best, least] = [null, Infinity];
    for (const stop of all) {
      const [x, y] = [stop.x - from.x, stop.y - from.y];
      const along = x * across + y * down;
      const aside = Math.abs(x * down) + Math.abs(y * across);
      if (along > 1 && along + 2 * aside < least) [best, least] = [stop, along + 2 * aside];
    }
    return best;
  }

  function step(direction) {
    const all = stops();
    const selected = kb.numberOf(kb.state().node);
    const same = (stop) => cursor && stop.node === cursor.node && stop.disc === cursor.disc;
    const from = all.find(same) || all.find((stop) => stop.node === selected && selected !== undefined);
    const found = from ? next(from, direction, all) : all[0];
    if (!found) return;
    cursor = found;
    map.point(found);
    map.camera.reveal(found);
    kb.announce(found.name);
  }

  container.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const direction = DIRECTIONS[event.key];
    if (direction && event.shiftKey) map.camera.pan(...direction);
    else if (direction) step(direction);
    else if (event.key === 'Enter' && cursor) choose(cursor);
    else return;
    event.preventDefault();
  });
  container.addEventListener('focusout', () => { cursor = null; map.point(null); });

  kb.open = open;
})(window.kb);
