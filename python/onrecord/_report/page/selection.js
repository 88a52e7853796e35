// The statements that fit what is asked, in the order that is asked for.

const UNNAMED = "(not named)";
const NOBODY = "-"; // in the place of an actor's id, of those who are not named
const NO_OUTLET = "(no outlet)";
const [TITLED, OWN] = [1, 2]; // what has the words: the title as well, or the statement alone

class Selection {
  constructor(corpus) {
    this.corpus = corpus;
    this.folding = new Folding(corpus.index.letters);
    this.folded = new Map(); // the articles' texts, folded when somebody first searches
    this.orders = new Map();
  }

  // All who make a statement, by id.
  voices(at) {
    const speakers = this.corpus.speakers[at];
    return speakers.length ? speakers.map((number) => this.corpus.actors[number].id) : [NOBODY];
  }

  outlet(at) {
    return this.corpus.documents[this.corpus.home[at]].outlet ?? NO_OUTLET;
  }

  act(at) {
    return this.corpus.index.acts[this.corpus.index.statements.act[at]];
  }

  // Numbers of statements, or null if `goesOn`, which hears how many articles have been searched, says no.
  async found(view, goesOn) {
    const { corpus } = this;
    const act = view.act && corpus.index.acts.indexOf(view.act);
    const [from, to] = [numberOf(view.from), numberOf(view.to)];
    const sure = Number(view.sure) * 1000;
    const { statements } = corpus.index;
    const all = this.order(view.sort);
    const isAsked = ["act", "from", "to", "sure", "outlet", "speaker"].some((name) => view[name]);
    const fitting = !isAsked ? all : all.filter((at) => (!view.act || statements.act[at] === act)
      && (!(sure > 0) || statements.sure[at] >= sure)
      && (from === null || (corpus.last[at] !== null && corpus.last[at] >= from))
      && (to === null || (corpus.first[at] !== null && corpus.first[at] <= to))
      && (!view.outlet || this.outlet(at) === view.outlet) && (!view.speaker || this.voices(at).includes(view.speaker)));
    const asked = patterns(this.folding, view.words);
    if (!asked.length) return fitting;
    const fits = await this.searched(fitting, asked, view.in, goesOn);
    if (fits === null) return null;
    // The surest first, but those that have the words themselves before those of which the title has them.
    const ranks = view.sort ? [(one) => one > 0] : [(one) => one === OWN, (one) => one === TITLED];
    return ranks.flatMap((isIn) => fitting.filter((at) => isIn(fits[at])));
  }

  // All statements, the surest first unless another order is asked for; what has no such thing comes last.
  order(sort) {
    if (!this.orders.has(sort)) this.orders.set(sort, this.ordered(sort));
    return this.orders.get(sort);
  }

  ordered(sort) {
    const { corpus } = this;
    if (sort === "article") return Array.from({ length: corpus.count }, (_, at) => at);
    if (sort === "day") return this.order("article").toSorted((a, b) => (corpus.first[a] ?? Infinity) - (corpus.first[b] ?? Infinity) || a - b);
    if (sort === "speaker") {
      const { compare } = new Intl.Collator("en");
      const ranks = new Map(corpus.actors.toSorted((a, b) => compare(a.name, b.name)).map((actor, rank) => [actor.number, rank]));
      const rank = (at) => ranks.get(corpus.speakers[at][0]) ?? ranks.size;
      return this.order("").toSorted((a, b) => rank(a) - rank(b)); // a speaker's own, the surest first
    }
    const { sure } = corpus.index.statements;
    const bySure = grouped(this.order("article"), (at) => sure[at] ?? -1);
    return [...bySure.keys()].sort((a, b) => b - a).flatMap((one) => bySure.get(one));
  }

  // Whether each statement has every pattern in the field, or in any where none is named: by its own words, or with
  // its title's.
  async searched(fitting, asked, field, goesOn) {
    const { corpus } = this;
    const parts = { "": PARTS, content: ["content"], cue: ["cue"], speaker: ["source", "addressee"], title: [] }[field] ?? PARTS;
    const isNamed = asked.map((pattern) => (parts.includes("source") ? this.having(corpus.actors, "name", pattern) : new Set()));
    const isTitled = asked.map((pattern) => (field === "title" || parts === PARTS ? this.having(corpus.documents, "name", pattern) : new Set()));
    const fits = new Uint8Array(corpus.count);
    const byArticle = grouped(fitting, (at) => corpus.home[at]);
    let done = 0;
    for (const number of [...byArticle.keys()].sort((a, b) => a - b)) {
      const article = parts.length ? await corpus.article(number) : null;
      const places = article && asked.map((pattern) => this.hits(number, article.text, pattern));
      const { from } = corpus.documents[number];
      for (const at of byArticle.get(number)) {
        const has = asked.map((_, which) => corpus.speakers[at].some((actor) => isNamed[which].has(actor))
          || parts.some((part) => places[which].length && within(places[which], article.places[at - from][part])));
        if (has.every(Boolean)) fits[at] = OWN;
        else if (has.every((one, which) => one || isTitled[which].has(number))) fits[at] = TITLED;
      }
      done += 1;
      if (done % 200 === 0 && !(await goesOn(done, byArticle.size))) return null;
    }
    return fits;
  }

  // The numbers of the things of whose names the pattern is a part.
  having(things, field, pattern) {
    return new Set(things.filter((one) => this.folding.text(one[field]).plain.search(pattern) >= 0).map((one) => one.number));
  }

  // Opens the articles, some at a time, for whoever is about to search them.
  async prepare() {
    const { corpus } = this;
    for (let number = 0; number < corpus.documents.length; number += corpus.index.bundle) {
      await corpus.article(number);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  hits(number, text, pattern) {
    if (!this.folded.has(number)) this.folded.set(number, this.folding.text(text));
    return hitsIn(this.folding, text, this.folded.get(number), [pattern]);
  }
}

function within(hits, spans) {
  return spans.some(({ start, end }) => hits.some((hit) => hit.start >= start && hit.end <= end));
}

function grouped(things, key) {
  const groups = new Map();
  for (const one of things) {
    const value = key(one);
    const group = groups.get(value);
    if (group) group.push(one);
    else groups.set(value, [one]);
  }
  return groups;
}
