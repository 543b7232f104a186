// data-keys: in a list marked so, j and k walk over its rows (data-keys-row), Enter opens the row's link.
(function () {
  "use strict";
  function typing(element) {
    return element.closest("input, textarea, select, [contenteditable]") !== null;
  }
  document.addEventListener("keydown", function (event) {
    var list = document.querySelector("[data-keys]");
    if (!list || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key !== "j" && event.key !== "k") return;
    var rows = Array.from(list.querySelectorAll("[data-keys-row]"));
    if (!rows.length) return;
    var here = rows.findIndex(function (row) { return row.contains(document.activeElement); });
    var next = event.key === "j" ? Math.min(here + 1, rows.length - 1) : Math.max(here - 1, 0);
    var target = rows[next].querySelector("a, button, summary");
    if (!target) return;
    event.preventDefault();
    target.focus();
    rows[next].scrollIntoView({ block: "nearest" });
  });
})();
