//! What is done by telling.

use super::check;

#[test]
fn a_cue_tells_the_act() {
    check(&[
        (
            "The mayor called for calm. The mayor called on all sides to wait.",
            &[
                "The mayor | called for | calm |  | indirect appeal",
                "The mayor | called on | all sides to wait |  | indirect appeal",
            ],
        ),
        ("The mayor called it a farce.", &["The mayor | called | it a farce |  | indirect condemn"]),
        ("The mayor did not comment on the ban.", &["The mayor | did not comment on | the ban |  | indirect refuse"]),
        (
            "The mayor did not deny that the road was closed.",
            &["The mayor | did not deny | that the road was closed |  | indirect say"],
        ),
        (
            "The mayor refused to say that he was sorry.",
            &["The mayor | refused | to say that he was sorry |  | indirect refuse"],
        ),
        (
            "The mayor expressed hope that the road would open.",
            &["The mayor | expressed hope | that the road would open |  | indirect want"],
        ),
        (
            "The mayor praised the army. The mayor condemned the army. The mayor thanked the army.",
            &[
                "The mayor | praised | the army |  | indirect praise",
                "The mayor | condemned | the army |  | indirect condemn",
                "The mayor | thanked | the army |  | indirect praise",
            ],
        ),
        (
            "The mayor threatened to close the road. The mayor vowed to open it.",
            &[
                "The mayor | threatened | to close the road |  | indirect threaten",
                "The mayor | vowed | to open it |  | indirect promise",
            ],
        ),
        (
            "The mayor demanded that the road be closed.",
            &["The mayor | demanded | that the road be closed |  | indirect demand"],
        ),
        (
            "The mayor claimed the road was closed. The mayor admitted it was.",
            &[
                "The mayor | claimed | the road was closed |  | indirect claim",
                "The mayor | admitted | it was |  | indirect say",
            ],
        ),
        (
            "The mayor announced the closure of the road.",
            &["The mayor | announced | the closure of the road |  | indirect announce"],
        ),
        (
            "The mayor thinks the road is closed. The mayor hopes it opens. The mayor wants it open.",
            &[
                "The mayor | thinks | the road is closed |  | indirect think",
                "The mayor | hopes | it opens |  | indirect want",
                "The mayor | wants | it open |  | indirect want",
            ],
        ),
        (
            "Lavrov did not agree that it rained. Lavrov hardly said that it rained.",
            &[
                "Lavrov | did not agree | that it rained |  | indirect refuse",
                "Lavrov | hardly said | that it rained |  | indirect say",
            ],
        ),
        (
            "Lavrov does not think that it rained. Lavrov may have thought so.",
            &[
                "Lavrov | does not think | that it rained |  | indirect think",
                "Lavrov | may have thought | so |  | indirect think",
            ],
        ),
        (
            "He said how it rained. He said why. He knows that it rains.",
            &[
                "He | said | how it rained |  | indirect say",
                "He | said | why |  | indirect say",
                "He | knows | that it rains |  | indirect think",
            ],
        ),
        (
            "He insisted on rain. He insisted it rained. He vowed revenge.",
            &[
                "He | insisted on | rain |  | indirect claim",
                "He | insisted | it rained |  | indirect claim",
                "He | vowed | revenge |  | indirect promise",
            ],
        ),
        (
            "He hopes for rain. He fears that it rains. He plans to leave.",
            &[
                "He | hopes for | rain |  | indirect want",
                "He | fears | that it rains |  | indirect think",
                "He | plans | to leave |  | indirect want",
            ],
        ),
        (
            "Lavrov complained that it rained. Lavrov confirmed that it rained. Lavrov stressed that it rained.",
            &[
                "Lavrov | complained | that it rained |  | indirect condemn",
                "Lavrov | confirmed | that it rained |  | indirect say",
                "Lavrov | stressed | that it rained |  | indirect say",
            ],
        ),
        (
            "Lavrov suggested that it rained. Lavrov noted that it rained. Lavrov explained that it rained.",
            &[
                "Lavrov | suggested | that it rained |  | indirect say",
                "Lavrov | noted | that it rained |  | indirect say",
                "Lavrov | explained | that it rained |  | indirect say",
            ],
        ),
        (
            "Lavrov proposed to go. Lavrov offered to go. Lavrov intends to go.",
            &[
                "Lavrov | proposed | to go |  | indirect appeal",
                "Lavrov | offered | to go |  | indirect promise",
                "Lavrov | intends | to go |  | indirect want",
            ],
        ),
        (
            "Lavrov rejected the plan. Lavrov welcomed the plan. Lavrov criticised the plan.",
            &[
                "Lavrov | rejected | the plan |  | indirect refuse",
                "Lavrov | welcomed | the plan |  | indirect praise",
                "Lavrov | criticised | the plan |  | indirect condemn",
            ],
        ),
        (
            "Lavrov refused to go. Lavrov declined to go. Lavrov declined to say whether it rained.",
            &[
                "Lavrov | refused | to go |  | indirect refuse",
                "Lavrov | declined | to go |  | indirect refuse",
                "Lavrov | declined | to say whether it rained |  | indirect refuse",
            ],
        ),
    ]);
}

#[test]
fn an_appeal_is_to_be_done_by_somebody() {
    for (text, act) in [
        ("Akar told the rebels to leave the town.", "appeal"),
        ("Akar said to leave the town at once.", "appeal"),
        ("“Let us leave the town,” Akar said.", "appeal"),
        // What is to be done belongs to a noun.
        ("Akar said that all attempts to cross the river had been stopped.", "say"),
        ("Akar said the plan to leave the town had been dropped.", "say"),
        ("Akar said that the right to vote was his.", "say"),
        ("Akar told reporters that the decision to close the road was right.", "say"),
        ("Akar said efforts to reach the town will go on.", "say"),
    ] {
        let record = super::extracted(text, None);
        assert_eq!(record.statements[0].act.to_string(), act, "{text}");
    }
}
