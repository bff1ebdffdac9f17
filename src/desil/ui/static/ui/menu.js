// An open menu of the bar closes by Escape, which gives the focus back, and by a click elsewhere.
// Without scripts a menu closes where it was opened.
"use strict";
(() => {
  const opened = () => document.querySelectorAll("nav.places details[open]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of opened()) {
      const hasFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hasFocus) menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
  });
})();
