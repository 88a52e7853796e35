//! Slips of the models that rules can tell for certain, mended before drafts contend.
//!
//! In: a [`Draft`]. Out: the same with a verb group for a cue, a source that is a noun phrase, and without stray content.

use super::Act;
use super::grammar::{self, GrammarWord};
use super::judge::Draft;
use super::lexicon::Object;
use super::view::View;
use crate::segments::{Gap, TokenSpan};
use crate::tagging::Pos;

/// Mends the source and the content of a draft.
pub(super) fn roles(view: &View<'_>, draft: &mut Draft) {
    let cue = draft.cue.tokens;
    if draft.roles.content.is_empty() {
        draft.roles.content.extend(announced(view, cue));
    }
    for source in &mut draft.roles.source {
        *source = behind_adjective(view, behind_clause(view, whole_source(view, *source, cue), cue), cue);
        *source = without_clause(view, *source, cue);
        *source = behind_opening(view, *source, cue);
    }
    whole_clause(view, draft);
    resume(view, draft);
    if draft.roles.source.is_empty() {
        draft.roles.source.extend(subject_in_content(view, &mut draft.roles.content, cue));
    }
    let content = &mut draft.roles.content;
    if content.len() > 1 {
        // "It was announced that": the pronoun only stands in for the content.
        content.retain(|span| span.len() > 1 || !view.surface(span.start()).eq_ignore_ascii_case("it"));
    }
    // "“Peace is near,” a man said, and Lavrov nodded.": speech closed by its comma does not go on without marks.
    let closed = content.iter().any(|span| {
        span.end() <= cue.start()
            && view.outer_quotation(span.start()).is_some_and(|quote| {
                let tokens = view.segments.quotations[quote].tokens;
                tokens.start() == span.start()
                    && tokens.end() == span.end()
                    && !tokens.overlaps(cue)
                    && view.words[(tokens.end().saturating_sub(2)).max(tokens.start())].pos == Pos::Comma
            })
    });
    if closed {
        content.retain(|span| span.start() < cue.start() || view.quotation_apart(span.start(), cue).is_some());
    }
}

/// Whether the paragraph of a cue ends with a colon, and another follows.
pub(super) fn is_announcement(view: &View<'_>, cue: TokenSpan) -> bool {
    let next = view.sentence(cue.start()).end();
    view.surface(next - 1) == ":" && view.segments.tokens.get(next).is_some_and(|token| token.gap == Gap::Block)
}

/// What a paragraph that ends with a colon announces: the quotation that opens the next one, or the whole of it.
fn announced(view: &View<'_>, cue: TokenSpan) -> Option<TokenSpan> {
    /// Shorter paragraphs are captions and items of lists.
    const SHORTEST: usize = 4;
    let start = view.sentence(cue.start()).end();
    if !is_announcement(view, cue) {
        return None;
    }
    let block = view.block(start);
    let end = (start..view.words.len()).find(|&index| view.block(index) != block).unwrap_or(view.words.len());
    let quotation = view.outer_quotation(start).map(|quote| view.segments.quotations[quote].tokens);
    let announced = match quotation {
        Some(tokens) if tokens.start() == start => TokenSpan::new(start, tokens.end().min(end)),
        _ => TokenSpan::new(start, end),
    };
    (announced.len() >= SHORTEST).then_some(announced)
}

/// A source that begins within a relative clause begins with the noun phrase before it: "a man who asked not to be named".
fn whole_source(view: &View<'_>, source: TokenSpan, cue: TokenSpan) -> TokenSpan {
    /// Such clauses are short.
    const CLAUSE: usize = 12;
    let first = &view.words[source.start()];
    if first.place.phrase.is_some() || matches!(first.pos, Pos::Wp | Pos::Wdt) || source.end() > cue.start() {
        return source;
    }
    let from = source.start().saturating_sub(CLAUSE);
    (from..source.start())
        .rev()
        .take_while(|&index| view.words[index].sentence == first.sentence)
        .find(|&index| view.words[index].pos == Pos::Wp)
        .and_then(|index| view.phrases.around(index.checked_sub(1)?))
        .map_or(source, |phrase| TokenSpan::new(phrase.start(), source.end()))
}

/// "Sources close to the premier said": a source behind an adjective with its preposition begins with whom that tells of.
fn behind_adjective(view: &View<'_>, source: TokenSpan, cue: TokenSpan) -> TokenSpan {
    let sentence = view.sentence(cue.start());
    let Some(noun) = source.start().checked_sub(3).filter(|noun| sentence.contains(*noun)) else { return source };
    let is_joined = matches!(view.words[noun + 2].pos, Pos::To | Pos::In)
        && matches!(view.words[noun + 1].pos, Pos::Jj | Pos::Rb | Pos::Vb);
    let phrase = view.phrases.around(noun).filter(|phrase| sentence.covers(*phrase) && view.words[noun].pos.is_noun());
    match phrase {
        Some(phrase) if is_joined && source.end() <= cue.start() => TokenSpan::new(phrase.start(), source.end()),
        _ => source,
    }
}

/// "The leader of a party that opposes the premier said": a source that is the object of a relative clause before the cue begins with
/// whom the clause is about.
fn behind_clause(view: &View<'_>, source: TokenSpan, cue: TokenSpan) -> TokenSpan {
    /// Such clauses are short.
    const CLAUSE: usize = 12;
    let sentence = view.sentence(cue.start());
    if source.end() > cue.start() || source.start() <= sentence.start() || !view.words[source.start() - 1].pos.is_verb()
    {
        return source;
    }
    let from = source.start().saturating_sub(CLAUSE).max(sentence.start() + 1);
    let relative = (from..source.start())
        .rev()
        .take_while(|&index| view.words[index].pos != Pos::Comma)
        .find(|&index| matches!(view.words[index].pos, Pos::Wp | Pos::Wdt));
    let Some(mut phrase) = relative.and_then(|index| view.phrases.around(index - 1)) else { return source };
    while phrase.start() > sentence.start() + 1
        && view.surface(phrase.start() - 1) == "of"
        && let Some(before) = view.phrases.around(phrase.start() - 2)
    {
        phrase = TokenSpan::new(before.start(), phrase.end());
    }
    TokenSpan::new(phrase.start().max(sentence.start()), source.end())
}

/// "Hours before the vote on Tuesday, the mayor said": a source that begins behind the preposition that opens the sentence begins
/// behind the comma, and is a whole noun phrase.
fn behind_opening(view: &View<'_>, source: TokenSpan, cue: TokenSpan) -> TokenSpan {
    /// Words before the preposition: "Just hours before".
    const OPENING: usize = 4;
    let sentence = view.sentence(cue.start()).start();
    // Behind the place and the agency of a dateline the sentence begins anew.
    let dash = (sentence..source.start().max(sentence)).rev().find(|&at| matches!(view.surface(at), "—" | "–" | "--"));
    let start = dash.map_or(sentence, |dash| dash + 1);
    let opens = source.end() <= cue.start()
        && source.start() > start
        && source.start() <= start + OPENING
        && [GrammarWord::Counting, GrammarWord::When]
            .into_iter()
            .any(|class| grammar::is(&view.surface(source.start() - 1).to_lowercase(), class));
    let comma = source.range().rev().find(|&at| view.words[at].pos == Pos::Comma && at + 1 < source.end());
    match comma {
        Some(comma) if opens => {
            let phrase = view.phrases.around(source.end() - 1).filter(|phrase| phrase.end() <= cue.start());
            TokenSpan::new(comma + 1, phrase.map_or(source.end(), |phrase| phrase.end().max(source.end())))
        }
        _ => source,
    }
}

/// "“The road,” the mayor said, “is closed.”": a quotation that breaks off at a comma goes on behind source and cue.
fn resume(view: &View<'_>, draft: &mut Draft) {
    let cue = draft.cue.tokens;
    let sentence = view.sentence(cue.start());
    let content = &mut draft.roles.content;
    let quotation_at = |at: usize| {
        let tokens = view.segments.quotations[view.outer_quotation(at)?].tokens;
        Some(tokens)
    };
    let told = draft.roles.source.iter().map(|source| source.end()).chain([cue.end()]).max().unwrap_or(cue.end());
    let breaks_off = content.len() == 1
        && content[0].end() <= cue.start()
        && sentence.contains(content[0].start())
        && quotation_at(content[0].end() - 1).is_some_and(|quotation| {
            quotation.end() == content[0].end()
                && quotation.len() > 2
                && view.words[quotation.end() - 2].pos == Pos::Comma
        });
    if breaks_off
        && sentence.contains(told)
        && view.words[told].pos == Pos::Comma
        && let Some(rest) = quotation_at(told + 1).filter(|rest| rest.start() == told + 1 && sentence.covers(*rest))
    {
        content.push(rest);
    }
}

/// "The mayor called for calm": the noun phrase before the verb is who calls, where more than it was taken for content.
fn subject_in_content(view: &View<'_>, content: &mut Vec<TokenSpan>, cue: TokenSpan) -> Option<TokenSpan> {
    let subject = *content.first().filter(|_| content.len() > 1)?;
    let is_subject = subject.end() == cue.start()
        && view.words[cue.start()].pos.is_verb()
        && view.phrases.around(subject.start()) == Some(subject)
        && view.outer_quotation(subject.start()).is_none();
    is_subject.then(|| content.remove(0))
}

/// A sentence that ends with source and cue ("The road is shut, the mayor said.") tells before them what is said, from its start;
/// and "said the bridge, which opened in May, was unsafe" goes on behind the clause.
fn whole_clause(view: &View<'_>, draft: &mut Draft) {
    /// What is said in one clause before its teller is not longer.
    const CLAUSE: usize = 80;
    let cue = draft.cue.tokens;
    let sentence = view.sentence(cue.start());
    let aside = view.adverbials.around(view, cue);
    let is_aside = |index: usize| aside.iter().flatten().any(|aside| aside.contains(index));
    let entry = cue.range().rev().find_map(|index| view.words[index].entry);
    let is_plain = |index: usize| view.quotation_apart(index, cue).is_none();
    let Some(teller) = draft.roles.source.iter().map(|source| source.start()).chain([cue.start()]).min() else {
        return;
    };
    let content = &mut draft.roles.content;
    let ends = |from: usize| (from..sentence.end()).all(|index| is_aside(index) || view.words[index].pos == Pos::Stop);
    let opens = teller > sentence.start() + 1 && teller <= sentence.start() + CLAUSE;
    let fronted = (opens && view.words[teller - 1].pos == Pos::Comma)
        .then(|| TokenSpan::new(sentence.start(), teller - 1))
        .filter(|clause| clause.range().all(is_plain) && clause.range().any(|index| view.words[index].pos.is_finite()));
    if let (Some(clause), true, true) = (fronted, content.is_empty(), ends(cue.end())) {
        content.push(clause);
    } else if let (Some(clause), [only]) = (fronted, content.as_mut_slice()) {
        let is_within = sentence.contains(only.start()) && only.end() <= teller && ends(cue.end());
        let plain =
            (clause.start()..only.start()).all(|index| !matches!(view.words[index].pos, Pos::Comma | Pos::Colon));
        // "…, a spokeswoman told reporters.": whom it was told to is not what was told.
        let is_addressee = entry.is_some_and(|entry| entry.object == Object::Addressee)
            && only.start() == cue.end()
            && view.phrases.around(only.start()).is_some_and(|phrase| phrase.end() >= only.end())
            && ends(only.end());
        if is_within && plain || is_addressee {
            *only = clause;
        }
    }
    if let Some(last) = content.last_mut()
        && last.start() >= cue.end()
        && entry.is_some_and(|entry| entry.act == Act::Say)
        && view.phrases.around(last.start()).is_some_and(|phrase| phrase == *last)
        && last.end() + 1 < sentence.end()
        && view.words[last.end()].pos == Pos::Comma
        && matches!(view.words[last.end() + 1].pos, Pos::Wdt | Pos::Wp)
        && last.range().all(is_plain)
    {
        *last = TokenSpan::new(last.start(), sentence.end());
    }
}

/// Behind the cue a source ends before "as he left the hall".
fn without_clause(view: &View<'_>, source: TokenSpan, cue: TokenSpan) -> TokenSpan {
    if source.start() < cue.end() {
        return source;
    }
    let cut = source.range().skip(1).find(|&index| {
        grammar::is(view.surface(index), GrammarWord::Circumstance)
            && view.words.get(index + 1).is_some_and(|next| next.pos == Pos::Prp || next.pos == Pos::Vbg)
    });
    cut.map_or(source, |cut| TokenSpan::new(source.start(), cut))
}

/// Gives what stands behind a colon within a cue to what is said: "said: the road, the bridge".
pub(super) fn colon(view: &View<'_>, cue: TokenSpan, content: &mut [TokenSpan]) -> TokenSpan {
    let reports = |at: usize| view.words[at].entry.is_some();
    let colon = cue.range().skip(1).find(|&at| view.words[at].pos == Pos::Colon);
    let Some(colon) = colon.filter(|&colon| colon + 1 < cue.end() && !(colon..cue.end()).any(reports)) else {
        return cue;
    };
    if let Some(next) = content.iter_mut().find(|span| span.start() >= cue.end() && span.start() <= cue.end() + 1) {
        *next = TokenSpan::new(colon + 1, next.end());
    }
    TokenSpan::new(cue.start(), colon)
}

/// The cue as a verb group: without marks and what stands before a comma, with its auxiliaries.
pub(super) fn cue(view: &View<'_>, cue: TokenSpan, taken: &[TokenSpan]) -> TokenSpan {
    let is_mark = |index: usize| {
        matches!(view.words[index].pos, Pos::Comma | Pos::Colon | Pos::Stop | Pos::OpenQuote | Pos::CloseQuote)
    };
    if cue.range().all(is_mark) {
        return cue;
    }
    let (mut start, mut end) = (cue.start(), cue.end());
    while start < end && is_mark(start) {
        start += 1;
    }
    while start < end && is_mark(end - 1) {
        end -= 1;
    }
    if let Some(comma) = (start..end).rev().find(|&index| view.words[index].pos == Pos::Comma)
        && (comma + 1..end).any(|index| view.words[index].entry.is_some())
    {
        start = comma + 1;
    }
    if view.words[start].pos.is_verb() {
        let home = view.words[start].sentence;
        let mut at = start;
        while at > 0 && view.words[at - 1].sentence == home && !taken.iter().any(|span| span.contains(at - 1)) {
            let word = &view.words[at - 1];
            let surface = view.surface(at - 1);
            if word.pos == Pos::Md || grammar::is(surface, GrammarWord::Auxiliary) {
                at -= 1;
                start = at;
            } else if word.pos == Pos::Rb || grammar::is(surface, GrammarWord::Adverb) {
                at -= 1;
            } else {
                break;
            }
        }
    }
    TokenSpan::new(start, end)
}

#[cfg(test)]
mod tests {
    use crate::statements::cases::check;

    #[test]
    fn a_broken_quotation_goes_on_behind_its_speaker() {
        check(&[
            (
                "“The road,” the mayor said, “is closed.”",
                &["the mayor | said | “The road,” + “is closed.” |  | direct say"],
            ),
            (
                "“If they wait,” Nadia Tarek said, “we will wait too.”",
                &["Nadia Tarek | said | “If they wait,” + “we will wait too.” |  | direct say"],
            ),
            (
                "“For now,” a nurse told reporters, “the ward is full.”",
                &["a nurse | told | “For now,” + “the ward is full.” | reporters | direct say"],
            ),
            (
                "“Our plan,” Petra Lund warned, “has failed.”",
                &["Petra Lund | warned | “Our plan,” + “has failed.” |  | direct warn"],
            ),
        ]);
    }

    #[test]
    fn a_source_begins_before_what_tells_of_it() {
        check(&[
            (
                "Sources close to Lavrov said it rained.",
                &["Sources close to Lavrov | said | it rained |  | indirect say"],
            ),
            (
                "A lawyer close to Akar said it rained.",
                &["A lawyer close to Akar | said | it rained |  | indirect say"],
            ),
            (
                "Officials loyal to Haftar said the town was theirs.",
                &["Officials loyal to Haftar | said | the town was theirs |  | indirect say"],
            ),
            (
                "Parties opposed to Orban said the vote was rigged.",
                &["Parties opposed to Orban | said | the vote was rigged |  | indirect say"],
            ),
        ]);
    }

    #[test]
    fn what_stands_behind_a_colon_is_said() {
        check(&[(
            "The mayor said: the road, the bridge.",
            &["The mayor | said | the road, the bridge |  | indirect say"],
        )]);
    }

    #[test]
    fn who_calls_is_no_content() {
        check(&[
            ("The mayor called for calm.", &["The mayor | called for | calm |  | indirect appeal"]),
            ("The union called for new talks.", &["The union | called for | new talks |  | indirect appeal"]),
            ("Norway called for restraint.", &["Norway | called for | restraint |  | indirect appeal"]),
        ]);
    }

    #[test]
    fn a_clause_goes_on_behind_its_relative_clause_and_begins_with_its_sentence() {
        check(&[
            (
                "The mayor said the bridge, which opened in May, was unsafe.",
                &["The mayor | said | the bridge, which opened in May, was unsafe |  | indirect say"],
            ),
            (
                "A ferry sank off the island, the coast guard said.",
                &["the coast guard | said | A ferry sank off the island |  | indirect say"],
            ),
        ]);
    }
}
