//! Who says it: sources with their clauses, before and behind the cue, and those who are quoted by others.

use super::check;

#[test]
fn a_source_has_its_clauses() {
    check(&[
        (
            "The son of a man who met the mayor said it rained.",
            &["The son of a man who met the mayor | said | it rained |  | indirect say"],
        ),
        ("People who knew Akar said it rained.", &["People who knew Akar | said | it rained |  | indirect say"]),
        ("A man, who met Akar, said it rained.", &["A man, who met Akar | said | it rained |  | indirect say"]),
        ("Akar, who came in 1998, said it rained.", &["Akar, who came in 1998 | said | it rained |  | indirect say"]),
        (
            "The head of the union of miners that opposes the plan said the pit would close.",
            &["The head of the union of miners that opposes the plan | said | the pit would close |  | indirect say"],
        ),
        (
            "The wife of the leader of a party that opposes the premier said the vote was rigged.",
            &[
                "The wife of the leader of a party that opposes the premier | said | the vote was rigged |  | indirect say",
            ],
        ),
        (
            "The bank that owns the mill said it rained.",
            &["The bank that owns the mill | said | it rained |  | indirect say"],
        ),
        (
            "Sources loyal to the party said it rained.",
            &["Sources loyal to the party | said | it rained |  | indirect say"],
        ),
        (
            "Experts critical of Akar said it rained.",
            &["Experts critical of Akar | said | it rained |  | indirect say"],
        ),
        ("People ill in hospital said it rained.", &["People ill in hospital | said | it rained |  | indirect say"]),
        ("Ministers now in London said it rained.", &["Ministers now in London | said | it rained |  | indirect say"]),
        ("Close to tears, Akar said it rained.", &["Akar | said | it rained |  | indirect say"]),
    ]);
}

#[test]
fn behind_its_cue_a_source_ends_before_what_it_did_meanwhile() {
    check(&[
        ("“It rains,” said Akar as he left.", &["Akar | said | “It rains,” |  | direct say"]),
        ("“It rains,” said Akar as minister.", &["Akar as minister | said | “It rains,” |  | direct say"]),
        ("“It rains,” said Akar while he ate.", &["Akar | said | “It rains,” |  | direct say"]),
        ("“It rains,” said Akar before leaving.", &["Akar | said | “It rains,” |  | direct say"]),
        ("“It rains,” said Akar when he left the hall.", &["Akar | said | “It rains,” |  | direct say"]),
        ("“It rains,” said Akar and the mayor.", &["Akar and the mayor | said | “It rains,” |  | direct say"]),
    ]);
}

#[test]
fn words_are_his_who_is_quoted() {
    check(&[
        (
            "Kyodo quoted Wang Yi as saying the talks would go on.",
            &["Wang Yi | as saying | the talks would go on |  | indirect say"],
        ),
        (
            "Wang Yi was quoted by Kyodo as saying that the talks would go on.",
            &["Wang Yi | as saying | that the talks would go on |  | indirect say"],
        ),
        (
            "The talks would go on, the agency quoted the minister of fog of Veldland as saying.",
            &["the minister of fog of Veldland | as saying | The talks would go on |  | indirect say"],
        ),
        (
            "Interfax cited the ministry's spokeswoman as saying: “We wait.”",
            &["the ministry's spokeswoman | as saying | “We wait.” |  | direct say"],
        ),
        ("“We wait,” Tarek was cited as saying.", &["Tarek | was cited as saying | “We wait,” |  | direct say"]),
        (
            "The minister and the mayor were quoted as saying it rained.",
            &["The minister and the mayor | were quoted as saying | it rained |  | indirect say"],
        ),
        (
            "The paper of the mayor of Sochi quoted Akar as saying it rained.",
            &["Akar | as saying | it rained |  | indirect say"],
        ),
        (
            "“It rained,” Reuters and the BBC quoted Akar as saying.",
            &["Akar | as saying | “It rained,” |  | direct say"],
        ),
        (
            "Kyodo cited Akar as telling lawmakers that the tax would rise.",
            &["Akar | as telling | that the tax would rise | lawmakers | indirect say"],
        ),
    ]);
}

#[test]
fn who_stands_before_a_quotation_speaks_it() {
    check(&[
        ("Akar shook his head. “No.”", &[]),
        (
            "Akar denied it. “There is no plan for a raid.”",
            &["Akar | denied | “There is no plan for a raid.” |  | direct deny"],
        ),
        ("Hulusi Akar looked tired. “We will go on with them” was all.", &[]),
        ("Hulusi Akar looked tired. “— — — — —.”", &[]),
        (
            "“I will not resign, and nobody asks me to.”\n— Hulusi Akar",
            &["Hulusi Akar |  | “I will not resign, and nobody asks me to.” |  | direct say"],
        ),
        (
            "“I will not resign, and nobody asks me to.” — Hulusi Akar, minister of defence",
            &["Hulusi Akar |  | “I will not resign, and nobody asks me to.” |  | direct say"],
        ),
    ]);
}
