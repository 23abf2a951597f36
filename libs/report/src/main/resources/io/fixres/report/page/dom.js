// Elements from names, attributes and children. Text becomes text nodes only, so that no name is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element; `on…` attributes are listeners, absent and false ones are left out. */
export function h(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** An SVG element. */
export function s(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

/** A titled part of the page. */
export function section(id, title, ...children) {
  return titled("h2", id, title, children);
}

/** The one part of a page that has no other, so that its title is the page's. */
export function onlySection(id, title, ...children) {
  return titled("h1", id, title, children);
}

function titled(heading, id, title, children) {
  return h("section", { id, "aria-labelledby": `${id}-title` }, h(heading, { id: `${id}-title` }, title), ...children);
}

/** A table that scrolls by itself where the page is narrow; columns that begin with `>` hold numbers. */
export function table(label, columns, rows) {
  const numeric = columns.map(column => column.startsWith(">"));
  const cell = (tag, content, i, extra) => h(tag, { class: numeric[i] ? "number" : undefined, ...extra }, content);
  return h("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" },
    h("table", {},
      h("thead", {}, h("tr", {}, columns.map((column, i) =>
        cell("th", column.replace(/^>/, ""), i, { scope: "col" })))),
      h("tbody", {}, rows.map(row => h("tr", {}, row.map((content, i) =>
        i === 0 ? cell("th", content, i, { scope: "row" }) : cell("td", content, i)))))));
}

/** Terms and what they stand for; entries without a value are left out. */
export function facts(entries) {
  return h("dl", { class: "facts" }, entries
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}
