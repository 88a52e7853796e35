// What is shown, as the page's address has it: `#3-5&speaker=iran&act=deny` is the statement 5 of the article 3
// among what Iran denies. So an address can be shared, and the browser's Back works.

const ASKED = ["words", "in", "speaker", "outlet", "act", "from", "to", "sure", "sort"];

function written(view) {
  const asked = ASKED.filter((name) => view[name]).map((name) => `${name}=${encodeURIComponent(view[name])}`);
  return [...(view.statement ? [view.statement.join("-")] : []), ...asked].join("&");
}

function read(fragment) {
  const view = { statement: null, ...Object.fromEntries(ASKED.map((name) => [name, ""])) };
  for (const part of fragment.replace(/^#/, "").split("&")) {
    const [name, value] = part.split("=");
    if (value !== undefined && ASKED.includes(name)) view[name] = decoded(value);
    else if (/^\d+-\d+$/.test(part)) view.statement = part.split("-").map(Number);
  }
  return view;
}

function decoded(value) {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // somebody wrote it by hand
  }
}

// A new entry of the browser's history; while somebody types, the entry that is there.
function remember(view, { isTyping = false } = {}) {
  const address = `#${written(view)}`;
  if (address === (location.hash || "#")) return;
  if (isTyping) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
}
