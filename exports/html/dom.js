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

  /** Make an element; `parts` are elements and strings, and what is null is left out. */
  kb.element = function (tag, properties, ...parts) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (name === 'class') made.className = value;
      else if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
      else made.setAttribute(name, value);
    }
    made.append(...parts.filter((part) => part !== null && part !== undefined));
    return made;
  };

  /** Draw the symbol of a node type. */
  kb.symbol = function (shape, colour) {
    const svg = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    svg.setAttribute('viewBox', '-11 -11 22 22');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('class', 'symbol');
    path.setAttribute('d', OUTLINES[shape] || OUTLINES.dot);
    path.setAttribute('fill', colour);
    svg.append(path);
    return svg;
  };

  /** "RELIES_ON" as a person would say it. */
  kb.words = (type) => type.toLowerCase().replaceAll('_', ' ');

  kb.number = (value) => value.toLocaleString('en');

  kb.counted = (count, one, many) => `${kb.number(count)} ${count === 1 ? one : many}`;

  kb.typed = Object.fromEntries(kb.types.map((type) => [type.name, type]));
})(window.kb);
