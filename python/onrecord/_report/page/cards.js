// The list: a card for each statement, some at a time.

const PAGE = 50;
const FIELDS = { who: "speaker", cue: "cue", content: "content", addressee: "speaker" };

class Cards {
  constructor(corpus, folding, follow) {
    this.corpus = corpus;
    this.folding = folding;
    this.follow = follow;
    this.list = element("list");
    this.found = [];
    this.shown = 0;
    this.chosen = -1;
    // Arrow keys go from statement to statement.
    this.list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
      const next = step && document.activeElement.closest("li")?.[step];
      if (!next) return;
      event.preventDefault();
      next.querySelector("button").focus();
    });
    element("more").addEventListener("click", async () => {
      const start = this.shown;
      await this.more();
      this.list.children[start]?.querySelector("button").focus();
    });
  }

  async show(found, asked, field) {
    this.found = found;
    this.asked = asked;
    this.field = field;
    this.shown = 0;
    await this.more();
  }

  async more() {
    const { found } = this;
    const start = this.shown;
    const next = found.slice(start, start + PAGE);
    const articles = await Promise.all(next.map((at) => this.corpus.article(this.corpus.home[at])));
    if (found !== this.found || start !== this.shown) return; // something else is asked by now
    const cards = next.map((at, place) => this.card(this.corpus.statement(at), articles[place]));
    if (start) this.list.append(...cards);
    else this.list.replaceChildren(...cards);
    this.shown += next.length;
    element("more").hidden = this.shown >= found.length;
  }

  choose(at) {
    this.button(this.chosen)?.removeAttribute("aria-current");
    this.chosen = at;
    this.button(at)?.setAttribute("aria-current", "true");
  }

  button(at) {
    return this.list.querySelector(`[data-at="${at}"]`);
  }

  card(one, article) {
    const said = article.places[one.at - one.home.from];
    const words = Object.fromEntries(PARTS.map((part) => [part, wording(article.text, said[part])]));
    words.who = one.speaker || words.source || "?";
    const addressee = one.form.some(([part]) => part === "addressee") ? "" : words.addressee;
    const button = make("button", { type: "button" },
      ...one.form.map(([part, joint]) => (part ? make("span", { className: part }, ...this.hit(words[part], FIELDS[part])) : joint)),
      make("span", { className: "facts" }, ...this.facts(one, addressee)));
    button.dataset.at = one.at;
    if (one.at === this.chosen) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => this.follow(one.at));
    return make("li", {}, button);
  }

  facts(one, addressee) {
    const facts = [
      one.act, one.negated && "negated", one.target && `at ${one.target}`, addressee && `to ${addressee}`, one.kind,
      one.home.outlet, days(one), one.sure !== null && `confidence ${(Math.floor(one.sure * 100) / 100).toFixed(2)}`,
    ].filter(Boolean).join(" · ");
    const isTitled = (this.field === "" || this.field === "title") && hits(this.folding, one.home.name, this.asked).length;
    return isTitled ? [facts, " · ", ...this.hit(one.home.name, "title")] : [facts];
  }

  hit(text, field) {
    return this.field === "" || this.field === field ? marked(this.folding, text, this.asked) : [text];
  }
}

function days(one) {
  if (one.first === null) return "day not known";
  const [first, last] = [dayOf(one.first), dayOf(one.last)];
  if (!one.isDated) return `published ${first}`;
  return one.first === one.last ? `said ${first}` : `said ${first} to ${last}`;
}
