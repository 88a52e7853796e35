// Who, where, what and when: bars of the statements that are found. A click on one filters by it.

const BARS = 8;

class Charts {
  constructor(corpus, selection, only) {
    this.corpus = corpus;
    this.selection = selection;
    this.only = only;
    this.names = new Map([[NOBODY, UNNAMED], ...corpus.actors.map((actor) => [actor.id, actor.name])]);
    this.of = {
      speaker: (at) => selection.voices(at), outlet: (at) => [selection.outlet(at)], act: (at) => [selection.act(at)],
    };
    this.all = Object.fromEntries(Object.keys(this.of).map((field) => [field, counted(selection.order("article"), this.of[field])]));
    element("charts").addEventListener("toggle", () => this.found && this.draw());
  }

  show(found, view) {
    this.found = found;
    this.view = view;
    this.draw();
  }

  draw() {
    if (!element("charts").open) return;
    this.bars("speakers", "speaker", (id) => this.names.get(id));
    this.bars("outlets", "outlet");
    this.bars("acts", "act");
    this.time();
  }

  bars(id, field, named = (value) => value) {
    const counts = this.found.length === this.corpus.count ? this.all[field] : counted(this.found, this.of[field]);
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
    const { first } = this.corpus;
    const days = Float64Array.from(this.found.filter((at) => first[at] !== null), (at) => first[at]).sort();
    const box = element("time");
    if (!days.length) { box.replaceChildren("No statement has a day."); return; }
    const [from, to] = reach(days);
    const length = to - from <= 120 ? 10 : to - from <= 3660 ? 7 : 4;
    const counts = new Map();
    for (const [day, count] of counted(days.filter((one) => one >= from && one <= to), (one) => [one])) {
      const key = dayOf(day).slice(0, length);
      counts.set(key, (counts.get(key) || 0) + count);
    }
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

// Values and of how many things each is one, the most frequent first.
function counted(things, values) {
  const counts = new Map();
  for (const one of things) for (const value of values(one)) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
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
