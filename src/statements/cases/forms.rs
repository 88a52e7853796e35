//! What is said and done: clauses around their teller, what stands beside the cue, mood.

use super::check;

#[test]
fn content_is_the_clause_around_its_teller() {
    check(&[
        ("The mayor announced it.", &["The mayor | announced | it |  | indirect announce"]),
        ("Monday, Akar said, was lost.", &["Akar | said | Monday + was lost |  | indirect say"]),
        ("“Shut,” the mayor said, “the bridge.”", &["the mayor | said | “Shut,” + “the bridge.” |  | direct say"]),
        (
            "“Shut,” the mayor said, and then, “the bridge.”",
            &["the mayor | said | “Shut,” + “the bridge.” |  | direct say"],
        ),
        (
            "“The road,” the mayor told reporters, “is closed,” and he left.",
            &["the mayor | told | “The road,” + “is closed,” | reporters | direct say"],
        ),
        (
            "“I said no,” Akar told the mayor, “and I say it again.”",
            &["Akar | told | “I said no,” + “and I say it again.” | the mayor | direct say"],
        ),
        (
            "“The road is closed,” the mayor said, and the crowd nodded.",
            &["the mayor | said | “The road is closed,” |  | direct say"],
        ),
        (
            "The bridge was shut and the dam held, the mayor told the board.",
            &["the mayor | told | The bridge was shut and the dam held | the board | indirect say"],
        ),
        (
            "The bridge, which opened in May, was unsafe, the mayor said.",
            &["the mayor | said | The bridge, which opened in May, was unsafe |  | indirect say"],
        ),
        (
            "The mayor said the pilot, who had slept, was to blame.",
            &["The mayor | said | the pilot, who had slept, was to blame |  | indirect say"],
        ),
        ("The mayor said that, in May, it rained.", &["The mayor | said | that, in May, it rained |  | indirect say"]),
    ]);
}

#[test]
fn days_and_places_beside_a_cue_are_no_content() {
    check(&[
        ("Akar Monday said it rained.", &["Akar | said | it rained |  | indirect say"]),
        ("Akar late Monday evening said it rained.", &["Akar | said | it rained |  | indirect say"]),
        ("Akar said Monday’s talks were over.", &["Akar | said | Monday’s talks were over |  | indirect say"]),
        ("Akar said on Monday the talks were over.", &["Akar | said | the talks were over |  | indirect say"]),
        ("Akar said on Monday that they were.", &["Akar | said | that they were |  | indirect say"]),
        ("He said, after the talks, that it rained.", &["He | said | that it rained |  | indirect say"]),
        (
            "At a news conference in Sochi on Friday, the mayor said that it rained.",
            &["the mayor | said | that it rained |  | indirect say"],
        ),
        (
            "The mayor said in an interview with Reuters that it rained.",
            &["The mayor | said | that it rained |  | indirect say"],
        ),
        (
            "The mayor told reporters early Tuesday that it rained.",
            &["The mayor | told | that it rained | reporters | indirect say"],
        ),
        ("Rick Monday said it rained.", &["Rick Monday | said | it rained |  | indirect say"]),
    ]);
}

#[test]
fn acts_are_told_by_mood_and_noun() {
    check(&[
        ("The mayor said to let us go.", &["The mayor | said | to let us go |  | indirect appeal"]),
        ("“Let us go,” the mayor said.", &["the mayor | said | “Let us go,” |  | direct appeal"]),
        ("“Let’s wait,” the mayor said.", &["the mayor | said | “Let’s wait,” |  | direct appeal"]),
        ("The mayor gave hope that it rained.", &["The mayor | gave hope | that it rained |  | indirect want"]),
        ("The mayor made a promise to leave.", &["The mayor | made a promise | to leave |  | indirect promise"]),
        (
            "The mayor expressed doubt that it rained.",
            &["The mayor | expressed doubt | that it rained |  | indirect think"],
        ),
        (
            "The mayor did not respond to the letter.",
            &["The mayor | did not respond to | the letter |  | indirect refuse"],
        ),
        (
            "The mayor did not accuse the army of lying.",
            &["The mayor | did not accuse | the army of lying |  | indirect refuse"],
        ),
        ("The mayor never denied that it rained.", &["The mayor | never denied | that it rained |  | indirect say"]),
        ("The mayor asked to leave.", &["The mayor | asked | to leave |  | indirect appeal"]),
        (
            "The mayor recommended that the board of the bank in Sochi leave.",
            &["The mayor | recommended | that the board of the bank in Sochi leave |  | indirect appeal"],
        ),
    ]);
}
