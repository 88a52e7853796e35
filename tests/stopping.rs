//! Who stops an extraction in the middle of one long text does not wait for its end.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use onrecord::stages::documents::Input;
use onrecord::{Extractor, Stop};

use super::timing::processor_time;

/// How long an extraction takes, and how long it goes on at most without asking whether to.
fn times(text: &str) -> Option<(Duration, Duration)> {
    let asked = Arc::new(Mutex::new(vec![processor_time()?]));
    let notes = asked.clone();
    let stop = Stop::unless(move || {
        notes.lock().unwrap().extend(processor_time());
        true
    });
    stop.during(|| {
        let extractor = Extractor::default();
        extractor.merge(&[extractor.document(Input { text, ..Input::default() })])
    })
    .expect("nobody stops it");
    let mut asked = asked.lock().unwrap();
    asked.extend(processor_time());
    let longest = asked.windows(2).map(|pair| pair[1] - pair[0]).max()?;
    Some((asked[asked.len() - 1] - asked[0], longest))
}

#[test]
fn a_long_text_asks_often_whether_to_go_on() {
    const LENGTH: usize = 2_000_000;
    Extractor::default().document(Input { text: "Lavrov said on Monday that it was over.", ..Input::default() });
    let sentence = "“We will not wait any longer for Ankara,” Sergei Lavrov told reporters in Moscow on Monday. ";
    for (name, piece) in [
        ("paragraphs", format!("{}\n\n", sentence.repeat(4))),
        ("one paragraph", sentence.to_owned()),
        ("one sentence", "Sergei Lavrov, who said on Monday that Turkey and its president ".to_owned()),
        ("one word", "a".to_owned()),
    ] {
        let Some((whole, longest)) = times(&piece.repeat(LENGTH / piece.len())) else { return };
        // Texts of ten megabytes take some eight seconds, of which an eighth is one.
        assert!(longest <= whole / 8 + Duration::from_millis(100), "{name}: {longest:?} of {whole:?}");
    }
}
