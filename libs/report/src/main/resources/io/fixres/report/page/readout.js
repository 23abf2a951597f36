// What a chart says at one place: the line below it, moved by pointer or arrow keys.

import { h, s } from "./dom.js";

/** The readout of a chart; `attach` ties it to a drawing. */
export function reader({ series, x, y }) {
  const places = [...new Set(series.flatMap(one => one.points.map(p => p.x)))].sort((a, b) => a - b);
  const element = h("p", { class: "readout", role: "status" }, "\u00a0");
  let place = -1;

  function text() {
    const here = places[place];
    const parts = series.flatMap(one => one.points.filter(p => p.x === here && Number.isFinite(p.y)).map(p => {
      const interval = p.low === undefined ? "" : ` (${y.format(p.low)} to ${y.format(p.high)})`;
      return `${p.name ?? one.name} ${(y.exact ?? y.format)(p.y)}${interval}`;
    }));
    return `${x.name ?? x.label} ${(x.exact ?? x.format)(here)}: ${parts.join(" · ")}`;
  }

  function attach(svg, at, top, bottom) {
    const cursor = s("line", { class: "cursor", y1: top, y2: bottom, visibility: "hidden" });
    svg.append(cursor);
    const show = next => {
      place = Math.min(Math.max(next, -1), places.length - 1);
      cursor.setAttribute("visibility", place < 0 ? "hidden" : "visible");
      if (place >= 0) {
        cursor.setAttribute("x1", at.x(places[place]));
        cursor.setAttribute("x2", at.x(places[place]));
      }
      element.textContent = place < 0 ? "\u00a0" : text();
    };
    svg.addEventListener("pointermove", event => {
      const pixel = event.clientX - svg.getBoundingClientRect().left;
      show(nearest(places, at.x, pixel));
    });
    svg.addEventListener("pointerleave", () => document.activeElement !== svg && show(-1));
    svg.addEventListener("blur", () => show(-1));
    svg.addEventListener("keydown", event => {
      const steps = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: places.length - 1, Escape: -1 };
      if (!(event.key in steps)) return;
      event.preventDefault();
      show(event.key === "Escape" ? -1 : Math.max(0, steps[event.key]));
    });
    if (place >= 0) show(place);
  }
  return { element, attach };
}

function nearest(places, toPixel, pixel) {
  let best = -1;
  places.forEach((value, i) => {
    if (best < 0 || Math.abs(toPixel(value) - pixel) < Math.abs(toPixel(places[best]) - pixel)) best = i;
  });
  return best;
}
