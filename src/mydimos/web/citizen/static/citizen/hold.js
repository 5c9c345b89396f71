// How long the chosen time is still kept. Seen: once a minute. Spoken: at five minutes, at one, at the end.
(() => {
  "use strict";
  const hold = document.querySelector(".app-hold");
  if (!hold) return;
  const shown = hold.querySelector(".app-hold__left");
  const spoken = hold.querySelector("[role=status]");
  const began = performance.now();
  const words = (minutes) => {
    if (minutes <= 0) return hold.dataset.over;
    return minutes === 1 ? hold.dataset.one : hold.dataset.many.replace("{minutes}", minutes);
  };
  const left = () => Number(hold.dataset.seconds) - (performance.now() - began) / 1000;
  let last = null;
  const tick = () => {
    const minutes = Math.max(0, Math.ceil(left() / 60));
    if (minutes === last) return;
    shown.textContent = words(minutes);
    if (last !== null && [5, 1, 0].includes(minutes)) spoken.textContent = words(minutes);
    last = minutes;
    if (minutes === 0) window.clearInterval(timer);
  };
  const timer = window.setInterval(tick, 1000);
  tick();
})();
