//! Whose a quotation is, in a line and over several paragraphs.

use super::check;

#[test]
fn quotations_go_to_whom_their_order_and_marks_give_them() {
    check(&[
        (
            "“The road is closed,” said a man. “It rains.” “It does not,” said another.",
            &[
                "a man | said | “The road is closed,” + “It rains.” |  | direct say",
                "another | said | “It does not,” |  | direct say",
            ],
        ),
        (
            "“The road,” the mayor said, “is closed.” He left.",
            &["the mayor | said | “The road,” + “is closed.” |  | direct say"],
        ),
        (
            "“We waited,” she said, “and nobody came.” “We left,” he said.",
            &[
                "she | said | “We waited,” + “and nobody came.” |  | direct say",
                "he | said | “We left,” |  | direct say",
            ],
        ),
        (
            "“Why?” he asked. “Because,” she answered.",
            &["he | asked | “Why?” |  | direct ask", "she | answered | “Because,” |  | direct say"],
        ),
        (
            "“It rains!” he shouted. “Go,” she whispered.",
            &["he | shouted | “It rains!” |  | direct say", "she | whispered | “Go,” |  | direct say"],
        ),
        (
            "He called Lavrov “a liar” and the talks “a farce”.",
            &["He | called | Lavrov “a liar” and the talks “a farce” |  | mixed condemn"],
        ),
        (
            "He said “no”. He said no. He said yes to the plan.",
            &[
                "He | said | “no” |  | direct say",
                "He | said | no |  | indirect say",
                "He | said | yes to the plan |  | indirect say",
            ],
        ),
        (
            "Rain fell, he said. Snow fell, he said. Hail fell, she said.",
            &[
                "he | said | Rain fell |  | indirect say",
                "he | said | Snow fell |  | indirect say",
                "she | said | Hail fell |  | indirect say",
            ],
        ),
        (
            "‘It rains,’ he said. ’Tis late. 'It snows,' she said.",
            &["he | said | ‘It rains,’ |  | direct say", "she | said | 'It snows,' |  | direct say"],
        ),
        (
            "The mayor said, “The road is closed.” The envoy replied, “It is open.”",
            &[
                "The mayor | said | “The road is closed.” |  | direct say",
                "The envoy | replied | “It is open.” |  | direct say",
            ],
        ),
        (
            "The mayor described the plan as “dead” and the road as “closed”.",
            &["The mayor | described | the plan as “dead” and the road as “closed” |  | mixed say"],
        ),
        (
            "“It rained,” he said. “And it snowed.” He left.",
            &["he | said | “It rained,” + “And it snowed.” |  | direct say"],
        ),
        (
            "He said it “rained”, but she said it “snowed”.",
            &["He | said | it “rained” |  | mixed say", "she | said | it “snowed” |  | mixed say"],
        ),
        ("Lavrov’s statement: “It rained.”", &["Lavrov’s | statement | “It rained.” |  | direct say"]),
    ]);
}

#[test]
fn a_quotation_that_is_a_paragraph_is_said_by_its_signature_or_by_nobody() {
    check(&[
        (
            "The talks went on.\n\n“The Charter is not a menu.”\n\nDelegates applauded.",
            &[" |  | “The Charter is not a menu.” |  | direct say"],
        ),
        (
            "“Her work will serve us all.” — Commissioner Ana Ruiz",
            &["Commissioner Ana Ruiz |  | “Her work will serve us all.” |  | direct say"],
        ),
        (
            "“Her work will serve us all.”\n\n— Commissioner Ana Ruiz, in Sochi",
            &["Commissioner Ana Ruiz |  | “Her work will serve us all.” |  | direct say"],
        ),
        (
            "“Her work will serve us all.”\n\nCommissioner Ana Ruiz left.",
            &[" |  | “Her work will serve us all.” |  | direct say"],
        ),
    ]);
}

#[test]
fn a_colon_or_an_open_mark_leads_to_the_next_paragraph() {
    check(&[
        (
            "The mayor said:\n\nRoad closed on Monday again.",
            &["The mayor | said | Road closed on Monday again |  | indirect say"],
        ),
        (
            "The mayor wrote:\n\nThe road is closed for all of us.\n\nIt rained.",
            &["The mayor | wrote | The road is closed for all of us |  | indirect say"],
        ),
        (
            "“We begin today,” Annan said. “It will take time.\n\n“Nobody will be left behind.\n\n“We will wait.”",
            &[
                "Annan | said | “We begin today,” + “It will take time.\n\n“Nobody will be left behind.\n\n“We will wait.” |  | direct say",
            ],
        ),
        (
            "“We begin today. It will take time.\n\n“Nobody will be left behind,” Annan said.",
            &["Annan | said | “We begin today. It will take time.\n\n“Nobody will be left behind,” |  | direct say"],
        ),
        (
            "“It rained.\n\n“It snowed,” said Lavrov. “It froze.”",
            &["Lavrov | said | “It rained.\n\n“It snowed,” + “It froze.” |  | direct say"],
        ),
    ]);
}
