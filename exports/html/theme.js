'use strict';

// Colours of what is drawn on the canvas, by the reader's preference; the rest of the page has its own in CSS.

(function (kb) {
  const THEMES = {
    light: {
      ground: '#fbfaf7', ink: '#1c2230', quiet: '#5b6472', border: '#ffffff', chosen: '#111111',
      relation: '#59667d', covers: '#9db4c8', together: '#c9c5bc',
    },
    dark: {
      ground: '#14171c', ink: '#eceff4', quiet: '#a3adba', border: '#14171c', chosen: '#ffffff',
      relation: '#a9b6cb', covers: '#4b657e', together: '#4a4b4f',
    },
  };
  const dark = window.matchMedia('(prefers-color-scheme: dark)');

  kb.theme = () => (dark.matches ? THEMES.dark : THEMES.light);
  kb.onTheme = (listener) => dark.addEventListener('change', listener);
})(window.kb);
