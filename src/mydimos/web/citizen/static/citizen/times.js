// After htmx has drawn a day: on a small screen its times lie below the month. Bring them into view.
(() => {
  "use strict";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.target || event.detail.target.id !== "calendar") return;
    if (!new URLSearchParams(window.location.search).has("day")) return;
    const times = document.getElementById("times");
    const isHidden = times && times.getBoundingClientRect().top > window.innerHeight - 160;
    if (isHidden) times.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  });
})();
