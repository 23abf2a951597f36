// What was taken for what, and the most confident mistakes, of one evaluation at a time.

import { h, s, section, table } from "./dom.js";
import { conditions, fixed, percent } from "./format.js";

const MOST_NUMBERS = 12;
let chosen;

/** The part with its choice of evaluation. */
export function confusion(snapshot) {
  const scored = snapshot.evaluations.filter(e => e.detail);
  if (scored.length === 0 || !snapshot.dataset) return null;
  const key = e => `${e.phase}, ${e.resolution} px, ${conditions(e)}`;
  const body = h("div", { class: "split" });
  const show = name => {
    chosen = name;
    const evaluation = scored.find(e => key(e) === name) ?? scored[scored.length - 1];
    body.replaceChildren(matrixOf(evaluation, snapshot.dataset.classes), mistakesOf(evaluation, snapshot.dataset.classes));
  };
  const keys = scored.map(key);
  const start = keys.includes(chosen) ? chosen : keys[keys.length - 1];
  show(start);
  return section("confusion", "Confusions and mistakes",
    h("p", {}, h("label", {}, "Evaluation ",
      h("select", { onchange: event => show(event.target.value) },
        keys.map(name => h("option", { value: name, selected: name === start }, name))))),
    body);
}

function matrixOf({ detail, n, correct }, classes) {
  const { matrix, recall, precision, pairs } = detail.confusion;
  const drawn = !matrix ? most(pairs, classes)
    : classes.length <= MOST_NUMBERS ? numbers(matrix, recall, precision, classes) : [heat(matrix, classes), most(pairs, classes)];
  return h("div", {}, h("h3", {}, "Confusion matrix"), drawn,
    h("p", { class: "note" }, `${correct} of ${n} right. Rows are true classes, columns predictions; shade is the share of the row.`));
}

function numbers(matrix, recall, precision, classes) {
  const share = value => value === null || value === undefined ? "–" : percent(value, 0);
  const cells = (row, i) => {
    const total = row.reduce((sum, count) => sum + count, 0) || 1;
    return row.map((count, j) => {
      const cell = h("td", { class: `cell${i === j ? " diagonal" : ""}` }, String(count));
      cell.style.setProperty("--share", count / total);
      return cell;
    });
  };
  return h("div", { class: "scroll", role: "region", "aria-label": "Confusion matrix", tabindex: "0" },
    h("table", { class: "matrix" },
      h("thead", {}, h("tr", {}, h("td", {}), classes.map(name => h("th", { scope: "col", title: name }, h("span", {}, name))), h("th", { scope: "col" }, h("span", {}, "recall %")))),
      h("tbody", {}, matrix.map((row, i) => h("tr", {}, h("th", { scope: "row" }, classes[i]), cells(row, i), h("td", { class: "number" }, share(recall[i]))))),
      h("tfoot", {}, h("tr", {}, h("th", { scope: "row" }, "precision %"), precision.map(value => h("td", { class: "cell" }, share(value))), h("td", {})))));
}

function heat(matrix, classes) {
  const side = 380 / classes.length;
  const readout = h("p", { class: "readout", role: "status" }, "\u00a0");
  const svg = s("svg", { class: "heat", viewBox: "0 0 380 380", role: "img", "aria-label": `Confusion matrix of ${classes.length} classes` },
    matrix.flatMap((row, i) => {
      const total = row.reduce((sum, count) => sum + count, 0) || 1;
      return row.map((count, j) => count === 0 ? null : s("rect", {
        x: j * side, y: i * side, width: side, height: side, "fill-opacity": Math.max(0.08, count / total),
        onpointerenter: () => { readout.textContent = `${classes[i]} taken for ${classes[j]}: ${count}`; },
      }));
    }));
  return h("div", {}, svg, readout);
}

function most(pairs, classes) {
  return table("Most frequent confusions", ["true class", "taken for", ">pictures"],
    pairs.map(pair => [classes[pair.label], classes[pair.predicted], String(pair.n)]));
}

function mistakesOf({ detail }, classes) {
  return h("div", {}, h("h3", {}, "Most confident mistakes"),
    detail.mistakes.length === 0 ? h("p", { class: "note" }, "None.") : h("ul", { class: "tiles mistakes" },
      detail.mistakes.map(m => h("li", {},
        m.picture ? h("img", { src: m.picture, alt: `${classes[m.label]}, number ${m.sample} of the split`, loading: "lazy" })
          : h("span", { class: "absent" }, "no picture"),
        h("span", { class: "wrong" }, classes[m.predicted], " ", h("b", {}, fixed(m.confidence, 2))),
        h("span", { class: "true" }, classes[m.label])))));
}
