//! Transcripts, where labels name who speaks.

use super::check;

#[test]
fn labels_are_turns_where_speakers_take_them() {
    check(&[
        (
            "The talks began on Monday.\n\nANA RUIZ: Will you go?\n\nTOM LEE: We will see.\n\n(LAUGHTER)\n\nAnd we will wait.\n\nANA RUIZ: When?",
            &[
                "ANA RUIZ | : | Will you go? |  | indirect ask",
                "TOM LEE | : | We will see + And we will wait |  | indirect say",
                "ANA RUIZ | : | When? |  | indirect ask",
            ],
        ),
        (
            "The talks began on Monday.\n\nSENATOR RUIZ: Will you go?\n\nTOM LEE, MAYOR OF IDLIB: We will see.\n\nSENATOR RUIZ: When?",
            &[
                "SENATOR RUIZ | : | Will you go? |  | indirect ask",
                "TOM LEE, MAYOR OF IDLIB | : | We will see |  | indirect say",
                "SENATOR RUIZ | : | When? |  | indirect ask",
            ],
        ),
        (
            "The talks began on Monday.\n\nQuestion: Will you go?\n\nAnswer: We will see.\n\nIt rained one.\n\nIt rained two.\n\nIt rained three.\n\nIt rained four.\n\nIt rained five.\n\nIt rained six.\n\nQuestion: When?",
            &[
                "Question | : | Will you go? |  | indirect ask",
                "Answer | : | We will see |  | indirect say",
                "Question | : | When? |  | indirect ask",
            ],
        ),
        (
            "The talks began on Monday.\n\nQuestion: Will you go?\n\nAnswer: We will see.\n\nIt rained one.\n\nIt rained two.\n\nIt rained three.\n\nIt rained four.\n\nIt rained five.\n\nQuestion: When?",
            &[
                "Question | : | Will you go? |  | indirect ask",
                "Answer | : | We will see + It rained one + It rained two + It rained three + It rained four + It rained five |  | indirect say",
                "Question | : | When? |  | indirect ask",
            ],
        ),
        (
            "The talks began on Monday.\n\n“Q: Will you go?\n\n“A: We will see.\n\n“Q: When?”",
            &[
                "Q | : | Will you go? |  | indirect ask",
                "A | : | We will see. |  | indirect say",
                "Q | : | When?” |  | indirect ask",
            ],
        ),
        ("The talks began on Monday.\n\nQ:Will you go?\n\nA:We will see.\n\nQ:When?", &[]),
    ]);
}

#[test]
fn what_stands_between_two_labels_is_said_by_the_first() {
    check(&[
        (
            "The talks began on Monday.\n\nREPORTER: Will you go?\n\nMR. AKAR: We will see.\n\n“It rains.”\n\n[LAUGHTER]\n\n(He left.)\n\nIt rained on.\n\nREPORTER: When?",
            &[
                "REPORTER | : | Will you go? |  | indirect ask",
                "MR. AKAR | : | We will see + “It rains.” + It rained on |  | mixed say",
                "REPORTER | : | When? |  | indirect ask",
            ],
        ),
        (
            "The talks began.\n\nAKAR: We will see.\n\nLAVROV: We wait.\n\n(APPLAUSE)\n\nAKAR: It rains. It snows.\n\nLAVROV: Go home.",
            &[
                "AKAR | : | We will see |  | indirect say",
                "LAVROV | : | We wait |  | indirect say",
                "AKAR | : | It rains. It snows |  | indirect say",
                "LAVROV | : | Go home |  | indirect say",
            ],
        ),
        (
            "The talks began on Monday.\n\n\"Q: Will you go?\n\n\"A: We will see.\n\n\"Q: When?\"",
            &[
                "Q | : | Will you go? |  | indirect ask",
                "A | : | We will see. |  | indirect say",
                "Q | : | When?\" |  | indirect ask",
            ],
        ),
    ]);
}
