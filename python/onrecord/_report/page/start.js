// The form, the address and the list, each following the others.

const SPEAKERS = 300; // in the list; the others are found by a search for their name

async function start() {
  if (typeof DecompressionStream === "undefined") {
    element("found").textContent = "This browser is too old for this report: it needs one of 2023 or later.";
    return;
  }
  const corpus = await Corpus.opened();
  const selection = new Selection(corpus);
  const cards = new Cards(corpus, selection.folding, (at) => go({ ...view, statement: [corpus.home[at], corpus.id[at]] }));
  const charts = new Charts(corpus, selection, (field, value) => go({ ...view, [field]: value }));
  const reader = new Reader(corpus, selection.folding);
  const fields = Object.fromEntries(ASKED.map((name) => [name, element(name)]));
  let view = read("");
  let found = [];
  let turn = 0; // of what is asked: what is overtaken by something else draws nothing

  fill();
  await show(read(location.hash));

  // Shows what is asked, and remembers it in the address.
  async function go(asked, options) {
    remember(asked, options);
    await show(asked);
  }

  async function show(asked) {
    turn += 1;
    const mine = turn;
    const isOther = ASKED.some((name) => asked[name] !== view[name]) || !found.length;
    view = asked;
    for (const name of ASKED) set(fields[name], asked[name]);
    if (isOther) {
      const fitting = await selection.found(asked, (done, all) => searching(mine, done, all));
      if (fitting === null || mine !== turn) return;
      found = fitting;
      await cards.show(found, patterns(selection.folding, asked.words), asked.in);
      if (mine !== turn) return;
      charts.show(found, asked);
      count();
    }
    await follow(mine);
  }

  // Says how far the search is, lets the page draw it, and tells whether to go on.
  async function searching(mine, done, all) {
    element("found").textContent = `Searching: ${done.toLocaleString("en")} of ${many(all, "article")}`;
    await new Promise((resolve) => setTimeout(resolve));
    return mine === turn;
  }

  function count() {
    const places = new Set(found.map((at) => corpus.home[at])).size;
    element("found").textContent = `${many(found.length, "statement")} in ${many(places, "article")}`;
    element("asked").textContent = ASKED.filter((name) => view[name] && name !== "sort" && name !== "in").map(spoken).join("; ");
    element("csv").disabled = !found.length;
  }

  // What a field asks, in words, for the printed page.
  function spoken(name) {
    const field = fields[name];
    const value = field.options ? field.options[field.selectedIndex].textContent.replace(/ \([\d,]+\)$/, "") : field.value;
    const where = name === "words" && view.in ? ` in ${view.in}` : "";
    return `${field.labels[0].textContent}${where}: ${value}`;
  }

  // The article of the chosen statement, or none.
  async function follow(mine) {
    const at = view.statement ? corpus.placed(...view.statement) : -1;
    const wasOpen = !element("article").hidden;
    cards.choose(at);
    if (at < 0) {
      element("article").hidden = true;
      element("columns").classList.remove("open");
      return;
    }
    await reader.show(at, patterns(selection.folding, view.words));
    if (mine !== turn) return;
    element("article").hidden = false;
    element("columns").classList.add("open");
    document.querySelector("#text .chosen")?.scrollIntoView({ block: "center" });
    if (!wasOpen || document.activeElement.closest("#list")) element("article").focus({ preventScroll: true });
  }

  async function back() {
    const left = cards.chosen;
    await go({ ...view, statement: null });
    (cards.button(left) || element("results")).focus();
  }

  function fill() {
    options(fields.speaker, charts.all.speaker.slice(0, SPEAKERS), (id) => charts.names.get(id));
    options(fields.outlet, charts.all.outlet);
    options(fields.act, charts.all.act);
    const days = corpus.documents.map((one) => one.day).filter((day) => day !== null).sort((a, b) => a - b);
    const period = days.length ? `, published ${[...new Set([dayOf(days[0]), dayOf(days[days.length - 1])])].join(" to ")}` : "";
    const { asked, made } = corpus.index;
    element("about").textContent = `${many(corpus.documents.length, "article")}, ${many(corpus.count, "statement")}${period}.${asked ? ` Only ${asked}.` : ""} Made with ${made}.`;
    if (matchMedia("(max-width: 50rem)").matches) element("charts").open = false;
  }

  function options(field, counts, named = (value) => value) {
    field.replaceChildren(make("option", { value: "", textContent: "all" }),
      ...counts.map(([value, number]) => make("option", { value, textContent: `${named(value)} (${number.toLocaleString("en")})` })));
  }

  // A field's value, which a list may lack as it has the most frequent ones alone.
  function set(field, value) {
    if (field.value === value) return;
    if (field.options && ![...field.options].some((one) => one.value === value)) {
      field.append(make("option", { value, textContent: charts.names.get(value) ?? value }));
    }
    field.value = value;
  }

  function asked() {
    return { ...view, ...Object.fromEntries(ASKED.map((name) => [name, fields[name].value])) };
  }

  let waiting = 0;
  let isTyping = false;
  fields.words.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { go(asked(), { isTyping }); isTyping = true; }, 150);
  });
  fields.words.addEventListener("focus", () => selection.prepare(), { once: true });
  fields.words.addEventListener("blur", () => { isTyping = false; });
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  element("filters").addEventListener("reset", () => setTimeout(() => go({ ...read(""), sort: view.sort, statement: view.statement })));
  for (const field of Object.values(fields)) if (field !== fields.words) field.addEventListener("change", () => go(asked()));
  element("back").addEventListener("click", back);
  element("csv").addEventListener("click", async () => download("statements.csv", await spreadsheet(corpus, found)));
  element("skip").addEventListener("click", (event) => { event.preventDefault(); element("results").focus(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !element("article").hidden) back(); });
  window.addEventListener("hashchange", () => show(read(location.hash)));
  // A printed page has its bars, whether they are open on the screen or not.
  let wasOpen = true;
  window.addEventListener("beforeprint", () => { wasOpen = element("charts").open; element("charts").open = true; charts.draw(); });
  window.addEventListener("afterprint", () => { element("charts").open = wasOpen; });
}

start();
