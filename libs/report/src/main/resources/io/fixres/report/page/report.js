// The frozen page: one experiment from the data that the file holds.

import { h } from "./dom.js";
import { experimentView } from "./experiment.js";

const frozen = JSON.parse(document.getElementById("snapshot").textContent);
const frozenView = experimentView("");
document.title = `${frozen.experiment} · fixres-streams`;
document.getElementById("top").append(h("span", { class: "brand" }, "fixres-streams"), h("span", { class: "kind" }, "report"));
document.getElementById("content").replaceChildren(frozenView.element);
frozenView.show(frozen);
