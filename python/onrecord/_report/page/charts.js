// Who, where, what and when: bars of the statements that are found. A click on one filters by it.

const BARS = 8;

class Charts {
  constructor(corpus, selection, only) {
    this.corpus = corpus;
    this.selection = selection;
    this.only = only;
    this.names = new Map([[NOBODY, UNNAMED], ...corpus.actors.map((actor) => [actor.id, actor.name])]);
    element("charts").addEventListener("toggle", () => this.found && this.draw());
  }

  show(found, view) {
    this.found = found;
    this.view = view;
    this.draw();
  }

  draw() {
    if (!element("charts").open) return;
    this.bars("speakers", "speaker", this.counted((at) => this.selection.voices(at)), (id) => this.names.get(id));
    this.bars("outlets", "outlet", this.counted((at) => [this.selection.outlet(at)]));
    this.bars("acts", "act", this.counted((at) => [this.selection.act(at)]));
    this.time();
  }

  // Values and how many statements have each, the most frequent first.
  counted(values) {
    const counts = new Map();
    for (const at of this.found) for (const value of values(at)) counts.set(value, (counts.get(value) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }

  bars(id, field, counts, named = (value) => value) {
    const most = counts.length ? counts[0][1] : 1;
    element(id).replaceChildren(...counts.slice(0, BARS).map(([value, count]) => {
      const bar = make("span", { className: "bar" });
      bar.style.width = `${(100 * count) / most}%`;
      const button = make("button", { type: "button", title: `Only ${named(value)}` },
        make("span", { className: "name", textContent: named(value) }), make("span", { className: "track" }, bar), make("span", { className: "count", textContent: count.toLocaleString("en") }));
      button.setAttribute("aria-pressed", this.view[field] === value);
      button.addEventListener("click", async () => {
        await this.only(field, this.view[field] === value ? "" : value);
        [...element(id).querySelectorAll("button")].find((other) => other.title === button.title)?.focus();
      });
      return make("li", {}, button);
    }));
  }

  // Statements by day, by month where the time is long, by year where it is longer still. What lies far from all
  // others is told in words, so that it does not press them together.
  time() {
    const days = this.found.map((at) => this.corpus.first[at]).filter((day) => day !== null).sort((a, b) => a - b);
    const box = element("time");
    if (!days.length) { box.replaceChildren("No statement has a day."); return; }
    const [from, to] = reach(days);
    const within = days.filter((day) => day >= from && day <= to);
    const length = to - from <= 120 ? 10 : to - from <= 3660 ? 7 : 4;
    const counts = new Map();
    for (const day of within) counts.set(dayOf(day).slice(0, length), (counts.get(dayOf(day).slice(0, length)) || 0) + 1);
    const position = (key) => numberOf(key.padEnd(10, "-01"));
    const unit = { 10: 1, 7: 31, 4: 366 }[length];
    const [low, high] = [position(dayOf(from).slice(0, length)), position(dayOf(to).slice(0, length))];
    const scale = 980 / (high - low + unit);
    const most = Math.max(...counts.values());
    const words = `Statements from ${dayOf(from)} to ${dayOf(to)}; most, ${most}, in ${[...counts].find((pair) => pair[1] === most)[0]}`;
    const svg = drawing("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", role: "img", "aria-label": words });
    for (const [key, count] of counts) {
      const height = Math.max(2, (95 * count) / most);
      const bar = drawing("rect", { x: 10 + (position(key) - low) * scale, y: 100 - height, width: Math.max(2, unit * scale * 0.85), height });
      bar.append(Object.assign(drawing("title", {}), { textContent: `${key}: ${count}` }));
      svg.append(bar);
    }
    const [earlier, later] = [days.findIndex((day) => day >= from), days.length - days.findLastIndex((day) => day <= to) - 1];
    box.replaceChildren(svg, make("div", { className: "scale" },
      make("span", { textContent: `${dayOf(from)}${earlier ? ` (${earlier.toLocaleString("en")} earlier)` : ""}` }),
      make("span", { textContent: `${later ? `(${later.toLocaleString("en")} later) ` : ""}${dayOf(to)}` })));
  }
}

// The first and the last day that are drawn: all of them, unless 19 in 20 stand close together in less than half of
// the time; then those, and some room around them.
function reach(days) {
  const [first, last] = [days[0], days[days.length - 1]];
  const most = Math.ceil(days.length * 0.95);
  let from = 0;
  for (let at = 1; at + most <= days.length; at += 1) {
    if (days[at + most - 1] - days[at] < days[from + most - 1] - days[from]) from = at;
  }
  const length = days[from + most - 1] - days[from];
  const room = Math.ceil(length / 20) + 1;
  if (2 * (length + 2 * room) > last - first) return [first, last];
  return [Math.max(first, days[from] - room), Math.min(last, days[from + most - 1] + room)];
}

function drawing(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}
