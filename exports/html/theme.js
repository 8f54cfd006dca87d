'use strict';

// Light and dark: by the system's preference until a person decides; the canvas has its colours here.

(function (kb) {
  const THEMES = {
    light: {
      ground: '#fbfaf7', ink: '#1c2230', quiet: '#5b6472', border: '#ffffff', chosen: '#111111',
      relation: '#59667d', covers: '#9db4c8', together: '#c9c5bc', link: '#b9c3d0', disc: 0.16, rim: 0.6,
    },
    dark: {
      ground: '#14171c', ink: '#eceff4', quiet: '#a3adba', border: '#14171c', chosen: '#ffffff',
      relation: '#a9b6cb', covers: '#4b657e', together: '#4a4b4f', link: '#47525f', disc: 0.22, rim: 0.7,
    },
  };
  const HUES = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#56B4E9', '#E69F00', '#7A68C8', '#8A8A3A'];
  const KEY = 'kbgraph-theme';
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const listeners = [];
  let chosen = remembered();
  let printing = false;

  function remembered() {
    try {
      return window.localStorage.getItem(KEY) || '';
    } catch {
      return ''; // a browser may refuse storage to a file
    }
  }

  const isDark = () => !printing && (chosen ? chosen === 'dark' : dark.matches);

  function apply() {
    document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
    listeners.forEach((listener) => listener());
  }

  kb.theme = () => THEMES[isDark() ? 'dark' : 'light'];
  kb.isDark = isDark;
  kb.hue = (number) => HUES[Math.max(0, number) % HUES.length];
  kb.onTheme = (listener) => listeners.push(listener);
  kb.turnTheme = function () {
    chosen = isDark() ? 'light' : 'dark';
    try {
      window.localStorage.setItem(KEY, chosen);
    } catch {
      // It then holds for as long as the page is open.
    }
    apply();
    kb.announce(`${chosen} theme`);
  };

  const print = (is) => () => { printing = is; apply(); };
  window.addEventListener('beforeprint', print(true));
  window.addEventListener('afterprint', print(false));
  dark.addEventListener('change', apply);
  apply();
})(window.kb);
