// Pictures exactly as trainers got them, all phases at one scale.

import { h, section } from "./dom.js";

const LARGEST = 182;

/** One grid a phase. */
export function pictures(snapshot) {
  const classes = snapshot.dataset?.classes ?? [];
  if (snapshot.pictures.length === 0) {
    return section("pictures", "As the trainer sees it", h("p", { class: "note" },
      "No pictures. They are taken from the topics of batches while a run trains and page-service listens."));
  }
  const scale = Math.min(2.8, LARGEST / Math.max(...snapshot.pictures.map(grid => grid.resolution)));
  return section("pictures", "As the trainer sees it", snapshot.pictures.map(grid => h("figure", {},
    h("figcaption", {}, grid.phase, h("small", {}, `${grid.resolution} px, ${grid.transform}; ${scale === 1 ? "" : `shown ${scale.toFixed(1)} times as large`}`)),
    h("ul", { class: "tiles" }, grid.tiles.map(tile => {
      const side = Math.round(grid.resolution * scale);
      return h("li", {}, h("img", { src: tile.picture, width: side, height: side, alt: classes[tile.label] ?? "", title: classes[tile.label] ?? "", loading: "lazy" }));
    })))));
}
