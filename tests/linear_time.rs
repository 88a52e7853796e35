//! Hostile texts take time in proportion to their length.

use std::time::Duration;

use onrecord::Extractor;
use onrecord::stages::documents::Input;

use super::timing::fastest;

fn texts(length: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(length / piece.len());
    vec![
        ("quotation marks", fill("“")),
        ("straight quotation marks", fill("\"")),
        ("apostrophes", fill("'")),
        ("one letter", fill("a")),
        ("one capital", fill("A")),
        ("digits", fill("7")),
        ("numbers", fill("7 ")),
        ("line breaks", fill("\n")),
        ("short lines", fill("a\n")),
        ("equal titles", fill("Talks resume\n\n")),
        ("said", fill("said ")),
        ("he said", fill("he said ")),
        ("said and a quotation", fill("“a” said ")),
        ("according to", fill("according to ")),
        ("names", fill("Sergei Lavrov ")),
        ("new names", (0..length / 8).map(|n| format!("Ab{n:05} ")).collect()),
        ("days", fill("Monday ")),
        ("dates", fill("2 May ")),
        ("numbers in words", fill("two ")),
        ("years that are not over", fill("In 2017 they have met. ")),
        ("days without a year", fill("on March 9 ")),
        ("known events", fill("this year's presidential election republican ")),
        ("years", fill("in 2016 ")),
        ("quoted years", fill("\"in 2016\" ")),
        ("holders of an office", fill("President Obama said on Monday ")),
        ("brackets", fill("(")),
        ("full stops", fill(".")),
        ("dashes", fill("—")),
        ("titles", fill("President ")),
        ("colons", fill("Lavrov: ")),
        ("headlines with colons", fill("Lavrov: we will not wait\n\n")),
        ("unclosed paragraphs", fill("“We said\n\n")),
        ("wrapped lines", fill("The envoy flew to Sochi for talks on the truce, which\n")),
        ("lines set in", fill("    The envoy flew to Sochi for talks on the\ntruce.\n")),
        ("white space before lines", format!("{}a\nb", " ".repeat(length))),
        ("another language", fill("Die Gespräche über die Waffenruhe sind beendet. ")),
        ("many languages", fill("Gespräche beendet\n\nпереговоры\n\n")),
        ("zero width", fill("\u{200b}")),
        ("accents", format!("a{}", "\u{301}".repeat(length / 2))),
    ]
}

fn time(extractor: &Extractor, text: &str) -> Duration {
    fastest(|| extractor.merge(&[extractor.document(Input { text, ..Input::default() })]))
}

#[test]
fn eight_times_the_text_takes_about_eight_times_the_time() {
    let extractor = Extractor::default();
    extractor.document(Input { text: "Lavrov said on Monday that it was over.", ..Input::default() });
    let slow: Vec<_> = texts(128_000)
        .into_iter()
        .zip(texts(1_024_000))
        .filter_map(|((name, short), (_, long))| {
            let (short, long) = (time(&extractor, &short), time(&extractor, &long));
            // A quadratic step costs 64 times as much; 24 leaves room for caches and noise.
            (long > short * 24 + Duration::from_millis(20))
                .then(|| format!("{name}: {short:?} for an eighth, {long:?}"))
        })
        .collect();
    assert!(slow.is_empty(), "{slow:#?}");
}
