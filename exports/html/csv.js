'use strict';

// Text that spreadsheets read: every value in quotes, and none that they would take for a formula.

(function (kb) {
  const FORMULA = /^[\s\u200b-\u200f\u202a-\u202e\ufeff]*[=+\-@\t\r|%＝＋－＠]/;

  const cell = (value) => {
    if (typeof value === 'number') return String(value);
    const text = String(value ?? '');
    return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };

  /** Make CSV (RFC 4180) of rows of values; the mark at the beginning tells Excel that it is UTF-8. */
  kb.toCsv = (rows) => `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
})(window.kb);
