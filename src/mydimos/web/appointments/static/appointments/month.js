// The back button may show a page that the browser kept in memory: load the free times of now.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});
// After htmx has drawn another day: say which, and bring its times into view where they lie below the month.
(() => {
  "use strict";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const news = document.createElement("p");
  news.className = "govgr-visually-hidden";
  news.setAttribute("role", "status");
  document.getElementById("main").append(news);
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.target || event.detail.target.id !== "calendar") return;
    const times = document.getElementById("times");
    const said = times.querySelector("legend, h2, strong");
    news.textContent = said ? said.textContent.replace(/\s+/g, " ").trim() : "";
    const isDay = new URLSearchParams(window.location.search).has("day");
    const isHidden = times.getBoundingClientRect().top > window.innerHeight - 160;
    if (isDay && isHidden) times.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth" });
  });
})();
