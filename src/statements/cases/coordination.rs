//! Where what is said ends: at verbs that are joined to its cue, and at clauses of somebody else.

use super::check;

#[test]
fn a_verb_joined_to_the_cue_ends_its_content() {
    check(&[
        (
            "Akar praised the plan and warned that the raid would fail.",
            &[
                "Akar | praised | the plan |  | indirect praise",
                "Akar | warned | that the raid would fail |  | indirect warn",
            ],
        ),
        (
            "The mayor warned of a flood and has since said that the dam held.",
            &[
                "The mayor | warned of | a flood |  | indirect warn",
                "The mayor | has since said | that the dam held |  | indirect say",
            ],
        ),
        (
            "The mayor accused the army of lying and said it must go.",
            &[
                "The mayor | accused | the army of lying |  | indirect accuse",
                "The mayor | said | it must go |  | indirect say",
            ],
        ),
        (
            "The mayor condemned the raid and said “it must end”.",
            &[
                "The mayor | condemned | the raid |  | indirect condemn",
                "The mayor | said | “it must end” |  | direct say",
            ],
        ),
        (
            "The mayor denied the raid, but later admitted that it had failed.",
            &[
                "The mayor | denied | the raid |  | indirect deny",
                "The mayor | later admitted | that it had failed |  | indirect say",
            ],
        ),
        // What is said is told in another tense, or of what is so.
        (
            "The mayor said the dam had burst and blamed the army for it.",
            &[
                "The mayor | said | the dam had burst |  | indirect say",
                "The mayor | blamed | the army for it |  | indirect accuse",
            ],
        ),
        (
            "The ministry accused the rebels of shelling the bridge and warned that it would answer.",
            &[
                "The ministry | accused | the rebels of shelling the bridge |  | indirect accuse",
                "The ministry | warned | that it would answer |  | indirect warn",
            ],
        ),
        (
            "The mayor said the road was shut and that people should leave and wait.",
            &["The mayor | said | the road was shut and that people should leave and wait |  | indirect say"],
        ),
    ]);
}

#[test]
fn somebody_elses_clause_is_no_part_of_what_is_said() {
    check(&[
        (
            "The mayor said it rained but Akar denied that it snowed.",
            &["The mayor | said | it rained |  | indirect say", "Akar | denied | that it snowed |  | indirect deny"],
        ),
        (
            "The mayor said the road was shut, though Akar said the bridge was open.",
            &[
                "The mayor | said | the road was shut |  | indirect say",
                "Akar | said | the bridge was open |  | indirect say",
            ],
        ),
        (
            "The mayor said the road was shut, but Akar denied that it was.",
            &[
                "The mayor | said | the road was shut |  | indirect say",
                "Akar | denied | that it was |  | indirect deny",
            ],
        ),
        (
            "The mayor said the road was shut and Akar said the bridge was open.",
            &[
                "The mayor | said | the road was shut |  | indirect say",
                "Akar | said | the bridge was open |  | indirect say",
            ],
        ),
        (
            "The mayor condemned the raid; Akar praised it.",
            &["The mayor | condemned | the raid |  | indirect condemn", "Akar | praised | it |  | indirect praise"],
        ),
        (
            "The mayor said the road was shut; that the bridge was open; the dam held.",
            &["The mayor | said | the road was shut; that the bridge was open |  | indirect say"],
        ),
        (
            "The mayor said it rained, that it snowed and that it froze.",
            &["The mayor | said | it rained, that it snowed and that it froze |  | indirect say"],
        ),
        (
            "The mayor said people think that it rains.",
            &["The mayor | said | people think that it rains |  | indirect say"],
        ),
    ]);
}
