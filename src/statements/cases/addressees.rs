//! Whom words are told to.

use super::check;

#[test]
fn a_verb_of_telling_has_an_addressee() {
    check(&[
        (
            "The minister told the court the decision to close the road was right.",
            &["The minister | told | the decision to close the road was right | the court | indirect say"],
        ),
        (
            "Lavrov told reporters in Ankara that the talks were over.",
            &["Lavrov | told | that the talks were over | reporters | indirect say"],
        ),
        (
            "Lavrov told the press: “The talks are over.”",
            &["Lavrov | told | “The talks are over.” | the press | direct say"],
        ),
        (
            "“The talks are over,” Lavrov told reporters.",
            &["Lavrov | told | “The talks are over,” | reporters | direct say"],
        ),
        (
            "The UN urged the government of Turkey not to leave.",
            &["The UN | urged | not to leave | the government of Turkey | indirect appeal"],
        ),
        ("The UN urged Turkey to leave.", &["The UN | urged | to leave | Turkey | indirect appeal"]),
        ("The mayor asked the crowd to leave.", &["The mayor | asked | to leave | the crowd | indirect appeal"]),
        (
            "The mayor asked whether the road was open.",
            &["The mayor | asked | whether the road was open |  | indirect ask"],
        ),
        (
            "Lavrov warned Turkey against a raid. Lavrov warned of war. Lavrov warned that war was near.",
            &[
                "Lavrov | warned | against a raid | Turkey | indirect warn",
                "Lavrov | warned of | war |  | indirect warn",
                "Lavrov | warned | that war was near |  | indirect warn",
            ],
        ),
        (
            "The army told residents to leave the town.",
            &["The army | told | to leave the town | residents | indirect appeal"],
        ),
        (
            "Akar informed Lavrov that the raids had to end.",
            &["Akar | informed | that the raids had to end | Lavrov | indirect say"],
        ),
        (
            "Akar promised the crowd that the raids would end.",
            &["Akar | promised | that the raids would end | the crowd | indirect promise"],
        ),
        ("Ankara asked Moscow to stop the raids.", &["Ankara | asked | to stop the raids | Moscow | indirect appeal"]),
        (
            "Lavrov urged Akar not to go. Lavrov asked Akar if he would go.",
            &[
                "Lavrov | urged | not to go | Akar | indirect appeal",
                "Lavrov | asked | if he would go | Akar | indirect ask",
            ],
        ),
        (
            "Lavrov told the minister of defence of Turkey that it rained.",
            &["Lavrov | told | that it rained | the minister of defence of Turkey | indirect say"],
        ),
        (
            "Lavrov told parliament on Monday that it rained.",
            &["Lavrov | told | that it rained | parliament | indirect say"],
        ),
        ("Lavrov told Akar “it rained”.", &["Lavrov | told | “it rained” | Akar | direct say"]),
        ("Lavrov told Akar: go home.", &["Lavrov | told | go home | Akar | indirect say"]),
        ("Lavrov wrote to Akar that it rained.", &["Lavrov | wrote | that it rained | Akar | indirect say"]),
        ("“It rained,” Lavrov said to Akar.", &["Lavrov | said | “It rained,” | Akar | direct say"]),
        (
            "Lavrov announced to parliament that it rained.",
            &["Lavrov | announced | that it rained | parliament | indirect announce"],
        ),
        ("“It rained,” Lavrov said to applause.", &["Lavrov | said | “It rained,” |  | direct say"]),
    ]);
}
