// The statements that are found, as a CSV file that Excel opens. A cell that it would take for a formula gets an
// apostrophe before it, as in the files that `write_excel_csv` writes.

const COLUMNS = {
  outlet: ({ home }) => home.outlet,
  day: ({ first }) => dayOf(first),
  published: ({ home }) => dayOf(home.day),
  speaker: ({ speakers }) => speakers[0]?.name,
  speakers: ({ speakers }) => speakers.map((actor) => actor.name).join("; "),
  source: (one, words) => words.source,
  role: ({ role }) => role,
  country: ({ country }) => country,
  cue: (one, words) => words.cue,
  act: ({ act }) => act,
  negated: ({ negated }) => negated,
  kind: ({ kind }) => kind,
  content: (one, words) => words.content,
  addressee: (one, words) => words.addressee,
  target: ({ target }) => target,
  confidence: ({ sure }) => sure,
  doc_id: ({ home }) => home.id,
  statement_id: ({ id }) => id,
  title: ({ home }) => home.title,
  url: ({ home }) => home.url,
};
const LONGEST = 32000; // Excel holds 32,767 characters a cell

async function spreadsheet(corpus, found) {
  const lines = [Object.keys(COLUMNS).join(",")];
  for (const at of found) {
    const one = corpus.statement(at);
    const article = await corpus.article(one.home.number);
    const parts = article.places[at - one.home.from];
    const words = Object.fromEntries(PARTS.map((part) => [part, wording(article.text, parts[part])]));
    lines.push(Object.values(COLUMNS).map((column) => cell(column(one, words))).join(","));
  }
  return `\ufeff${lines.join("\r\n")}\r\n`;
}

function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const kept = value.length <= LONGEST ? value : `${value.slice(0, LONGEST - 1)}…`;
  const harmless = /^[=+\-@\t\r\n']/.test(kept) ? `'${kept}` : kept;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
