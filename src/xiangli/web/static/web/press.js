// data-press: a button marked "print" opens the printer, one marked "copy" copies the text of the element named in data-from.
// Such buttons are drawn hidden, so that without JavaScript nothing stands there that does nothing.
(function () {
  "use strict";
  function show() {
    document.querySelectorAll("[data-press][hidden]").forEach(function (button) { button.hidden = false; });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-press]");
    if (!button) return;
    if (button.dataset.press === "print") { window.print(); return; }
    var source = document.querySelector(button.dataset.from);
    if (!source || !navigator.clipboard) return;
    navigator.clipboard.writeText(source.textContent.trim()).then(function () { button.textContent = button.dataset.done; });
  });
  document.addEventListener("htmx:load", show);
  show();
})();
