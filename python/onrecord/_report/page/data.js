// What the page holds: an index of all statements, opened with the page, and bundles of articles, opened when
// one of them is looked at. `_report/data.py` writes what is read here.

const element = (id) => document.getElementById(id);

async function inflated(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

class Corpus {
  static async opened() {
    return new Corpus(await inflated(element("index").textContent), [...document.querySelectorAll(".bundle")]);
  }

  constructor(index, bundles) {
    this.index = index;
    this.bundles = bundles;
    this.opened = new Map();
    const { documents, statements, actors } = index;
    this.count = statements.id.length;
    this.actors = actors.name.map((name, number) => (
      { number, id: actors.id[number], name, type: actors.type[number], country: actors.country[number], role: actors.role[number] }));
    this.home = new Int32Array(this.count);
    this.id = new Int32Array(this.count);
    this.first = new Array(this.count); // the days on which it may have been said, else that of publication, as numbers
    this.last = new Array(this.count);
    this.speakers = statements.speakers.map((one) => (Array.isArray(one) ? one : [one]));
    let next = 0;
    this.documents = documents.id.map((id, number) => {
      const day = documents.day[number];
      const outlet = documents.outlet[number];
      const from = next;
      let following = 0;
      for (const until = next + documents.statements[number]; next < until; next += 1) {
        this.home[next] = number;
        this.id[next] = following + statements.id[next];
        following = this.id[next] + 1;
        const first = statements.from[next];
        this.first[next] = first === null ? day : first + (day || 0);
        this.last[next] = first === null ? day : this.first[next] + statements.length[next];
      }
      return { number, id, title: documents.title[number], name: documents.title[number] || id, outlet: outlet === null ? null : index.outlets[outlet], day, url: documents.url[number], from, until: next };
    });
  }

  // What the list shows of a statement before its article is opened.
  statement(at) {
    const { statements, acts, kinds, forms, offices, countries } = this.index;
    const [role, country] = [statements.role[at], statements.country[at]];
    const target = statements.target[at];
    const speakers = this.speakers[at].map((number) => this.actors[number]);
    const sure = statements.sure[at];
    return {
      at, home: this.documents[this.home[at]], id: this.id[at], act: acts[statements.act[at]], kind: kinds[statements.kind[at]],
      form: forms[statements.form[at]], negated: statements.negated[at] === 1, sure: sure === null ? null : sure / 1000, isDated: statements.from[at] !== null,
      first: this.first[at], last: this.last[at], speakers, speaker: listed(speakers.map((actor) => actor.name)),
      role: role === null ? null : offices[role], country: country === null ? null : countries[country],
      target: target === null ? null : this.actors[target].name,
    };
  }

  // The statement of this number in the article of this number, or -1.
  placed(number, id) {
    const home = this.documents[number];
    if (!home) return -1;
    const place = this.id.subarray(home.from, home.until).indexOf(id);
    return place < 0 ? -1 : home.from + place;
  }

  // An article in full; its neighbours are opened with it.
  async article(number) {
    const bundle = Math.floor(number / this.index.bundle);
    if (!this.opened.has(bundle)) {
      this.opened.set(bundle, inflated(this.bundles[bundle].textContent).then((all) => all.map((one) => this.unpacked(one))));
    }
    return (await this.opened.get(bundle))[number % this.index.bundle];
  }

  unpacked([text, [roles, ...blocks], [cast, seats, ...mentions], [labels, ...dates], parents, said]) {
    return {
      text,
      parents,
      blocks: ranges(blocks).map((range, at) => ({ ...range, role: this.index.roles[roles[at]] })),
      mentions: ranges(mentions).map((range, at) => ({ ...range, actor: this.actors[cast[seats[at]]] })),
      dates: ranges(dates).map((range, at) => ({ ...range, label: labels[at] })),
      places: places(said),
    };
  }
}

function ranges([gaps, lengths]) {
  let start = 0;
  return gaps.map((gap, at) => {
    start += gap;
    return { start, end: start + lengths[at] };
  });
}

const PARTS = ["content", "source", "cue", "addressee"];

// Where the parts of each statement stand.
function places(said) {
  let origin = 0;
  return said.map((numbers) => {
    let at = PARTS.length;
    const found = {};
    for (const [part, name] of PARTS.entries()) {
      let behind = origin;
      found[name] = [];
      for (let count = numbers[part]; count > 0; count -= 1, at += 2) {
        const start = behind + numbers[at];
        behind = start + numbers[at + 1];
        found[name].push({ start, end: behind });
      }
      if (name === "content" && found.content.length) origin = found.content[0].start;
    }
    return found;
  });
}

// The words of a part on one line; pieces that lie apart have an ellipsis between them.
function wording(text, spans) {
  return spans.map(({ start, end }) => text.slice(start, end)).join(" … ").replace(/\s+/g, " ").trim();
}

// All who make a statement, as a sentence names them.
function listed(names) {
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}` : names[0] || null;
}

function dayOf(number) {
  return number === null ? null : new Date(number * 864e5).toISOString().slice(0, 10);
}

function numberOf(day) {
  const moment = Date.parse(day);
  return Number.isNaN(moment) ? null : moment / 864e5;
}

// An element with these properties; whatever is written into it is text, never HTML.
function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function many(count, thing) {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}
