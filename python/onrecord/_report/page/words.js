// Words that are looked for, without case and diacritics, and where they stand. The letters that Unicode takes for
// ones of their own come with the index, so that the page folds as `record.search` does.

class Folding {
  constructor(letters) {
    this.letters = letters;
    this.known = new Map();
  }

  letter(one) {
    if (!this.known.has(one)) {
      const bare = one.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
      this.known.set(one, [...bare].map((small) => this.letters[small] ?? small).join(""));
    }
    return this.known.get(one);
  }

  // The folded text, and whether each of its letters stands where it stood.
  text(given) {
    let isAligned = true;
    const plain = given.replace(/[^\x00-\x7f]/gu, (one) => {
      const letter = this.letter(one);
      if (letter.length !== one.length) isAligned = false;
      return letter;
    }).toLowerCase();
    return { plain, isAligned };
  }

  // For each unit of the folded text, and for its end, where it comes from.
  origins(given) {
    const origins = [];
    let at = 0;
    for (const one of given) {
      for (let unit = this.letter(one).length; unit > 0; unit -= 1) origins.push(at);
      at += one.length;
    }
    origins.push(at);
    return origins;
  }
}

const WORD = "[\\p{L}\\p{N}_]";

// What a query asks: all of its words, each as the beginning of one; what stands in quotation marks, side by side
// and whole. A star is any letters; a hyphen may stand or not, as in "cease-fire".
function patterns(folding, query) {
  const found = [];
  for (const [, phrase, word] of folding.text(query).plain.matchAll(/["“”„]([^"“”„]*)(?:["“”„]|$)|([^\s"“”„]+)/gu)) {
    const parts = (phrase ?? word).match(/[\p{L}\p{N}_*]+|[^\p{L}\p{N}_*]+/gu) ?? [];
    while (parts.length && !IS_WORD.test(parts[0])) parts.shift();
    while (parts.length && !IS_WORD.test(parts[parts.length - 1])) parts.pop();
    if (parts.length) found.push(pattern(parts, phrase !== undefined));
  }
  return found;
}

const IS_WORD = /[\p{L}\p{N}_]/u;

function pattern(parts, isWhole) {
  const written = parts.map((part, place) => {
    if (!IS_WORD.test(part)) return `[^\\p{L}\\p{N}_]${/^[-‐]$/.test(part) ? "*" : "+"}`;
    const letters = [...part].map((letter) => (letter === "*" ? `${WORD}*` : letter));
    // Looking back behind the first letter lets the engine run to that letter first.
    if (place === 0 && part[0] !== "*") letters[0] += `(?<!${WORD}${letters[0]})`;
    return letters.join("[-‐]?");
  });
  return new RegExp(`${written.join("")}${isWhole ? `(?!${WORD})` : ""}`, "gu");
}

// Where any of the patterns stands in a text, in order, none on another.
function hits(folding, text, asked) {
  return asked.length ? hitsIn(folding, text, folding.text(text), asked) : [];
}

function hitsIn(folding, text, { plain, isAligned }, asked) {
  const found = asked.flatMap((one) => [...plain.matchAll(one)].map((match) => [match.index, match.index + match[0].length]));
  if (!found.length) return [];
  const origins = isAligned ? null : folding.origins(text);
  const merged = [];
  for (const [from, to] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    // Marks that are characters of their own belong to the letter before them.
    const [start, end] = origins ? [origins[from], Math.max(origins[to], origins[to - 1] + 1)] : [from, to];
    if (!merged.length || start >= merged[merged.length - 1].end) merged.push({ start, end });
  }
  return merged;
}

// The text as nodes, with the hits marked.
function marked(folding, text, asked) {
  const nodes = [];
  let at = 0;
  for (const { start, end } of hits(folding, text, asked)) {
    nodes.push(text.slice(at, start), make("mark", { className: "hit", textContent: text.slice(start, end) }));
    at = end;
  }
  nodes.push(text.slice(at));
  return nodes.filter((node) => node !== "");
}
