// What a page cannot say in HTML. Every page works without it.
// The summary of errors and the news of what was done get the focus, so that they are read first.
(() => {
  "use strict";
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();
})();
