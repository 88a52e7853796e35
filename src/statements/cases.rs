//! Who said what to whom, by the form in which it is reported.

use super::{Act, Statement};
use crate::actors::LocalActorId;
use crate::documents::Input;
use crate::span::ByteSpan;
use crate::{DocumentRecord, Extractor, Options};

/// Each statement as "source | cue | content + content | addressee | kind act", those within another one indented.
fn read(text: &str) -> Vec<String> {
    let record = extracted(text, None);
    let surface = |spans: &[ByteSpan]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" + ");
    let row = |one: &Statement| {
        let indent = if one.parent.is_some() { "  " } else { "" };
        let (source, cue, content, to) =
            (surface(&one.source), surface(&one.cue), surface(&one.content), surface(&one.addressee));
        format!("{indent}{source} | {cue} | {content} | {to} | {} {}", one.kind, one.act)
    };
    record.statements.iter().map(row).collect()
}

fn extracted(text: &str, published: Option<&str>) -> DocumentRecord {
    let published = published.map(|day| day.parse().unwrap());
    Extractor::default().document(Input { text, published, ..Input::default() })
}

#[track_caller]
pub(super) fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn a_verb_of_telling_has_an_addressee() {
    check(&[
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
        ("The mayor called it a farce.", &["The mayor | called | it a farce |  | indirect say"]),
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
fn content_stands_before_behind_and_around_its_cue() {
    check(&[
        ("The road, the mayor said, was closed.", &["the mayor | said | The road + was closed |  | indirect say"]),
        (
            "The road was closed, the mayor said on Monday.",
            &["the mayor | said | The road was closed |  | indirect say"],
        ),
        (
            "The road was closed, according to the mayor.",
            &["the mayor | according to | The road was closed |  | indirect say"],
        ),
        (
            "According to the mayor, the road was closed.",
            &["the mayor | According to | the road was closed |  | indirect say"],
        ),
        (
            "A man who had left said the road was closed.",
            &["A man who had left | said | the road was closed |  | indirect say"],
        ),
        (
            "It was announced that the road was closed. It said that the road was closed.",
            &[
                " | was announced | that the road was closed |  | indirect announce",
                "It | said | that the road was closed |  | indirect say",
            ],
        ),
        (
            "“The road is closed,” a man said, and Lavrov, who stood by, nodded.",
            &["a man | said | “The road is closed,” |  | direct say"],
        ),
        (
            "The mayor said the road was “closed” and that “nobody” used it.",
            &["The mayor | said | the road was “closed” and that “nobody” used it |  | mixed say"],
        ),
        (
            "The mayor said the road was closed and that the bridge was open.",
            &["The mayor | said | the road was closed and that the bridge was open |  | indirect say"],
        ),
        (
            "The mayor said he had told the crowd that the road was closed.",
            &[
                "The mayor | said | he had told the crowd that the road was closed |  | indirect say",
                "  he | had told | that the road was closed | the crowd | indirect say",
            ],
        ),
        (
            "The mayor said that the army had said that the road was closed.",
            &[
                "The mayor | said | that the army had said that the road was closed |  | indirect say",
                "  the army | had said | that the road was closed |  | indirect say",
            ],
        ),
        (
            "“The mayor told me, ‘Go home,’ and I left,” Ana Ruiz said.",
            &[
                "Ana Ruiz | said | “The mayor told me, ‘Go home,’ and I left,” |  | direct say",
                "  “The mayor | told | ‘Go home,’ | me | direct say",
            ],
        ),
        (
            "Lavrov has not yet said that it rained. Lavrov will also be saying that it rained.",
            &[
                "Lavrov | has not yet said | that it rained |  | indirect say",
                "Lavrov | will also be saying | that it rained |  | indirect say",
            ],
        ),
        (
            "He said (in Sochi) that it rained. He said – in Sochi – that it rained.",
            &["He | said | that it rained |  | indirect say", "He | said | that it rained |  | indirect say"],
        ),
        ("The mayor said that he, too, was late.", &["The mayor | said | that he, too, was late |  | indirect say"]),
        (
            "The mayor warned that unless the road opened, he would leave.",
            &["The mayor | warned | that unless the road opened, he would leave |  | indirect warn"],
        ),
        (
            "The mayor reportedly said the road was closed.",
            &["The mayor | reportedly said | the road was closed |  | indirect say"],
        ),
        (
            "The mayor vowed that the road, bridge and tunnel would open.",
            &["The mayor | vowed | that the road, bridge and tunnel would open |  | indirect promise"],
        ),
        ("He said “it rained” and “it snowed”, and left.", &["He | said | “it rained” and “it snowed” |  | mixed say"]),
        (
            "Lavrov said it rained and Akar said it snowed.",
            &["Lavrov | said | it rained |  | indirect say", "Akar | said | it snowed |  | indirect say"],
        ),
        (
            "Lavrov announced the arrest and said it rained.",
            &["Lavrov | announced | the arrest |  | indirect announce", "Lavrov | said | it rained |  | indirect say"],
        ),
        (
            "Lavrov announced the arrest but had also warned that it rained.",
            &[
                "Lavrov | announced | the arrest |  | indirect announce",
                "Lavrov | had also warned | that it rained |  | indirect warn",
            ],
        ),
        (
            "Lavrov denied it and has since said that it rained.",
            &["Lavrov | denied | it |  | indirect deny", "Lavrov | has since said | that it rained |  | indirect say"],
        ),
        (
            "Lavrov would have said that it rained. Lavrov is saying that it rained.",
            &[
                "Lavrov | would have said | that it rained |  | indirect say",
                "Lavrov | is saying | that it rained |  | indirect say",
            ],
        ),
        (
            "Rain is likely, officials warned. Snow is unlikely, they added.",
            &[
                "officials | warned | Rain is likely |  | indirect warn",
                "they | added | Snow is unlikely |  | indirect say",
            ],
        ),
        (
            "There was rain, Lavrov said in Sochi, where he met Akar.",
            &["Lavrov | said | There was rain |  | indirect say"],
        ),
        (
            "As Lavrov said, it rained. As it rained, Lavrov said it snowed.",
            &["Lavrov | said | it rained |  | indirect say", "Lavrov | said | it snowed |  | indirect say"],
        ),
        (
            "If it rains, Lavrov said, he will go. When it rains, he said, he goes.",
            &[
                "Lavrov | said | If it rains + he will go |  | indirect say",
                "he | said | When it rains + he goes |  | indirect say",
            ],
        ),
        (
            "It rained, Lavrov said, adding that it snowed.",
            &["Lavrov | said | It rained |  | indirect say", "Lavrov | adding | that it snowed |  | indirect say"],
        ),
        (
            "“The talks are over,” said Petrov as he left the hall.",
            &["Petrov | said | “The talks are over,” |  | direct say"],
        ),
        (
            "“The talks are over,” said Petrov while leaving the hall.",
            &["Petrov | said | “The talks are over,” |  | direct say"],
        ),
        (
            "“The talks are over,” said a man who had left after he spoke.",
            &["a man who had left | said | “The talks are over,” |  | direct say"],
        ),
        (
            "Ankara announced the arrest and said a curfew would follow.",
            &[
                "Ankara | announced | the arrest |  | indirect announce",
                "Ankara | said | a curfew would follow |  | indirect say",
            ],
        ),
        (
            "Ankara announced an arrest of two men, and later said that a curfew would follow.",
            &[
                "Ankara | announced | an arrest of two men |  | indirect announce",
                "Ankara | later said | that a curfew would follow |  | indirect say",
            ],
        ),
        (
            "The mayor denied that it rained and warned that it would snow.",
            &[
                "The mayor | denied | that it rained |  | indirect deny",
                "The mayor | warned | that it would snow |  | indirect warn",
            ],
        ),
    ]);
}

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
            &["He | called | Lavrov “a liar” and the talks “a farce” |  | mixed say"],
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
fn a_headline_reports_by_a_colon_or_a_dash() {
    check(&[
        (
            "Lavrov: No deadline for Idlib withdrawal",
            &["Lavrov | : | No deadline for Idlib withdrawal |  | indirect say"],
        ),
        (
            "Russian minister Lavrov: No deadline for Idlib withdrawal",
            &["Russian minister Lavrov | : | No deadline for Idlib withdrawal |  | indirect say"],
        ),
        (
            "Lavrov : No deadline for Idlib withdrawal",
            &["Lavrov | : | No deadline for Idlib withdrawal |  | indirect say"],
        ),
        ("Lavrov:", &[]),
        ("Truce will hold, says Lavrov", &["Lavrov | says | Truce will hold |  | indirect say"]),
        ("‘We won’t leave’: Erdogan on the Syria posts", &["Erdogan | : | ‘We won’t leave’ |  | direct say"]),
        ("Aid trucks reach Aleppo – UN", &["UN |  | Aid trucks reach Aleppo |  | indirect say"]),
        ("Aid – UN", &[]),
        ("Aid trucks reach Aleppo. They left – UN", &[]),
        (
            "Aid trucks reach Aleppo – UN\n\nThe trucks left at dawn. They had waited.",
            &["UN |  | Aid trucks reach Aleppo |  | indirect say"],
        ),
        ("“Aid trucks reach Aleppo” – UN", &["UN |  | “Aid trucks reach Aleppo” |  | direct say"]),
        (
            "Russia says Turkey broke its promise on Idlib",
            &["Russia | says | Turkey broke its promise on Idlib |  | indirect say"],
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

#[test]
fn labels_are_turns_where_speakers_take_them() {
    check(&[
        (
            "The talks began on Monday.\n\nANA RUIZ: Will you go?\n\nTOM LEE: We will see.\n\n(LAUGHTER)\n\nAnd we will wait.\n\nANA RUIZ: When?",
            &[
                "ANA RUIZ | : | Will you go? |  | indirect say",
                "TOM LEE | : | We will see + And we will wait |  | indirect say",
                "ANA RUIZ | : | When? |  | indirect say",
            ],
        ),
        (
            "The talks began on Monday.\n\nSENATOR RUIZ: Will you go?\n\nTOM LEE, MAYOR OF IDLIB: We will see.\n\nSENATOR RUIZ: When?",
            &[
                "SENATOR RUIZ | : | Will you go? |  | indirect say",
                "TOM LEE, MAYOR OF IDLIB | : | We will see |  | indirect say",
                "SENATOR RUIZ | : | When? |  | indirect say",
            ],
        ),
        (
            "The talks began on Monday.\n\nQuestion: Will you go?\n\nAnswer: We will see.\n\nIt rained one.\n\nIt rained two.\n\nIt rained three.\n\nIt rained four.\n\nIt rained five.\n\nIt rained six.\n\nQuestion: When?",
            &[
                "Question | : | Will you go? |  | indirect say",
                "Answer | : | We will see |  | indirect say",
                "Question | : | When? |  | indirect say",
            ],
        ),
        (
            "The talks began on Monday.\n\nQuestion: Will you go?\n\nAnswer: We will see.\n\nIt rained one.\n\nIt rained two.\n\nIt rained three.\n\nIt rained four.\n\nIt rained five.\n\nQuestion: When?",
            &[
                "Question | : | Will you go? |  | indirect say",
                "Answer | : | We will see + It rained one + It rained two + It rained three + It rained four + It rained five |  | indirect say",
                "Question | : | When? |  | indirect say",
            ],
        ),
        (
            "The talks began on Monday.\n\n“Q: Will you go?\n\n“A: We will see.\n\n“Q: When?”",
            &[
                "Q | : | Will you go? |  | indirect say",
                "A | : | We will see. |  | indirect say",
                "Q | : | When?” |  | indirect say",
            ],
        ),
        ("The talks began on Monday.\n\nQ:Will you go?\n\nA:We will see.\n\nQ:When?", &[]),
    ]);
}

#[test]
fn speaker_and_addressee_are_whom_their_words_stand_for() {
    for (text, expected) in [
        ("Guterres took the floor first.\n\n“The Charter is not a menu.”\n\nDelegates applauded.", "António Guterres"),
        ("And from the chair, Ana Ruiz:\n\n“She brings thirty years of service.”", "Ana Ruiz"),
        ("‘We won’t leave’: Erdogan on the Syria posts", "Recep Tayyip Erdoğan"),
        ("Aid trucks reach Aleppo – UN", "United Nations"),
        ("The spokesman for the ministry, Oram Veld, said it rained.", "Oram Veld"),
        ("Oram Veld, spokesman for the Turkish foreign ministry, said it rained.", "Oram Veld"),
        ("Sources close to Lavrov said it rained.", ""),
        ("Lavrov's spokeswoman said it rained.", ""),
        ("In a statement, Lavrov said it rained.", "Sergey Lavrov"),
        ("Lavrov, Akar and Zarif said it rained.", "Sergey Lavrov"),
        ("Putin's spokesman Dmitry Peskov said the talks were over.", "Dmitry Peskov"),
        ("Lavrov met Akar in Sochi. The Turkish minister said the talks were over.", "Hulusi Akar"),
        ("Tom Lee met Ana Ruiz. She said the talks were over.", "Ana Ruiz"),
        ("The foreign minister of Russia, Sergey Lavrov, said it rained.", "Sergey Lavrov"),
        ("Oram Veld of the Grey Council said it rained.", "Oram Veld"),
        ("The Grey Council (GC) chairman Oram Veld said it rained.", "Oram Veld"),
        ("Officials at the Grey Council said it rained.", ""),
        ("The head of the Grey Council said it rained.", ""),
        ("A statement from the Grey Council said it rained.", "Grey Council"),
        ("The Grey Council's statement said it rained.", "Grey Council"),
        ("A report by the Grey Council said it rained.", "Grey Council"),
        ("Turkey waited. The Turkish side said it rained.", "Turkey"),
        ("The leaders of Russia and Turkey said it rained.", ""),
        ("A Hezbollah commander said it rained.", ""),
        ("Minister of Fog Oram Veld said it rained.", "Oram Veld"),
        ("The lawyer for Oram Veld said it rained.", ""),
        ("Oram Veld's lawyer, Nadia Tarek, said it rained.", "Nadia Tarek"),
        ("Oram Veld, who had left, said it rained.", "Oram Veld"),
        ("Russia and Turkey signed a truce. The truce says that arms must go.", "Russia"),
        ("The Anadolu agency said it rained.", "Anadolu Agency"),
        ("State media said it rained.", ""),
        ("Minister of the Russian Federation Shoigu said it rained.", "Sergei Shoigu"),
        ("Oram Veld, brother of Nadia Tarek, said it rained.", "Oram Veld"),
        ("Oram Veld, a man who met Nadia Tarek, said it rained.", "Oram Veld"),
        ("The UN urged the government of Turkey not to leave.", "United Nations to Government of Turkey"),
        ("Akar informed Lavrov that the raids had to end.", "Hulusi Akar to Sergey Lavrov"),
        ("Ankara asked Moscow to stop the raids.", "Turkey to Russia"),
    ] {
        let record = extracted(text, None);
        let name = |actor: Option<LocalActorId>| actor.map(|actor| record.actors.actors[actor.0 as usize].name.clone());
        let [.., statement] = &record.statements[..] else { panic!("{text}: {:?}", record.statements) };
        let to = name(statement.addressee_actor).map(|to| format!(" to {to}")).unwrap_or_default();
        assert_eq!(name(statement.speaker).unwrap_or_default() + &to, expected, "{text}");
    }
}

#[test]
fn a_statement_is_made_on_the_day_that_its_cue_is_dated_by() {
    for (text, expected) in [
        ("Lavrov said on Monday that it rained.", "2020-02-10"),
        ("Lavrov said last week that it would rain.", "2020-02-03..2020-02-09"),
        ("“It rains,” Akar said Thursday.", "2020-02-13"),
        ("On Monday, speaking in Sochi, Lavrov said it rained.", "2020-02-10"),
        ("In 2019, Lavrov had said that it rained.", "2019-01-01..2019-12-31"),
        ("Akar's statement on Thursday that it rained was wrong.", "2020-02-13"),
        ("“No talks under threat.”\n— Javad Zarif (@JZarif) February 13, 2020", "2020-02-13"),
        // The day of the rain.
        ("Lavrov said it rained on Monday.", ""),
        ("Lavrov said that on Monday it rained.", ""),
    ] {
        let record = extracted(text, Some("2020-02-15"));
        let [statement] = &record.statements[..] else { panic!("{text}: {:?}", record.statements) };
        let said = statement.said.map(|said| match (said.first(), said.last()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}..{last}"),
        });
        assert_eq!(said.unwrap_or_default(), expected, "{text}");
    }
}

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
