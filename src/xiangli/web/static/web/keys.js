// data-keys: in a list marked so, j and k walk over its rows (data-keys-row); other keys press what the row or page offers.
// A key presses the first element marked data-key="…" inside the row, else on the page; x ticks the row; / goes to the search.
(function () {
  "use strict";
  function typing(element) {
    return element.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
  }
  function walk(rows, here, step) {
    var next = step > 0 ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0);
    var target = rows[next].querySelector("a, button, summary");
    if (!target) return;
    target.focus();
    rows[next].scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", function (event) {
    var list = document.querySelector("[data-keys]");
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    var rows = list ? Array.from(list.querySelectorAll("[data-keys-row]")) : [];
    var here = rows.findIndex(function (row) { return row.contains(document.activeElement); });
    var row = rows[here];
    if ((event.key === "j" || event.key === "k") && rows.length) {
      event.preventDefault();
      walk(rows, here, event.key === "j" ? 1 : -1);
      return;
    }
    if (event.key === "x" && row && row.querySelector("input[type=checkbox]")) {
      event.preventDefault();
      row.querySelector("input[type=checkbox]").click();
      return;
    }
    if (event.key === "/" && document.querySelector("[data-keys-search]")) {
      event.preventDefault();
      document.querySelector("[data-keys-search]").focus();
      return;
    }
    if (!/^[a-z?]$/.test(event.key)) return;
    var wanted = '[data-key="' + event.key + '"]';
    var pressed = (row && row.querySelector(wanted)) || document.querySelector(wanted);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
    if (pressed.focus) pressed.focus();
  });
})();
