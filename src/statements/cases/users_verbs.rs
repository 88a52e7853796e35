//! Verbs that a user adds.

use super::super::Act;
use crate::documents::Input;
use crate::{Extractor, Options};

#[test]
fn each_form_of_a_users_verb_reports() {
    for (lemma, forms) in [
        ("kvetch", ["kvetches", "kvetched"]),
        ("gripe", ["gripes", "griped"]),
        ("decry", ["decries", "decried"]),
        ("inveigh", ["inveighs", "inveighed"]),
        ("blog", ["blogs", "blogged"]),
        ("bray", ["brays", "brayed"]),
    ] {
        for form in forms {
            let text = format!("“The road is open,” {form} the mayor.");
            let verbs = [(lemma, Act::Condemn)].into_iter().collect();
            let extractor = Extractor::new(Options::default().with_verbs(verbs));
            let record = extractor.document(Input { text: &text, ..Input::default() });
            let [statement] = &record.statements[..] else { panic!("{text}: {:?}", record.statements) };
            assert_eq!((statement.cue[0].of(&text), statement.act), (form, Act::Condemn), "{text}");
        }
    }
}
