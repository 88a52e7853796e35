"use strict";
// Every text of an article goes into the page as text: nothing here writes HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const PAGE = 50;
  const SPEAKERS = 300; // in the list; the others are found by a search for their name
  const COLOURS = ["#3b82c4", "#c2631e", "#2f9461", "#b3559f", "#8672c9", "#a07d17", "#d0506a", "#2590a0", "#6f8a1f", "#c9587f"];
  const LINES = { direct: "solid", mixed: "dashed", indirect: "dotted" };
  const UNNAMED = "(not named)";
  const element = (id) => document.getElementById(id);
  const fields = Object.fromEntries(["search", "speaker", "outlet", "act", "from", "to"].map((id) => [id, element(id)]));
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const documents = data.documents.map(([id, title, outlet, day, address, text, blocks, mentions, dates]) => (
    { id, title: title || id, outlet: outlet || "(no outlet)", day, address, text, blocks, mentions, dates, statements: [] }));
  const statements = data.statements.map((row) => {
    const [number, id, parent, actors, source, addressee, act, negated, kind, from, to, content, sources, cues, confidence] = row;
    const home = documents[number];
    const statement = {
      number, id, parent, source, addressee, act, negated, kind, from, to, content, sources, cues, confidence, home,
      speakers: actors.map((actor) => data.actors[actor][0]), speaker: listed(actors.map((actor) => data.actors[actor][0])),
      first: from || home.day, last: to || from || home.day,
    };
    home.statements.push(statement);
    return statement;
  });
  let index = null; // folded when somebody first searches, so that the page opens at once

  let found = statements;
  let shown = 0;
  let current = null;

  // All who make a statement, as a sentence names them.
  function listed(names) {
    return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}` : names[0] || null;
  }

  // The act; of a saying that is denied, with the words that deny it.
  function doing(one) {
    if (!one.negated) return one.act;
    const words = [];
    for (let at = 0; at < one.cues.length; at += 2) words.push(one.home.text.slice(one.cues[at], one.cues[at + 1]));
    return `${one.act}, negated: “${words.join(" … ").replace(/\s+/g, " ")}”`;
  }

  function voices(one) {
    return one.speakers.length ? one.speakers : [UNNAMED];
  }

  function many(count, thing) {
    return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
  }

  function wording(one) {
    const parts = [];
    for (let at = 0; at < one.content.length; at += 2) parts.push(one.home.text.slice(one.content[at], one.content[at + 1]));
    return parts.join(" … ").replace(/\s+/g, " ");
  }

  function folded(statement) {
    return plain([wording(statement), statement.speaker, statement.source, statement.addressee, statement.home.title].join(" "));
  }

  function filter() {
    const words = plain(fields.search.value).split(/\s+/).filter(Boolean);
    if (words.length && index === null) index = new Map(statements.map((one) => [one, folded(one)]));
    const { speaker, outlet, act, from, to } = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]));
    found = statements.filter((one) => (!speaker || voices(one).includes(speaker))
      && (!outlet || one.home.outlet === outlet) && (!act || one.act === act)
      && (!from || (one.last !== null && one.last >= from)) && (!to || (one.first !== null && one.first <= to))
      && words.every((word) => index.get(one).includes(word)));
    element("list").replaceChildren();
    shown = 0;
    more();
    const places = new Set(found.map((one) => one.number)).size;
    element("found").textContent = `${many(found.length, "statement")} in ${many(places, "article")}`;
    charts();
  }

  function more() {
    const next = found.slice(shown, shown + PAGE);
    element("list").append(...next.map(entry));
    shown += next.length;
    element("more").hidden = shown >= found.length;
  }

  function days(one) {
    if (one.from) return one.from === one.to || !one.to ? `said ${one.from}` : `said ${one.from} to ${one.to}`;
    return one.home.day ? `published ${one.home.day}` : "day not known";
  }

  function entry(one) {
    const whom = one.addressee ? ` → ${one.addressee}` : "";
    const facts = [doing(one), one.kind, one.home.outlet, days(one)].filter(Boolean).join(" · ");
    const button = make("button", { type: "button" },
      make("span", { className: "who", textContent: `${one.speaker || one.source || "?"}${whom}: ` }), wording(one),
      make("span", { className: "facts", textContent: facts }));
    if (one === current) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => follow(one));
    one.button = button;
    return make("li", {}, button);
  }

  function follow(one) {
    if (current && current.button) current.button.removeAttribute("aria-current");
    current = one;
    if (one.button) one.button.setAttribute("aria-current", "true");
    draw(one);
    history.replaceState(null, "", `#${one.number}-${one.id}`);
    const place = document.querySelector("#text .chosen");
    if (place) place.scrollIntoView({ block: "center" });
    element("article").focus({ preventScroll: true });
  }

  function back() {
    document.querySelector(".columns").classList.remove("open");
    element("article").hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
    if (current && current.button && current.button.isConnected) current.button.focus();
    else element("results").focus();
  }

  // The article, cut wherever something begins or ends.
  function draw(one) {
    const { home } = one;
    document.querySelector(".columns").classList.add("open");
    element("article").hidden = false;
    element("article-title").textContent = home.title;
    const facts = element("article-facts");
    facts.textContent = [home.outlet, home.day && `published ${home.day}`, home.id].filter(Boolean).join(" · ");
    if (home.address) facts.append(" · ", make("a", { href: home.address, rel: "noopener noreferrer", textContent: "source" }));
    const marks = marked(home, one);
    const text = element("text");
    text.replaceChildren();
    let at = 0;
    for (const [role, start, end] of [...home.blocks].sort((a, b) => a[1] - b[1])) {
      if (start > at && home.text.slice(at, start).trim()) text.append(block("body", home, at, start, marks));
      text.append(block(role, home, start, end, marks));
      at = end;
    }
    if (home.text.slice(at).trim()) text.append(block("body", home, at, home.text.length, marks));
  }

  function marked(home, chosen) {
    const colours = new Map();
    const marks = [];
    const lines = [];
    for (const one of home.statements) {
      const who = one.speaker || one.source;
      if (!colours.has(who)) colours.set(who, who === null ? "#808080" : COLOURS[colours.size % COLOURS.length]);
      const colour = colours.get(who);
      const edges = one.content;
      if (edges.length) {
        let line = lines.findIndex((until) => until <= edges[0]);
        if (line < 0) line = lines.length;
        lines[line] = edges[edges.length - 1];
        for (let at = 0; at < edges.length; at += 2) marks.push({ start: edges[at], end: edges[at + 1], one, name: "content", colour, line, chosen: one === chosen });
      }
      for (const [name, places] of [["source", one.sources], ["cue", one.cues]]) {
        for (let at = 0; at < places.length; at += 2) marks.push({ start: places[at], end: places[at + 1], one, name, colour, chosen: one === chosen });
      }
    }
    for (const [start, end, actor] of home.mentions) marks.push({ start, end, name: "actor", label: data.actors[actor].filter(Boolean).join(", ") });
    for (const [start, end, label] of home.dates) marks.push({ start, end, name: "date", label });
    return marks;
  }

  function block(role, home, start, end, marks) {
    const inside = marks.filter((mark) => mark.start < end && mark.end > start);
    const cuts = [...new Set([start, end, ...inside.flatMap((mark) => [Math.max(mark.start, start), Math.min(mark.end, end)])])].sort((a, b) => a - b);
    const made = make("div", { className: `block ${role}` });
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      let node = document.createTextNode(home.text.slice(cuts[at], cuts[at + 1]));
      const here = inside.filter((mark) => mark.start <= cuts[at] && mark.end >= cuts[at + 1]);
      for (const mark of here) node = wrapped(node, mark, mark.start === cuts[at], mark.end === cuts[at + 1]);
      made.append(node);
    }
    return made;
  }

  function wrapped(node, mark, first, last) {
    const { one } = mark;
    const span = make(mark.chosen && mark.name === "content" ? "mark" : "span", { className: mark.name }, node);
    if (mark.chosen) span.classList.add("chosen");
    if (mark.name === "content") {
      span.style.borderBottom = `2px ${LINES[one.kind] || "solid"} ${mark.colour}`;
      span.style.paddingBottom = `${1 + 4 * mark.line}px`;
    } else if (one && !mark.chosen) span.style.background = `${mark.colour}24`;
    span.title = one ? `${mark.name} of statement ${one.id}: ${one.speaker || one.source || "?"}, ${doing(one)}` : mark.label;
    if (first && mark.chosen && mark.name === "content") span.prepend(hidden(`[statement ${one.id}: `));
    if (last && mark.chosen && mark.name === "content") span.append(hidden("]"));
    if (last && !one) span.append(hidden(` (${mark.name}: ${mark.label})`));
    return span;
  }

  function hidden(words) {
    return make("span", { className: "hidden", textContent: words });
  }

  function counted(key) {
    const counts = new Map();
    for (const one of found) {
      for (const name of [key(one)].flat()) counts.set(name, (counts.get(name) || 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  function charts() {
    if (!element("charts").open) return;
    bars("speakers", "speaker", counted(voices));
    bars("outlets", "outlet", counted((one) => one.home.outlet));
    bars("acts", "act", counted((one) => one.act));
    time();
  }

  function bars(id, field, counts) {
    const most = counts.length ? counts[0][1] : 1;
    element(id).replaceChildren(...counts.slice(0, 8).map(([name, count]) => {
      const bar = make("span", { className: "bar" });
      bar.style.width = `${(100 * count) / most}%`;
      const button = make("button", { type: "button", title: `Only ${name}` },
        make("span", { className: "name", textContent: name }), bar, make("span", { className: "count", textContent: count.toLocaleString("en") }));
      button.addEventListener("click", () => {
        if (![...fields[field].options].some((one) => one.value === name)) fields[field].append(make("option", { value: name, textContent: name }));
        fields[field].value = fields[field].value === name ? "" : name;
        filter();
        [...element(id).querySelectorAll("button")].find((other) => other.title === `Only ${name}`)?.focus();
      });
      return make("li", {}, button);
    }));
  }

  // Statements by day, by month where the time is long, by year where it is longer still.
  function time() {
    const dated = found.filter((one) => one.first);
    const box = element("time");
    if (!dated.length) { box.textContent = "No statement has a day."; return; }
    const range = dated.reduce(([low, high], one) => [one.first < low ? one.first : low, one.first > high ? one.first : high], [dated[0].first, dated[0].first]);
    const span = (Date.parse(range[1]) - Date.parse(range[0])) / 864e5;
    const length = span <= 120 ? 10 : span <= 3660 ? 7 : 4;
    const counts = new Map();
    for (const one of dated) counts.set(one.first.slice(0, length), (counts.get(one.first.slice(0, length)) || 0) + 1);
    const position = (key) => Date.parse(key.padEnd(10, "-01").slice(0, 10));
    const [low, high] = [position(range[0].slice(0, length)), position(range[1].slice(0, length))];
    const most = Math.max(...counts.values());
    const draw = (tag, attributes, words) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
      if (words) made.textContent = words;
      return made;
    };
    const unit = { 10: 1, 7: 31, 4: 366 }[length] * 864e5;
    const scale = 980 / (high - low + unit);
    const words = `Statements from ${range[0]} to ${range[1]}; most, ${most}, in ${[...counts].find((pair) => pair[1] === most)[0]}`;
    const svg = draw("svg", { viewBox: "0 0 1000 110", preserveAspectRatio: "none", role: "img", "aria-label": words });
    for (const [key, count] of [...counts].sort()) {
      const height = Math.max(2, (85 * count) / most);
      const bar = draw("rect", { x: 10 + (position(key) - low) * scale, y: 90 - height, width: Math.max(2, unit * scale * 0.85), height });
      bar.append(draw("title", {}, `${key}: ${count}`));
      svg.append(bar);
    }
    const scaleLine = make("div", {}, make("span", { textContent: range[0] }), make("span", { textContent: range[1] }));
    scaleLine.style.cssText = "display:flex;justify-content:space-between;font-size:.85rem";
    box.replaceChildren(svg, scaleLine);
  }

  function options(field, first, counts) {
    field.replaceChildren(make("option", { value: "", textContent: first }),
      ...counts.map(([name, count]) => make("option", { value: name, textContent: `${name} (${count.toLocaleString("en")})` })));
  }

  // Arrow keys go from statement to statement.
  element("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    const next = step && document.activeElement.closest("li")?.[step];
    if (!next) return;
    event.preventDefault();
    next.querySelector("button").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !element("article").hidden) back();
  });
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  element("filters").addEventListener("reset", () => setTimeout(filter));
  element("filters").addEventListener("change", filter);
  let waiting = 0;
  fields.search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  element("more").addEventListener("click", () => {
    const start = shown;
    more();
    element("list").children[start]?.querySelector("button").focus();
  });
  element("back").addEventListener("click", back);
  element("charts").addEventListener("toggle", charts);

  options(fields.speaker, "all speakers", counted(voices).slice(0, SPEAKERS));
  options(fields.outlet, "all outlets", counted((one) => one.home.outlet));
  options(fields.act, "all acts", counted((one) => one.act));
  const named = documents.filter((one) => one.day).map((one) => one.day).sort();
  const period = named.length ? `, published ${[...new Set([named[0], named[named.length - 1]])].join(" to ")}` : "";
  element("about").textContent = `${many(documents.length, "article")}, ${many(statements.length, "statement")}${period}. Made with ${data.made}.`;
  if (matchMedia("(max-width: 50rem)").matches) element("charts").open = false;
  filter();
  const [number, id] = location.hash.slice(1).split("-").map(Number);
  const wanted = location.hash && statements.find((one) => one.number === number && one.id === id);
  if (wanted) follow(wanted);
})();
