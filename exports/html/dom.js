'use strict';

// Elements, made of text alone: nothing on this page is ever parsed as markup.

(function (kb) {
  const SVG = 'http://www.w3.org/2000/svg';
  // Outlines in a box from -10 to 10, named as vis-network names its shapes.
  const OUTLINES = {
    square: 'M-8-8H8V8H-8Z',
    dot: 'M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0Z',
    hexagon: 'M-9 0L-4.5-8H4.5L9 0L4.5 8H-4.5Z',
    triangle: 'M0-8L9 7H-9Z',
    diamond: 'M0-10L8 0L0 10L-8 0Z',
    star: 'M0-10L2.9-3.1L9.5-3.1L4.2 1.2L6.2 8.1L0 4L-6.2 8.1L-4.2 1.2L-9.5-3.1L-2.9-3.1Z',
  };
  const live = document.getElementById('live');

  /** Make an element; `parts` are elements and strings, and what is null is left out. */
  kb.element = function (tag, properties, ...parts) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === 'class') made.className = value;
      else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value === true ? '' : value);
    }
    made.append(...parts.flat().filter((part) => part !== null && part !== undefined));
    return made;
  };

  kb.button = (text, onclick, properties) => kb.element('button', { type: 'button', onclick, ...properties }, text);

  /** Draw the symbol of a node type. */
  kb.symbol = function (type) {
    const svg = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    svg.setAttribute('viewBox', '-11 -11 22 22');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('class', 'symbol');
    path.setAttribute('d', OUTLINES[type.shape] || OUTLINES.dot);
    path.setAttribute('fill', type.colour);
    svg.append(path);
    return svg;
  };
  kb.outlines = OUTLINES;

  /** Text of the knowledge base, its direction kept to itself. */
  kb.text = (value) => kb.element('bdi', {}, value);

  /** A node's name that leads to it. */
  kb.named = function (node) {
    return kb.element('button', { type: 'button', class: 'name', onclick: () => kb.go(node) },
      kb.symbol(kb.typeOf(node)), kb.text(kb.name(node)));
  };

  /** "RELIES_ON" as a person would say it, "ResourceType" too. */
  kb.words = (type) => type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase().replaceAll('_', ' ');
  kb.number = (value) => value.toLocaleString('en');
  kb.counted = (count, one, many) => `${kb.number(count)} ${count === 1 ? one : many || `${one}s`}`;
  kb.share = (drawn, all) => (drawn < all ? `${kb.number(drawn)} of ${kb.number(all)}` : kb.number(all));
  kb.weight = (parts) => (parts / 1000).toFixed(2);

  /** Say something to those who can't see it happen. */
  kb.announce = function (text) {
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };

  /** Let arrow keys move among the buttons of a container, which is one stop for the tab key. */
  kb.rove = function (container, selector = 'button') {
    const stops = () => [...container.querySelectorAll(selector)].filter((one) => one.offsetParent !== null);
    const only = (stop) => stops().forEach((one) => { one.tabIndex = one === stop ? 0 : -1; });
    const keep = () => {
      const all = [...container.querySelectorAll(selector)];
      const stop = all.find((one) => one === document.activeElement) || all[0];
      all.forEach((one) => { one.tabIndex = one === stop ? 0 : -1; });
    };
    container.addEventListener('focusin', (event) => { if (event.target.matches(selector)) only(event.target); });
    container.addEventListener('keydown', (event) => {
      const all = stops();
      const at = all.indexOf(event.target);
      const next = {
        ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1,
      }[event.key];
      if (at < 0 || next === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (all[next]) all[next].focus();
    });
    keep();
    return keep;
  };
})(window.kb);
