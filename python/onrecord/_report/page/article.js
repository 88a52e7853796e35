// An article beside the list, with its statements, actors and dates marked, and the chosen statement in view.

class Reader {
  constructor(corpus, folding) {
    this.corpus = corpus;
    this.folding = folding;
  }

  async show(at, asked) {
    const home = this.corpus.documents[this.corpus.home[at]];
    const article = await this.corpus.article(home.number);
    element("article-title").replaceChildren(...marked(this.folding, home.name, asked));
    element("article-facts").replaceChildren([home.outlet, home.day !== null && `published ${dayOf(home.day)}`, home.id].filter(Boolean).join(" · "));
    if (home.url) element("article-facts").append(" · ", make("a", { href: home.url, rel: "noopener noreferrer", textContent: "source" }));
    const marks = [...this.marks(home, article, at), ...hits(this.folding, article.text, asked).map((hit) => ({ ...hit, name: "hit" }))];
    element("text").replaceChildren(...[...blocks(article)].map((block) => drawn(block, article.text, marks)));
  }

  // Every place to be marked; contents that overlap have lines below each other.
  marks(home, article, chosen) {
    const colours = new Map();
    const marks = [];
    const lines = [];
    for (const [place, parts] of article.places.entries()) {
      const one = this.corpus.statement(home.from + place);
      const words = Object.fromEntries(PARTS.map((part) => [part, wording(article.text, parts[part])]));
      const who = one.speaker || words.source || null;
      if (!colours.has(who)) colours.set(who, who === null ? this.corpus.index.unnamed : this.colour(colours.size));
      const telling = { one, who: who || "?", words, colour: colours.get(who), isChosen: one.at === chosen };
      if (parts.content.length) {
        let line = lines.findIndex((until) => until <= parts.content[0].start);
        if (line < 0) line = lines.length;
        lines[line] = parts.content[parts.content.length - 1].end;
        marks.push(...parts.content.map((range) => ({ ...range, ...telling, name: "content", line })));
      }
      for (const name of ["source", "cue", "addressee"]) marks.push(...parts[name].map((range) => ({ ...range, ...telling, name })));
    }
    for (const { actor, ...range } of article.mentions) marks.push({ ...range, name: "actor", label: [actor.name, actor.type, actor.country, actor.role].filter(Boolean).join(", ") });
    for (const { label, ...range } of article.dates) marks.push({ ...range, name: "date", label });
    return marks;
  }

  colour(number) {
    const { palette } = this.corpus.index;
    return palette[number % palette.length];
  }
}

// The blocks of the article; what stands between them is of the body.
function* blocks({ text, blocks: known }) {
  let at = 0;
  for (const { role, start, end } of known) {
    if (start > at && text.slice(at, start).trim()) yield { role: "body", start: at, end: start };
    yield { role, start, end };
    at = end;
  }
  if (text.slice(at).trim()) yield { role: "body", start: at, end: text.length };
}

// A block, cut wherever a mark begins or ends.
function drawn({ role, start, end }, text, marks) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = [...new Set([start, end, ...inside.flatMap((mark) => [Math.max(mark.start, start), Math.min(mark.end, end)])])].sort((a, b) => a - b);
  const made = make("div", { className: `block ${role}` });
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    let node = document.createTextNode(text.slice(cuts[at], cuts[at + 1]));
    const here = inside.filter((mark) => mark.start <= cuts[at] && mark.end >= cuts[at + 1]);
    here.sort((a, b) => (b.name === "hit") - (a.name === "hit"));
    for (const mark of here) node = wrapped(node, mark, mark.start === cuts[at], mark.end === cuts[at + 1]);
    made.append(node);
  }
  return made;
}

function wrapped(node, mark, isFirst, isLast) {
  if (mark.name === "hit") return make("mark", { className: "hit" }, node);
  const { one, isChosen } = mark;
  const span = make(isChosen && mark.name === "content" ? "mark" : "span", { className: mark.name }, node);
  if (isChosen) span.classList.add("chosen");
  if (mark.name === "content") {
    span.classList.add(one.kind);
    span.style.borderColor = mark.colour;
    span.style.paddingBottom = `${1 + 4 * mark.line}px`;
  } else if (mark.name === "addressee") span.style.borderColor = mark.colour;
  else if (one && !isChosen) span.style.background = `${mark.colour}24`;
  span.title = one ? `${mark.name} of statement ${one.id}: ${mark.who} ${mark.words.cue}, ${one.act}${one.negated ? ", negated" : ""}` : mark.label;
  if (isFirst && isChosen && mark.name === "content") span.prepend(hidden(`[statement ${one.id}: `));
  if (isLast && isChosen && mark.name === "content") span.append(hidden("]"));
  if (isLast && !one) span.append(hidden(` (${mark.name}: ${mark.label})`));
  return span;
}

function hidden(words) {
  return make("span", { className: "hidden", textContent: words });
}
