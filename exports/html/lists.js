'use strict';

// Long lists: a part at first, the next one when its end is scrolled to or asked for.

(function (kb) {
  const STEP = 20;

  /**
   * Make a list of items; `render` gives the element of one, `rove` names the buttons that arrow keys move among.
   * A list that shows a few only at first grows when it is asked to; others when their end is scrolled to.
   */
  kb.lazyList = function (items, render, { tag = 'ul', name = 'entries', step = STEP, first = step, rove = '', follow = first >= step } = {}) {
    const list = kb.element(tag, {});
    const row = (item) => (tag === 'ul' ? kb.element('li', {}, render(item)) : render(item));
    let shown = 0;
    let keep = () => {};

    function add(count) {
      const next = items.slice(shown, shown + count).map(row);
      shown += next.length;
      more.remove();
      list.append(...next);
      if (shown < items.length) {
        button.textContent = `${kb.number(items.length - shown)} more ${name}`;
        list.append(more);
      }
      keep();
      return next;
    }

    const button = kb.button('', () => {
      const [next] = add(step);
      const stop = next && next.querySelector('button, summary');
      if (stop) stop.focus();
    }, { class: 'link more' });
    const more = tag === 'ul' ? kb.element('li', {}, button) : button;
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && document.activeElement !== button) add(step);
    });
    add(first);
    if (rove) keep = kb.rove(list, rove);
    if (shown < items.length && follow) watcher.observe(more);
    return list;
  };

  /** A titled part of the panel. */
  kb.section = (title, ...parts) => kb.element('section', {}, kb.element('h3', {}, title), ...parts);
})(window.kb);
